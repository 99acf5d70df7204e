"""The license packages of a price book as arrays: what a mix of them brings.

Source: the price list's clauses "license" (calls for the account, QPS and materials for the activity) and
"QPS upgrade" (how many units an activity can add). A *mix* is a quantity of each package, one license an
activity; mixes have shape (batch, packages), in the order of the price book. A book without a license is one
package that costs nothing, brings no calls and serves everything: its only activity.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pricing.arrays import Bools, Ints
from pricing.money import to_micro
from pricing.price_book import License, PriceBook

NO_LIMIT = 2**21
"""Stands for "no limit" of QPS, materials or units: more than any scenario can need, and small in sums."""


@dataclass(frozen=True, eq=False)
class Packages:
    """One entry for each package: ``price`` in millionths, and what one license brings.

    ``units`` is how many units of ``unit`` QPS its activity can add online.
    """

    price: Ints
    calls: Ints
    qps: Ints
    materials: Ints
    units: Ints
    unit: int
    licensed: bool

    def __len__(self) -> int:
        return len(self.price)

    @classmethod
    def of(cls, book: PriceBook) -> Packages:
        """Return the packages of ``book``."""

        def column(*values: int | None) -> Ints:
            return np.array([NO_LIMIT if value is None else value for value in values], dtype=np.int64)

        unit = 1 if book.qps is None else book.qps.unit
        if not book.packages:
            none, endless = column(0), column(None)
            return cls(none, none, endless, endless, none, unit, licensed=False)
        return cls(
            column(*(to_micro(package.price) for package in book.packages)),
            column(*(package.calls for package in book.packages)),
            column(*(package.qps for package in book.packages)),
            column(*(package.materials for package in book.packages)),
            column(*(_most_units(book, package) for package in book.packages)),
            unit,
            licensed=True,
        )

    def missing_units(self, qps: Ints, peak_qps: Ints, peak_days: Ints) -> Ints:
        """Return the QPS units that a peak day needs where ``qps`` are there; 0 where no day is one."""
        return np.where(peak_days > 0, -(-np.maximum(0, peak_qps - qps) // self.unit), 0)

    def needed_units(self, mix: Ints, peak_qps: Ints, peak_days: Ints) -> Ints:
        """Return the QPS units that a peak day needs beside the base QPS of a mix."""
        return self.missing_units(mix @ self.qps, peak_qps, peak_days)

    def can_order_online(self, mix: Ints, units: Ints) -> Bools:
        """Tell where so many QPS units can be bought online for the activities of a mix."""
        online: Bools = units <= mix @ self.units
        return online

    def alone(self, activities: Ints, materials: Ints, qps: Ints) -> Ints:
        """Return how many licenses of each package serve all that alone, shape (batch, packages)."""
        if not self.licensed:
            return np.ones((len(activities), 1), dtype=np.int64)
        by_materials = -(-materials[:, None] // self.materials)
        alone: Ints = np.maximum(np.maximum(activities[:, None], by_materials), -(-qps[:, None] // self.qps))
        return alone

    def serves(self, mix: Ints, activities: Ints, materials: Ints, qps: Ints) -> Bools:
        """Tell which mixes have so many activities, materials and QPS."""
        enough = (mix.sum(axis=-1) >= activities) & (mix @ self.materials >= materials)
        both: Bools = enough & (mix @ self.qps >= qps)
        return both


def _most_units(book: PriceBook, package: License) -> int | None:
    return 0 if book.qps is None else book.qps.most_units(package.qps)


@lru_cache(maxsize=64)
def packages_of(book: PriceBook) -> Packages:
    """Return the packages of ``book``, made once."""
    return Packages.of(book)
