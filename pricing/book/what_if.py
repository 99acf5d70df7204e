"""What if prices were different: own list prices and discounts, put on a price book.

An item is one price of a book; it goes by its path in the book's file ("packs[0].price"), by which faults
of the book name it too. `what_if_prices` returns two books: the list prices, by which a freeze is measured,
and the prices that are paid. Both pass the rules of a file, and where they differ from the book, their
version is marked, so that every file shows it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from pricing.book.file import checked
from pricing.book.format import Loc, path
from pricing.book.values import PRICE_DECIMALS, Price, Text, fault_of
from pricing.book.writing import tables
from pricing.errors import Fault, InvalidPriceBook, shown
from pricing.money import plain, rounded
from pricing.price_book import PriceBook
from pricing.quotes.values import Clause

MARK: Final = "+what-if"
"""Ends the version of a book that is not a price list any more."""

DISCOUNT: Final = Price(100, decimals=2)
"""What a discount may be: per cent of the list price."""

NOTHING_OFF: Final = Decimal(0)


@dataclass(frozen=True)
class Item:
    """One price of a book: its path in the file, the clause, its place among packs or tiers (from 0)."""

    key: str
    clause: Clause
    place: int
    price: Decimal


@dataclass(frozen=True)
class Change:
    """What differs for one item: its own list price (None: the book's), and a discount in per cent."""

    item: str
    price: Decimal | None = None
    discount: Decimal = NOTHING_OFF

    @property
    def is_none(self) -> bool:
        """Tell whether nothing differs."""
        return self.price is None and not self.discount


@dataclass(frozen=True)
class WhatIf:
    """All that differs: at most one change for each item, in the order of their paths."""

    changes: tuple[Change, ...] = ()

    @classmethod
    def of_changes(cls, changes: Iterable[Change]) -> WhatIf:
        """Return all ``changes`` that change something; a later one of an item replaces an earlier one."""
        last = {change.item: change for change in changes}
        return cls(tuple(last[item] for item in sorted(last) if not last[item].is_none))

    def of(self, item: str) -> Change:
        """Return what differs for an item."""
        return next((change for change in self.changes if change.item == item), Change(item))

    def with_price(self, item: Item, price: Decimal) -> WhatIf:
        """Return this with an own list price for ``item``, none where it is that of the book."""
        own = None if price == item.price else price
        return self.of_changes([*self.changes, replace(self.of(item.key), price=own)])

    def with_discount(self, discount: Decimal, *listed: Item) -> WhatIf:
        """Return this with one ``discount`` in per cent on each of the items."""
        changes = (replace(self.of(item.key), discount=discount) for item in listed)
        return self.of_changes([*self.changes, *changes])


@dataclass(frozen=True)
class WhatIfPrices:
    """The list prices, the prices paid, and the exact price of each item whose price paid was rounded."""

    listed: PriceBook
    paid: PriceBook
    exact: tuple[tuple[str, Fraction], ...] = ()


def items(book: PriceBook) -> tuple[Item, ...]:
    """Return everything that has a price, in the order of the price list."""
    return tuple(Item(path(loc), clause, place, price) for loc, clause, place, price in _found(book))


@lru_cache(maxsize=64)
def what_if_prices(book: PriceBook, what_if: WhatIf) -> WhatIfPrices:
    """Return the prices of ``book`` with ``what_if``: own list prices first, discounts on these.

    A price that takes more than 6 decimals is rounded half up to 6. Without a change the book stays as it is.
    Raises InvalidPriceBook with every fault: an item that the book does not have, a price or a discount that
    is not allowed, packs whose cheapest purchase can't be found at these prices.
    """
    own = {change.item: change.price for change in what_if.changes if change.price is not None}
    discounts = {change.item: change.discount for change in what_if.changes if change.discount}
    faults = [*_unknown(book, what_if)]
    faults += [fault for key, off in discounts.items() if (fault := fault_of(DISCOUNT, key, off))]
    if faults:
        raise InvalidPriceBook(tuple(faults))

    listed = _priced(book, lambda item: own.get(item.key, item.price))
    exact = {
        item.key: discounted(item.price, discounts[item.key])
        for item in items(listed)
        if item.key in discounts
    }
    paid = _priced(listed, lambda item: _nearest(exact[item.key]) if item.key in exact else item.price)
    inexact = tuple((key, price) for key, price in exact.items() if _nearest(price) != price)
    return WhatIfPrices(listed, paid, inexact)


def discounted(price: Decimal, discount: Decimal) -> Fraction:
    """Return ``price`` less ``discount`` per cent, exactly."""
    return Fraction(price) * (100 - Fraction(discount)) / 100


def _nearest(price: Fraction) -> Decimal:
    return plain(rounded(price, PRICE_DECIMALS))


def _found(book: PriceBook) -> Iterator[tuple[Loc, Clause, int, Decimal]]:
    """Yield where the file has each price (an only package stands in no array), its clause and place."""
    for place, package in enumerate(book.packages):
        loc: Loc = ("license", "price") if book.has_single_license else ("license", place, "price")
        yield loc, "license", place, package.price
    if book.qps is not None:
        yield ("qps", "price_per_day"), "qps", 0, book.qps.price_per_day
    for place, pack in enumerate(book.packs):
        yield ("packs", place, "price"), "packs", place, pack.price
    for place, tier in enumerate(book.postpaid.tiers):
        yield ("postpaid", "tiers", place, "unit_price"), "postpaid", place, tier.unit_price


def _priced(book: PriceBook, price_of: Callable[[Item], Decimal]) -> PriceBook:
    """Return ``book`` with other prices and a marked version; the same book where all stay the same."""
    prices = [price_of(item) for item in items(book)]
    if prices == [item.price for item in items(book)]:
        return book
    file = tables(book) | {"version": _marked(book.version)}
    for ((*way, key), *_), price in zip(_found(book), prices, strict=True):
        table: Any = file
        for step in way:
            table = table[step]
        table[key] = price
    return checked(file)


def _marked(version: str) -> str:
    return version.removesuffix(MARK)[: Text.longest - len(MARK)] + MARK


def _unknown(book: PriceBook, what_if: WhatIf) -> Iterator[Fault]:
    keys = [item.key for item in items(book)]
    for change in what_if.changes:
        if change.item not in keys:
            yield Fault("unknown_key", "what-if", shown(change.item), {"allowed": ", ".join(keys)})


PRICE: Final = Price()

_NUMBER: Final = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?|-?\.[0-9]+")


def read_price(text: str) -> Decimal | Fault:
    """Return the list price that ``text`` writes, in currency units."""
    return _read("list_price", text, PRICE)


def read_discount(text: str) -> Decimal | Fault:
    """Return the discount that ``text`` writes, in per cent: 12.5 for "12.5" and "12.5%"."""
    return _read("discount", text, DISCOUNT, "%")


def _read(where: str, text: str, rule: Price, ending: str = "") -> Decimal | Fault:
    digits = unicodedata.normalize("NFKC", text).strip().removesuffix(ending).rstrip()
    if not _NUMBER.fullmatch(digits):
        return Fault("not_a_number", where, shown(text), {"allowed": rule.allowed})
    value = Decimal(digits.replace(",", ""))
    return fault_of(rule, where, value) or value
