"""Which license mixes serve a scenario at no more than a given cost, and the base mix.

A mix is built package by package. `pricing.cheapest.worths` says what a mix costs at the least, whatever the
packages that are still to come: each license adds its excess to the worth of what is needed. So a quantity
ends where the sum passes the limit in one of the corners, and the last package begins where the mix serves.

No mix needs more licenses of one package than serve the scenario alone: with one less it serves as well, and
costs no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pricing.arrays import Bools, Ints
from pricing.bills.demands import Demands
from pricing.bills.packages import Packages, packages_of
from pricing.cheapest.candidates import check_count
from pricing.cheapest.worths import Worths
from pricing.price_book import PriceBook
from pricing.scenario import DEFAULT_PEAK_QPS, Scenario

MOST_MIXES = 5_000_000
"""A scenario with more mixes to look at is refused, and a batch searched in halves."""


@dataclass(frozen=True)
class Needs:
    """What mixes must serve, shape (batch,) each; ``peak_qps`` and ``calls`` can be bought otherwise, too."""

    activities: Ints
    materials: Ints
    qps: Ints
    peak_qps: Ints
    calls: Ints

    def __len__(self) -> int:
        return len(self.activities)

    @classmethod
    def of(cls, demands: Demands) -> Needs:
        """Return what the licenses must serve whatever else is bought: no peak and no calls."""
        nothing = np.zeros_like(demands.activities)
        return cls(demands.activities, demands.materials, demands.base_qps, nothing, nothing)

    def take(self, rows: Ints) -> Needs:
        """Return the needs of these rows."""
        return Needs(
            self.activities[rows],
            self.materials[rows],
            self.qps[rows],
            self.peak_qps[rows],
            self.calls[rows],
        )

    def least_cost(self, worths: Worths) -> Ints:
        """Return what serving each row costs at the least."""
        least: Ints = (self._matrix @ worths.worth.T).max(axis=1)
        return least

    @property
    def _matrix(self) -> Ints:
        return np.stack([self.activities, self.materials, self.qps, self.peak_qps, self.calls], axis=1)

    def room(self, worths: Worths, limit: Ints) -> Ints:
        """Return how much all licenses together may exceed their worth, shape (batch, corners)."""
        return limit[:, None] - self._matrix @ worths.worth.T


def served_by(packages: Packages, needs: Needs, mix: Ints) -> Bools:
    """Tell which mixes have the activities, materials and QPS that are needed every day."""
    return packages.serves(mix, needs.activities, needs.materials, needs.qps)


def minimal(packages: Packages, needs: Needs, mix: Ints) -> Bools:
    """Tell from which of the mixes no license can be taken away."""
    least = np.ones(len(mix), dtype=np.bool_)
    for place in range(len(packages)):
        fewer = mix.copy()
        fewer[:, place] -= 1
        least &= (fewer[:, place] < 0) | ~served_by(packages, needs, fewer)
    return least


def mixes_within(
    packages: Packages, worths: Worths, needs: Needs, limit: Ints, most: Ints
) -> tuple[Ints, Ints]:
    """Return the row and the mix of all that serve and may cost at most ``limit`` in their row.

    ``most``: of each package at most so many licenses, shape (batch, packages). Raises AmountTooLarge.
    """
    room = needs.room(worths, limit)
    row = np.flatnonzero((room >= 0).all(axis=1))
    room, mix = room[row], np.zeros((len(row), len(packages)), dtype=np.int64)
    order = np.argsort(-packages.price, kind="stable").tolist()
    for place in order:
        excess, highest = worths.excess[:, place], most[row, place]
        if (costly := excess > 0).any():
            highest = np.minimum(highest, (room[:, costly] // excess[costly]).min(axis=1))
        lowest = _missing(packages, needs.take(row), mix, place) if place == order[-1] else 0 * highest
        count = np.maximum(0, highest - lowest + 1)
        check_count(int(count.sum()), MOST_MIXES)
        part = np.repeat(np.arange(len(row)), count)
        quantity = lowest[part] + np.arange(len(part)) - np.repeat(np.cumsum(count) - count, count)
        row, mix = row[part], mix[part]
        mix[:, place] = quantity
        if place != order[-1]:
            room = room[part] - quantity[:, None] * excess
    return row, mix


def _missing(packages: Packages, needs: Needs, mix: Ints, place: int) -> Ints:
    """Return how many licenses of package ``place`` complete a mix, so that it serves."""
    lacking = (
        (needs.activities - mix.sum(axis=1), 1),
        (needs.materials - mix @ packages.materials, packages.materials[place]),
        (needs.qps - mix @ packages.qps, packages.qps[place]),
    )
    most: Ints = np.max([-(-missing // brought) for missing, brought in lacking], axis=0)
    return np.maximum(0, most)


def preferred(packages: Packages, mix: Ints) -> Ints:
    """Return the order in which mixes of one cost are chosen.

    First the lowest license price, the most QPS, the most calls, the fewest activities, then more of the
    package that stands first.
    """
    keys = (
        mix @ packages.price,
        -(mix @ packages.qps),
        -(mix @ packages.calls),
        mix.sum(axis=1),
        *(-mix[:, place] for place in range(len(packages))),
    )
    return np.lexsort(keys[::-1])


def base_mixes(packages: Packages, needs: Needs) -> Ints:
    """Return the minimal mix with the lowest license price for each row, shape (batch, packages).

    Rounded up, the best fractions of licenses serve, so the search begins with a limit of one license of each
    package above the lower bound.
    """
    alone = packages.alone(needs.activities, needs.materials, needs.qps)
    if len(packages) == 1:
        return alone
    asked = np.stack([needs.activities, needs.materials, needs.qps], axis=1)
    different, whose = np.unique(asked, axis=0, return_inverse=True)
    nothing = np.zeros(len(different), dtype=np.int64)
    few = Needs(different[:, 0], different[:, 1], different[:, 2], nothing, nothing)
    alone = packages.alone(few.activities, few.materials, few.qps)
    worths = _worths(packages)
    found = np.zeros((len(few), len(packages)), dtype=np.int64)
    spare, open_ = int(packages.price.sum()), np.arange(len(few))
    lowest = few.least_cost(worths)
    while open_.size:
        left = few.take(open_)
        limit = lowest[open_] + spare
        row, mix = mixes_within(packages, worths, left, limit, alone[open_])
        kept = minimal(packages, left.take(row), mix) & (mix @ packages.price <= limit[row])
        row, mix = row[kept], mix[kept]
        order = preferred(packages, mix)
        order = order[np.argsort(row[order], kind="stable")]
        first = order[np.diff(row[order], prepend=-1) > 0]
        found[open_[row[first]]] = mix[first]
        open_ = np.delete(open_, row[first])
        spare = 4 * spare + 1
    return found[whose.reshape(-1)]


@lru_cache(maxsize=64)
def _worths(packages: Packages) -> Worths:
    """Return the worths of what the licenses alone must serve, found once."""
    return Worths.of(packages, packages.calls, 0, None)


def base_mixes_of(book: PriceBook, demands: Demands) -> Ints:
    """Return the base mix of each scenario, shape (batch, packages)."""
    return base_mixes(packages_of(book), Needs.of(demands))


def base_mix(book: PriceBook, scenario: Scenario) -> Ints:
    """Return the base mix of one scenario, shape (packages,)."""
    mix: Ints = base_mixes_of(book, Demands.of(scenario))[0]
    return mix


def idle_peaks(book: PriceBook, demands: Demands) -> Bools:
    """Tell where a peak exceeds the QPS of the base mix, but on no day: nothing is bought for it.

    The peak that a scenario has where none is said is no such peak.
    """
    none = (demands.peak_days > 0) | (demands.peak_qps == DEFAULT_PEAK_QPS)
    idle: Bools = ~none & (base_mixes_of(book, demands) @ packages_of(book).qps < demands.peak_qps)
    return idle


def idle_peak(book: PriceBook, scenario: Scenario) -> bool:
    """Tell whether the peak of ``scenario`` exceeds the QPS that is there in any case, but on no day."""
    return bool(idle_peaks(book, Demands.of(scenario))[0])
