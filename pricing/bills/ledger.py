"""The walk through the months: the one place where a plan becomes calls by source and amounts.

Source: the price list's clauses "free quota", "license", "prepaid packs" and "monthly postpaid", burnt in
the order of assumption A4; packs start as A5 says. Every array has a batch axis first: one quote is a batch
of one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pricing.arrays import Ints
from pricing.bills.tiers import Tariff
from pricing.money import to_micro
from pricing.price_book import PriceBook


@dataclass(frozen=True)
class Plans:
    """What is bought, one plan a row: shapes (batch,), and (batch, months, packs) for ``purchases``.

    ``mix``: licenses of each package, shape (batch, packages). ``qps_days`` are the unit-days of QPS upgrade,
    paid in ``qps_month`` (1-based). Packages and packs stand in the order of the price book.
    """

    mix: Ints
    qps_days: Ints
    qps_month: Ints
    purchases: Ints


@dataclass(frozen=True)
class Ledger:
    """The months of a batch of plans: shape (batch, months) each; calls, and money in millionths.

    ``granted`` is what the licenses and packs bought in the month grant; ``free``, ``license`` and
    ``pack`` say what served the month's calls, ``overage`` what is billed; ``balance`` is what is left of
    license calls and packs afterwards. ``licenses``, ``qps`` and ``packs`` are what is bought in the
    month, ``bill`` is its postpaid bill and ``tier`` the bill's 0-based tier.
    """

    calls: Ints
    granted: Ints
    free: Ints
    license: Ints
    pack: Ints
    overage: Ints
    balance: Ints
    tier: Ints
    licenses: Ints
    qps: Ints
    packs: Ints
    bill: Ints

    @property
    def spend(self) -> Ints:
        """All that is bought in a month and its bill, shape (batch, months), millionths."""
        return self.licenses + self.qps + self.packs + self.bill

    @property
    def total(self) -> Ints:
        """The cost of each plan, shape (batch,), millionths."""
        total: Ints = self.spend.sum(axis=1)
        return total

    @property
    def granted_calls(self) -> Ints:
        """The calls that licenses and packs grant, shape (batch,), as are those that follow."""
        granted: Ints = self.granted.sum(axis=1)
        return granted

    @property
    def used_calls(self) -> Ints:
        """The granted calls that are used."""
        used: Ints = (self.license + self.pack).sum(axis=1)
        return used

    @property
    def unused_calls(self) -> Ints:
        """The granted calls that are left after the last month."""
        unused: Ints = self.balance[:, -1]
        return unused

    @property
    def overage_calls(self) -> Ints:
        """The calls that are billed."""
        overage: Ints = self.overage.sum(axis=1)
        return overage


def free_calls(book: PriceBook, activities: Ints, *, count_free: bool) -> Ints:
    """Return the free quota of that many activities (assumption A3)."""
    per_activity = book.free.calls if book.free is not None and count_free else 0
    return activities * per_activity


def walk(book: PriceBook, tariff: Tariff, calls: Ints, plans: Plans, *, count_free: bool) -> Ledger:
    """Walk each plan through its months.

    ``calls``: shape (batch, months). Nothing that was bought expires within 12 months, so the license
    calls, the oldest grant, are used before the packs, and what a pack grants carries on to the last month.
    """
    batch, months = calls.shape
    sizes = np.array([pack.calls for pack in book.packs], dtype=np.int64)
    prices = np.array([to_micro(pack.price) for pack in book.packs], dtype=np.int64)
    bought = plans.purchases @ sizes

    granted_each = np.array([package.calls for package in book.packages] or [0], dtype=np.int64)
    license_prices = np.array([to_micro(package.price) for package in book.packages] or [0], dtype=np.int64)
    free = _served(calls, free_calls(book, plans.mix.sum(axis=1), count_free=count_free))
    license_grant = plans.mix @ granted_each
    licensed = _served(calls - free, license_grant)
    unserved = calls - free - licensed
    # What is left: all that came, less all that went, raised by the most that this was ever short of 0.
    running = (bought - unserved).cumsum(axis=1)
    balance = running - np.minimum(np.minimum.accumulate(running, axis=1), 0)
    packed = bought - balance
    packed[:, 1:] += balance[:, :-1]
    balance += license_grant[:, None] - licensed.cumsum(axis=1)
    overage = unserved - packed
    granted = bought.copy()
    granted[:, 0] += license_grant
    bill, tier = tariff.bill(calls, overage)

    licenses, qps = (np.zeros((batch, months), dtype=np.int64) for _ in range(2))
    licenses[:, 0] = plans.mix @ license_prices
    if book.qps is not None:
        qps[np.arange(batch), plans.qps_month - 1] = to_micro(book.qps.price_per_day) * plans.qps_days
    packs = plans.purchases @ prices
    return Ledger(calls, granted, free, licensed, packed, overage, balance, tier, licenses, qps, packs, bill)


def _served(calls: Ints, grant: Ints) -> Ints:
    """Return what a grant of month 1, shape (batch,), serves of each month's calls until it is used up."""
    upto: Ints = np.minimum(calls.cumsum(axis=1), grant[:, None])
    upto[:, 1:] -= upto[:, :-1].copy()
    return upto
