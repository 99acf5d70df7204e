"""Which sums of packs are worth buying.

Let the *best* pack be the one with the lowest price per call: c calls for w. Whatever else is bought is a
*mix* of the other packs. Three facts keep the mixes few and every question about them short
(`pricing.cheapest.minimum_table`):

1. Two mixes whose calls differ by a multiple of c: the smaller one, filled up with best packs, replaces the
   larger one wherever that is not dearer. So for each remainder modulo c only mixes that are cheaper than
   all smaller ones count.
2. A mix of s calls can always be replaced by the ceil(s / c) best packs that cover it. They cost less than
   w more than s calls at the best pack's price per call do, and the surplus of calls raises later bills at
   most by the deepest drop of the tariff (`Tariff.deepest_drop`). A mix dearer than that never belongs to a
   cheapest purchase.
3. Above the largest mix, what costs P for q calls costs P + w for q + c calls: the menu repeats, and one
   period of it answers for all quantities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from pricing.arrays import Ints
from pricing.errors import Fault, InvalidPriceBook
from pricing.money import MICRO, to_micro
from pricing.price_book import Pack

NOWHERE = 2**61
"""The cost of an interval in which no sum of packs lies; above any cost."""

MOST_MIXES = 200_000
MOST_SUMS = 1_000_000
"""A price book with more mixes or sums is refused: its optimum could not be proven in reasonable time."""

FEW_PACKS = 5
"""With more packs the limits sink: each mix and sum has a count of every pack, to be stored and compared."""


@dataclass(frozen=True)
class PackMenu:
    """The sums of packs worth buying, ascending: ``calls``, ``cost`` in millionths, ``counts`` of each pack.

    Shapes (entries,), (entries,), (entries, packs). Above ``repeats_from`` the menu repeats every
    ``period`` calls at ``period_cost`` more, by one more pack number ``best``. Without packs there is one
    entry, nothing, and the period is 0.
    """

    calls: Ints
    cost: Ints
    counts: Ints
    best: int
    period: int
    period_cost: int
    repeats_from: int

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no pack to buy."""
        return self.period == 0

    def counts_of(self, entry: Ints, periods: Ints) -> Ints:
        """Return how many of each pack the purchases consist of, shape ``(*entry.shape, packs)``."""
        counts = self.counts[entry].copy()
        if not self.is_empty:
            counts[..., self.best] += periods
        return counts


def build_menu(packs: Sequence[Pack], deepest_drop: int) -> PackMenu:
    """Return the menu of ``packs`` for a tariff whose bills fall by at most ``deepest_drop`` (millionths).

    Raises InvalidPriceBook where there are more than `MOST_MIXES` mixes (awkward sizes at almost equal
    prices) or `MOST_SUMS` sums (the best pack is tiny beside another), or fewer of either for many packs.
    """
    if not packs:
        nothing = np.zeros(1, dtype=np.int64)
        return PackMenu(nothing, nothing, np.zeros((1, 0), dtype=np.int64), 0, 0, 0, 0)
    sizes = [pack.calls for pack in packs]
    prices = [to_micro(pack.price) for pack in packs]
    best = min(range(len(packs)), key=lambda k: (Fraction(prices[k], sizes[k]), sizes[k]))
    period, period_cost = sizes[best], prices[best]

    mixes = _Mixes.none(len(packs))
    for k in sorted(range(len(packs)), key=lambda k: -sizes[k]):
        if k != best:
            mixes = mixes.with_copies(k, sizes[k], prices[k], period, period_cost, deepest_drop)
    repeats_from = int(mixes.calls.max())
    filled = mixes.filled_up(best, period, period_cost, repeats_from + 2 * period)
    return PackMenu(filled.calls, filled.cost, filled.counts, best, period, period_cost, repeats_from)


