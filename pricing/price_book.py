"""The price list as frozen values; `book.file` reads and validates them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

from pricing.scenario import TierBasis

TierMode = Literal["volume", "graduated"]
Component = Literal["license", "qps", "packs", "postpaid"]
COMPONENTS: Final[tuple[Component, ...]] = get_args(Component)
"""What a total is made of, in the order of every table."""


@dataclass(frozen=True)
class Free:
    """Calls per activity that cost nothing, once; usable at ``qps`` calls a second."""

    calls: int
    qps: int


@dataclass(frozen=True, eq=False)
class Names(Mapping[str, str]):
    """A name by language: a frozen mapping that can be pickled, unlike a mappingproxy."""

    pairs: tuple[tuple[str, str], ...]

    def __getitem__(self, language: str) -> str:
        """Return the name in that language; raises KeyError for one that the book does not have."""
        return dict(self.pairs)[language]

    def __iter__(self) -> Iterator[str]:
        return (language for language, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)


ONLY_LICENSE: Final = "license"
"""The id of the package of a list that sells one."""


@dataclass(frozen=True)
class License:
    """A license package: what one activity gets for ``term_months`` at ``price`` (currency units).

    ``materials`` is None where they have no limit. They can be changed for ``materials_editable_days`` after
    the license is paid (None: the list does not say).
    """

    price: Decimal
    term_months: int
    calls: int
    qps: int
    materials: int | None = None
    id: str = ONLY_LICENSE
    name: Mapping[str, str] | None = field(default=None, hash=False)
    materials_editable_days: int | None = None


@dataclass(frozen=True)
class QpsUpgrade:
    """One unit is ``unit`` QPS for one day of one activity.

    At most ``max_units`` can be added to an activity, or as many as raise it to ``max_qps`` in all; None and
    None: no limit. Units are ordered ``order_from_days`` (0: the same day) to ``order_window_days`` ahead.
    """

    unit: int
    price_per_day: Decimal
    max_units: int | None = None
    order_window_days: int = 30
    max_qps: int | None = None
    order_from_days: int = 1

    def most_units(self, base_qps: int) -> int | None:
        """Return how many units an activity of ``base_qps`` can add online (A2); None: no limit."""
        if self.max_qps is not None:
            return max(0, self.max_qps - base_qps) // self.unit
        return self.max_units

    def most_online(self, base_qps: int) -> int | None:
        """Return the most QPS that an activity of ``base_qps`` can add online; None: no limit."""
        units = self.most_units(base_qps)
        return None if units is None else units * self.unit


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
    """The monthly tiers, ascending, the last one open; ``tier_basis`` is the list's own reading of A1."""

    mode: TierMode
    tiers: tuple[Tier, ...]
    tier_basis: TierBasis | None = None


@dataclass(frozen=True)
class Settlement:
    """The hold is ``hold_ratio`` times a month's usage at list price."""

    hold_ratio: Decimal


@dataclass(frozen=True)
class LargeCustomer:
    """Prices are negotiable above this monthly spend in currency units."""

    monthly_spend: Decimal


@dataclass(frozen=True)
class PriceBook:
    """One product's price list of one date. Absent sections are None, absent packs an empty tuple.

    ``published`` and ``superseded``: in force from the one day until the day before the other.
    """

    id: str
    version: str
    currency: str
    source: str
    checked_on: date
    name: Mapping[str, str] = field(hash=False)
    postpaid: Postpaid
    free: Free | None = None
    packages: tuple[License, ...] = ()
    qps: QpsUpgrade | None = None
    packs: tuple[Pack, ...] = ()
    settlement: Settlement | None = None
    large_customer: LargeCustomer | None = None
    published: date | None = None
    superseded: date | None = None

    @property
    def license(self) -> License | None:
        """The only license package, or the first; None where no license is sold."""
        return self.packages[0] if self.packages else None

    @property
    def has_single_license(self) -> bool:
        """Tell whether the license is a table of the file, not an array of packages."""
        return len(self.packages) == 1 and self.packages[0].id == ONLY_LICENSE

    @property
    def default_basis(self) -> TierBasis:
        """The reading of A1 where a scenario says none."""
        return self.postpaid.tier_basis or "overage"

    def sells(self, component: Component) -> bool:
        """Tell whether this price list sells ``component`` at all."""
        return bool(getattr(self, component))
