"""The option whose details a page shows: one choice for all pages, until another is made."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.language.names import option_name
from dashboard.language.texts import Texts
from dashboard.screen.session import key_in
from pricing.quotes.values import Option, Quote

THE_CHEAPEST: Final = "cheapest"
_CHOSEN: Final = "details_of"


def option_names(quoted: Quote, texts: Texts) -> dict[str, str]:
    """Return the names of all options by their ids."""
    return {option.id: option_name(texts, quoted.book, option.id) for option in quoted.options}


def chosen_option(quoted: Quote, texts: Texts) -> Option:
    """Ask whose details to show; the cheapest, whichever that is, unless one is named."""
    names = {THE_CHEAPEST: texts("The cheapest"), **option_names(quoted, texts)}
    ids, before = list(names), st.session_state.get(_CHOSEN)
    chosen = st.selectbox(
        texts("Show details of"),
        ids,
        index=ids.index(before) if before in ids else 0,
        format_func=lambda name: names.get(name, name),
        key=key_in(texts, f"{_CHOSEN}_box"),
    )
    st.session_state[_CHOSEN] = chosen
    return quoted.option(quoted.cheapest if chosen == THE_CHEAPEST else chosen)
