"""What the sidebar hands to every page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from dashboard.inputs.link import LinkInputs, address
from dashboard.inputs.own_prices import PriceChange
from dashboard.language.names import product_name
from dashboard.language.texts import Texts
from dashboard.tables.origin import Origin
from pricing.price_book import PriceBook
from pricing.scenario import Scenario

_shared: ContextVar[Inputs] = ContextVar("shared_inputs")
"""Not in the session: after ``st.stop()`` a run can't remove anything from the session."""


@dataclass(frozen=True)
class Inputs:
    """The scenario, the price book and the texts of this run; ``link`` is what the query string says.

    ``book`` has the prices that are paid, ``listed`` the list prices: a freeze is measured by these.
    ``changes`` tells how the prices differ from those of the shipped list.
    ``address`` is that of the page without its query string; ``today`` is in the visitor's time zone.
    """

    scenario: Scenario
    book: PriceBook
    texts: Texts
    start: date | None
    link: LinkInputs
    listed: PriceBook
    address: str
    today: date
    changes: tuple[PriceChange, ...] = ()

    @property
    def list_prices(self) -> bool:
        """Whether the figures are those of the shipped price list that the link names."""
        return not self.changes

    @property
    def origin(self) -> Origin:
        """Where the figures of this run come from, for a file."""
        link = address(self.address, self.link)
        return Origin(self.book, self.scenario, link, self.today, changes=self.changes)

    @property
    def product(self) -> str:
        """The product's name in the language of the screen, or in any that the book has."""
        return product_name(self.texts, self.book)


def share(inputs: Inputs) -> None:
    """Keep ``inputs`` for the page of this run."""
    _shared.set(inputs)


@contextmanager
def shared(inputs: Inputs) -> Iterator[None]:
    """Keep ``inputs`` for as long as a page runs under app.py, and no longer."""
    token = _shared.set(inputs)
    try:
        yield
    finally:
        _shared.reset(token)


def current() -> Inputs:
    """Return what the sidebar says in this run; to be called at the top of a page.

    Until the first call of ``st.navigation`` Streamlit takes the folder pages/ for pages of its own: where
    the first visit of all is to such a page, it runs that file without app.py. Then this is switched off, and
    the run starts again.
    """
    inputs = _shared.get(None)
    if inputs is None:
        PagesManager.uses_pages_directory = False
        st.rerun()
    return inputs
