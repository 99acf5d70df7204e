"""Lower bounds of what a license mix costs: worths of activities, materials, QPS and calls.

Give one activity, one material, one QPS of every day, one QPS of a peak and one call a *worth* each, so that

- no license is worth more than its price, with all that it brings: the right to add units, too;
- no QPS unit is worth more than it costs on all peak days, beside the right that it uses up;
- no call is worth more than the cheapest call of packs and tiers.

Then whatever serves a scenario costs at least the worth of what the scenario needs, and each license of a mix
adds to that what its price exceeds its worth. The tightest of these bounds are at the corners of the worths
that are allowed (they are the dual of a linear program), and the corners belong to the price list: few, found
once. They are found in floating point and rounded down to whole millionths that are checked exactly, so that
each bound is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from pricing.arrays import Bools, Ints
from pricing.bills.packages import NO_LIMIT, Packages

NEEDS = ("activities", "materials", "qps", "peak_qps", "calls")
"""What has a worth, in the order of the columns."""


@dataclass(frozen=True)
class Worths:
    """``worth``: shape (corners, needs); ``excess``, a license's price less its worth: (corners, packages).

    Amounts in millionths.
    """

    worth: Ints
    excess: Ints

    @classmethod
    def of(cls, packages: Packages, calls: Ints, cheapest_call: int, unit_cost: int | None) -> Worths:
        """Return the corners, among them that at which nothing is worth anything.

        ``calls`` are those that one license of each package brings. ``unit_cost`` is what a unit costs on all
        peak days, None where no day is a peak day. Amounts in millionths.
        """
        rights = np.where(packages.units < NO_LIMIT, packages.units, 0)
        with_peak = unit_cost is not None
        brought = np.stack(
            [
                np.ones_like(calls),
                packages.materials,
                packages.qps,
                packages.qps * with_peak,
                calls,
                rights * with_peak,
            ],
            axis=1,
        )
        limits, bounds = [*brought.tolist()], [*packages.price.tolist()]
        limits.append([0, 0, 0, 0, 1, 0])
        bounds.append(cheapest_call)
        if unit_cost is not None and packages.units.any():
            scarce = bool((packages.units < NO_LIMIT).all())
            limits.append([0, 0, 0, packages.unit, 0, -int(scarce)])
            bounds.append(unit_cost)
        factors, ends = np.array(limits, dtype=np.int64), np.array(bounds, dtype=np.int64)
        worth = np.floor(_corners(factors.astype(np.float64), ends.astype(np.float64))).astype(np.int64)
        worth[_beyond(worth, factors, ends)] -= 1  # rounding may have gone beyond a limit
        worth = np.maximum(0, worth)
        worth = np.unique(worth[~_beyond(worth, factors, ends)], axis=0)
        return cls(worth[:, : len(NEEDS)], packages.price - worth @ brought.T)


def _beyond(worth: Ints, factors: Ints, ends: Ints) -> Bools:
    """Tell which worths break a limit."""
    return np.asarray((worth @ factors.T > ends).any(axis=1), dtype=np.bool_)


def _corners(limits: NDArray[np.float64], bounds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return all corners of {x >= 0: limits @ x <= bounds}, shape (corners, columns)."""
    used = np.flatnonzero((limits > 0).any(axis=0))
    # Scaled to numbers around 1, so that one tolerance fits all.
    across, along = limits[:, used].max(axis=0), max(1.0, float(bounds.max()))
    scaled = np.concatenate([limits[:, used] / across, -np.eye(len(used))])
    ends = np.concatenate([bounds / along, np.zeros(len(used))])
    chosen = np.array(list(combinations(range(len(scaled)), len(used))))
    systems, right = scaled[chosen], ends[chosen]
    regular = np.abs(np.linalg.det(systems)) > _TINY
    found = np.linalg.solve(systems[regular], right[regular][..., None])[..., 0]
    inside = (found @ scaled.T <= ends + _TINY).all(axis=1)
    corners = np.zeros((int(inside.sum()), limits.shape[1]))
    corners[:, used] = np.maximum(0, found[inside]) * along / across
    return corners


_TINY = 1e-12
