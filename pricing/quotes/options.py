"""The options of a batch of scenarios: what each of them buys, and the walk that prices it.

Their ids and their order are fixed: `trial`, `postpaid`, one `pack:<id>` per pack, `best_mix`,
`extra_activities`, `optimal`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from pricing.arrays import Bools, Ints
from pricing.bills.capacity import (
    activities_without_units,
    can_order_online,
    fewest_activities,
    monthly_capacity,
    qps_units,
)
from pricing.bills.demands import Demands
from pricing.bills.ledger import Ledger, Plans, free_calls, license_calls, walk
from pricing.bills.tiers import Tariff
from pricing.cheapest.activities import cheapest_activities
from pricing.cheapest.packs import PackSearch
from pricing.errors import AmountTooLarge, Fault
from pricing.money import LARGEST, MICRO, to_micro
from pricing.price_book import PriceBook
from pricing.scenario import TierBasis


def option_ids(book: PriceBook) -> tuple[str, ...]:
    """Return the ids of all options that scenarios may have, in their fixed order."""
    packs = (f"pack:{pack.id}" for pack in book.packs)
    return ("trial", "postpaid", *packs, "best_mix", "extra_activities", "optimal")


@dataclass(frozen=True)
class OptionBatch:
    """One option for those ``rows`` of the batch that have it; one entry of each array for each of them.

    ``units`` are QPS units on a peak day. The ledger of an unavailable row means nothing.
    """

    id: str
    rows: Ints
    available: Bools
    activities: Ints
    units: Ints
    purchases: Ints
    ledger: Ledger


@dataclass(frozen=True)
class Offer:
    """A price book under one reading of A1 and A3: what it takes to price a batch, made once."""

    book: PriceBook
    basis: TierBasis
    count_free: bool

    @cached_property
    def tariff(self) -> Tariff:
        """The postpaid tiers under this reading."""
        return Tariff(self.book.postpaid, self.basis)

    @cached_property
    def all_packs(self) -> PackSearch:
        """The search over all packs."""
        return PackSearch(self.book.packs, self.tariff)

    @cached_property
    def single_packs(self) -> tuple[PackSearch, ...]:
        """One search for each pack alone."""
        return tuple(PackSearch((pack,), self.tariff) for pack in self.book.packs)

    def balance(self, activities: Ints) -> Ints:
        """Return the calls at hand in month 1 with that many activities."""
        granted = license_calls(self.book, activities)
        return granted + free_calls(self.book, activities, count_free=self.count_free)

    def capacity(self, demands: Demands, activities: Ints, units: Ints) -> Ints | None:
        """Return the calls that each month can serve, shape (batch, months); None where QPS has no limit."""
        return monthly_capacity(
            self.book, demands.months, activities, units, demands.peak_days, demands.peak_month
        )

    def check_amounts(self, demands: Demands) -> None:
        """Raise AmountTooLarge where the dearest purchase for ``demands`` is not exact in 64 bits."""
        calls = int(demands.calls.sum(axis=1).max(initial=0))
        fewest = fewest_activities(self.book, demands.materials, demands.activities)
        without_units = activities_without_units(self.book, demands.peak_qps)
        activities = int(np.maximum(fewest, without_units).max(initial=1))
        # The search prices sums of packs, those it passes over too, as if their calls were billed.
        menu = self.all_packs.menu
        reach = int(menu.calls[-1]) + 2 * max((pack.calls for pack in self.book.packs), default=0)
        most = (calls + reach) * max(self.tariff.prices)
        if self.tariff.mode == "graduated":
            most += max(abs(intercept) for intercept in self.tariff.intercepts)
        most += sum(to_micro(pack.price) * (calls // pack.calls + 2) for pack in self.book.packs)
        if self.book.license is not None:
            most += activities * to_micro(self.book.license.price)
        if self.book.qps is not None:
            qps, days = int(demands.peak_qps.max(initial=0)), int(demands.peak_days.max(initial=0))
            most += to_micro(self.book.qps.price_per_day) * (qps // self.book.qps.unit + 1) * days
        if most >= LARGEST:
            amounts = {"high": f"{LARGEST // MICRO:,}"}
            raise AmountTooLarge((Fault("too_large", "total", f"{most // MICRO:,}", amounts),))

    def options(self, demands: Demands) -> Iterator[OptionBatch]:
        """Yield every option that some of the scenarios have, in the fixed order."""
        fewest = fewest_activities(self.book, demands.materials, demands.activities)
        everyone = np.arange(len(demands))
        in_quota = self._fits_free_quota(demands, fewest)
        if in_quota.any():
            yield self._trial(demands, fewest, everyone[in_quota])

        nothing = np.zeros((*demands.calls.shape, len(self.book.packs)), dtype=np.int64)
        yield self._priced("postpaid", demands, everyone, fewest, nothing)
        balance = self.balance(fewest)
        for index, (pack, search) in enumerate(zip(self.book.packs, self.single_packs, strict=True)):
            in_month_1 = nothing.copy()
            in_month_1[:, 0, index] = search.first_month_purchase(demands.calls, balance)
            yield self._priced(f"pack:{pack.id}", demands, everyone, fewest, in_month_1)
        best, best_cost = self.all_packs.cheapest(demands.calls, balance)
        yield self._priced("best_mix", demands, everyone, fewest, best)

        enough = activities_without_units(self.book, demands.peak_qps)
        extra = everyone[(demands.peak_days > 0) & (enough > fewest)]
        if extra.size:
            yield self.best_mix("extra_activities", demands, extra, enough[extra])
        yield self._optimal(demands, fewest, best, best_cost)

    def optimal(self, demands: Demands) -> OptionBatch:
        """Return the cheapest licensed purchase over all numbers of activities, units, packs and months."""
        fewest = fewest_activities(self.book, demands.materials, demands.activities)
        best, best_cost = self.all_packs.cheapest(demands.calls, self.balance(fewest))
        return self._optimal(demands, fewest, best, best_cost)

    def best_mix(self, option_id: str, demands: Demands, rows: Ints, activities: Ints) -> OptionBatch:
        """Return the cheapest packs for that many activities, one entry for each of ``rows``."""
        purchases = self.all_packs.purchases(demands.calls[rows], self.balance(activities))
        return self._priced(option_id, demands, rows, activities, purchases)

    def _optimal(self, demands: Demands, fewest: Ints, best_mix: Ints, best_cost: Ints) -> OptionBatch:
        """Return `optimal`, given the cheapest packs for the ``fewest`` activities and their lowest cost."""
        activities = cheapest_activities(self.book, self.all_packs, self.balance, demands, fewest, best_cost)
        everyone = np.arange(len(demands))
        changed = everyone[activities != fewest]
        purchases = best_mix.copy()
        if changed.size:
            balance = self.balance(activities[changed])
            purchases[changed] = self.all_packs.purchases(demands.calls[changed], balance)
        return self._priced("optimal", demands, everyone, activities, purchases)

    def _fits_free_quota(self, demands: Demands, activities: Ints) -> Bools:
        if self.book.free is None or not self.count_free:
            return np.zeros(len(demands), dtype=np.bool_)
        quota = free_calls(self.book, activities, count_free=True)
        fits: Bools = (demands.calls.sum(axis=1) <= quota) & (
            demands.peak_qps <= self.book.free.qps * activities
        )
        return fits

    def _trial(self, demands: Demands, activities: Ints, rows: Ints) -> OptionBatch:
        """Nothing is bought: the same walk at the prices of a book that sells no license."""
        calls, none = demands.calls[rows], np.zeros(len(rows), dtype=np.int64)
        nothing = np.zeros((*calls.shape, len(self.book.packs)), dtype=np.int64)
        unlicensed = replace(self.book, license=None)
        plans = Plans(activities[rows], none, np.ones_like(none), nothing)
        ledger = walk(unlicensed, self.tariff, calls, plans, count_free=True)
        online = np.ones(len(rows), dtype=np.bool_)
        return OptionBatch("trial", rows, online, activities[rows], none, nothing, ledger)

    def _priced(
        self, option_id: str, demands: Demands, rows: Ints, activities: Ints, purchases: Ints
    ) -> OptionBatch:
        days = demands.peak_days[rows]
        units = qps_units(self.book, demands.peak_qps[rows], days, activities)
        plans = Plans(activities, units * days, demands.peak_month[rows], purchases)
        ledger = walk(self.book, self.tariff, demands.calls[rows], plans, count_free=self.count_free)
        online = can_order_online(self.book, units, activities)
        return OptionBatch(option_id, rows, online, activities, units, purchases, ledger)


@lru_cache(maxsize=32)
def offer(book: PriceBook, basis: TierBasis, *, count_free: bool) -> Offer:
    """Return the offer of ``book`` under one reading; kept, because its tables take longer than a quote."""
    return Offer(book, basis, count_free)
