"""The cheapest purchase of packs, exact, for any demand of up to 12 months.

The argument. Within 12 months nothing that was bought expires, and what is left is always used before
anything is billed. So a month with overage ends with an empty balance. Call *stretch* the months from one
empty balance to the next.

- In a stretch of months i..j all months but the last are served in full, so the packs bought in it have at
  least the calls of i..j-1, and at most those of i..j; the rest is the overage of month j. When in the
  stretch they are bought changes no amount, as long as they come in time. Stretches do not touch each
  other: the next one starts with nothing.
- The bill of month j is a straight line in its overage inside each tier (`Tariff.bands`). So the cheapest
  stretch is, tier by tier, the sum of packs in an interval of calls with the lowest cost minus price times
  calls: `MinimumTable` answers that.
- The last stretch may also end with calls left over: then the cheapest sum that covers it.
- The cheapest purchase is the cheapest chain of stretches over the months: a shortest path over at most 78
  arcs.

The calls that the licenses grant and the free quota are the balance with which month 1 starts. Every step
is taken for a whole batch of demands at once; one quote is a batch of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from pricing.arrays import Ints
from pricing.bills.tiers import Tariff
from pricing.cheapest.minimum_table import MinimumTable
from pricing.cheapest.pack_menu import NOWHERE, PackMenu, build_menu
from pricing.price_book import Pack


@dataclass(frozen=True)
class _Arcs:
    """Stretches, months ``first`` to ``last`` (0-based), each at its cheapest. Shape (batch, arcs)."""

    first: Ints
    last: Ints
    cost: Ints
    entry: Ints
    periods: Ints


@dataclass(frozen=True)
class _Chain:
    """The cheapest chain: the arc ``chosen`` to end each month with, (batch, months), and its ``cost``."""

    arcs: _Arcs
    chosen: Ints
    cost: Ints


@dataclass(frozen=True)
class PackSearch:
    """Finds the cheapest purchase from ``packs`` (in the price book's order) under one tariff."""

    packs: Sequence[Pack]
    tariff: Tariff

    @cached_property
    def menu(self) -> PackMenu:
        """The sums of packs worth buying."""
        return build_menu(self.packs, self.tariff.deepest_drop)

    @cached_property
    def tables(self) -> dict[int, MinimumTable]:
        """One table of minima for each tier's price, and one for price 0: calls that nothing else serves."""
        return {price: MinimumTable(self.menu, price) for price in {0, *self.tariff.prices}}

    def lowest_cost(self, calls: Ints, balance: Ints) -> Ints:
        """Return the least that packs and bills cost, shape (batch,), millionths."""
        return self._chain(calls, balance).cost

    def purchases(self, calls: Ints, balance: Ints) -> Ints:
        """Return a cheapest purchase, shape (batch, months, packs), bought as late as it serves.

        ``calls``: shape (batch, months); ``balance``: calls at hand in month 1, shape (batch,).
        """
        return self.cheapest(calls, balance)[0]

    def cheapest(self, calls: Ints, balance: Ints) -> tuple[Ints, Ints]:
        """Return both: a purchase as `purchases` does, and its `lowest_cost`."""
        chain = self._chain(calls, balance)
        sizes = np.array([pack.calls for pack in self.packs], dtype=np.int64)
        return buy_late(self._counts(chain), sizes, calls, balance), chain.cost

    def early_purchases(self, calls: Ints, balance: Ints) -> Ints:
        """Return the same purchase with every pack bought in the first month of its stretch."""
        return self._counts(self._chain(calls, balance))

    def corners(self, calls: Ints) -> Ints:
        """Return the balances at which an interval of calls of a first stretch has an end at 0.

        Shapes (batch, months) and (batch, corners). The intervals are those of `_arcs`.
        """
        upto = calls.cumsum(axis=1)
        corners = [upto]
        for band in self.tariff.bands(calls):
            corners += [np.maximum(upto - band.high, upto - calls), upto - band.low]
        return np.concatenate(corners, axis=1)

    def _counts(self, chain: _Chain) -> Ints:
        counts = np.zeros((*chain.chosen.shape, len(self.packs)), dtype=np.int64)
        arcs = chain.arcs
        batch, months = chain.chosen.shape
        end = np.full(batch, months - 1)
        while (on_path := np.flatnonzero(end >= 0)).size:
            arc = chain.chosen[on_path, end[on_path]]
            first = arcs.first[arc]
            counts[on_path, first] = self.menu.counts_of(arcs.entry[on_path, arc], arcs.periods[on_path, arc])
            end[on_path] = first - 1
        return counts

    def _chain(self, calls: Ints, balance: Ints) -> _Chain:
        """Return the cheapest chain of stretches: a shortest path from month to month."""
        batch, months = calls.shape
        firsts, lasts = _stretches(months)
        arcs = self._arcs(calls, balance, firsts, lasts, least=0)
        rows = np.arange(batch)
        cost = np.zeros((batch, months + 1), dtype=np.int64)
        chosen = np.empty((batch, months), dtype=np.int64)
        for month in range(months):
            into = month * (month + 1) // 2  # the first of the arcs that end with this month
            arrive = arcs.cost[:, into : into + month + 1]
            through = cost[:, : month + 1] + arrive  # below 2**63: neither is above `NOWHERE`
            best = through.argmin(axis=1)
            cost[:, month + 1] = through[rows, best]
            chosen[:, month] = into + best
        return _Chain(arcs, chosen, cost[:, -1])

    def first_month_purchase(self, calls: Ints, balance: Ints) -> Ints:
        """Return the cheapest number of packs, 1 or more, all bought in month 1; ties: the fewest.

        For a search over one pack. Shapes as in `purchases`, the result (batch,). After the first stretch
        every call is billed.
        """
        batch, months = calls.shape
        lasts = np.arange(months)
        arcs = self._arcs(calls, balance, np.zeros_like(lasts), lasts, least=self.menu.period)
        bills, _ = self.tariff.bill(calls, calls)
        afterwards = np.zeros((batch, months), dtype=np.int64)
        afterwards[:, :-1] = bills[:, :0:-1].cumsum(axis=1)[:, ::-1]
        total = np.minimum(arcs.cost + afterwards, NOWHERE)
        packs = self.menu.counts_of(arcs.entry, arcs.periods)[..., 0]
        cheapest = total == total.min(axis=1, keepdims=True)
        fewest: Ints = np.where(cheapest, packs, NOWHERE).min(axis=1)
        return fewest

    def _arcs(self, calls: Ints, balance: Ints, firsts: Ints, lasts: Ints, least: int) -> _Arcs:
        """Return the cheapest way through each stretch with at least ``least`` calls; ties: the fewest."""
        months = calls.shape[1]
        upto = np.concatenate([np.zeros((len(calls), 1), dtype=np.int64), calls.cumsum(axis=1)], axis=1)
        served = upto[:, firsts] + np.where(firsts == 0, balance[:, None], 0)
        before_last = np.maximum(upto[:, lasts] - served, least)
        needed = upto[:, lasts + 1] - served

        cost = np.full(needed.shape, NOWHERE, dtype=np.int64)
        entry, periods, bought = (np.zeros_like(cost) for _ in range(3))
        for band in self.tariff.bands(calls[:, lasts]):
            low = np.maximum(needed - band.high, before_last)
            choice = self.tables[band.price].lowest(low, needed - band.low)
            through = np.where(
                choice.value < NOWHERE, choice.value + band.base + band.price * needed, NOWHERE
            )
            sums = self.menu.calls[choice.entry] + self.menu.period * choice.periods
            better = (through < cost) | ((through == cost) & (sums < bought))
            cost, bought = np.where(better, through, cost), np.where(better, sums, bought)
            entry, periods = np.where(better, choice.entry, entry), np.where(better, choice.periods, periods)

        final = lasts == months - 1
        low = np.maximum(needed[:, final], before_last[:, final])
        choice = self.tables[0].lowest(low, low + self.menu.period)
        better = choice.value < cost[:, final]
        for target, found in ((cost, choice.value), (entry, choice.entry), (periods, choice.periods)):
            target[:, final] = np.where(better, found, target[:, final])
        return _Arcs(firsts, lasts, cost, entry, periods)


@lru_cache(maxsize=12)
def _stretches(months: int) -> tuple[Ints, Ints]:
    """Return the first and the last month of every stretch, those that end first first."""
    lasts, firsts = np.tril_indices(months)
    return firsts, lasts


def buy_late(counts: Ints, sizes: Ints, calls: Ints, balance: Ints) -> Ints:
    """Return the same packs, each bought only in the month in which it is needed; the largest first.

    ``counts``: shape (batch, months, packs), at the first month of their stretch, which begins with nothing
    left; ``sizes``: calls of each pack. A pack cannot be returned, so the later it is bought the less is at
    risk; the amounts do not change.
    """
    # A pack is bought once what its stretch needs so far exceeds the calls of the packs before it. A stretch
    # without packs may count with the one before: all packs of that have been bought by then.
    needed = np.maximum(0, calls.cumsum(axis=1) - balance[:, None])
    months, row = np.arange(calls.shape[1]), np.arange(len(calls))[:, None]
    first = np.maximum.accumulate(np.where(counts.any(axis=2), months, 0), axis=1)
    of_stretch = counts[row, first]
    needed -= np.where(first > 0, needed[row, first - 1], 0)
    largest_first = np.argsort(-sizes, kind="stable")
    granted = (of_stretch * sizes)[..., largest_first]
    before = np.empty_like(of_stretch)
    before[..., largest_first] = granted.cumsum(axis=2) - granted
    so_far = np.clip(-((before - needed[..., None]) // sizes), 0, of_stretch)
    bought: Ints = so_far.copy()
    bought[:, 1:] -= np.where((first[:, 1:] == first[:, :-1])[..., None], so_far[:, :-1], 0)
    return bought
