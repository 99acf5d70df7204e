"""What the sidebar hands to every page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from dashboard.link import LinkInputs
from dashboard.texts import Texts
from pricing.price_book import PriceBook
from pricing.scenario import Scenario

_KEY = "shared_inputs"


@dataclass(frozen=True)
class Inputs:
    """The scenario, the price book and the texts of this run; ``link`` is what the query string says."""

    scenario: Scenario
    book: PriceBook
    texts: Texts
    start: date | None
    link: LinkInputs

    @property
    def product(self) -> str:
        """The product's name in the language of the screen, or in any that the book has."""
        names = self.book.name
        code = "zh" if self.texts.language == "zh_Hans" else "en"
        return names.get(code) or next(iter(names.values()), self.book.id)


def share(inputs: Inputs) -> None:
    """Keep ``inputs`` for the page of this run."""
    st.session_state[_KEY] = inputs


@contextmanager
def shared(inputs: Inputs) -> Iterator[None]:
    """Keep ``inputs`` for as long as a page runs under app.py, and no longer."""
    share(inputs)
    try:
        yield
    finally:
        del st.session_state[_KEY]


def current() -> Inputs:
    """Return what the sidebar says in this run; to be called at the top of a page.

    Until ``st.navigation`` was called once, a process takes pages/ for pages of the old kind: a first visit
    to the address of a page runs that file without app.py. It is told better, and the run starts again.
    """
    if _KEY not in st.session_state:
        PagesManager.uses_pages_directory = False
        st.rerun()
    inputs: Inputs = st.session_state[_KEY]
    return inputs
