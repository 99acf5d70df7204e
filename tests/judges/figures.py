"""A case in whole numbers, as both solvers read it: call units, money units and bounds.

A call unit is the greatest common divisor of all call quantities that can arise, a money unit that
of all amounts in millionths of the currency unit: the same problem in the smallest numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import gcd

from pricing.money import from_micro, to_micro
from pricing.price_book import PriceBook
from pricing.scenario import Scenario
from tests.judges.bounds import (
    calls_from,
    fewest_activities,
    first_available,
    most_activities,
    most_balance,
    most_packs,
)
from tests.judges.plain_walk import granted_at_start


@dataclass(frozen=True)
class PackFigures:
    """``calls`` in call units, ``price`` in money units, ``most`` worth buying in each month."""

    id: str
    calls: int
    price: int
    most: tuple[int, ...]


@dataclass(frozen=True)
class TierFigures:
    """Quantities above ``low``, so from ``first``, to ``high`` (None: open); money units a call unit.

    The first tier starts at 0, because a month without billed calls is in it, too.
    """

    low: int
    first: int
    high: int | None
    price: int

    def highest(self, most: int) -> int:
        """Return the largest quantity of the tier, at most ``most``."""
        return most if self.high is None else min(self.high, most)

    def width(self, most: int) -> int:
        """Return how many of ``most`` call units lie in the tier's band."""
        return max(0, self.highest(most) - self.low)


@dataclass(frozen=True)
class Figures:
    """One case; calls in call units, amounts in money units. Months count from 0 here.

    ``peak_missing`` at 0 activities is the peak QPS; None: the license has no say in QPS.
    """

    call_unit: int
    money_unit: int
    calls: tuple[int, ...]
    most_balance: tuple[int, ...]
    packs: tuple[PackFigures, ...]
    tiers: tuple[TierFigures, ...]
    volume: bool
    by_total: bool
    fewest_activities: int
    most_activities: int
    granted_each: int
    license_price: int
    peak_qps: int
    license_qps: int
    unit_qps: int
    unit_price: int
    max_units: int

    def amount(self, money_units: int) -> Decimal:
        """Return money units as a Decimal of the currency unit."""
        return from_micro(money_units * self.money_unit)

    def most_units(self) -> int:
        """Return the QPS units that the fewest activities need."""
        missing = max(0, self.peak_qps - self.license_qps * self.fewest_activities)
        return -(-missing // self.unit_qps)

    def tiers_up_to(self, quantity: int) -> tuple[TierFigures, ...]:
        """Return the tiers that a quantity of at most that many call units can reach."""
        return self.tiers[:1] + tuple(tier for tier in self.tiers[1:] if tier.low < quantity)

    def tier_of(self, quantity: int) -> TierFigures:
        """Return the tier of a quantity."""
        return self.tiers_up_to(quantity)[-1]


def figures(book: PriceBook, scenario: Scenario, activities: int | None = None) -> Figures | None:
    """Return the case with that many activities (None: any number), None where nothing is for sale."""
    fewest, most = activities_range(book, scenario, activities)
    if fewest is None or most is None:
        return None
    granted_each = granted_at_start(book, scenario, 1)
    call_unit = common_calls(book, scenario, granted_each)
    license_ = book.license
    peak = scenario.peak_qps if license_ is not None and scenario.peak_days > 0 else 0
    qps = book.qps
    license_price = to_micro(license_.price) if license_ is not None else 0
    unit_price = to_micro(qps.price_per_day) * scenario.peak_days if qps is not None else 0
    tier_prices = [to_micro(tier.unit_price) * call_unit for tier in book.postpaid.tiers]
    pack_prices = [to_micro(pack.price) for pack in book.packs]
    money_unit = gcd(license_price, unit_price, *tier_prices, *pack_prices) or 1
    rests = calls_from(scenario)
    return Figures(
        call_unit=call_unit,
        money_unit=money_unit,
        calls=tuple(calls // call_unit for calls in scenario.monthly_calls),
        most_balance=tuple(
            balance // call_unit for balance in most_balance(book, scenario, granted_each * most)
        ),
        packs=tuple(
            PackFigures(
                pack.id,
                pack.calls // call_unit,
                price // money_unit,
                tuple(most_packs(rest, pack.calls) for rest in rests),
            )
            for pack, price in zip(book.packs, pack_prices, strict=True)
        ),
        tiers=tier_figures(book, call_unit, [price // money_unit for price in tier_prices]),
        volume=book.postpaid.mode == "volume",
        by_total=scenario.tier_basis == "total",
        fewest_activities=fewest,
        most_activities=most,
        granted_each=granted_each // call_unit,
        license_price=license_price // money_unit,
        peak_qps=peak,
        license_qps=license_.qps if license_ is not None else 0,
        unit_qps=qps.unit if qps is not None else 1,
        unit_price=unit_price // money_unit,
        max_units=qps.max_units if qps is not None else 0,
    )


def activities_range(
    book: PriceBook, scenario: Scenario, activities: int | None
) -> tuple[int | None, int | None]:
    """Return the fewest and the most activities to consider, only such as can serve the peak online."""
    most = most_activities(book, scenario) if activities is None else activities
    if most is None:
        return None, None
    if activities is None:
        return first_available(book, scenario, most, fewest_activities(book, scenario)), most
    return first_available(book, scenario, most, most), most


def common_calls(book: PriceBook, scenario: Scenario, granted_each: int) -> int:
    """Return the largest call unit: with graduated tiers the bands' ends are whole units too."""
    ends: list[int] = []
    if book.postpaid.mode == "graduated":
        ends = [tier.up_to for tier in book.postpaid.tiers if tier.up_to is not None]
    pack_calls = [pack.calls for pack in book.packs]
    return gcd(granted_each, *scenario.monthly_calls, *pack_calls, *ends) or 1


def tier_figures(book: PriceBook, call_unit: int, prices: list[int]) -> tuple[TierFigures, ...]:
    """Return the tiers in call units: a tier reaches the last whole unit within its ``up_to``.

    A tier too narrow to hold any whole unit is left out.
    """
    found = []
    low = 0
    for tier, price in zip(book.postpaid.tiers, prices, strict=True):
        high = None if tier.up_to is None else tier.up_to // call_unit
        if high is None or high > low:
            found.append(TierFigures(low, low + 1 if found else 0, high, price))
            low = high if high is not None else low
    return tuple(found)
