"""What every option costs along one axis: monthly calls, months, peak days or peak QPS; whole millionths.

All points of an axis are priced in one batch. Of the scenario all but the axis counts, and along monthly
calls and months its demand is steady.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pricing.arrays import Bools, Ints
from pricing.bills.demands import Demands
from pricing.cheapest.pack_menu import NOWHERE
from pricing.price_book import PriceBook
from pricing.quotes.options import offer
from pricing.scenario import LIMITS, Scenario
from pricing.sensitivity.cuts import Cuts
from pricing.sensitivity.steady import SteadyOptions
from pricing.sensitivity.totals import Totals, steady_calls, totals, variants


@dataclass(frozen=True)
class Curves:
    """The totals of all options at the points of ``axis``, ascending.

    ``totals`` has shape (options, points), millionths; it means nothing where the option is not
    ``available``: it does not exist there or can't be bought online. ``cheapest`` is a place in ``ids``.
    """

    axis: Ints
    ids: tuple[str, ...]
    totals: Ints
    available: Bools
    cheapest: Ints

    @classmethod
    def of(cls, axis: Ints, priced: Totals) -> Curves:
        """Return the totals of a batch as curves over ``axis``."""
        return cls(axis, priced.ids, priced.amounts, priced.amounts < NOWHERE, priced.cheapest)


def over_calls(book: PriceBook, scenario: Scenario, monthly_calls: Ints) -> Curves:
    """Return the curves over steady monthly calls, for the months of ``scenario``. Raises AmountTooLarge."""
    calls = np.repeat(monthly_calls[:, None], scenario.months, axis=1)
    return Curves.of(monthly_calls, totals(book, scenario, variants(scenario, calls)))


def over_months(book: PriceBook, scenario: Scenario, monthly_calls: int) -> Curves:
    """Return the curves over 1 to 12 months of that many calls each. Raises AmountTooLarge.

    The peak is paid in its month, or in the last one of a shorter demand.
    """
    low, high = LIMITS["months"]
    months = np.arange(low, high + 1)
    demands = variants(scenario, steady_calls(np.array([monthly_calls]), months))
    demands = replace(demands, peak_month=np.minimum(scenario.peak_month, months))
    return Curves.of(months, totals(book, scenario, demands))


def over_peak_days(book: PriceBook, scenario: Scenario, peak_days: Ints) -> Curves:
    """Return the curves over these numbers of peak days. Raises AmountTooLarge."""
    rows = Demands.of(scenario).take(np.zeros_like(peak_days))
    return Curves.of(peak_days, totals(book, scenario, replace(rows, peak_days=peak_days)))


def over_peak_qps(book: PriceBook, scenario: Scenario, peak_qps: Ints) -> Curves:
    """Return the curves over these peaks, needed on the peak days of ``scenario``. Raises AmountTooLarge."""
    rows = Demands.of(scenario).take(np.zeros_like(peak_qps))
    return Curves.of(peak_qps, totals(book, scenario, replace(rows, peak_qps=peak_qps)))


def with_jumps(book: PriceBook, scenario: Scenario, monthly_calls: Ints) -> Ints:
    """Return ``monthly_calls`` (ascending) and both sides of each jump of `postpaid`, `pack:*` or `best_mix`.

    A jump is what one call more adds beyond the highest price of the tiers in every month, or takes away.
    Between two points it is looked for where their totals differ like that, so that a line through all
    points slopes across none that can be seen from them.
    """
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    steady = SteadyOptions.of(priced, scenario)
    cuts = Cuts.of(steady)
    suspicious = np.flatnonzero(_is_jump(steady, monthly_calls[:-1], monthly_calls[1:]))
    found = [cuts.between(int(monthly_calls[at]) + 1, int(monthly_calls[at + 1])) for at in suspicious]
    if not found:
        return monthly_calls
    after = np.concatenate(found)
    after = after[_is_jump(steady, after - 1, after)]
    return np.unique(np.concatenate([monthly_calls, after - 1, after]))


def _is_jump(steady: SteadyOptions, before: Ints, after: Ints) -> Bools:
    """Tell where some option's total falls, or rises more than the highest price of the tiers explains."""
    if not len(before):
        return np.zeros(0, dtype=np.bool_)
    difference = steady.totals(after) - steady.totals(before)
    highest = steady.months * max(steady.offer.tariff.prices) * (after - before)
    beyond: Bools = (difference < 0) | (difference > highest)
    jumps: Bools = np.logical_or.reduce(beyond, axis=0)
    return jumps
