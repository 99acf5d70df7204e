"""A batch of scenarios as arrays: what every rule of the package works on; one scenario is a batch of one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pricing.arrays import Ints
from pricing.scenario import Scenario


@dataclass(frozen=True)
class Demands:
    """A batch of scenarios of the same number of months.

    ``calls`` has shape (batch, months), all others (batch,).

    The values are within `scenario.LIMITS`.
    """

    calls: Ints
    peak_qps: Ints
    peak_days: Ints
    peak_month: Ints
    materials: Ints
    activities: Ints
    base_qps: Ints

    def __len__(self) -> int:
        return len(self.calls)

    @property
    def months(self) -> int:
        """The number of months of every scenario."""
        return int(self.calls.shape[1])

    def take(self, rows: Ints) -> Demands:
        """Return the scenarios of these rows."""
        return Demands(
            self.calls[rows],
            self.peak_qps[rows],
            self.peak_days[rows],
            self.peak_month[rows],
            self.materials[rows],
            self.activities[rows],
            self.base_qps[rows],
        )

    @classmethod
    def of(cls, *scenarios: Scenario) -> Demands:
        """Return the batch of these scenarios; they must have one number of months."""

        def column(name: str) -> Ints:
            return np.array([getattr(scenario, name) for scenario in scenarios], dtype=np.int64)

        return cls(
            column("monthly_calls"),
            column("peak_qps"),
            column("peak_days"),
            column("peak_month"),
            column("materials"),
            column("activities"),
            column("base_qps"),
        )
