"""What a visitor puts in the place of a shipped price list: another book, own list prices, discounts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from dashboard.language.names import in_a_row, item_name
from dashboard.language.texts import Texts
from pricing.book.file import read
from pricing.book.what_if import NOTHING_OFF, WhatIf, WhatIfPrices, items, what_if_prices
from pricing.errors import Fault, InvalidPriceBook
from pricing.money import exact
from pricing.price_book import PriceBook

Kind = Literal["price_book", "list_prices", "discounts"]


@dataclass(frozen=True)
class PriceChange:
    """In what respect prices are not those of the shipped list.

    ``items`` are the keys of the items that differ, ``discount`` the per cent off each of them; a price book
    has neither.
    """

    kind: Kind
    items: tuple[str, ...] = ()
    discount: Decimal = NOTHING_OFF


MOST_ENTRIES: Final = 20
"""Packs or tiers of a book on the screen: each pack is an option, with a line in every chart."""

NOTHING: Final = WhatIf()


@dataclass(frozen=True)
class OwnPrices:
    """What stands in the place of one shipped list: nothing, unless said.

    ``what_if`` belongs to the list in force; while that is an upload, ``beneath`` keeps what belongs to the
    shipped one.
    """

    what_if: WhatIf = NOTHING
    upload: PriceBook | None = None
    beneath: WhatIf = NOTHING

    def base(self, shipped: PriceBook) -> PriceBook:
        """Return the price list in force, before own prices and discounts."""
        return self.upload or shipped

    def prices(self, shipped: PriceBook) -> WhatIfPrices:
        """Return the list prices and the prices paid; raises InvalidPriceBook."""
        return what_if_prices(self.base(shipped), self.what_if)

    def changes(self, shipped: PriceBook) -> tuple[PriceChange, ...]:
        """Return in what respects the prices differ from those of the shipped list; one for each discount."""
        base, prices = self.base(shipped), self.prices(shipped)
        own = _differing(base, prices.listed)
        by_discount: defaultdict[Decimal, list[str]] = defaultdict(list)
        for key in _differing(prices.listed, prices.paid):
            by_discount[self.what_if.of(key).discount].append(key)
        return (
            *([PriceChange("price_book")] if base != shipped else []),
            *([PriceChange("list_prices", own)] if own else []),
            *(PriceChange("discounts", tuple(by_discount[off]), off) for off in sorted(by_discount)),
        )

    def with_upload(self, book: PriceBook) -> OwnPrices:
        """Return ``book`` at its own prices in the place of the list in force."""
        return OwnPrices(upload=book, beneath=self.beneath if self.upload else self.what_if)

    def without_upload(self) -> OwnPrices:
        """Return the shipped list with the prices that it had before an upload."""
        return OwnPrices(self.beneath)

    def at_list_prices(self) -> OwnPrices:
        """Return the list in force without own prices and discounts."""
        return replace(self, what_if=NOTHING)


def uploaded(content: bytes, name: str) -> PriceBook:
    """Return the price book of a file that a visitor sent; raises InvalidPriceBook with every fault."""
    book = read(content, name)
    sizes = {"packs": len(book.packs), "postpaid.tiers": len(book.postpaid.tiers)}
    faults = [
        Fault("too_many", where, str(size), {"high": str(MOST_ENTRIES)})
        for where, size in sizes.items()
        if size > MOST_ENTRIES
    ]
    if faults:
        raise InvalidPriceBook(tuple(faults))
    return book


def _differing(before: PriceBook, after: PriceBook) -> tuple[str, ...]:
    """Return the keys of the items whose prices differ."""
    pairs = zip(items(before), items(after), strict=True)
    return tuple(item.key for item, other in pairs if item.price != other.price)


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
