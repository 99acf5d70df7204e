"""What every option costs over the monthly calls of a steady demand, made once and kept.

Nothing here depends on where the scenario stands on the axis, so a move of the volume slider finds it ready.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np

from dashboard.inputs.shapes import average
from pricing.arrays import Bools, Ints
from pricing.price_book import PriceBook
from pricing.quotes.options import offer
from pricing.quotes.quote import quote
from pricing.quotes.values import Quote
from pricing.scenario import LIMITS, Scenario
from pricing.sensitivity.break_even import calls_segments, with_calls
from pricing.sensitivity.jumps import jumps
from pricing.sensitivity.segments import Segment
from pricing.sensitivity.steady import SteadyOptions

SHORTEST: Final = 200_000
"""No axis ends below so many monthly calls."""

STEPS: Final = 100
HALVED: Final = 20
"""Quantities on the axis, evenly spaced; so many half steps at first; below, `SMALL` times powers of ten."""

SMALL: Final = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)

VISIBLE: Final = 250
"""A jump of less than one in so many parts of the highest total is no gap in a line: it is about a pixel."""

FINE_STEPS: Final = 600
"""Jumps are looked for in steps as fine as these: one is higher than what a step adds to a total."""


@dataclass(frozen=True)
class CostCurves:
    """Totals in millionths, shape (options, quantities), at the same ascending quantities for all options.

    ``jumps``, of the same shape: the option's total jumps between this quantity and the next one, which is
    one call more. ``segments`` cover 1 to ``max_calls``; ``at_first`` and ``at_last`` are what the cheapest
    option costs at the ends of each. All are empty where nothing can be bought online.
    """

    max_calls: int
    ids: tuple[str, ...]
    quantities: Ints
    totals: Ints
    jumps: Bools
    segments: tuple[Segment, ...]
    at_first: tuple[int, ...]
    at_last: tuple[int, ...]

    def segment_at(self, calls: int) -> int:
        """Return the number of the segment that ``calls`` lie in; those beyond either end are next to it."""
        inside = min(max(calls, 1), self.max_calls)
        return next(index for index, segment in enumerate(self.segments) if inside <= segment.last)


def steady(scenario: Scenario) -> Scenario:
    """Return ``scenario`` with the same calls in each month: their average."""
    return with_calls(scenario, average(scenario.monthly_calls))


def longest_axis(calls: int) -> int:
    """Return where an axis ends that shows ``calls``: at 2 times a power of ten, at least twice as far."""
    end = SHORTEST
    while end < 2 * calls:
        end *= 10
    return min(end, LIMITS["monthly_calls"][1] - 1)


def cost_curves(book: PriceBook, scenario: Scenario, max_calls: int) -> CostCurves:
    """Return the curves of `postpaid`, the `pack:*` and `best_mix`; of ``scenario`` its calls don't count.

    Best mixes are no part of the segments. Raises AmountTooLarge.
    """
    return _kept(book, replace(scenario, monthly_calls=(0,) * scenario.months), max_calls)


@lru_cache(maxsize=64)
def _kept(book: PriceBook, scenario: Scenario, max_calls: int) -> CostCurves:
    segments = calls_segments(book, scenario, max_calls)
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    options = SteadyOptions.of(priced, scenario)
    if not book.packs:  # a best mix of nothing is postpaid
        options = options.only(["postpaid"])
    firsts, lasts = (np.array([getattr(each, end) for each in segments]) for end in ("first", "last"))
    befores = jumps(options, np.unique(np.arange(FINE_STEPS + 1) * max_calls // FINE_STEPS))
    quantities = np.unique(np.concatenate([_grid(max_calls), firsts, lasts, befores, befores + 1]))
    quantities = quantities[quantities <= max_calls].astype(np.int64)
    totals = options.totals(quantities)
    steps = np.diff(totals, axis=1, append=totals[:, -1:])
    price = options.months * max(options.offer.tariff.prices)
    seen = np.abs(steps) > max(totals.max() // VISIBLE, price)
    gaps = seen & (np.diff(quantities, append=0) == 1)
    winners = [options.ids.index(segment.cheapest) for segment in segments]
    ends = (totals[winners, np.searchsorted(quantities, at)] for at in (firsts, lasts))
    at_first, at_last = (tuple(map(int, costs)) for costs in ends)
    return CostCurves(max_calls, options.ids, quantities, totals, gaps, segments, at_first, at_last)


def _grid(max_calls: int) -> Ints:
    step = -(-max_calls // STEPS)
    even = np.arange(STEPS + 1) * step
    halves = np.arange(HALVED) * step // 2  # the price of a call falls steeply at first
    small = [times * 10**power for power in range(11) for times in SMALL if times * 10**power < step]
    return np.unique(np.concatenate([even, halves, [0, 1, max_calls], small]).astype(np.int64))


@dataclass(frozen=True)
class SteadyComparison:
    """``asked`` is the quote of the steady scenario, ``shown`` the one that can be bought, with its curves.

    They differ where the peak can't be bought online: then the licenses that it takes are compared instead.
    """

    scenario: Scenario
    asked: Quote
    shown: Quote
    curves: CostCurves

    @classmethod
    def of(cls, book: PriceBook, scenario: Scenario) -> SteadyComparison:
        """Return what to compare for ``scenario``. Raises AmountTooLarge."""
        asked = shown = quote(book, steady(scenario))
        if not asked.option("postpaid").available:
            enough = asked.option("extra_activities").activities
            shown = quote(book, replace(asked.scenario, activities=enough))
        curves = cost_curves(book, shown.scenario, longest_axis(shown.scenario.monthly_calls[0]))
        return cls(scenario, asked, shown, curves)
