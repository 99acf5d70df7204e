"""The question "QPS upgrade or another activity?" of one scenario: the peak shown, and its figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, gcd
from typing import Final

import numpy as np

from pricing.arrays import Ints
from pricing.bills.packages import packages_of
from pricing.cheapest.mixes import base_mix
from pricing.price_book import PriceBook
from pricing.quotes.quote import quote
from pricing.quotes.values import Quote
from pricing.scenario import LIMITS, Scenario
from pricing.sensitivity.peak_costs import PeakCosts, costs_by_days, costs_by_qps, first_cheaper

EXAMPLE_DAYS: Final = 7
"""The peak days shown where the scenario has none."""

MOST_STOPS: Final = 60
STOPS_BEYOND: Final = 3
ROOM_BEYOND: Final = 1.25
"""The axis of peaks goes beyond the most that upgrades serve by 3 units, beyond the scenario by a quarter."""


@dataclass(frozen=True)
class Peak:
    """A scenario's peak above the base QPS, or the nearest one that is.

    Where the base QPS reach the limit of a scenario, no peak is above them: see ``can_be_shown``.
    ``base`` is what the fewest activities serve without an upgrade. ``quoted`` is the quote of the peak as
    shown; where the scenario has no such peak or no peak day, ``scenario`` differs from it.
    """

    scenario: Scenario
    quoted: Quote
    base: int
    licenses: int
    by_days: PeakCosts

    @property
    def is_needed(self) -> bool:
        """Tell whether the scenario's own peak exceeds the base QPS."""
        return self.scenario.peak_qps > self.base

    @property
    def can_be_shown(self) -> bool:
        """Tell whether the peak shown exceeds the base QPS: none does where those reach the highest peak."""
        return self.shown.peak_qps > self.base

    @property
    def shown(self) -> Scenario:
        """The scenario with the peak that the charts show."""
        return self.quoted.scenario

    @property
    def book(self) -> PriceBook:
        """The price list."""
        return self.quoted.book

    @property
    def from_day(self) -> int | None:
        """The fewest peak days for which extra activities cost less than upgrades; None: they never do."""
        return first_cheaper(self.by_days)

    @property
    def sells_upgrades(self) -> bool:
        """Tell whether upgrades for the peak can be bought online."""
        return bool(self.by_days["best_mix"].available[1])

    @property
    def most_online(self) -> int:
        """The highest peak that upgrades bought online serve."""
        qps = self.book.qps
        if qps is None:
            return self.base
        packages = packages_of(self.book)
        units = int(base_mix(self.book, self.scenario) @ packages.units)
        return self.base + min(qps.unit * units, LIMITS["peak_qps"][1])


def peak(book: PriceBook, scenario: Scenario) -> Peak | None:
    """Return the peak of ``scenario``; None where the book has no license, hence no limit of QPS.

    Raises AmountTooLarge.
    """
    if book.license is None:
        return None
    mix = base_mix(book, scenario)
    licenses, base = int(mix.sum()), int(mix @ packages_of(book).qps)
    unit = book.license.qps if book.qps is None else book.qps.unit
    nearest = min(base + unit, LIMITS["peak_qps"][1])
    shown = replace(
        scenario,
        peak_qps=scenario.peak_qps if scenario.peak_qps > base else nearest,
        peak_days=scenario.peak_days or EXAMPLE_DAYS,
    )
    return Peak(scenario, quote(book, shown), base, licenses, costs_by_days(book, shown))


def by_qps(one: Peak) -> tuple[Ints, PeakCosts]:
    """Return peaks at which a cost may change, and what they cost on the days shown. Raises AmountTooLarge.

    They begin at the base QPS; on a long axis only some of them are there.
    """
    licensed, qps = one.book.license, one.book.qps
    if licensed is None:
        raise ValueError("a book without a license has no peak")
    unit, online = licensed.qps if qps is None else qps.unit, one.most_online
    step = gcd(licensed.qps, unit)
    end = max(online + STOPS_BEYOND * unit, ceil(ROOM_BEYOND * one.shown.peak_qps))
    end = min(end, max(LIMITS["peak_qps"][1], one.base + step))
    stride = step * -(-(end - one.base) // (step * MOST_STOPS))
    stops = np.arange(one.base, end + stride, stride, dtype=np.int64)
    stops = np.union1d(stops, np.array([online, one.shown.peak_qps]))
    return stops, costs_by_qps(one.book, one.shown, stops)
