"""What is in force in the place of the list prices, in sentences."""

from __future__ import annotations

from dashboard.inputs.own_prices import PriceChange
from dashboard.language.names import in_a_row, item_name
from dashboard.language.texts import Texts
from pricing.book.what_if import items
from pricing.money import exact
from pricing.price_book import PriceBook


def changes_in_words(texts: Texts, book: PriceBook, changes: tuple[PriceChange, ...]) -> list[str]:
    """Return a sentence for each of ``changes``: what differs, and for which items of ``book``."""
    return [_in_words(texts, book, change) for change in changes]


def _in_words(texts: Texts, book: PriceBook, change: PriceChange) -> str:
    if change.kind == "price_book":
        return texts("Another price list is in force.")
    differing = [item_name(texts, book, item) for item in items(book) if item.key in change.items]
    named = in_a_row(texts, differing) if len(differing) < len(items(book)) else texts("everything")
    if change.kind == "list_prices":
        return texts("Own list prices: {items}.", items=named)
    return texts("{discount} off: {items}.", discount=f"{exact(change.discount)}%", items=named)
