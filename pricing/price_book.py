"""The price list as frozen values; `book.file` reads and validates them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

TierMode = Literal["volume", "graduated"]
Component = Literal["license", "qps", "packs", "postpaid"]
COMPONENTS: Final[tuple[Component, ...]] = get_args(Component)
"""What a total is made of, in the order of every table."""


@dataclass(frozen=True)
class Free:
    """Calls per activity that cost nothing, once; usable at ``qps`` calls a second."""

    calls: int
    qps: int


@dataclass(frozen=True)
class License:
    """The license of one activity for ``term_months``: ``price`` in currency units."""

    price: Decimal
    term_months: int
    calls: int
    qps: int
    materials: int


@dataclass(frozen=True)
class QpsUpgrade:
    """One unit is ``unit`` QPS for one day of one activity; at most ``max_units`` an activity."""

    unit: int
    price_per_day: Decimal
    max_units: int
    order_window_days: int

    @property
    def most_online(self) -> int:
        """The most QPS that can be added to one activity online, beside those of its license (A2)."""
        return self.unit * self.max_units


@dataclass(frozen=True)
class Pack:
    """Prepaid ``calls`` for ``price`` currency units, valid ``valid_months``."""

    id: str
    calls: int
    price: Decimal
    valid_months: int


@dataclass(frozen=True)
class Tier:
    """Quantities up to and including ``up_to`` (None: open) at ``unit_price`` a call."""

    up_to: int | None
    unit_price: Decimal


@dataclass(frozen=True)
class Postpaid:
    """The monthly tiers, ascending, the last one open."""

    mode: TierMode
    tiers: tuple[Tier, ...]


@dataclass(frozen=True)
class Settlement:
    """The hold is ``hold_ratio`` times a month's usage at list price."""

    hold_ratio: Decimal


@dataclass(frozen=True)
class LargeCustomer:
    """Prices are negotiable above this monthly spend in currency units."""

    monthly_spend: Decimal


@dataclass(frozen=True, eq=False)
class Names(Mapping[str, str]):
    """The product's name by language: a frozen mapping that can be pickled, unlike a mappingproxy."""

    pairs: tuple[tuple[str, str], ...]

    def __getitem__(self, language: str) -> str:
        """Return the name in that language; raises KeyError for one that the book does not have."""
        return dict(self.pairs)[language]

    def __iter__(self) -> Iterator[str]:
        return (language for language, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)


@dataclass(frozen=True)
class PriceBook:
    """One product's price list. Absent sections are None, absent packs an empty tuple."""

    id: str
    version: str
    currency: str
    source: str
    checked_on: date
    name: Mapping[str, str] = field(hash=False)
    postpaid: Postpaid
    free: Free | None = None
    license: License | None = None
    qps: QpsUpgrade | None = None
    packs: tuple[Pack, ...] = ()
    settlement: Settlement | None = None
    large_customer: LargeCustomer | None = None

    def sells(self, component: Component) -> bool:
        """Tell whether this price list sells ``component`` at all."""
        return bool(getattr(self, component))
