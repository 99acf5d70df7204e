"""The monthly postpaid bill: what a month's overage costs.

Source: the price list's clause "monthly postpaid". With *volume* tiers the month's quantity picks one tier
and every billed call takes its price; with *graduated* tiers each band has its own price. Assumption A1
says which quantity counts: the billed calls (``overage``) or all calls of the month (``total``; graduated
tiers then bill the month's last calls).

Whatever the mode and the basis, a month's bill is a straight line in its overage within each tier.
`Tariff.bands` states these lines once; the bill and the search for the cheapest purchase both read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pricing.arrays import Ints
from pricing.money import to_micro
from pricing.price_book import Postpaid, TierMode
from pricing.scenario import TierBasis

OPEN = 2**61
"""Stands for "no upper end" of the last tier; above any quantity a scenario can have."""


@dataclass(frozen=True)
class Band:
    """One tier seen from a month: for ``low`` <= overage <= ``high`` the bill is ``base + price * overage``.

    ``price`` and ``base`` are millionths of the currency unit. ``low``, ``high`` and ``base`` broadcast
    against the month's total calls; a band with ``low > high`` does not occur in that month.
    """

    tier: int
    price: int
    low: Ints
    high: Ints
    base: Ints


@dataclass(frozen=True)
class Tariff:
    """Postpaid tiers under one reading of A1. Quantities are calls, money is millionths."""

    postpaid: Postpaid
    basis: TierBasis

    @property
    def mode(self) -> TierMode:
        """``volume`` or ``graduated``."""
        return self.postpaid.mode

    @cached_property
    def prices(self) -> tuple[int, ...]:
        """The unit price of each tier, in millionths."""
        return tuple(to_micro(tier.unit_price) for tier in self.postpaid.tiers)

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """The last quantity of each tier; `OPEN` for the last tier."""
        return tuple(OPEN if tier.up_to is None else tier.up_to for tier in self.postpaid.tiers)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The quantity after which each tier begins: 0, then the end of the tier before."""
        return (0, *self.ends[:-1])

    @cached_property
    def intercepts(self) -> tuple[int, ...]:
        """Graduated: what a quantity of tier k costs is ``intercepts[k] + prices[k] * quantity``."""
        intercepts = [0]
        for end, price, dearer in zip(self.ends, self.prices, self.prices[1:], strict=False):
            intercepts.append(intercepts[-1] + (price - dearer) * end)
        return tuple(intercepts)

    @cached_property
    def steepest(self) -> int | None:
        """The most that one more billed call can add to a bill, on average over any number of calls.

        None where there is no such limit: volume tiers whose price rises with the quantity jump upwards.
        """
        rises = any(after > before for before, after in zip(self.prices, self.prices[1:], strict=False))
        if self.mode == "volume" and self.basis == "overage" and rises:
            return None
        return max(self.prices)

    @cached_property
    def deepest_drop(self) -> int:
        """The most that a bill can fall when calls are added to the overage, in millionths."""
        if self.mode == "graduated" or self.basis == "total":
            return 0
        drops = [0]
        for k, (end, price) in enumerate(zip(self.ends[:-1], self.prices[:-1], strict=True)):
            drops += [
                end * price - (start + 1) * later
                for start, later in zip(self.starts[k + 1 :], self.prices[k + 1 :], strict=True)
            ]
        return max(drops)

    def graduated(self, quantity: Ints) -> Ints:
        """Return the graduated cost of ``quantity`` calls (any shape), in millionths."""
        tier = np.searchsorted(np.array(self.ends, dtype=np.int64), quantity)
        return np.array(self.intercepts)[tier] + np.array(self.prices)[tier] * quantity

    def bands(self, calls: Ints) -> list[Band]:
        """Return the tiers of months with ``calls`` total calls (any shape), in the order of the tiers."""
        bands = []
        for tier, (start, end, price) in enumerate(zip(self.starts, self.ends, self.prices, strict=True)):
            if self.basis == "total":
                bands.append(self._total_band(tier, start, end, price, calls))
            else:
                base = self.intercepts[tier] if self.mode == "graduated" else 0
                first = 0 if tier == 0 else start + 1
                bands.append(Band(tier, price, *(np.asarray(x, dtype=np.int64) for x in (first, end, base))))
        return bands

    def _total_band(self, tier: int, start: int, end: int, price: int, calls: Ints) -> Band:
        if self.mode == "volume":
            inside = ((calls > start) | (tier == 0)) & (calls <= end)
            none = np.zeros_like(calls)
            return Band(tier, price, none, np.where(inside, calls, -1), none)
        # The last calls are billed: the bill begins in the tier of the covered ones, calls - overage.
        base = self.graduated(calls) - self.intercepts[tier] - price * calls
        low = np.maximum(calls - end, 0)
        high = calls - start if tier == 0 else calls - start - 1
        return Band(tier, price, low, high, base)

    def bill(self, calls: Ints, overage: Ints) -> tuple[Ints, Ints]:
        """Return the bills in millionths and their tiers (0-based) for months of the given shape.

        ``calls`` are the month's total calls, ``overage`` the billed ones. Graduated tiers: the tier is
        that of the last billed call; its price is not the price of all of them.
        """
        shape = np.broadcast_shapes(calls.shape, overage.shape)
        quantity = np.broadcast_to(overage if self.basis == "overage" else calls, shape)
        tier = np.zeros(shape, dtype=np.int64)
        for end in self.ends[:-1]:  # for a few tiers faster than a search
            tier += quantity > end
        if self.basis == "overage":  # the same bands in all months, and the tier says which
            prices, bases = self._lines
            bill = prices.take(tier)
            bill *= overage
            if bases.any():
                bill += bases.take(tier)
            return bill, tier
        bill = np.zeros(shape, dtype=np.int64)
        for band in self.bands(calls):
            inside = (overage >= band.low) & (overage <= band.high)
            bill = np.where(inside, band.base + band.price * overage, bill)
        return bill, tier

    @cached_property
    def _lines(self) -> tuple[Ints, Ints]:
        """The price and the base of each band on the overage basis."""
        bands = self.bands(np.zeros(1, dtype=np.int64))
        return np.array([band.price for band in bands]), np.array([int(band.base) for band in bands])

    def parts(self, calls: int, overage: int) -> list[tuple[int, int]]:
        """Return what one month's bill is made of: pairs of 0-based tier and quantity at its price."""
        if overage == 0:
            return []
        if self.mode == "volume":
            quantity = overage if self.basis == "overage" else calls
            return [(next(tier for tier, end in enumerate(self.ends) if quantity <= end), overage)]
        before, last = (0, overage) if self.basis == "overage" else (calls - overage, calls)
        shares = [
            min(last, end) - max(before, start) for start, end in zip(self.starts, self.ends, strict=True)
        ]
        return [(tier, share) for tier, share in enumerate(shares) if share > 0]
