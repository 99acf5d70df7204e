"""How many activities are cheapest, exact.

Every further activity costs a license, brings calls and saves QPS units. With A activities the total is
licenses + QPS units + C(A), where C is the lowest cost of packs and bills with the calls of A activities at
hand.

- From the number that needs no QPS unit and whose calls cover the whole demand on, one more only adds its
  license.
- No call that is bought or billed costs less than the cheapest pack's or tier's price per call: a lower
  bound of C(A).
- Calls at hand are worth no more than what billing them would cost: where bills have a steepest rise v
  (`Tariff.steepest`), C(A) >= C(A0) - v x the calls of the A - A0 further activities: another lower bound.

So only those numbers of activities are priced whose lower bound is below the best total found so far, most
promising first. Where they are many, those between the corners of the total are left out before
(`pricing.cheapest.windows`).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pricing.arrays import Ints
from pricing.bills.capacity import activities_without_units, fewest_online, qps_units
from pricing.bills.demands import Demands
from pricing.bills.tiers import Tariff
from pricing.cheapest.candidates import (
    Candidates,
    cheapest_call,
    check_count,
    improve,
    lowest_costs,
    price_best_first,
)
from pricing.cheapest.packs import PackSearch
from pricing.cheapest.windows import Windows
from pricing.money import to_micro
from pricing.price_book import License, PriceBook

WIDE = 64
"""More numbers of activities than this are narrowed down before they are looked at one by one."""

MOST_NUMBERS = 5_000_000
"""With more of them a batch is searched in halves, and one scenario is refused: each takes some 100 bytes."""


def cheapest_activities(
    book: PriceBook,
    search: PackSearch,
    balance: Callable[[Ints], Ints],
    demands: Demands,
    fewest: Ints,
    fewest_cost: Ints,
) -> Ints:
    """Return the cheapest number of activities, at least ``fewest``, shape (batch,).

    Ties: the fewest; but where licenses are free, as many as there is any use for.

    ``fewest_cost`` is what packs and bills cost with the fewest, shape (batch,), millionths. ``balance``
    gives the calls at hand in month 1 for numbers of activities. Raises AmountTooLarge where too many numbers
    would have to be compared.
    """
    if book.license is None:
        return fewest
    license_ = book.license

    def totals(row: Ints, activities: Ints) -> Ints:
        cost = lowest_costs(search, demands.calls, row, balance(activities))
        return _fixed(book, license_, demands, row, activities) + cost

    rows = np.arange(len(demands))
    first = fewest_online(book, demands.peak_qps, demands.peak_days, fewest)
    cost, more = fewest_cost.copy(), np.flatnonzero(first > fewest)
    if more.size:
        cost[more] = search.lowest_cost(demands.calls[more], balance(first[more]))
    best, best_total = first.copy(), _fixed(book, license_, demands, rows, first) + cost
    start, last = _interval(book, license_, search.tariff, balance, demands, first, best_total)
    wide = np.flatnonzero(last - start > WIDE)
    if wide.size:  # a better total to beat makes the interval shorter
        improve(best, best_total, wide, last[wide], totals(wide, last[wide]))
        start, last = _interval(book, license_, search.tariff, balance, demands, first, best_total)
    windows = Windows.whole(start, last)
    if not len(windows):
        return best
    if wide.size:
        windows = windows.near_corners(book, license_, search, int(balance(np.ones(1, np.int64))[0]), demands)
    if len(demands) > 1 and len(windows) > MOST_NUMBERS:
        halves = np.array_split(rows, 2)
        return np.concatenate(
            [
                cheapest_activities(
                    book, search, balance, demands.take(half), fewest[half], fewest_cost[half]
                )
                for half in halves
            ]
        )
    check_count(len(windows), MOST_NUMBERS)
    row, activities = windows.numbers()
    bound = _lower_bound(
        book, search.tariff, balance, demands.calls.sum(axis=1), first, cost, row, activities
    )
    bound += _fixed(book, license_, demands, row, activities)
    price_best_first(Candidates(row, activities, bound), totals, best, best_total, demands.months)
    return best


def _lower_bound(
    book: PriceBook,
    tariff: Tariff,
    balance: Callable[[Ints], Ints],
    calls: Ints,
    first: Ints,
    cost: Ints,
    row: Ints,
    activities: Ints,
) -> Ints:
    """Return what packs and bills cost at the least with ``activities`` for scenario ``row``, millionths.

    ``calls``: the whole demand of each row; ``cost``: its packs and bills with ``first`` activities.
    """
    at_hand = np.minimum(balance(activities), calls[row])  # more are worth nothing
    bound = cheapest_call(book, tariff) * (calls[row] - at_hand)
    if tariff.steepest is not None:
        saved = tariff.steepest * (at_hand - np.minimum(balance(first), calls)[row])
        bound = np.maximum(bound, cost[row] - saved)
    return bound


def _interval(
    book: PriceBook,
    license_: License,
    tariff: Tariff,
    balance: Callable[[Ints], Ints],
    demands: Demands,
    first: Ints,
    best_total: Ints,
) -> tuple[Ints, Ints]:
    """Return the first and the last number of activities above ``first`` worth looking at, row by row."""
    calls = demands.calls.sum(axis=1)
    per_activity = int(balance(np.ones(1, dtype=np.int64))[0])
    price = to_micro(license_.price)
    start, last = first + 1, _most_useful(book, demands, per_activity, first)
    if not price:
        return np.maximum(start, last), last  # Free licenses: as many as there is any use for.
    last = np.minimum(last, np.maximum(first, best_total // price))
    # Up to the whole demand, price x A + cheapest call x (calls - A x per activity) bounds the total.
    a_call = cheapest_call(book, tariff)
    slope = price - a_call * min(per_activity, int(calls.max(initial=0)))
    spare = best_total - a_call * calls
    whole = calls // max(1, per_activity)
    if slope > 0:
        last = np.where(last <= whole, np.minimum(last, np.maximum(first, spare // slope)), last)
    elif slope < 0:
        start = np.maximum(start, np.minimum(whole, -(spare // -slope)))
    if tariff.steepest is not None:
        a_day = 0 if book.qps is None else to_micro(book.qps.price_per_day)
        saved_units = 0 if book.qps is None else a_day * -(-license_.qps // book.qps.unit)
        worth = tariff.steepest * np.minimum(per_activity, calls)
        last = np.where(price >= worth + saved_units * demands.peak_days, first, last)
    return start, last


def _most_useful(book: PriceBook, demands: Demands, per_activity: int, first: Ints) -> Ints:
    """Return the number of activities from which on one more only adds its license."""
    serving_peak = np.where(demands.peak_days > 0, activities_without_units(book, demands.peak_qps), first)
    calls = demands.calls.sum(axis=1)
    serving_all = -(-calls // per_activity) if per_activity else first
    return np.maximum(first, np.maximum(serving_peak, serving_all))


def _fixed(book: PriceBook, license_: License, demands: Demands, rows: Ints, activities: Ints) -> Ints:
    """Return the cost of licenses and QPS units, in millionths."""
    price = 0 if book.qps is None else to_micro(book.qps.price_per_day)
    units = qps_units(book, demands.peak_qps[rows], demands.peak_days[rows], activities)
    return to_micro(license_.price) * activities + price * units * demands.peak_days[rows]
