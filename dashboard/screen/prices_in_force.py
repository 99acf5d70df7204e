"""The own prices of one visit: kept in the session for each shipped price list, in no link, and undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from dashboard.inputs.own_prices import OwnPrices
from dashboard.language.markdown import as_markdown
from dashboard.language.texts import Texts
from dashboard.screen.session import kept
from pricing.book.file import shipped
from pricing.errors import Fault, InvalidPriceBook
from pricing.price_book import PriceBook

Step = Literal["to_list_prices", "upload", "removal"]
"""What replaces all prices at once."""

_OWN: Final = "own_prices"
_BEFORE: Final = "own_prices_before"
_EDITION: Final = "own_prices_edition"
_REFUSED: Final = "own_prices_refused"


@dataclass(frozen=True)
class Before:
    """What a step replaced: the prices that stood in the place of the shipped list ``book``."""

    book: str
    own: OwnPrices
    did: Step


def shipped_book() -> PriceBook:
    """Return the price list that the link names."""
    return shipped(kept().book)


def own_prices() -> OwnPrices:
    """Return what stands in the place of the price list that the link names."""
    held: dict[str, OwnPrices] = st.session_state.setdefault(_OWN, {})
    return held.get(kept().book, OwnPrices())


def keep_prices(own: OwnPrices) -> None:
    """Replace what stands there, unless it can't be priced: then `refused` says why."""
    try:
        own.prices(shipped_book())
    except InvalidPriceBook as error:
        st.session_state[_REFUSED] = {kept().book: error.faults}
        return
    st.session_state[_OWN] = {**st.session_state.get(_OWN, {}), kept().book: own}
    st.session_state.pop(_REFUSED, None)
    st.session_state.pop(_BEFORE, None)


def replace_prices(own: OwnPrices, did: Step) -> None:
    """Replace all that stands there at once, what was typed too; `undo` takes the step back."""
    before = Before(kept().book, own_prices(), did)
    keep_prices(own)
    if refused():
        return
    st.session_state[_BEFORE] = before
    st.session_state[_EDITION] = edition() + 1


def last_step() -> Step | None:
    """Return what replaced the prices at once; None where nothing did, or they were changed since."""
    before: Before | None = st.session_state.get(_BEFORE)
    return None if before is None or before.book != kept().book else before.did


def undo() -> None:
    """Put back what the last step replaced."""
    if last_step() is not None:
        keep_prices(st.session_state[_BEFORE].own)
        st.session_state[_EDITION] = edition() + 1


def undo_line(texts: Texts, words: str) -> None:
    """Say what the last step did, with a button that takes it back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(as_markdown(words), width="content")
        st.button(texts("Undo"), on_click=undo, key="undo_prices", icon=":material/undo:")


def refused() -> tuple[Fault, ...]:
    """Return why the last change was not taken; nothing where it was."""
    faults: dict[str, tuple[Fault, ...]] = st.session_state.get(_REFUSED, {})
    return faults.get(kept().book, ())


def edition() -> int:
    """Return how often prices were replaced at once: what was typed before belongs to other prices."""
    times: int = st.session_state.get(_EDITION, 0)
    return times
