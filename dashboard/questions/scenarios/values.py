"""What many scenarios cost: the cheapest option of each, all priced at once by `pricing.bulk`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pyarrow as pa

from dashboard.inputs.link import LinkInputs
from pricing.book.file import shipped
from pricing.bulk.reading import read
from pricing.bulk.table import comparison
from pricing.errors import Fault
from pricing.money import plain
from pricing.price_book import Component, PriceBook
from pricing.quotes.options import offer
from pricing.quotes.values import Purchase
from pricing.scenario import TierBasis


@dataclass(frozen=True)
class Figures:
    """The cheapest option of a scenario at the prices of ``book``; amounts in its currency, all exact.

    It is the one that `pricing.quotes.quote` names: the first of those with the lowest total.
    """

    book: PriceBook
    option: str
    activities: int
    qps_units: int
    license: Decimal
    qps: Decimal
    packs: Decimal
    postpaid: Decimal
    total: Decimal
    total_calls: int
    overage_calls: int
    unused_calls: int
    purchases: tuple[Purchase, ...]

    @property
    def coverage(self) -> Fraction | None:
        """Calls not billed postpaid, of all calls; None without calls."""
        return Fraction(self.total_calls - self.overage_calls, self.total_calls) if self.total_calls else None

    @property
    def price_per_call(self) -> Fraction | None:
        """The total divided by all calls; None without calls."""
        return Fraction(self.total) / self.total_calls if self.total_calls else None

    def of(self, component: Component) -> Decimal:
        """Return the amount of one component, in currency units."""
        amount: Decimal = getattr(self, component)
        return amount


Priced = Mapping[LinkInputs, Figures | Fault]
"""The figures of each scenario, or why it has none: its amounts would not be exact."""


def book_of(inputs: LinkInputs, in_force: PriceBook, product: str) -> PriceBook:
    """Return the prices of a scenario: those in force where it is of their ``product``, else its list prices.

    ``product`` is the id of the shipped price list that the prices in force stand for.
    """
    return in_force if inputs.book == product else shipped(inputs.book)


def priced(
    scenarios: Iterable[LinkInputs], in_force: PriceBook, product: str, known: Priced | None = None
) -> Priced:
    """Return the figures of each of ``scenarios``; what ``known`` has at the same prices is taken over."""
    found: dict[LinkInputs, Figures | Fault] = {}
    missing: dict[tuple[PriceBook, TierBasis, bool], list[LinkInputs]] = defaultdict(list)
    for inputs in dict.fromkeys(scenarios):
        book, before = book_of(inputs, in_force, product), (known or {}).get(inputs)
        if isinstance(before, Figures) and before.book == book:
            found[inputs] = before
        else:
            missing[book, inputs.basis, inputs.free].append(inputs)
    for (book, basis, free), group in missing.items():
        found |= zip(group, _figures(group, book, basis, count_free=free), strict=True)
    return found


def _figures(
    group: list[LinkInputs], book: PriceBook, basis: TierBasis, *, count_free: bool
) -> list[Figures | Fault]:
    """Return the figures of scenarios that are priced alike."""
    offered = offer(book, basis, count_free=count_free)
    reading = read(_columns(group), offered, lambda _: "")
    faults = {row: replace(fault, where=fault.where.removeprefix(", ")) for row, fault in reading.faults}
    table = comparison(reading.scenarios, offered)
    rows = table.take(pa.array(_cheapest(table), pa.int64())).select(list(_OF_TABLE)).to_pylist()
    cheapest = dict(zip(reading.rows.tolist(), rows, strict=True))
    return [
        _of_row(book, inputs, cheapest[row]) if row in cheapest else faults[row]
        for row, inputs in enumerate(group)
    ]


_OF_TABLE: Final = (
    *("option", "n_activities", "qps_units", "license", "qps", "packs", "postpaid", "total"),
    *("overage_calls", "unused_calls", "purchases"),
)


def _columns(group: list[LinkInputs]) -> dict[str, pa.StringArray]:
    columns = {
        "name": [str(row) for row in range(len(group))],  # by which `_cheapest` tells them apart
        "monthly_calls": [" ".join(map(str, inputs.monthly_calls)) for inputs in group],
        "months": [str(inputs.months) for inputs in group],
        "peak_qps": [str(inputs.qps) for inputs in group],
        "peak_days": [str(inputs.days) for inputs in group],
        "materials": [str(inputs.materials) for inputs in group],
        "activities": [str(inputs.activities) for inputs in group],
    }
    return {name: pa.array(cells, pa.string()) for name, cells in columns.items()}


def _cheapest(table: pa.Table) -> list[int]:
    """Return the row of the first cheapest option of each scenario, in the order of the scenarios."""
    best: dict[str, tuple[Decimal, int]] = {}
    names, totals = table["name"].to_pylist(), table["total"].to_pylist()
    for row, (name, total) in enumerate(zip(names, totals, strict=True)):
        if total is not None and (name not in best or total < best[name][0]):
            best[name] = total, row
    return [row for _, row in best.values()]


def _of_row(book: PriceBook, inputs: LinkInputs, row: Mapping[str, Any]) -> Figures:
    amounts = {name: plain(row[name]) for name in ("license", "qps", "packs", "postpaid", "total")}
    return Figures(
        book=book,
        option=row["option"],
        activities=row["n_activities"],
        qps_units=row["qps_units"],
        total_calls=sum(inputs.monthly_calls),
        overage_calls=row["overage_calls"],
        unused_calls=row["unused_calls"],
        purchases=tuple(_purchases(row["purchases"])),
        **amounts,
    )


def _purchases(text: str) -> Iterator[Purchase]:
    """Yield what `pricing.quotes.rows.purchases_text` has written."""
    for bought in text.split():
        month, _, pack = bought.partition(":")
        pack, _, quantity = pack.rpartition("*")
        yield Purchase(int(month), pack, int(quantity))
