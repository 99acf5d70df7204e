"""The address at which a spreadsheet finds the table of the first page, and a button that copies it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

import streamlit as st

from dashboard.inputs.link import LANGUAGE_CODES, LinkInputs, write_link
from dashboard.language.markdown import small_text
from dashboard.language.texts import Language
from dashboard.screen.components.copy_link import copy_button
from dashboard.screen.inputs import Inputs

PATH: Final = "api/v1/comparison.csv"
"""Below the app's own address, wherever a proxy has put that."""


def csv_address(link: LinkInputs, language: Language) -> str:
    """Return the address below the app's own; it names the language, as no browser will be there to ask."""
    code = next(code for code, of in LANGUAGE_CODES.items() if of == language)
    return f"{PATH}?{urlencode(write_link(link) | {'lang': code})}"


def copy_csv_link(inputs: Inputs) -> None:
    """Show the button, or say why there is none: the link knows no prices but those of the price list."""
    texts = inputs.texts
    if not inputs.list_prices:
        words = texts("No link to this table as CSV: a link gives list prices, and these are others.")
        st.markdown(small_text(words))
        return
    copy_button(
        "copy_csv_link",
        texts,
        label=texts("Copy CSV link"),
        hint=texts("Copies an address from which a spreadsheet can import all options, as often as it likes"),
        failed=texts("Could not copy: the browser does not allow it"),
        address=csv_address(inputs.link, texts.language),
    )
