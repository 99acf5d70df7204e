"""The cuts of steady options: quantities of monthly calls at which their straight lines may change.

A month's bill changes its line, and a sum of packs comes into or goes out of the choice, where J x n, the
calls of J months, less the calls at hand and a sum of packs passes 0 or the end of a tier. The calls at hand
are those of the licenses and the free quota, or none after a month that was billed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pricing.arrays import Ints
from pricing.sensitivity.steady import SteadyOptions


@dataclass(frozen=True)
class Cuts:
    """All quantities n with J x n = ``base`` + k x ``step``, rounded up: for each k >= 0 and J = ``times``.

    ``step`` is 0 where there is one n only. Three arrays of one shape.
    """

    base: Ints
    step: Ints
    times: Ints

    @classmethod
    def of(cls, steady: SteadyOptions) -> Cuts:
        """Return the cuts of all options together."""
        grids: set[tuple[int, int]] = {(end + 1, 0) for end in steady.offer.tariff.ends[:-1]}
        once = np.array(sorted(grids), dtype=np.int64).reshape(-1, 2)
        sums = {
            (at_hand + start + edge, step)
            for at_hand, start, step in _sums(steady)
            for edge in _edges(steady)
        }
        many = np.array(sorted(sums), dtype=np.int64)
        times = np.arange(1, steady.months + 1)
        base, step = (np.concatenate([once[:, k], np.repeat(many[:, k], len(times))]) for k in (0, 1))
        return cls(
            base, step, np.concatenate([np.ones(len(once), dtype=np.int64), np.tile(times, len(many))])
        )

    @property
    def per_call(self) -> float:
        """How many cuts there are per call of monthly calls, at most."""
        repeated = self.step > 0
        return float((self.times[repeated] / self.step[repeated]).sum())

    def between(self, first: int, last: int) -> Ints:
        """Return the cuts from ``first`` to ``last``, ascending; a few that change nothing are among them."""
        step = np.maximum(self.step, 1)
        low = np.where(self.step > 0, np.maximum(0, -(-(self.times * (first - 1) - self.base) // step)), 0)
        high = np.where(self.step > 0, (self.times * last - self.base) // step + 1, 1)
        count = np.maximum(0, high - low)
        grid = np.repeat(np.arange(len(count)), count)
        k = low[grid] + np.arange(len(grid)) - np.repeat(np.cumsum(count) - count, count)
        cuts = np.unique(-(-(self.base[grid] + k * self.step[grid]) // self.times[grid]))
        return cuts[(cuts >= first) & (cuts <= last)]


def _sums(steady: SteadyOptions) -> set[tuple[int, int, int]]:
    """Return the calls at hand with the sums of packs that may serve beside: at hand, start, step."""
    sums: set[tuple[int, int, int]] = set()
    for option in steady.options:
        at_hand = int(steady.offer.balance(np.array([option.mix]))[0])
        if option.search is None or option.search.menu.is_empty:
            sums.add((at_hand, 0, 0))
            continue
        menu = option.search.menu
        starts = np.unique(menu.calls % menu.period).tolist()
        again = {at_hand, 0} if option.pack is None else {at_hand}
        sums |= {(calls, start, menu.period) for calls in again for start in starts}
    return sums


def _edges(steady: SteadyOptions) -> set[int]:
    """Return the billed calls of a month at which its line begins, 0 and the one after among them.

    On the total basis they lie below the month's calls, which takes one month off J.
    """
    tariff = steady.offer.tariff
    sign = 1 if tariff.basis == "overage" else -1
    return {edge + after for edge in (0, *(sign * end for end in tariff.ends[:-1])) for after in (0, 1)}
