"""How far a scenario is from another verdict: in volume, months and peak days, everything else being equal.

The verdict is the cheapest option of the scenario's quote; a change is the nearest value on either side for
which another option is cheapest.

- *Volume* of a steady demand is its monthly calls, exact to the call: the search goes outwards from cut to
  cut (`cuts`). Of an uneven demand it is a percentage by which all months are scaled, each rounded half up
  to a call, exact to the percent from half to double the demand; so, too, where too many numbers of
  activities may be cheapest.
- *Months*: 1 to 12. A shorter demand loses its last months; a longer one goes on with the calls of the last.
- *Peak days*: 0 to 366. With a given purchase a total is a straight line in the days, whose slope is what
  the QPS units of a day cost. Options with the fewest activities have the steepest lines, `extra_activities`
  level ones, `optimal` the lowest of all lines between. So each verdict holds on one interval of days, and
  its ends are found by halving.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from pricing.arrays import Ints
from pricing.bills.demands import Demands
from pricing.bills.packages import packages_of
from pricing.cheapest.mixes import base_mixes_of
from pricing.errors import AmountTooLarge
from pricing.price_book import PriceBook
from pricing.quotes.options import offer
from pricing.scenario import LIMITS, Scenario
from pricing.sensitivity.nearest_calls import Change, Nearest, over_calls
from pricing.sensitivity.totals import totals, variants

SAME = 100
PERCENTS = np.arange(SAME // 2, 2 * SAME + 1)
"""From half to double the demand, as far as a scenario may have so many calls."""

GRID = 24
"""Peak days that are priced at once."""


@dataclass(frozen=True)
class NearestChanges:
    """The ``verdict`` of a scenario and how far each of its figures is from another one.

    ``volume`` counts ``unit``: monthly calls, or percent of every month's calls.
    """

    verdict: str
    unit: Literal["calls", "percent"]
    volume: Nearest
    months: Nearest
    peak_days: Nearest


def nearest_changes(book: PriceBook, scenario: Scenario) -> NearestChanges:
    """Return the nearest changes of verdict. Raises AmountTooLarge where the scenario's own amounts do."""
    [verdict] = totals(book, scenario, Demands.of(scenario)).winners
    calls = over_calls(book, scenario, verdict)
    return NearestChanges(
        verdict,
        "percent" if calls is None else "calls",
        _over_percents(book, scenario, verdict) if calls is None else calls,
        _over_months(book, scenario, verdict),
        _over_days(book, scenario, verdict),
    )


def _over_percents(book: PriceBook, scenario: Scenario, verdict: str) -> Nearest:
    """Return the changes over the percentage by which each month's calls are scaled."""

    def calls(percents: Ints) -> Ints:
        scaled: Ints = (2 * percents[:, None] * np.array(scenario.monthly_calls) + 100) // 200
        return scaled

    def winners(percents: Ints) -> list[str]:
        return totals(book, scenario, variants(scenario, calls(percents))).winners

    allowed = PERCENTS[calls(PERCENTS).max(axis=1) <= LIMITS["monthly_calls"][1]]
    return _over(verdict, SAME, [allowed, allowed[allowed <= SAME]], winners)


def _over_months(book: PriceBook, scenario: Scenario, verdict: str) -> Nearest:
    """Return the changes over the number of months, looking outwards from those of the scenario."""
    most = LIMITS["months"][1]
    calls = scenario.monthly_calls + scenario.monthly_calls[-1:] * (most - scenario.months)

    def of(months: int) -> Scenario:
        peak_month = min(scenario.peak_month, months)
        return replace(scenario, monthly_calls=calls[:months], peak_month=peak_month)

    def first_change(axis: range) -> Change | None:
        for months in axis:
            [winner] = totals(book, of(months), Demands.of(of(months))).winners
            if winner != verdict:
                return Change(months, winner)
        return None

    if not offer(book, scenario.tier_basis, count_free=scenario.count_free_quota).is_exact(of(most)):
        most = scenario.months
    below = first_change(range(scenario.months - 1, 0, -1))
    return Nearest(below, first_change(range(scenario.months + 1, most + 1)), (1, most))


def _over_days(book: PriceBook, scenario: Scenario, verdict: str) -> Nearest:
    """Return the changes over the peak days."""
    low, high = LIMITS["peak_days"]
    one_day = Demands.of(replace(scenario, peak_days=1))
    base_qps = base_mixes_of(book, one_day) @ packages_of(book).qps
    if (one_day.peak_qps <= base_qps).all():
        return Nearest(None, None, (low, high))

    def winners(days: Ints) -> list[str]:
        demands = replace(Demands.of(scenario).take(np.zeros_like(days)), peak_days=days)
        return totals(book, scenario, demands).winners

    day = scenario.peak_days
    grid = np.union1d(np.linspace(low, high, GRID).astype(np.int64), [day])
    grids = [grid, grid[grid <= day]]
    rough = _over(verdict, day, grids, winners)
    low = rough.below.at if rough.below else rough.searched[0]
    high = rough.above.at if rough.above else rough.searched[1]
    same_low = int(grid[grid > low].min()) if rough.below else low
    same_high = int(grid[grid < high].max()) if rough.above else high
    days = np.unique(np.concatenate([np.arange(low, same_low + 1), [day], np.arange(same_high, high + 1)]))
    fine = _over(verdict, day, [days], winners)
    return Nearest(fine.below, fine.above, rough.searched)


def _over(verdict: str, here: int, axes: Sequence[Ints], winners: Callable[[Ints], list[str]]) -> Nearest:
    """Return the changes over the first of ``axes`` whose amounts are exact, all of which hold ``here``."""
    for axis in axes:
        try:
            won = winners(axis)
        except AmountTooLarge:
            continue
        changes = [Change(at, id_) for at, id_ in zip(axis.tolist(), won, strict=True) if id_ != verdict]
        return Nearest(
            max((change for change in changes if change.at < here), key=_place, default=None),
            min((change for change in changes if change.at > here), key=_place, default=None),
            (int(axis[0]), int(axis[-1])),
        )
    return Nearest(None, None, (here, here))


def _place(change: Change) -> int:
    return change.at
