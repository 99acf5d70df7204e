"""Which license mix is cheapest, with its QPS units and its cheapest packs, exact.

The total of a mix is its licenses, its QPS units and C(b), the lowest cost of packs and bills with its b
calls at hand. Only those mixes are priced whose lower bound is not above the best total, most promising
first:

- `pricing.cheapest.worths` bounds what any mix costs, so few are looked at (`pricing.cheapest.mixes`). The
  search begins close to that bound and goes on until the best total found is within what was looked at.
- No call that is bought or billed costs less than the cheapest pack's or tier's price per call.
- Calls at hand are worth no more than what billing them would cost: where bills have a steepest rise v
  (`Tariff.steepest`), C(b) >= C(a) - v x (b - a) for any fewer calls a.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from pricing.arrays import Ints
from pricing.bills.demands import Demands
from pricing.bills.packages import Packages
from pricing.cheapest.candidates import Candidates, lowest_costs, price_best_first
from pricing.cheapest.mixes import Needs, minimal, mixes_within, preferred
from pricing.cheapest.pack_menu import NOWHERE
from pricing.cheapest.packs import PackSearch
from pricing.cheapest.worths import Worths


@dataclass(frozen=True, eq=False)
class MixSearch:
    """Finds the cheapest mix of ``packages``, each license of which brings ``calls`` (free quota included).

    ``day_price`` is what a QPS unit costs a day, ``cheapest_call`` the least that a call costs; millionths.
    """

    packages: Packages
    search: PackSearch
    calls: Ints
    day_price: int
    cheapest_call: int

    def optimal(self, demands: Demands, known: Ints) -> Ints:
        """Return the cheapest mix of all that serve, minimal or not, shape (batch, packages).

        ``known``: totals that some purchases have, shape (batch,), `NOWHERE` where none is known.
        """
        peak = np.where(demands.peak_days > 0, demands.peak_qps, 0)
        needs = replace(Needs.of(demands), peak_qps=peak, calls=demands.calls.sum(axis=1))
        return self._each_number_of_days(demands, needs, known, only_minimal=False)

    def without_units(self, demands: Demands, known: Ints) -> Ints:
        """Return the cheapest of the minimal mixes that need no QPS unit, shape (batch, packages)."""
        needs = Needs.of(demands)
        enough = replace(needs, qps=np.maximum(needs.qps, demands.peak_qps), calls=demands.calls.sum(axis=1))
        no_peak = replace(demands, peak_days=np.zeros_like(demands.peak_days))
        return self._each_number_of_days(no_peak, enough, known, only_minimal=True)

    def _each_number_of_days(
        self, demands: Demands, needs: Needs, known: Ints, *, only_minimal: bool
    ) -> Ints:
        """Return the cheapest mixes; the worth of QPS depends on the peak days, so they go by these."""
        found = np.zeros((len(demands), len(self.packages)), dtype=np.int64)
        for days in np.unique(demands.peak_days).tolist():
            rows = np.flatnonzero(demands.peak_days == days)
            found[rows] = self._cheapest(
                demands.take(rows), needs.take(rows), known[rows], days, only_minimal=only_minimal
            )
        return found

    def _cheapest(
        self, demands: Demands, needs: Needs, known: Ints, days: int, *, only_minimal: bool
    ) -> Ints:
        packages, worths = self.packages, _worths(self, days)
        most = packages.alone(needs.activities, needs.materials, np.maximum(needs.qps, needs.peak_qps))
        if not only_minimal:
            most = np.maximum(most, -(-needs.calls[:, None] // np.maximum(1, self.calls)) * (self.calls > 0))
        best_mix = np.zeros((len(demands), len(packages)), dtype=np.int64)
        best_total, lowest = known.copy(), needs.least_cost(worths)
        spare, open_ = int(packages.price.sum()) + self.day_price * days, np.arange(len(demands))
        while open_.size:
            left = needs.take(open_)
            limit = np.minimum(best_total[open_], lowest[open_] + spare)
            row, mix = mixes_within(packages, worths, left, limit, most[open_])
            if only_minimal:
                kept = minimal(packages, left.take(row), mix)
                row, mix = row[kept], mix[kept]
            total, chosen = self._best_of(demands.take(open_), left, row, mix, best_total[open_])
            settled = total <= limit
            done = open_[settled]
            best_mix[done], best_total[done] = chosen[settled], total[settled]
            best_total[open_] = np.minimum(best_total[open_], total)
            open_ = open_[~settled]
            spare = 4 * spare + 1
        return best_mix

    def _best_of(
        self, demands: Demands, needs: Needs, row: Ints, mix: Ints, known: Ints
    ) -> tuple[Ints, Ints]:
        """Return the lowest total of the mixes of each row, at most ``known``, and the mix that has it."""
        packages = self.packages
        best_total, rank = known.copy(), np.full(len(demands), NOWHERE, dtype=np.int64)
        order = preferred(packages, mix)
        row, mix = row[order], mix[order]
        units = packages.needed_units(mix, demands.peak_qps[row], demands.peak_days[row])
        online = packages.can_order_online(mix, units)
        row, mix, units = row[online], mix[online], units[online]
        if not len(mix):
            return best_total, np.zeros((len(demands), len(packages)), dtype=np.int64)
        fixed = mix @ packages.price + self.day_price * units * demands.peak_days[row]
        balance = mix @ self.calls
        bound = fixed + self._least_cost(demands, needs, row, balance)

        def totals(row: Ints, rank: Ints) -> Ints:
            return fixed[rank] + lowest_costs(self.search, demands.calls, row, balance[rank])

        price_best_first(
            Candidates(row, np.arange(len(row)), bound), totals, rank, best_total, demands.months
        )
        found = rank < NOWHERE
        chosen = mix[np.where(found, rank, 0)]
        return best_total, chosen

    def _least_cost(self, demands: Demands, needs: Needs, row: Ints, balance: Ints) -> Ints:
        """Return what packs and bills cost at the least with ``balance`` calls at hand."""
        calls = demands.calls.sum(axis=1)
        at_hand = np.minimum(balance, calls[row])  # more are worth nothing
        bound: Ints = self.cheapest_call * (calls[row] - at_hand)
        steepest = self.search.tariff.steepest
        if steepest is not None:
            fewest = np.minimum(self._fewest_calls(needs), calls)
            cost = lowest_costs(self.search, demands.calls, np.arange(len(demands)), fewest)
            bound = np.maximum(bound, cost[row] - steepest * (at_hand - fewest[row]))
        return bound

    def _fewest_calls(self, needs: Needs) -> Ints:
        """Return a number of calls that every mix brings which serves the activities, materials and QPS."""
        asked = (
            (needs.activities, np.ones_like(self.calls)),
            (needs.materials, self.packages.materials),
            (needs.qps, self.packages.qps),
        )
        fewest: Ints = np.max(
            [(need[:, None] * self.calls // brought).min(axis=1) for need, brought in asked], axis=0
        )
        return fewest


@lru_cache(maxsize=512)
def _worths(search: MixSearch, days: int) -> Worths:
    """Return the worths for so many peak days, found once."""
    unit_cost = search.day_price * days if days else None
    return Worths.of(search.packages, search.calls, search.cheapest_call, unit_cost)
