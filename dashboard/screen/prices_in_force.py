"""The own prices of one visit: kept in the session for each shipped price list, in no link, and undone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal

import streamlit as st

from dashboard.inputs.own_prices import OwnPrices
from dashboard.language.markdown import as_markdown
from dashboard.language.texts import Texts
from dashboard.screen.session import kept
from pricing.errors import Fault, InvalidPriceBook
from pricing.price_book import PriceBook

Step = Literal["to_list_prices", "upload", "removal"]
"""What replaces all prices at once."""

_PRICES: Final = "own_prices"


@dataclass(frozen=True)
class Prices:
    """What stands in the place of one shipped list, and what the last step replaced.

    ``did`` is None where no step replaced all prices, or they were changed since. ``refused`` says why the
    last change was not taken. ``edition`` counts the steps: what was typed before belongs to other prices.
    """

    own: OwnPrices = field(default_factory=OwnPrices)
    before: OwnPrices = field(default_factory=OwnPrices)
    did: Step | None = None
    refused: tuple[Fault, ...] = ()
    edition: int = 0


def shipped_book() -> PriceBook:
    """Return the price list that the link names."""
    return kept().price_list


def prices_here() -> Prices:
    """Return what stands in the place of the price list that the link names."""
    held: dict[str, Prices] = st.session_state.get(_PRICES, {})
    return held.get(kept().book, Prices())


def own_prices() -> OwnPrices:
    """Return the book, the list prices and the discounts that stand there."""
    return prices_here().own


def keep_prices(own: OwnPrices) -> None:
    """Replace what stands there, unless it can't be priced."""
    here = prices_here()
    try:
        own.prices(shipped_book())
    except InvalidPriceBook as error:
        _put(replace(here, refused=error.faults))
    else:
        _put(Prices(own, edition=here.edition))


def replace_prices(own: OwnPrices, did: Step) -> None:
    """Replace all that stands there at once, what was typed too; `undo` takes the step back."""
    before = prices_here()
    keep_prices(own)
    if not prices_here().refused:
        _put(Prices(own, before.own, did, edition=before.edition + 1))


def undo() -> None:
    """Put back what the last step replaced."""
    here = prices_here()
    if here.did is not None:
        _put(Prices(here.before, edition=here.edition + 1))


def undo_line(texts: Texts, words: str) -> None:
    """Say what the last step did, with a button that takes it back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(as_markdown(words), width="content")
        st.button(texts("Undo"), on_click=undo, key="undo_prices", icon=":material/undo:")


def _put(prices: Prices) -> None:
    st.session_state[_PRICES] = {**st.session_state.get(_PRICES, {}), kept().book: prices}
