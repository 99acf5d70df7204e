"""The price list as rows of numbers: what is sold, how much of it, and its price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dashboard.language.formats import calls_exact
from dashboard.language.names import LARGE_CUSTOMER, SETTLEMENT, clause_name, pack_name
from dashboard.language.texts import Texts
from pricing.price_book import Free, License, PriceBook, QpsUpgrade, Tier


@dataclass(frozen=True)
class PriceRow:
    """One figure or price: ``quantity`` is a whole number, or a share of 1; ``price`` is in currency units.

    ``calls`` are those that the price pays for, None where it pays for something else.
    """

    clause: str
    item: str
    quantity: int | Decimal | None = None
    price: Decimal | None = None
    calls: int | None = None

    @property
    def per_thousand(self) -> Fraction | None:
        """The price of 1,000 calls."""
        if self.price is None or self.calls is None:
            return None
        return Fraction(self.price) * 1000 / self.calls


def price_rows(book: PriceBook, texts: Texts) -> list[PriceRow]:
    """Return the rows of the clauses that the book has, in the order of the price list."""
    return list(_rows(book, texts))


def _rows(book: PriceBook, texts: Texts) -> Iterator[PriceRow]:
    if book.free is not None:
        yield from _free(book.free, texts)
    if book.license is not None:
        yield from _license(book.license, texts)
    if book.qps is not None:
        yield from _qps(book.qps, texts)
    for pack in book.packs:
        name = pack_name(texts, book, pack.id)
        yield PriceRow(clause_name(texts, "packs"), name, pack.calls, pack.price, pack.calls)
        yield PriceRow(clause_name(texts, "packs"), texts("Valid, months"), pack.valid_months)
    above = 0
    for tier in book.postpaid.tiers:
        yield PriceRow(
            clause_name(texts, "postpaid"), _band(above, tier, texts), tier.up_to, tier.unit_price, 1
        )
        above = tier.up_to or 0
    if book.settlement is not None:
        item = texts("Frozen, of the month's usage at list price")
        yield PriceRow(texts(SETTLEMENT), item, book.settlement.hold_ratio)
    if book.large_customer is not None:
        item = texts("Prices are negotiable above this spend in a month")
        yield PriceRow(texts(LARGE_CUSTOMER), item, price=book.large_customer.monthly_spend)


def _free(free: Free, texts: Texts) -> Iterator[PriceRow]:
    clause = clause_name(texts, "free")
    yield PriceRow(clause, texts("Calls"), free.calls)
    yield PriceRow(clause, texts("QPS"), free.qps)


def _license(granted: License, texts: Texts) -> Iterator[PriceRow]:
    clause = clause_name(texts, "license")
    yield PriceRow(clause, texts("License of one activity"), 1, granted.price)
    yield PriceRow(clause, texts("Calls"), granted.calls)
    yield PriceRow(clause, texts("QPS"), granted.qps)
    yield PriceRow(clause, texts("Materials"), granted.materials)
    yield PriceRow(clause, texts("Valid, months"), granted.term_months)


def _qps(upgrade: QpsUpgrade, texts: Texts) -> Iterator[PriceRow]:
    clause = clause_name(texts, "qps")
    unit = texts("{unit} QPS for one day and one activity", unit=upgrade.unit)
    yield PriceRow(clause, unit, 1, upgrade.price_per_day)
    yield PriceRow(clause, texts("Most QPS for one activity, online"), upgrade.most_online)
    yield PriceRow(clause, texts("Ordered at most so many days ahead"), upgrade.order_window_days)


def _band(above: int, tier: Tier, texts: Texts) -> str:
    if tier.up_to is not None:
        return texts("One call, up to so many in a month")
    if not above:
        return texts("One call")
    return texts("One call, above {calls} in a month", calls=calls_exact(texts, above))
