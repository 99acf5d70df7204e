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
from pricing.bills.capacity import monthly_capacity
from pricing.bills.demands import Demands
from pricing.bills.ledger import Ledger, Plans, free_calls, walk
from pricing.bills.packages import Packages, packages_of
from pricing.bills.tiers import Tariff
from pricing.cheapest.activities import cheapest_activities
from pricing.cheapest.candidates import cheapest_call
from pricing.cheapest.license_mixes import MixSearch
from pricing.cheapest.mixes import Needs, base_mixes
from pricing.cheapest.pack_menu import NOWHERE
from pricing.cheapest.packs import PackSearch
from pricing.errors import AmountTooLarge, Fault
from pricing.money import LARGEST, MICRO, to_micro
from pricing.price_book import PriceBook
from pricing.scenario import Scenario, TierBasis


def option_ids(book: PriceBook) -> tuple[str, ...]:
    """Return the ids of all options that scenarios may have, in their fixed order."""
    packs = (f"pack:{pack.id}" for pack in book.packs)
    return ("trial", "postpaid", *packs, "best_mix", "extra_activities", "optimal")


@dataclass(frozen=True)
class OptionBatch:
    """One option for those ``rows`` of the batch that have it; one entry of each array for each of them.

    ``mix``: licenses of each package, shape (rows, packages); for `trial` those that it does without.
    ``units`` are QPS units on a peak day. The ledger of an unavailable row means nothing.
    """

    id: str
    rows: Ints
    available: Bools
    mix: Ints
    units: Ints
    purchases: Ints
    ledger: Ledger

    @property
    def activities(self) -> Ints:
        """The number of activities."""
        activities: Ints = self.mix.sum(axis=1)
        return activities

    @property
    def licenses(self) -> Ints:
        """The licenses that are bought, shape (rows, packages)."""
        return np.zeros_like(self.mix) if self.id == "trial" else self.mix


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

    @cached_property
    def packages(self) -> Packages:
        """The license packages."""
        return packages_of(self.book)

    @cached_property
    def calls_each(self) -> Ints:
        """The calls that one license of each package brings, its free quota (A3) among them."""
        return self.packages.calls + free_calls(self.book, np.ones(1, np.int64), count_free=self.count_free)

    @cached_property
    def mixes(self) -> MixSearch:
        """The search over license mixes."""
        day_price = 0 if self.book.qps is None else to_micro(self.book.qps.price_per_day)
        call = cheapest_call(self.book, self.tariff)
        return MixSearch(self.packages, self.all_packs, self.calls_each, day_price, call)

    def balance(self, mix: Ints) -> Ints:
        """Return the calls at hand in month 1 with the licenses of a mix, shape (batch,)."""
        at_hand: Ints = mix @ self.calls_each
        return at_hand

    def base_mixes(self, demands: Demands) -> Ints:
        """Return the base mix of each scenario, shape (batch, packages)."""
        return base_mixes(self.packages, Needs.of(demands))

    def without_units(self, demands: Demands) -> Ints:
        """Return the licenses of `extra_activities`: the cheapest minimal mix that needs no QPS unit."""
        enough = replace(demands, base_qps=np.maximum(demands.base_qps, demands.peak_qps))
        mix = self.base_mixes(enough)
        if len(self.packages) == 1:
            return mix
        cost = self.all_packs.lowest_cost(demands.calls, self.balance(mix))
        return self.mixes.without_units(enough, mix @ self.packages.price + cost)

    def capacity(self, demands: Demands, mix: Ints, units: Ints) -> Ints | None:
        """Return the calls that each month can serve, shape (batch, months); None where QPS has no limit."""
        return monthly_capacity(self.book, demands.months, mix, units, demands.peak_days, demands.peak_month)

    def check_amounts(self, demands: Demands) -> None:
        """Raise AmountTooLarge where the dearest purchase for ``demands`` is not exact in 64 bits."""
        calls = int(demands.calls.sum(axis=1).max(initial=0))
        qps = np.maximum(demands.base_qps, demands.peak_qps)
        licenses = self.packages.alone(demands.activities, demands.materials, qps).max(axis=0, initial=1)
        # The search prices sums of packs, those it passes over too, as if their calls were billed.
        menu = self.all_packs.menu
        reach = int(menu.calls[-1]) + 2 * max((pack.calls for pack in self.book.packs), default=0)
        most = (calls + reach) * max(self.tariff.prices)
        if self.tariff.mode == "graduated":
            most += max(abs(intercept) for intercept in self.tariff.intercepts)
        most += sum(to_micro(pack.price) * (calls // pack.calls + 2) for pack in self.book.packs)
        prices = self.packages.price.tolist()
        most += sum(price * count for price, count in zip(prices, licenses.tolist(), strict=True))
        if self.book.qps is not None:
            units = int(demands.peak_qps.max(initial=0)) // self.book.qps.unit + 1
            most += to_micro(self.book.qps.price_per_day) * units * int(demands.peak_days.max(initial=0))
        if most >= LARGEST:
            amounts = {"high": f"{LARGEST // MICRO:,}"}
            raise AmountTooLarge((Fault("too_large", "total", f"{most // MICRO:,}", amounts),))

    def is_exact(self, scenario: Scenario) -> bool:
        """Tell whether all amounts of ``scenario`` are exact in 64 bits."""
        try:
            self.check_amounts(Demands.of(scenario))
        except AmountTooLarge:
            return False
        return True

    def options(self, demands: Demands) -> Iterator[OptionBatch]:
        """Yield every option that some of the scenarios have, in the fixed order."""
        base = self.base_mixes(demands)
        everyone = np.arange(len(demands))
        in_quota = self._fits_free_quota(demands, base.sum(axis=1))
        if in_quota.any():
            yield self._trial(demands, base, everyone[in_quota])

        nothing = np.zeros((*demands.calls.shape, len(self.book.packs)), dtype=np.int64)
        yield self._priced("postpaid", demands, everyone, base, nothing)
        balance = self.balance(base)
        for index, (pack, search) in enumerate(zip(self.book.packs, self.single_packs, strict=True)):
            in_month_1 = nothing.copy()
            in_month_1[:, 0, index] = search.first_month_purchase(demands.calls, balance)
            yield self._priced(f"pack:{pack.id}", demands, everyone, base, in_month_1)
        packs, cost = self.all_packs.cheapest(demands.calls, balance)
        best = self._priced("best_mix", demands, everyone, base, packs)
        yield best

        extra = self._extra(demands, base)
        if extra is not None:
            yield extra
        yield self._optimal(demands, best, cost, extra)

    def optimal(self, demands: Demands) -> OptionBatch:
        """Return the cheapest licensed purchase over all mixes of licenses, units, packs and months."""
        base = self.base_mixes(demands)
        packs, cost = self.all_packs.cheapest(demands.calls, self.balance(base))
        best = self._priced("best_mix", demands, np.arange(len(demands)), base, packs)
        return self._optimal(demands, best, cost, None)

    def best_mix(self, option_id: str, demands: Demands, rows: Ints, mix: Ints) -> OptionBatch:
        """Return the cheapest packs for those licenses, one entry for each of ``rows``."""
        purchases = self.all_packs.purchases(demands.calls[rows], self.balance(mix))
        return self._priced(option_id, demands, rows, mix, purchases)

    def _extra(self, demands: Demands, base: Ints) -> OptionBatch | None:
        """Return `extra_activities` for those whose peak exceeds the base mix's QPS; None: for nobody."""
        exceeds = (demands.peak_days > 0) & (base @ self.packages.qps < demands.peak_qps)
        rows = np.flatnonzero(exceeds)
        if not rows.size:
            return None
        return self.best_mix("extra_activities", demands, rows, self.without_units(demands.take(rows)))

    def _optimal(
        self, demands: Demands, best: OptionBatch, best_cost: Ints, extra: OptionBatch | None
    ) -> OptionBatch:
        """Return `optimal`, given `best_mix`, what its packs and bills cost, and `extra_activities`."""
        everyone = np.arange(len(demands))
        mix = self._cheapest_mixes(demands, best, best_cost, extra)
        changed = everyone[(mix != best.mix).any(axis=1)]
        purchases = best.purchases.copy()
        if changed.size:
            at_hand = self.balance(mix[changed])
            purchases[changed] = self.all_packs.purchases(demands.calls[changed], at_hand)
        return self._priced("optimal", demands, everyone, mix, purchases)

    def _cheapest_mixes(
        self, demands: Demands, best: OptionBatch, best_cost: Ints, extra: OptionBatch | None
    ) -> Ints:
        if len(self.packages) > 1:
            known = np.where(best.available, best.ledger.total, NOWHERE)
            if extra is not None:
                known[extra.rows] = np.minimum(known[extra.rows], extra.ledger.total)
            return self.mixes.optimal(demands, known)
        fewest = best.mix[:, 0]
        return cheapest_activities(
            self.book,
            self.all_packs,
            lambda activities: activities * self.calls_each[0],
            demands,
            fewest,
            best_cost,
        )[:, None]

    def _fits_free_quota(self, demands: Demands, activities: Ints) -> Bools:
        if self.book.free is None or not self.count_free:
            return np.zeros(len(demands), dtype=np.bool_)
        quota = free_calls(self.book, activities, count_free=True)
        qps = np.maximum(demands.base_qps, demands.peak_qps)
        fits: Bools = (demands.calls.sum(axis=1) <= quota) & (qps <= self.book.free.qps * activities)
        return fits

    def _trial(self, demands: Demands, mix: Ints, rows: Ints) -> OptionBatch:
        """Nothing is bought: the same walk at the prices of a book that sells no license."""
        calls, none = demands.calls[rows], np.zeros(len(rows), dtype=np.int64)
        nothing = np.zeros((*calls.shape, len(self.book.packs)), dtype=np.int64)
        unlicensed = replace(self.book, packages=())
        plans = Plans(mix[rows].sum(axis=1)[:, None], none, np.ones_like(none), nothing)
        ledger = walk(unlicensed, self.tariff, calls, plans, count_free=True)
        online = np.ones(len(rows), dtype=np.bool_)
        return OptionBatch("trial", rows, online, mix[rows], none, nothing, ledger)

    def _priced(
        self, option_id: str, demands: Demands, rows: Ints, mix: Ints, purchases: Ints
    ) -> OptionBatch:
        days = demands.peak_days[rows]
        units = self.packages.needed_units(mix, demands.peak_qps[rows], days)
        plans = Plans(mix, units * days, demands.peak_month[rows], purchases)
        ledger = walk(self.book, self.tariff, demands.calls[rows], plans, count_free=self.count_free)
        online = self.packages.can_order_online(mix, units)
        return OptionBatch(option_id, rows, online, mix, units, purchases, ledger)


@lru_cache(maxsize=32)
def offer(book: PriceBook, basis: TierBasis, *, count_free: bool) -> Offer:
    """Return the offer of ``book`` under one reading; kept, because its tables take longer than a quote."""
    return Offer(book, basis, count_free)
