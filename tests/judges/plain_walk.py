"""What a plan costs: one month after the other, the slow and obvious way.

Amounts are Decimals of the currency unit; an inexact operation raises instead of rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal, Inexact, localcontext

from pricing.price_book import PriceBook, Tier
from pricing.scenario import Scenario

Purchases = Mapping[tuple[int, str], int]
"""How many packs are bought: (month from 1, pack id) -> quantity."""

EXACT = Context(prec=80, traps=[Inexact])


def total_cost(book: PriceBook, scenario: Scenario, activities: int, purchases: Purchases) -> Decimal:
    """Return license + QPS + packs + monthly bills of a plan.

    Raises ValueError where that many activities can't serve the peak online.
    """
    with localcontext(EXACT):
        total = license_cost(book, activities) + qps_cost(book, scenario, activities)
        total += pack_cost(book, purchases)
        overages = monthly_overages(book, scenario, activities, purchases)
        for calls, overage in zip(scenario.monthly_calls, overages, strict=True):
            total += bill(book, scenario, calls, overage)
        return total


def license_cost(book: PriceBook, activities: int) -> Decimal:
    """Return the price of the licenses of all activities."""
    if book.license is None:
        return Decimal(0)
    return book.license.price * activities


def qps_units(book: PriceBook, scenario: Scenario, activities: int) -> int | None:
    """Return the QPS units needed on each peak day, None where they can't be bought online."""
    if scenario.peak_days == 0 or book.license is None:
        return 0
    missing = scenario.peak_qps - book.license.qps * activities
    if missing <= 0:
        return 0
    if book.qps is None:
        return None
    units = -(-missing // book.qps.unit)  # rounded up
    return units if units <= book.qps.max_units * activities else None


def qps_cost(book: PriceBook, scenario: Scenario, activities: int) -> Decimal:
    """Return the price of the QPS units of all peak days."""
    units = qps_units(book, scenario, activities)
    if units is None:
        raise ValueError(f"{activities} activities can't serve {scenario.peak_qps} QPS online")
    if units == 0 or book.qps is None:
        return Decimal(0)
    return book.qps.price_per_day * units * scenario.peak_days


def pack_cost(book: PriceBook, purchases: Purchases) -> Decimal:
    """Return the price of all packs."""
    price = {pack.id: pack.price for pack in book.packs}
    return sum((price[pack] * n for (_, pack), n in purchases.items()), Decimal(0))


def granted_at_start(book: PriceBook, scenario: Scenario, activities: int) -> int:
    """Return the calls that can be used from month 1 without any pack."""
    granted = 0
    if book.free is not None and scenario.count_free_quota:
        granted += book.free.calls * activities
    if book.license is not None:
        granted += book.license.calls * activities
    return granted


def monthly_overages(book: PriceBook, scenario: Scenario, activities: int, purchases: Purchases) -> list[int]:
    """Return the billed calls of each month: what the balance of that month doesn't cover."""
    return overages_of(book, scenario, granted_at_start(book, scenario, activities), purchases)


def overages_of(book: PriceBook, scenario: Scenario, balance: int, purchases: Purchases) -> list[int]:
    """Return the billed calls of each month, with ``balance`` calls at hand in month 1."""
    calls_in = {pack.id: pack.calls for pack in book.packs}
    overages = []
    for month, calls in enumerate(scenario.monthly_calls, start=1):
        for (bought_in, pack), quantity in purchases.items():
            if bought_in == month:
                balance += calls_in[pack] * quantity
        used = min(calls, balance)
        balance -= used
        overages.append(calls - used)
    return overages


def bill(book: PriceBook, scenario: Scenario, calls: int, overage: int) -> Decimal:
    """Return the bill of a month of ``calls`` of which ``overage`` are billed."""
    tiers = book.postpaid.tiers
    picking = overage if scenario.tier_basis == "overage" else calls
    if book.postpaid.mode == "volume":
        return overage * tier_of(tiers, picking).unit_price
    # The last `overage` calls of the quantity, each band at its own price.
    return graduated(tiers, picking) - graduated(tiers, picking - overage)


def tier_of(tiers: tuple[Tier, ...], quantity: int) -> Tier:
    """Return the first tier that reaches ``quantity``."""
    return next(tier for tier in tiers if tier.up_to is None or quantity <= tier.up_to)


def graduated(tiers: tuple[Tier, ...], quantity: int) -> Decimal:
    """Return the price of the calls 1 to ``quantity``, each band at its own price."""
    total = Decimal(0)
    below = 0
    for tier in tiers:
        end = quantity if tier.up_to is None else min(quantity, tier.up_to)
        if end > below:
            total += (end - below) * tier.unit_price
            below = end
    return total
