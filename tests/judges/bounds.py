"""How much a cheapest plan can possibly buy. All arguments need only that no price is below 0."""

from __future__ import annotations

from pricing.price_book import PriceBook
from pricing.scenario import Scenario
from tests.judges.plain_walk import (
    granted_at_start,
    license_cost,
    qps_units,
    total_cost,
)


def fewest_activities(book: PriceBook, scenario: Scenario) -> int:
    """Return the activities that the scenario asks for: by number or by materials."""
    if book.license is None:
        return 1
    return max(scenario.activities, ceil_div(scenario.materials, book.license.materials))


def most_activities(book: PriceBook, scenario: Scenario) -> int | None:
    """Return a number of activities that some cheapest plan doesn't exceed; None: nothing is for sale.

    Enough activities to serve the peak without a unit (or, without base QPS, with the units that
    stay needed) and to cover every call: another one costs a license and saves nothing. Nor is it
    worth having more licenses than the first plan that can be bought at all costs in total.
    """
    fewest = fewest_activities(book, scenario)
    if book.license is None:
        return fewest
    enough = fewest
    if scenario.peak_days > 0 and book.license.qps > 0:
        enough = max(enough, ceil_div(scenario.peak_qps, book.license.qps))
    elif scenario.peak_days > 0 and book.qps is not None and book.qps.max_units > 0:
        units = ceil_div(scenario.peak_qps, book.qps.unit)
        enough = max(enough, ceil_div(units, book.qps.max_units))
    granted_each = granted_at_start(book, scenario, 1)
    if granted_each > 0:
        enough = max(enough, ceil_div(scenario.total_calls, granted_each))
    first = first_available(book, scenario, enough, fewest)
    if first is None:
        return None
    no_packs = total_cost(book, scenario, first, {})
    price = license_cost(book, 1)
    return enough if price == 0 else max(first, min(enough, int(no_packs // price)))


def first_available(book: PriceBook, scenario: Scenario, most: int, fewest: int) -> int | None:
    """Return the smallest number of activities, ``fewest`` to ``most``, whose peak can be bought online.

    More activities need fewer units and allow more of them, so all larger numbers are available too.
    """
    low, high = fewest, most
    if qps_units(book, scenario, high) is None:
        return None
    while low < high:
        middle = (low + high) // 2
        if qps_units(book, scenario, middle) is None:
            low = middle + 1
        else:
            high = middle
    return low


def calls_from(scenario: Scenario) -> list[int]:
    """Return for each month the calls of it and of all later months."""
    return [sum(scenario.monthly_calls[month:]) for month in range(scenario.months)]


def most_packs(remaining_calls: int, pack_calls: int) -> int:
    """Return how many of one pack are worth buying in a month with ``remaining_calls`` still to come.

    That many cover every call to come. Without a further one all later months still bill nothing,
    so it costs its price and saves nothing, however the tiers jump.
    """
    return ceil_div(remaining_calls, pack_calls)


def most_balance(book: PriceBook, scenario: Scenario, granted: int) -> list[int]:
    """Return for each month a balance (calls, after that month's purchases) a cheapest plan needn't exceed.

    A pack is superfluous if the balance covers all calls to come without it. So either the balance
    is what is left of ``granted``, or it stays below the calls to come plus one pack.
    """
    largest = max((pack.calls for pack in book.packs), default=0)
    used_before = [scenario.total_calls - rest for rest in calls_from(scenario)]
    return [
        max(granted - used, rest + largest)
        for used, rest in zip(used_before, calls_from(scenario), strict=True)
    ]


def ceil_div(number: int, divisor: int) -> int:
    """Return number / divisor, rounded up."""
    return -(-number // divisor)
