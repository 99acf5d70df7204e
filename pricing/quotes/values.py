"""What a quote consists of: options, their lines, totals and months, and what a buyer must be told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pricing.price_book import Component, PriceBook
from pricing.scenario import Scenario

Clause = Literal["free", "license", "qps", "packs", "postpaid"]
"""The section of the price list that a line comes from."""

NoticeCode = Literal["volume_exceeds_capacity", "large_customer", "dead_zone"]

UNAVAILABLE = "qps_above_online_limit"
"""The reason of every option that can't be bought: its peak takes more QPS units than are sold online."""


@dataclass(frozen=True)
class Purchase:
    """``quantity`` packs of id ``pack`` bought in ``month`` (1-based)."""

    month: int
    pack: str
    quantity: int


@dataclass(frozen=True)
class LicensePurchase:
    """``quantity`` licenses of package ``package`` bought in ``month`` (1-based)."""

    month: int
    package: str
    quantity: int


@dataclass(frozen=True)
class Line:
    """One thing bought or billed in one month.

    ``quantity`` counts licenses, QPS unit-days, packs or calls; ``unit_price`` and ``amount`` are currency
    units; ``tier`` is the 1-based postpaid tier, ``pack`` and ``package`` the ids of what is bought, None
    where they do not apply.
    """

    month: int
    clause: Clause
    quantity: int
    unit_price: Decimal
    amount: Decimal
    pack: str | None = None
    tier: int | None = None
    package: str | None = None


@dataclass(frozen=True)
class Costs:
    """Currency units; ``total`` is the sum of the lines, ``upfront`` what month 1 costs before use."""

    license: Decimal
    qps: Decimal
    packs: Decimal
    postpaid: Decimal
    total: Decimal
    upfront: Decimal

    def of(self, component: Component) -> Decimal:
        """Return the amount of one component, in currency units."""
        amount: Decimal = getattr(self, component)
        return amount


@dataclass(frozen=True)
class Month:
    """One month of the walk: calls by source, what is left of the grants, the bill in currency units."""

    month: int
    calls: int
    free_calls: int
    license_calls: int
    pack_calls: int
    overage_calls: int
    balance: int
    bill: Decimal
    spend: Decimal


@dataclass(frozen=True)
class Notice:
    """What a buyer must be told of a ``month`` (1-based).

    For a dead zone, ``cheaper_at`` is the quantity that costs less and ``saves`` by how much (currency
    units).
    """

    code: NoticeCode
    month: int
    cheaper_at: int | None = None
    saves: Decimal | None = None


@dataclass(frozen=True)
class Option:
    """One way to serve the scenario. Unavailable: ``reason`` says why and ``costs`` is None.

    ``licenses`` are bought, none in `trial` or where it is unavailable; ``mix`` is what they would be.
    """

    id: str
    available: bool
    reason: str | None
    activities: int
    qps_units: int
    purchases: tuple[Purchase, ...] = ()
    costs: Costs | None = None
    overage_calls: int | None = None
    granted_calls: int | None = None
    used_calls: int | None = None
    unused_calls: int | None = None
    expired_calls: int | None = None
    coverage: Fraction | None = None
    utilization: Fraction | None = None
    price_per_call: Fraction | None = None
    multiple: Fraction | None = None
    warnings: tuple[Notice, ...] = ()
    lines: tuple[Line, ...] = ()
    months: tuple[Month, ...] = ()
    licenses: tuple[LicensePurchase, ...] = ()
    mix: tuple[LicensePurchase, ...] = ()


@dataclass(frozen=True)
class Quote:
    """All options of a scenario in the fixed order; ``cheapest`` is the id that `ties.cheapest_of` finds."""

    book: PriceBook
    scenario: Scenario
    options: tuple[Option, ...]
    cheapest: str

    def option(self, option_id: str) -> Option:
        """Return the option of that id; raises KeyError for one that the scenario does not have."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)
