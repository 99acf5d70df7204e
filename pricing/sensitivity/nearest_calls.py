"""The nearest change of the cheapest option over steady monthly calls, exact: outwards from cut to cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pricing.bills.demands import Demands
from pricing.bills.ledger import free_calls
from pricing.price_book import PriceBook
from pricing.quotes.options import Offer, offer
from pricing.scenario import LIMITS, Scenario
from pricing.sensitivity.break_even import settled_segments, with_calls
from pricing.sensitivity.cuts import Cuts
from pricing.sensitivity.rivals import rivals
from pricing.sensitivity.steady import SteadyOptions

FURTHEST, AT_LEAST = 10, 10_000_000
"""The search over monthly calls ends at this multiple of the scenario's, or at least there."""

FIRST_CUTS, MOST_CUTS = 32, 128
"""The cuts on one side that are looked at: so many at first, then twice as many, up to so many in all."""

STRETCH_CUTS = 16_384
"""How many cuts a stretch may have, by their average distance, when the next ones are looked up."""

LONGEST = 2**40
"""The longest stretch of calls, where there are no cuts to speak of."""


@dataclass(frozen=True)
class Change:
    """From ``at`` on (away from the scenario), ``cheapest`` is the cheapest option."""

    at: int
    cheapest: str


@dataclass(frozen=True)
class Nearest:
    """The nearest changes below and above; None: there is none within ``searched``, both ends included."""

    below: Change | None
    above: Change | None
    searched: tuple[int, int]


def over_calls(book: PriceBook, scenario: Scenario, verdict: str) -> Nearest | None:
    """Return the changes over the monthly calls of a steady demand, whose cheapest option is ``verdict``.

    None where they can't be followed: the demand is uneven, or too many numbers of activities may be best.
    """
    calls = scenario.monthly_calls[0]
    if any(other != calls for other in scenario.monthly_calls):
        return None
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    furthest = min(max(FURTHEST * calls, AT_LEAST), LIMITS["monthly_calls"][1])
    while furthest > calls and not priced.is_exact(with_calls(scenario, furthest)):
        furthest = (furthest + calls) // 2
    steady = rivals(priced, scenario, furthest)
    if steady is None:
        return None
    trial = _last_trial(priced, scenario)
    if verdict == "trial":
        [after] = steady.cheapest(np.array([trial + 1]))
        return Nearest(None, Change(trial + 1, steady.ids[after]), (0, trial + 1))
    search = _Search(steady, Cuts.of(steady), verdict)
    above, last = search.upwards(calls, furthest)
    below, first = search.downwards(calls, trial + 1)
    if below is None and first == trial + 1 > 0:
        below, first = Change(trial, "trial"), trial
    return Nearest(below, above, (first, last))


def _last_trial(priced: Offer, scenario: Scenario) -> int:
    """Return the most monthly calls that a trial serves; -1 where there is none."""
    book, demand = priced.book, Demands.of(scenario)
    activities = priced.base_mixes(demand).sum(axis=1)
    qps = max(scenario.base_qps, scenario.peak_qps)
    if book.free is None or not priced.count_free or qps > book.free.qps * int(activities[0]):
        return -1
    return int(free_calls(book, activities, count_free=True)[0]) // scenario.months


@dataclass(frozen=True)
class _Search:
    """Goes outwards over monthly calls until the cheapest of ``steady`` is no more the ``verdict``.

    Both ways return the change, if one was found, and how far they came.
    """

    steady: SteadyOptions
    cuts: Cuts
    verdict: str

    def upwards(self, first: int, highest: int) -> tuple[Change | None, int]:
        """Look from ``first`` to ``highest``."""
        for size in _sizes():
            if first > highest:
                break
            last = min(highest, first + self._stretch)
            cuts = self.cuts.between(first + 1, last)
            if len(cuts) > size:
                cuts, last = cuts[:size], int(cuts[size]) - 1
            for segment in settled_segments(self.steady, cuts, first, last):
                if segment.cheapest != self.verdict:
                    return Change(segment.first, segment.cheapest), segment.first
            first = last + 1
        return None, first - 1

    def downwards(self, last: int, lowest: int) -> tuple[Change | None, int]:
        """Look from ``last`` to ``lowest``."""
        for size in _sizes():
            if last < lowest:
                break
            first = max(lowest, last - self._stretch)
            cuts = self.cuts.between(first + 1, last)
            if len(cuts) > size:
                cuts, first = cuts[-size:], int(cuts[-size - 1])
            for segment in reversed(settled_segments(self.steady, cuts, first, last)):
                if segment.cheapest != self.verdict:
                    return Change(segment.last, segment.cheapest), segment.last
            last = first - 1
        return None, last + 1

    @property
    def _stretch(self) -> int:
        return int(min(STRETCH_CUTS / self.cuts.per_call, LONGEST)) if self.cuts.per_call else LONGEST


def _sizes() -> Iterator[int]:
    """Yield how many cuts to look at next."""
    size, left = FIRST_CUTS, MOST_CUTS
    while left > 0:
        yield size
        left -= size
        size = min(2 * size, left)
