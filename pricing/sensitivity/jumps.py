"""Where the total of an option jumps along steady monthly calls, seen between given points."""

from __future__ import annotations

import numpy as np

from pricing.arrays import Bools, Ints
from pricing.sensitivity.cuts import Cuts
from pricing.sensitivity.steady import SteadyOptions


def jumps(steady: SteadyOptions, points: Ints) -> Ints:
    """Return the quantities, ascending, after which some option's total jumps, of those between ``points``.

    A jump is what one call more adds beyond the highest price of the tiers in every month, or takes away.
    Between two points it is looked for where their totals differ like that, so that a line through all
    points slopes across none that can be seen from them.
    """
    cuts = Cuts.of(steady)
    suspicious = np.flatnonzero(_is_jump(steady, points[:-1], points[1:]))
    found = [cuts.between(int(points[at]) + 1, int(points[at + 1])) for at in suspicious]
    before = np.unique(np.concatenate([*found, np.zeros(0, dtype=np.int64)])) - 1
    return before[_is_jump(steady, before, before + 1)]


def _is_jump(steady: SteadyOptions, before: Ints, after: Ints) -> Bools:
    """Tell where some option's total falls, or rises more than the highest price of the tiers explains."""
    if not len(before):
        return np.zeros(0, dtype=np.bool_)
    difference = steady.totals(after) - steady.totals(before)
    highest = steady.months * max(steady.offer.tariff.prices) * (after - before)
    beyond: Bools = (difference < 0) | (difference > highest)
    jumps: Bools = np.logical_or.reduce(beyond, axis=0)
    return jumps
