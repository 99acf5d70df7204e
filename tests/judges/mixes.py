"""License mixes judged: every mix of a tiny book is walked, and CP-SAT finds the cheapest of real size.

Written from the rules alone, like the other judges. A mix is a quantity of each package in the book's order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, localcontext
from itertools import product
from math import gcd

from ortools.sat.python import cp_model

from pricing.money import from_micro, to_micro
from pricing.price_book import License, PriceBook, QpsUpgrade
from pricing.scenario import Scenario
from tests.judges.bounds import ceil_div, most_balance
from tests.judges.brute_force import MOST_PLANS, TooManyPlans, all_purchases, count_plans
from tests.judges.cp_sat import Problem, bill, burn, solve
from tests.judges.figures import figures
from tests.judges.plain_walk import EXACT, overages_of, pack_cost
from tests.judges.plain_walk import bill as walked_bill

Mix = tuple[int, ...]


def serves(book: PriceBook, scenario: Scenario, mix: Mix, qps: int = 0) -> bool:
    """Tell whether a mix has the activities, materials and QPS of every day, and ``qps`` if that is more."""
    parts = list(zip(mix, book.packages, strict=True))
    endless = any(n and package.materials is None for n, package in parts)
    materials = sum(n * (package.materials or 0) for n, package in parts)
    return (
        sum(mix) >= scenario.activities
        and (endless or materials >= scenario.materials)
        and sum(n * package.qps for n, package in parts) >= max(scenario.base_qps, qps)
    )


def is_minimal(book: PriceBook, scenario: Scenario, mix: Mix, qps: int = 0) -> bool:
    """Tell whether a mix serves, and with any license less does not."""
    fewer = (
        tuple(n - (at == place) for at, n in enumerate(mix)) for place, n in enumerate(mix) if mix[place]
    )
    return serves(book, scenario, mix, qps) and not any(serves(book, scenario, less, qps) for less in fewer)


def units(book: PriceBook, scenario: Scenario, mix: Mix) -> int | None:
    """Return the QPS units of a peak day, None where they can't be bought online."""
    if scenario.peak_days == 0:
        return 0
    parts = list(zip(mix, book.packages, strict=True))
    missing = max(0, scenario.peak_qps - sum(n * package.qps for n, package in parts))
    if missing == 0:
        return 0
    if book.qps is None:
        return None
    needed = ceil_div(missing, book.qps.unit)
    limits = [(n, most_units(book.qps, package)) for n, package in parts if n]
    if any(limit is None for _, limit in limits):
        return needed
    return needed if needed <= sum(n * (limit or 0) for n, limit in limits) else None


def most_units(qps: QpsUpgrade, package: License) -> int | None:
    """Return the units that an activity of that package can add; None: no limit."""
    return qps.max_units if qps.max_qps is None else max(0, qps.max_qps - package.qps) // qps.unit


def granted(book: PriceBook, scenario: Scenario, mix: Mix) -> int:
    """Return the calls of the licenses and of their free quotas."""
    free = book.free.calls if book.free is not None and scenario.count_free_quota else 0
    return sum(n * (package.calls + free) for n, package in zip(mix, book.packages, strict=True))


def fixed_cost(book: PriceBook, scenario: Scenario, mix: Mix) -> Decimal | None:
    """Return what licenses and QPS units cost, None where these can't be bought online."""
    needed = units(book, scenario, mix)
    if needed is None:
        return None
    price = Decimal(0) if book.qps is None else book.qps.price_per_day
    return license_price(book, mix) + price * needed * scenario.peak_days


def license_price(book: PriceBook, mix: Mix) -> Decimal:
    """Return the price of the licenses."""
    return sum((n * package.price for n, package in zip(mix, book.packages, strict=True)), Decimal(0))


def total_cost(book: PriceBook, scenario: Scenario, mix: Mix) -> Decimal | None:
    """Return the lowest total of a mix over all purchases of packs, None where its units are not for sale."""
    fixed = fixed_cost(book, scenario, mix)
    if fixed is None:
        return None
    at_hand = granted(book, scenario, mix)
    with localcontext(EXACT):
        return fixed + min(
            pack_cost(book, purchases)
            + sum(
                walked_bill(book, scenario, calls, overage)
                for calls, overage in zip(
                    scenario.monthly_calls, overages_of(book, scenario, at_hand, purchases), strict=True
                )
            )
            for purchases in all_purchases(book, scenario, 0)
        )


def all_mixes(book: PriceBook, scenario: Scenario) -> Iterator[Mix]:
    """Yield every mix up to as many licenses of each package as serve all that is asked for alone."""
    ranges = [range(most + 1) for most in most_licenses(book, scenario)]
    count = 1
    for each in ranges:
        count *= len(each)
    if count * count_plans(book, scenario) > MOST_PLANS:
        raise TooManyPlans(f"{count} mixes")
    yield from product(*ranges)