@dataclass(frozen=True)
class _Mixes:
    """Sums of packs: shapes (mixes,), (mixes,) and (mixes, packs)."""

    calls: Ints
    cost: Ints
    counts: Ints

    @classmethod
    def none(cls, packs: int) -> _Mixes:
        zero = np.zeros(1, dtype=np.int64)
        return cls(zero, zero, np.zeros((1, packs), dtype=np.int64))

    def with_copies(
        self, pack: int, size: int, price: int, period: int, period_cost: int, deepest_drop: int
    ) -> _Mixes:
        """Return these mixes with any number of one more pack, less those that facts 1 and 2 rule out.

        What has up to n copies, n more on top, has up to 2n: the number doubles until all that is added is
        ruled out. Any further copies would be ruled out likewise.
        """
        mixes, copies = self, 1
        while True:
            largest = max(int(mixes.calls.max()) + copies * size, int(mixes.cost.max()) + copies * price)
            if largest >= NOWHERE:
                high = {"high": f"{NOWHERE // MICRO:,}"}
                raise InvalidPriceBook((Fault("too_large", "packs", f"{largest // MICRO:,}", high),))
            counts = mixes.counts.copy()
            counts[:, pack] += copies
            added = _Mixes(mixes.calls + copies * size, mixes.cost + copies * price, counts)
            # In whole periods, rounded down: keeps a few more mixes than fact 2 allows, never fewer.
            excess = added.cost - period_cost * (added.calls // period)
            added = added.take(excess <= 2 * period_cost + deepest_drop)
            both = _Mixes(
                np.concatenate([mixes.calls, added.calls]),
                np.concatenate([mixes.cost, added.cost]),
                np.concatenate([mixes.counts, added.counts]),
            )
            kept = both.undominated(period, period_cost)
            if not (kept >= len(mixes.calls)).any():
                return mixes
            mixes = both.take(kept)
            self._check(len(mixes.calls), MOST_MIXES)
            copies *= 2

    def undominated(self, period: int, period_cost: int) -> Ints:
        """Return which are cheaper than all smaller ones of their remainder; of equal ones the first."""
        remainder, filled = self.calls % period, self.cost - period_cost * (self.calls // period)
        order = np.lexsort((filled, self.calls, remainder))
        # Ranks, lower from one remainder to the next, so that the lowest so far is of the same remainder.
        rank = np.unique(filled, return_inverse=True)[1][order]
        rank -= len(order) * np.cumsum(np.diff(remainder[order], prepend=remainder[order[0]]) > 0)
        kept = np.ones(len(order), dtype=np.bool_)
        kept[1:] = rank[1:] < np.minimum.accumulate(rank)[:-1]
        undominated: Ints = order[kept]
        return undominated

    def filled_up(self, best: int, period: int, period_cost: int, end: int) -> _Mixes:
        """Return every sum up to ``end`` at its lowest cost, ascending: these mixes and best packs on top."""
        fillings = (end - self.calls) // period + 1
        self._check(int(fillings.sum()), MOST_SUMS)
        mix = np.repeat(np.arange(len(self.calls)), fillings)
        extra = np.arange(len(mix)) - np.repeat(np.cumsum(fillings) - fillings, fillings)
        counts = self.counts[mix]
        counts[:, best] += extra
        sums = _Mixes(self.calls[mix] + extra * period, self.cost[mix] + extra * period_cost, counts)
        sums = sums.take(np.lexsort((counts.sum(axis=1), sums.cost, sums.calls)))
        return sums.take(np.diff(sums.calls, prepend=-1) > 0)

    def take(self, which: NDArray[np.generic]) -> _Mixes:
        """Return the mixes that an index array or a mask picks."""
        return _Mixes(self.calls[which], self.cost[which], self.counts[which])

    def _check(self, count: int, limit: int) -> None:
        """Raise InvalidPriceBook where so many mixes or sums exceed the limit for this many packs."""
        most = limit * FEW_PACKS // max(FEW_PACKS, self.counts.shape[1])
        if count > most:
            high = {"high": f"{most:,}"}
            raise InvalidPriceBook((Fault("too_many_mixes", "packs", f"{count:,}", high),))
