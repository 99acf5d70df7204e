"""Another price list by upload, and the prices in force as a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.inputs.own_prices import OwnPrices, uploaded
from dashboard.language.markdown import as_markdown
from dashboard.language.texts import Texts
from dashboard.screen.inputs import Inputs
from dashboard.screen.prices_in_force import own_prices, prices_here, replace_prices, undo_line
from dashboard.screen.session import kept
from dashboard.screen.widgets.upload import upload_to
from dashboard.tables.csv_file import file_name
from pricing.book.file import MOST_BYTES, shown_name
from pricing.book.writing import dumps
from pricing.errors import Fault, InvalidPriceBook

MOST_FAULTS: Final = 20
"""More say that it is no price list."""

LONGEST_NAME: Final = 60

_REFUSED: Final = "price_book_refused"
"""The file that was refused last, and why, by the price list that stayed in force."""


def price_book_box(texts: Texts) -> None:
    """Show the box for a price book file, and what became of the last one."""
    own = own_prices()
    label = texts("A price list as a TOML file, at most {most} MB", most=MOST_BYTES // 10**6)
    upload_to(label, texts, key="price_book_file", take=_take)
    refused: dict[str, tuple[str, tuple[Fault, ...]]] = st.session_state.get(_REFUSED, {})
    if kept().book in refused:
        _say(texts, *refused[kept().book])
    if own.upload is not None:
        words = texts(
            "In force on all pages of this visit: the uploaded price list {id}, version {version}.",
            id=own.upload.id,
            version=own.upload.version,
        )
        if prices_here().did == "upload":
            undo_line(texts, words)
        else:
            st.markdown(as_markdown(words))
        st.button(texts("Remove the uploaded price list"), on_click=_remove, args=(own,))
    elif prices_here().did == "removal":
        undo_line(texts, texts("The uploaded price list is removed."))


def download(inputs: Inputs) -> None:
    """Offer the prices that are paid as a price book file."""
    texts = inputs.texts
    holds = "price-book" if inputs.book == inputs.listed else "price-book-discounted"
    st.download_button(
        texts("Download the prices in force"),
        partial(dumps, inputs.book),
        file_name(inputs.origin, holds, "toml", of_demand=False),
        "application/toml",
        key="download_price_book",
        on_click="ignore",
        icon=":material/download:",
        help=texts("A price list as a TOML file: to be uploaded here, or read by the command line"),
    )


def _take(name: str, content: bytes) -> None:
    """Put the price list of a file in force, or say why not: a callback."""
    told = shown_name(Path(name))
    if len(told) > LONGEST_NAME:
        told = f"{told[: LONGEST_NAME - 1]}…"
    try:
        book = uploaded(content, told)
    except InvalidPriceBook as error:
        st.session_state[_REFUSED] = {kept().book: (told, error.faults)}
        return
    st.session_state.pop(_REFUSED, None)
    replace_prices(own_prices().with_upload(book), "upload")


def _remove(own: OwnPrices) -> None:
    st.session_state.pop(_REFUSED, None)
    replace_prices(own.without_upload(), "removal")


def _say(texts: Texts, file: str, faults: tuple[Fault, ...]) -> None:
    lines = [f"- {as_markdown(texts.faults(fault, of_file=True))}" for fault in faults[:MOST_FAULTS]]
    more = len(faults) - MOST_FAULTS
    if more > 0:
        lines.append("- " + texts.plural("and {n} more", "and {n} more", more))
    lead = texts("{file} is not taken, and the prices stay as they were:", file=file)
    st.error("\n".join([as_markdown(lead), "", *lines]))
