"""What a peak costs with QPS upgrades, with extra activities, and at best: over peak days and over peak QPS.

With given licenses a total is a straight line in the peak days from the first one on, so
`optimal`, the lowest of such lines, is concave there: it is known between two numbers of days as soon as
the lines of both ends meet on it. A handful of prices gives every day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from pricing.arrays import Bools, Ints
from pricing.bills.demands import Demands
from pricing.money import to_micro
from pricing.price_book import PriceBook
from pricing.quotes.options import Offer, OptionBatch, offer
from pricing.scenario import LIMITS, Scenario

MOST_DAYS = LIMITS["peak_days"][1]


@dataclass(frozen=True)
class PeakCurve:
    """One option over an axis; all arrays have the shape of the axis.

    ``total`` in millionths; ``mix``: licenses of each package, shape (axis, packages); QPS ``units`` on a
    peak day; where it is not ``available`` online, the total means nothing.
    """

    total: Ints
    available: Bools
    mix: Ints
    units: Ints

    @property
    def activities(self) -> Ints:
        """The number of activities."""
        activities: Ints = self.mix.sum(axis=1)
        return activities


PeakCosts = Mapping[str, PeakCurve]
"""The curves of `best_mix` (with QPS upgrades), `extra_activities` and `optimal`, by option id."""


def costs_by_days(book: PriceBook, scenario: Scenario) -> PeakCosts:
    """Return the costs for 0 to 366 peak days; of ``scenario`` all but the peak days counts.

    Raises AmountTooLarge.
    """
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    demands = _demands(scenario, np.array([0, 1, MOST_DAYS], dtype=np.int64), None)
    priced.check_amounts(demands)
    return {
        **{option.id: _all_days(priced, option) for option in _fixed(priced, demands)},
        "optimal": _optimal_by_days(priced, scenario),
    }


def costs_by_qps(book: PriceBook, scenario: Scenario, peak_qps: Ints) -> PeakCosts:
    """Return the costs for these peaks; of ``scenario`` all but its own counts. Raises AmountTooLarge."""
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    demands = _demands(scenario, None, peak_qps)
    priced.check_amounts(demands)
    options = [*_fixed(priced, demands), priced.optimal(demands)]
    return {
        option.id: PeakCurve(option.ledger.total, option.available, option.mix, option.units)
        for option in options
    }


def first_cheaper(costs: PeakCosts) -> int | None:
    """Return the first place on the axis at which `extra_activities` cost less than `best_mix`, or None."""
    upgrade, extra = costs["best_mix"], costs["extra_activities"]
    cheaper = ~upgrade.available | (extra.total < upgrade.total)
    return int(cheaper.argmax()) if cheaper.any() else None


def _demands(scenario: Scenario, days: Ints | None, qps: Ints | None) -> Demands:
    given = {name: axis for name, axis in (("peak_days", days), ("peak_qps", qps)) if axis is not None}
    length = max(len(axis) for axis in given.values())
    rows = Demands.of(scenario).take(np.zeros(length, dtype=np.int64))
    return replace(rows, **given)


def _fixed(priced: Offer, demands: Demands) -> tuple[OptionBatch, OptionBatch]:
    """Return `best_mix` and `extra_activities`; these also where the scenario does not have that option."""
    rows = np.arange(len(demands))
    return (
        priced.best_mix("best_mix", demands, rows, priced.base_mixes(demands)),
        priced.best_mix("extra_activities", demands, rows, priced.without_units(demands)),
    )


def _all_days(priced: Offer, option: OptionBatch) -> PeakCurve:
    """Return an option with the same licenses for any number of days, given its prices for 0 and 1."""
    axis = np.arange(MOST_DAYS + 1)
    peak = axis > 0
    units = np.where(peak, option.units[1], 0)
    total = option.ledger.total[0] + _day_price(priced) * units * axis
    available = np.where(peak, option.available[1], option.available[0])
    return PeakCurve(total, available, np.repeat(option.mix[:1], len(axis), axis=0), units)


def _optimal_by_days(priced: Offer, scenario: Scenario) -> PeakCurve:
    """Return `optimal` for all days; from day 1 on the lowest line of all that were found."""
    found: dict[int, tuple[int, list[int], int]] = {}
    waiting = [0, 1, MOST_DAYS]
    while waiting:
        option = priced.optimal(_demands(scenario, np.array(waiting, dtype=np.int64), None))
        lines = zip(option.ledger.total.tolist(), option.mix.tolist(), option.units.tolist(), strict=True)
        found |= dict(zip(waiting, lines, strict=True))
        waiting = _unsettled(found, _day_price(priced))
    days = np.array(sorted(found), dtype=np.int64)
    total, mix, units = (np.array(part) for part in zip(*(found[day] for day in days), strict=True))
    axis = np.arange(MOST_DAYS + 1)
    lines_at = total[1:, None] + _day_price(priced) * units[1:, None] * (axis - days[1:, None])
    best = lines_at.argmin(axis=0)
    curve = lines_at.min(axis=0), mix[1:][best], units[1:][best]
    for part, at_0 in zip(curve, (total[0], mix[0], units[0]), strict=True):
        part[0] = at_0
    return PeakCurve(curve[0], np.ones(len(axis), dtype=np.bool_), curve[1], curve[2])


def _unsettled(found: Mapping[int, tuple[int, list[int], int]], day_price: int) -> list[int]:
    """Return the days to price next: where the lines of two neighbours cross, away from what is known."""
    days = []
    for one, other in pairwise(sorted(day for day in found if day)):
        (low, _, steep), (high, _, flat) = found[one], found[other]
        gap = low + day_price * steep * (other - one) - high
        if gap and steep != flat and other - one > 1:
            back = gap // (day_price * (steep - flat))
            days += [day for day in (other - back - 1, other - back) if day not in found]
    return sorted(set(days))


def _day_price(priced: Offer) -> int:
    return 0 if priced.book.qps is None else to_micro(priced.book.qps.price_per_day)
