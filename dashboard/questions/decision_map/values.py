"""The decision map: for monthly calls and months, the cheapest option, its plan and what it saves.

The map is of steady demand, so it does not depend on the scenario's own calls and months: it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

import numpy as np

from dashboard.inputs.link import LinkInputs
from pricing.cheapest.pack_menu import NOWHERE
from pricing.money import from_micro
from pricing.price_book import PriceBook
from pricing.quotes.quote import licenses_of
from pricing.quotes.values import Option, Purchase
from pricing.scenario import LIMITS, Scenario
from pricing.sensitivity import decision_map as priced
from pricing.sensitivity.break_even import calls_segments
from pricing.sensitivity.decision_map import decision_map

MOST_MONTHS: Final = LIMITS["months"][1]
STEPS: Final = ((10, 15, 20, 30, 50, 70), (10, 20, 50), (10,))
"""The stops of a power of ten, in tenths: the first that fit in `MOST_STOPS`."""

MOST_STOPS: Final = 24
BEYOND: Final = Fraction(3, 2)
"""The map ends at so many times the largest quantity of the price list."""

WITHOUT_QUANTITIES: Final = (12_000, 1_000_000)
LOWEST: Final = 10


@dataclass(frozen=True, eq=False)
class Cell:
    """The cheapest option of a steady demand: what it buys, its total, and that of `postpaid`.

    Totals are currency units. ``postpaid`` is None where that can't be bought online; some option always
    can. Of ``option`` only its id and what it buys is known, the packs without their months.
    """

    calls: int
    months: int
    option: Option
    total: Decimal
    postpaid: Decimal | None

    @property
    def saving(self) -> Decimal | None:
        """What the option costs less than `postpaid`."""
        return None if self.postpaid is None else self.postpaid - self.total

    @property
    def saving_ratio(self) -> Fraction | None:
        """The saving as a share of `postpaid`; None where that costs nothing."""
        if self.saving is None or not self.postpaid:
            return None
        return Fraction(self.saving) / Fraction(self.postpaid)


@dataclass(frozen=True, eq=False)
class DecisionMap:
    """The cells of each number of months, 1 to 12, in the order of ``stops``, the monthly calls.

    ``scenario`` is what all cells share: its calls and its month of the peak mean nothing.
    """

    book: PriceBook
    scenario: Scenario
    stops: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells, by months, then calls."""
        return (cell for row in self.rows for cell in row)

    @property
    def options(self) -> list[str]:
        """The ids of all options that win somewhere."""
        return list(dict.fromkeys(cell.option.id for cell in self.cells))


def map_of(book: PriceBook, scenario: Scenario) -> DecisionMap:
    """Return the map for all of ``scenario`` but its calls and months. Raises AmountTooLarge."""
    return _map(book, replace(scenario, monthly_calls=(0,), peak_month=1))


def with_cell(link: LinkInputs, cell: Cell) -> LinkInputs:
    """Return ``link`` with the cell's demand, steady; the month of the peak stays within its months."""
    return replace(
        link,
        calls=cell.calls,
        months=cell.months,
        shape="steady",
        table=(),
        peak_month=min(link.peak_month, cell.months),
    )


def postpaid_up_to(book: PriceBook, scenario: Scenario) -> int | None:
    """Return the most monthly calls up to which `postpaid` wins at the scenario's number of months.

    Exact to the call; None where it does not win at the map's least calls, or wins all along, or where an
    option with more activities than needed wins first.
    """
    row = map_of(book, scenario).rows[scenario.months - 1]
    winners = [cell.option.id for cell in row]
    other = next((place for place, winner in enumerate(winners) if winner != "postpaid"), None)
    if not other or winners[other] in {"extra_activities", "optimal"}:
        return None
    return _first_end(book, replace(scenario, monthly_calls=(0,) * scenario.months), row[other].calls)


def stops_of(book: PriceBook) -> tuple[int, ...]:
    """Return the monthly calls of the map: from a month's share of the book's least quantity up."""
    quantities = [pack.calls for pack in book.packs]
    quantities += [tier.up_to for tier in book.postpaid.tiers if tier.up_to is not None]
    if book.license is not None and book.license.calls:
        quantities.append(book.license.calls)
    if not quantities:
        quantities = list(WITHOUT_QUANTITIES)
    low = max(LOWEST, min(quantities) // MOST_MONTHS)
    high = min(int(max(quantities) * BEYOND), LIMITS["monthly_calls"][1])
    stops: list[int] = []
    for steps in STEPS:
        stops = [tenths * 10**power // 10 for power in range(1, 11) for tenths in steps]
        first = max((place for place, stop in enumerate(stops) if stop <= low), default=0)
        last = next((place for place, stop in enumerate(stops) if stop >= high), len(stops) - 1)
        stops = stops[first : last + 1]
        if len(stops) <= MOST_STOPS:
            break
    return tuple(stops)


@lru_cache(maxsize=32)
def _map(book: PriceBook, scenario: Scenario) -> DecisionMap:
    stops = stops_of(book)
    found = decision_map(book, scenario, np.array(stops), np.arange(1, MOST_MONTHS + 1))
    rows = tuple(
        tuple(_cell(book, found, row, column) for column in range(len(stops))) for row in range(MOST_MONTHS)
    )
    return DecisionMap(book, scenario, stops, rows)


def _cell(book: PriceBook, found: priced.DecisionMap, row: int, column: int) -> Cell:
    postpaid = int(found.postpaid[row, column])
    licenses = licenses_of(book, found.mix[row, column])
    cheapest = found.ids[found.cheapest[row, column]]
    option = Option(
        id=cheapest,
        available=True,
        reason=None,
        activities=int(found.activities[row, column]),
        qps_units=int(found.units[row, column]),
        purchases=tuple(
            Purchase(1, pack.id, quantity)
            for pack, quantity in zip(book.packs, found.packs[row, column].tolist(), strict=True)
            if quantity
        ),
        licenses=() if cheapest == "trial" else licenses,
        mix=licenses,
    )
    return Cell(
        int(found.monthly_calls[column]),
        int(found.months[row]),
        option,
        from_micro(int(found.total[row, column])),
        from_micro(postpaid) if postpaid < NOWHERE else None,
    )


@lru_cache(maxsize=64)
def _first_end(book: PriceBook, scenario: Scenario, before: int) -> int:
    return calls_segments(book, scenario, before, with_best_mix=True)[0].last
