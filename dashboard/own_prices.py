"""What a visitor puts in the place of a shipped price list: another book, own list prices, discounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal

from dashboard.names import in_a_row
from dashboard.texts import Texts
from pricing.errors import Fault, InvalidPriceBook, message
from pricing.price_book import PriceBook
from pricing.price_book_file import read
from pricing.what_if import WhatIf, WhatIfPrices, what_if_prices

PriceChange = Literal["price_book", "list_prices", "discounts"]
"""In what respect prices are not those of the shipped list."""

WORDS: Final[Mapping[PriceChange, str]] = MappingProxyType(
    {
        "price_book": message("another price list"),
        "list_prices": message("own list prices"),
        "discounts": message("discounts"),
    }
)

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
        """Return in what respects the prices differ from those of the shipped list."""
        base, prices = self.base(shipped), self.prices(shipped)
        differs: dict[PriceChange, bool] = {
            "price_book": base != shipped,
            "list_prices": prices.listed != base,
            "discounts": prices.paid != prices.listed,
        }
        return tuple(change for change, does in differs.items() if does)

    def with_upload(self, book: PriceBook) -> OwnPrices:
        """Return ``book`` at its own prices in the place of the list in force."""
        return OwnPrices(upload=book, beneath=self.beneath if self.upload else self.what_if)

    def without_upload(self) -> OwnPrices:
        """Return the shipped list with the prices that it had before an upload."""
        return OwnPrices(self.beneath)

    def at_list_prices(self) -> OwnPrices:
        """Return the list in force without own prices and discounts."""
        return replace(self, what_if=NOTHING)


def changes_in_words(texts: Texts, changes: tuple[PriceChange, ...]) -> str:
    """Return what is in force in the place of the list prices, in a sentence."""
    what = in_a_row(texts, (texts(WORDS[change]) for change in changes))
    return texts("In force instead: {what}.", what=what)


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
