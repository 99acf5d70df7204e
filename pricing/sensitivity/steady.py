"""The options of a steady demand as functions of its monthly calls: totals, straight lines, and cuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pricing.arrays import Ints
from pricing.bills.demands import Demands
from pricing.bills.ledger import Ledger, Plans, walk
from pricing.cheapest.pack_menu import NOWHERE
from pricing.cheapest.packs import PackSearch
from pricing.money import LARGEST
from pricing.quotes.options import Offer
from pricing.quotes.ties import cheapest_of
from pricing.scenario import Scenario

ROWS_AT_ONCE = 8192
"""How many quantities are priced at once; bounds the memory."""


@dataclass(frozen=True)
class SteadyOption:
    """One option with a fixed license mix: a quantity of each package.

    ``search`` is None where no pack is bought. ``pack`` is the number of the only pack that is bought, at
    least once and in month 1; None where any packs may be bought at any time.
    """

    id: str
    mix: tuple[int, ...]
    search: PackSearch | None = None
    pack: int | None = None


def base_options(offer: Offer, mix: tuple[int, ...]) -> tuple[SteadyOption, ...]:
    """Return `postpaid`, the `pack:*` and `best_mix` with those licenses."""
    packs = tuple(
        SteadyOption(f"pack:{pack.id}", mix, search, index)
        for index, (pack, search) in enumerate(zip(offer.book.packs, offer.single_packs, strict=True))
    )
    return (
        SteadyOption("postpaid", mix),
        *packs,
        SteadyOption("best_mix", mix, offer.all_packs),
    )


@dataclass(frozen=True)
class SteadyOptions:
    """Some options of one scenario, for any steady monthly calls.

    ``demand`` is the scenario as a batch of one; its calls do not count.
    """

    offer: Offer
    demand: Demands
    options: tuple[SteadyOption, ...]

    @classmethod
    def of(cls, offer: Offer, scenario: Scenario) -> SteadyOptions:
        """Return `postpaid`, the `pack:*` and `best_mix` with the base mix of the scenario."""
        demand = Demands.of(scenario)
        [mix] = offer.base_mixes(demand).tolist()
        return cls(offer, demand, base_options(offer, tuple(mix)))

    def only(self, ids: Sequence[str]) -> SteadyOptions:
        """Return those options whose id is among ``ids``, in the same order."""
        kept = tuple(option for option in self.options if option.id in ids)
        return SteadyOptions(self.offer, self.demand, kept)

    def available(self) -> SteadyOptions:
        """Return those options that can be bought online."""
        mixes = np.array([option.mix for option in self.options], dtype=np.int64)
        online = self.offer.packages.can_order_online(mixes, self._units(mixes))
        kept = tuple(option for option, sold in zip(self.options, online, strict=True) if sold)
        return SteadyOptions(self.offer, self.demand, kept)

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of each option."""
        return tuple(option.id for option in self.options)

    @property
    def months(self) -> int:
        """The number of months."""
        return self.demand.months

    @property
    def falls(self) -> Ints:
        """The most that each option's total falls when the monthly calls grow within a tier.

        Shape (options, 1), millionths. At more calls the same purchase serves each month less or the same.
        Months that are billed in full stay in their tier; one that is billed in part may change it. There
        is one such month, after which nothing is at hand, unless packs are bought at any time.
        """
        drop = min(LARGEST, self.offer.tariff.deepest_drop)  # no total reaches LARGEST
        partly = [self.months if option.search and option.pack is None else 1 for option in self.options]
        return np.minimum(LARGEST, drop * np.array(partly, dtype=np.int64)[:, None])

    def totals(self, monthly_calls: Ints) -> Ints:
        """Return each option's total for each quantity: shape (options, quantities), millionths."""
        parts = [
            self._totals(monthly_calls[at : at + ROWS_AT_ONCE])
            for at in range(0, len(monthly_calls), ROWS_AT_ONCE)
        ]
        return np.concatenate(parts, axis=1)

    def _totals(self, monthly_calls: Ints) -> Ints:
        calls = np.repeat(monthly_calls[:, None], self.months, axis=1)
        return np.stack([self._total(option, calls, self._bought(option, calls)) for option in self.options])

    def cheapest(self, monthly_calls: Ints) -> Ints:
        """Return the number of the option that is cheapest for each quantity, shape (quantities,)."""
        parts = [
            self.cheapest_of(self.paid(monthly_calls[at : at + ROWS_AT_ONCE]))
            for at in range(0, len(monthly_calls), ROWS_AT_ONCE)
        ]
        return np.concatenate(parts)

    def paid(self, monthly_calls: Ints) -> Ints:
        """Return what each option has paid by the end of each month, shape (options, quantities, months)."""
        calls = np.repeat(monthly_calls[:, None], self.months, axis=1)
        return np.stack([self._paid(option, calls) for option in self.options])

    def cheapest_of(self, paid: Ints) -> Ints:
        """Return the number of the cheapest option, shape (quantities,), given what all have `paid`."""
        # `optimal` is the one with the fewest activities of all that cost the same.
        activities = np.array([sum(option.mix) for option in self.options])[:, None]
        mixes = np.array([option.search is not None and option.pack is None for option in self.options])
        equal = mixes[:, None] & (paid[..., -1] == paid[..., -1].min(axis=0))
        fewest = np.where(equal, activities, NOWHERE).min(axis=0)
        optimal = np.array([option.id == "optimal" for option in self.options])[:, None]
        return cheapest_of(np.where((optimal & (activities > fewest))[..., None], NOWHERE, paid))

    def _paid(self, option: SteadyOption, calls: Ints) -> Ints:
        """Return what is paid up to the end of each month, shape (batch, months), with packs bought late."""
        if option.search is not None and option.pack is None:
            purchases = option.search.purchases(calls, self._balance(option, calls))
        else:
            purchases = self._bought(option, calls)
        paid: Ints = self._walked(option, calls, purchases).spend.cumsum(axis=1)
        return paid

    def lines(self, monthly_calls: Ints, towards: Ints) -> tuple[Ints, Ints]:
        """Return each option's total and what one call a month more adds to it while its purchase stays.

        The slope is taken towards the quantity ``towards``; it is 0 where that is the same quantity. Both
        have shape (options, quantities).
        """
        parts = [
            self._lines(monthly_calls[at : at + ROWS_AT_ONCE], towards[at : at + ROWS_AT_ONCE])
            for at in range(0, len(monthly_calls), ROWS_AT_ONCE)
        ]
        totals, slopes = (np.concatenate(part, axis=1) for part in zip(*parts, strict=True))
        return totals, slopes

    def _lines(self, monthly_calls: Ints, towards: Ints) -> tuple[Ints, Ints]:
        step = np.sign(towards - monthly_calls)
        here = np.repeat(monthly_calls[:, None], self.months, axis=1)
        both = np.concatenate([here, here + step[:, None]])
        totals, slopes = [], []
        for option in self.options:
            bought = self._bought(option, here)
            total, beside = np.split(self._total(option, both, np.concatenate([bought, bought])), 2)
            totals.append(total)
            slopes.append((beside - total) * step)
        return np.stack(totals), np.stack(slopes)

    def _total(self, option: SteadyOption, calls: Ints, purchases: Ints) -> Ints:
        return self._walked(option, calls, purchases).total

    def _walked(self, option: SteadyOption, calls: Ints, purchases: Ints) -> Ledger:
        mix = self._repeated(option, len(calls))
        qps_days = self._units(mix) * self.demand.peak_days
        plans = Plans(mix, qps_days, np.repeat(self.demand.peak_month, len(calls)), purchases)
        return walk(self.offer.book, self.offer.tariff, calls, plans, count_free=self.offer.count_free)

    def _balance(self, option: SteadyOption, calls: Ints) -> Ints:
        return self.offer.balance(self._repeated(option, len(calls)))

    def _units(self, mix: Ints) -> Ints:
        return self.offer.packages.needed_units(mix, self.demand.peak_qps, self.demand.peak_days)

    def _repeated(self, option: SteadyOption, times: int) -> Ints:
        return np.repeat(np.array([option.mix], dtype=np.int64), times, axis=0)

    def _bought(self, option: SteadyOption, calls: Ints) -> Ints:
        """Return the packs that an option buys, shape (batch, months, packs)."""
        balance = self._balance(option, calls)
        if option.search is not None and option.pack is None:
            return option.search.early_purchases(calls, balance)
        bought = np.zeros((*calls.shape, len(self.offer.book.packs)), dtype=np.int64)
        if option.search is not None:
            bought[:, 0, option.pack] = option.search.first_month_purchase(calls, balance)
        return bought
