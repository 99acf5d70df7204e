"""The items of a price list as rows of the what-if form: names, what stands in the boxes, what is paid."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dashboard.language.formats import unit_price
from dashboard.language.names import item_name
from dashboard.language.texts import Texts
from pricing.book.what_if import Item, WhatIf, WhatIfPrices, items, read_discount, read_price
from pricing.errors import Fault
from pricing.money import with_separators
from pricing.price_book import PriceBook


@dataclass(frozen=True)
class Row:
    """An item of the list in force: its name, its own or listed price, its discount in per cent.

    ``paid`` is the price paid, in the currency of the list; ``unrounded`` the same before rounding, in words,
    where that differs.
    """

    item: Item
    name: str
    listed: Decimal
    discount: Decimal
    paid: str
    unrounded: str | None


def rows(texts: Texts, base: PriceBook, what_if: WhatIf, prices: WhatIfPrices) -> list[Row]:
    """Return a row for each item of ``base``, the list in force."""
    unrounded = {key: unit_price(texts, price, base.currency) for key, price in prices.exact}
    priced = zip(items(base), items(prices.listed), items(prices.paid), strict=True)
    return [
        Row(
            item,
            item_name(texts, base, item),
            listed.price,
            what_if.of(item.key).discount,
            with_separators(paid.price),
            unrounded.get(item.key),
        )
        for item, listed, paid in priced
    ]


def price_typed(text: str, item: Item) -> Decimal | Fault:
    """Return the list price that ``text`` writes; nothing typed: that of the list."""
    return read_price(text) if text.strip() else item.price


def discount_typed(text: str) -> Decimal | Fault:
    """Return the discount that ``text`` writes; nothing typed: none."""
    return read_discount(text) if text.strip() else Decimal(0)


def common_discount(listed: list[Row]) -> Decimal | None:
    """Return the discount that all items have; None where they differ."""
    discounts = {row.discount for row in listed}
    return discounts.pop() if len(discounts) == 1 else None
