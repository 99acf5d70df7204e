"""Candidates for the cheapest purchase, priced best first until no other can be cheaper.

A candidate is a way to license one scenario of a batch, with a lower bound of its total. It has a ``rank``, a
number of its own within the scenario: of equal totals the lowest rank wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pricing.arrays import Bools, Ints
from pricing.bills.tiers import Tariff
from pricing.cheapest.packs import PackSearch
from pricing.errors import AmountTooLarge, Fault
from pricing.money import to_micro
from pricing.price_book import PriceBook

MOST_STRETCHES = 80_000_000
"""A scenario that must be priced with so many candidates is refused: its stretches of months
(`pricing.cheapest.packs`), up to 78 for each candidate, take half a minute."""

PRICED_AT_ONCE = 4096
"""More plans together take more memory, and no less time each."""


@dataclass(frozen=True)
class Candidates:
    """Candidates still to be priced: ``row`` of the batch, ``rank``, and the lower ``bound`` of the total."""

    row: Ints
    rank: Ints
    bound: Ints

    def sorted(self) -> Candidates:
        """Return them by row, with the most promising of each row first."""
        return self._take(np.lexsort((self.rank, self.bound, self.row)))

    def less_than(self, total: Ints, rank: Ints) -> Candidates:
        """Return those that may still beat the best total of their row, or equal it with a lower rank."""
        may_equal = (self.bound == total[self.row]) & (self.rank < rank[self.row])
        return self._take((self.bound < total[self.row]) | may_equal)

    def split(self, size: int) -> tuple[Candidates, Candidates]:
        """Return the first ``size`` of each row, and the rest."""
        place = np.arange(len(self.row)) - np.searchsorted(self.row, self.row)
        return self._take(place < size), self._take(place >= size)

    def _take(self, which: Bools | Ints) -> Candidates:
        return Candidates(self.row[which], self.rank[which], self.bound[which])


def price_best_first(
    candidates: Candidates,
    totals: Callable[[Ints, Ints], Ints],
    best: Ints,
    best_total: Ints,
    months: int,
) -> None:
    """Take into ``best``, a rank for each row, and ``best_total`` what no other candidate can beat.

    ``totals`` prices candidates by their rows and ranks. Raises AmountTooLarge where it would take too long.
    """
    further = candidates.sorted()
    most_priced = MOST_STRETCHES // (months * (months + 1) // 2)
    priced, size = 0, 1
    while True:
        further = further.less_than(best_total, best)
        if not further.row.size:
            return
        size = min(size, int(np.bincount(further.row).max()))
        check_count(priced + size, most_priced)
        now, further = further.split(size)
        improve(best, best_total, now.row, now.rank, totals(now.row, now.rank))
        priced, size = priced + size, 4 * size


def improve(best: Ints, best_total: Ints, row: Ints, rank: Ints, total: Ints) -> None:
    """Take into ``best`` and ``best_total`` what costs less in its row, or the same with a lower rank."""
    order = np.lexsort((rank, total, row))
    winner = order[np.diff(row[order], prepend=-1) > 0]
    row, total, rank = row[winner], total[winner], rank[winner]
    better = (total < best_total[row]) | ((total == best_total[row]) & (rank < best[row]))
    best[row[better]], best_total[row[better]] = rank[better], total[better]


def lowest_costs(search: PackSearch, calls: Ints, row: Ints, balance: Ints) -> Ints:
    """Return what packs and bills cost at the least for scenario ``row`` with ``balance`` calls at hand."""
    parts = [slice(at, at + PRICED_AT_ONCE) for at in range(0, len(row), PRICED_AT_ONCE)]
    return np.concatenate([search.lowest_cost(calls[row[part]], balance[part]) for part in parts])


def cheapest_call(book: PriceBook, tariff: Tariff) -> int:
    """Return what a call costs at the least, packs or tiers, in whole millionths."""
    return min([*tariff.prices, *(to_micro(pack.price) // pack.calls for pack in book.packs)])


def check_count(count: int, most: int) -> None:
    """Raise AmountTooLarge where more than ``most`` candidates would have to be compared."""
    if count > most:
        fault = Fault("too_many_activities", "activities", f"{count:,}", {"high": f"{most:,}"})
        raise AmountTooLarge((fault,))