def most_licenses(book: PriceBook, scenario: Scenario) -> list[int]:
    """Return how many licenses of each package are worth having: one more would serve nothing."""
    qps = max(scenario.base_qps, scenario.peak_qps)
    free = book.free.calls if book.free is not None and scenario.count_free_quota else 0
    return [
        max(
            scenario.activities,
            0 if package.materials is None else ceil_div(scenario.materials, package.materials),
            ceil_div(qps, package.qps),
            ceil_div(scenario.total_calls, package.calls + free) if package.calls + free else 0,
        )
        for package in book.packages
    ]


def base_mix(book: PriceBook, scenario: Scenario, qps: int = 0) -> Mix:
    """Return the minimal mix with the lowest license price, by the tie rules of the design."""

    def rank(mix: Mix) -> tuple[object, ...]:
        parts = list(zip(mix, book.packages, strict=True))
        return (
            license_price(book, mix),
            -sum(n * package.qps for n, package in parts),
            -sum(n * package.calls for n, package in parts),
            sum(mix),
            tuple(-n for n in mix),
        )

    found = (mix for mix in all_mixes(book, scenario) if is_minimal(book, scenario, mix, qps))
    return min(found, key=rank)


def extra_cost(book: PriceBook, scenario: Scenario) -> Decimal | None:
    """Return the lowest total of the minimal mixes that need no unit."""
    costs = [
        total_cost(book, scenario, mix)
        for mix in all_mixes(book, scenario)
        if is_minimal(book, scenario, mix, scenario.peak_qps)
    ]
    return min(cost for cost in costs if cost is not None)


def optimal_cost(book: PriceBook, scenario: Scenario) -> Decimal:
    """Return the lowest total of all mixes that serve."""
    costs = [
        total_cost(book, scenario, mix) for mix in all_mixes(book, scenario) if serves(book, scenario, mix)
    ]
    return min(cost for cost in costs if cost is not None)


def solved_cost(book: PriceBook, scenario: Scenario) -> Decimal:
    """Return what CP-SAT proves to be the lowest total over all mixes, units and packs."""
    free = book.free.calls if book.free is not None and scenario.count_free_quota else 0
    each = [package.calls + free for package in book.packages]
    day_price = 0 if book.qps is None else to_micro(book.qps.price_per_day) * scenario.peak_days
    prices = [to_micro(package.price) for package in book.packages]
    common = License(from_micro(gcd(*prices, day_price)), 12, gcd(*each), 1)
    plain = replace(book, free=None, qps=None, packages=(common,))
    most = most_licenses(book, scenario)
    f = figures(plain, replace(scenario, peak_days=0, materials=0, activities=1), 1)
    assert f is not None
    at_most = sum(n * calls for n, calls in zip(most, each, strict=True))
    f = replace(
        f, most_balance=tuple(most_ // f.call_unit for most_ in most_balance(plain, scenario, at_most))
    )

    model = cp_model.CpModel()
    mix = [model.new_int_var(0, n, f"licenses_{place}") for place, n in enumerate(most)]
    parts = list(zip(mix, book.packages, strict=True))
    model.add(sum(mix) >= scenario.activities)
    endless = 10**7
    model.add(sum(n * (package.materials or endless) for n, package in parts) >= scenario.materials)
    qps = sum(n * package.qps for n, package in parts)
    model.add(qps >= scenario.base_qps)
    units_ = model.new_int_var(0, scenario.peak_qps, "units")
    if scenario.peak_days:
        unit = 1 if book.qps is None else book.qps.unit
        model.add(qps + unit * units_ >= scenario.peak_qps)
    limits = [0 if book.qps is None else most_units(book.qps, package) for package in book.packages]
    model.add(
        units_ <= sum(n * (endless if most is None else most) for n, most in zip(mix, limits, strict=True))
    )
    costs: list[cp_model.LinearExprT] = [
        price // f.money_unit * n for price, n in zip(prices, mix, strict=True)
    ]
    costs.append(day_price // f.money_unit * units_)
    balance: cp_model.LinearExprT = sum(calls // f.call_unit * n for calls, n in zip(each, mix, strict=True))
    purchases = {}
    for month, calls in enumerate(f.calls):
        if calls:
            for pack in f.packs:
                quantity = model.new_int_var(0, pack.most[month], f"packs_{month}_{pack.id}")
                purchases[month + 1, pack.id] = quantity
                costs.append(pack.price * quantity)
                balance += pack.calls * quantity
            overage, left = burn(model, balance, calls, f.most_balance[month])
            costs.append(bill(model, f, calls, overage))
            balance = left
    model.minimize(sum(costs))
    return solve(Problem(f, model, mix[0], purchases)).cost
