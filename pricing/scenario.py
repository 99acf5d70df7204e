"""What a customer wants to do: the one input of every quote, from page, command line and link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from pricing.errors import Fault, InvalidScenario, shown

TierBasis = Literal["overage", "total"]
TIER_BASES: tuple[TierBasis, ...] = ("overage", "total")

LIMITS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "monthly_calls": (0, 10_000_000_000),
        "months": (1, 12),
        "peak_qps": (0, 1_000_000),
        "peak_days": (0, 366),
        "peak_month": (1, 12),
        "materials": (0, 1_000_000),
        "activities": (1, 100_000),
        "base_qps": (0, 1_000_000),
    }
)
"""The lowest and the highest value of each whole-number input, both allowed."""


DEFAULT_PEAK_QPS = 50
DEFAULT_BASE_QPS = 1
"""What every license serves: a scenario that needs no more says nothing of it."""


@dataclass(frozen=True)
class Scenario:
    """Demand month by month and the service level it needs.

    ``monthly_calls``: calls of each of 1 to 12 months. ``peak_qps`` is needed on ``peak_days`` days, paid in
    ``peak_month`` (1-based); on all others ``base_qps``, which the licenses must serve alone (A10).
    ``activities``: at least this many.
    Raises InvalidScenario with all faults at once.
    """

    monthly_calls: tuple[int, ...]
    peak_qps: int = DEFAULT_PEAK_QPS
    peak_days: int = 0
    peak_month: int = 1
    materials: int = 1
    activities: int = 1
    base_qps: int = DEFAULT_BASE_QPS
    tier_basis: TierBasis = "overage"
    count_free_quota: bool = True

    def __post_init__(self) -> None:
        faults = list(self._faults())
        if faults:
            raise InvalidScenario(tuple(faults))

    @property
    def months(self) -> int:
        """The number of months, 1 to 12."""
        return len(self.monthly_calls)

    @property
    def total_calls(self) -> int:
        """The calls of all months."""
        return sum(self.monthly_calls)

    def _faults(self) -> list[Fault]:
        faults = [range_fault("months", self.months)]
        faults += [range_fault("monthly_calls", calls) for calls in self.monthly_calls]
        for name in ("peak_qps", "peak_days", "materials", "activities", "base_qps"):
            faults.append(range_fault(name, getattr(self, name)))
        months = max(1, self.months)
        faults.append(range_fault("peak_month", self.peak_month, high=months))
        if self.tier_basis not in TIER_BASES:
            allowed = ", ".join(TIER_BASES)
            faults.append(Fault("not_allowed", "tier_basis", str(self.tier_basis), {"allowed": allowed}))
        return [fault for fault in faults if fault is not None]


def range_fault(name: str, value: int, *, where: str = "", high: int | None = None) -> Fault | None:
    """Return the fault of ``value`` as input ``name`` of `LIMITS`, or None if it is allowed.

    ``where`` replaces the name in the message (an option, a column); ``high`` narrows the limit.
    """
    low, highest = LIMITS[name]
    highest = highest if high is None else min(high, highest)
    params = {"low": f"{low:,}", "high": f"{highest:,}"}
    if type(value) is not int:
        return Fault("not_a_whole_number", where or name, repr(value), params)
    if not low <= value <= highest:
        return Fault("out_of_range", where or name, shown(value), params)
    return None
