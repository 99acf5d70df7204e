"""Where the cheapest option changes, exact: over steady monthly calls and over peak days.

Over the monthly calls n of a steady demand, every option's total is a straight line in n as long as nothing
jumps: the month in which the calls at hand run out, the tier of each bill, and the numbers of packs that
fit in between (`pack_menu`). All of these change where J x n - K passes a sum of packs, for a number of
months J and a constant K made of the calls at hand and the ends of the tiers: the *cuts*. Between two cuts
an option's total is the lowest of some straight lines, so it is concave, and two facts settle the rest in
whole numbers:

- if the line that is lowest at one end also gives the total at the other end, the total is that line all
  along; if not, the interval is split where the two ends' lines cross;
- among straight lines, one that is lowest at both ends is lowest all along; if the ends have different
  ones, the interval is split where these two cross.

Wide intervals in which one option is far below all others need no cuts: `SteadyOptions.falls` says how far
a total falls at most where n stays within a tier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from pricing.arrays import Ints
from pricing.bills.demands import Demands
from pricing.price_book import PriceBook
from pricing.quotes.options import offer
from pricing.quotes.ties import cheapest_of, paid_by_month
from pricing.scenario import LIMITS, Scenario
from pricing.sensitivity.cuts import Cuts
from pricing.sensitivity.segments import Segment, merged, prove
from pricing.sensitivity.steady import SteadyOptions

Pieces = list[tuple[int, int, int]]
"""First and last quantity, and the number of the cheapest option."""

FEW_CUTS = 512
"""An interval with at most this many cuts is settled cut by cut rather than halved again."""

PEAK_IDS = ("best_mix", "extra_activities")
"""The ways to serve a peak, in the order of the options."""

MANY_CUTS = 100_000
"""How many cuts are settled at once, at most; bounds the memory."""


def calls_segments(
    book: PriceBook,
    scenario: Scenario,
    max_calls: int,
    *,
    with_best_mix: bool = False,
    only: Sequence[str] = (),
) -> tuple[Segment, ...]:
    """Return which option is cheapest for every steady monthly quantity from 1 to ``max_calls``.

    The options are `postpaid` and the `pack:*`, and `best_mix` if asked for, or those of these whose ids are
    ``only``. Of ``scenario`` all but its calls counts: months, activities, QPS, readings. No gaps, no
    overlaps; nothing at all where the peak can't be bought online. Every boundary is proven by the totals on
    either side. Raises AmountTooLarge.
    """
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    priced.check_amounts(Demands.of(with_calls(scenario, max_calls)))
    steady = SteadyOptions.of(priced, scenario).available()
    steady = steady.only(only or [id_ for id_ in steady.ids if with_best_mix or id_ != "best_mix"])
    if not steady.options:
        return ()
    segments = segments_between(steady, 1, max_calls)
    prove(segments, lambda calls: [steady.ids[winner] for winner in steady.cheapest(calls)])
    return segments


def with_calls(scenario: Scenario, monthly_calls: int) -> Scenario:
    """Return ``scenario`` with a steady demand over as many months."""
    return replace(scenario, monthly_calls=(monthly_calls,) * scenario.months)


def segments_between(steady: SteadyOptions, first: int, last: int) -> tuple[Segment, ...]:
    """Return which of ``steady`` is cheapest for every quantity from ``first`` to ``last``."""
    if not steady.options:
        return ()
    cuts = Cuts.of(steady)
    pieces, open_ = _decided_at_a_glance(steady, cuts.per_call, first, last)
    for start, end in open_:
        pieces += _settled(steady, cuts.between(start + 1, end), start, end)
    return _named(steady, pieces)


def settled_segments(steady: SteadyOptions, cuts: Ints, first: int, last: int) -> tuple[Segment, ...]:
    """Return the same for a short stretch, given all ``cuts`` in it after ``first``."""
    return _named(steady, _settled(steady, cuts, first, last))


def _named(steady: SteadyOptions, pieces: Pieces) -> tuple[Segment, ...]:
    return merged((first, last, steady.ids[winner]) for first, last, winner in pieces)


def _decided_at_a_glance(
    steady: SteadyOptions, cuts_per_call: float, first: int, last: int
) -> tuple[Pieces, list[tuple[int, int]]]:
    """Split ``first``..``last`` into intervals with one winner by a wide margin, and the rest."""
    decided: Pieces = []
    open_: list[tuple[int, int]] = []
    starts = [first, *(end + 1 for end in steady.offer.tariff.ends[:-1] if first <= end < last)]
    waiting = [(start, after - 1) for start, after in pairwise([*starts, last + 1])]
    while waiting:
        ends = np.array(waiting, dtype=np.int64)
        lowest = steady.totals(ends[:, 0]) - steady.falls
        highest = steady.totals(ends[:, 1]) + steady.falls
        winners = highest.argmin(axis=0)
        rivals = lowest.copy()
        rivals[winners, np.arange(len(ends))] = np.iinfo(np.int64).max
        clear = highest.min(axis=0) < rivals.min(axis=0)
        halves: list[tuple[int, int]] = []
        for (start, end), winner, is_clear in zip(waiting, winners.tolist(), clear.tolist(), strict=True):
            if is_clear:
                decided.append((start, end, winner))
            elif (end - start) * cuts_per_call <= FEW_CUTS or end == start:
                open_.append((start, end))
            else:
                middle = (start + end) // 2
                halves += [(start, middle), (middle + 1, end)]
        waiting = halves
    return decided, _joined(open_, int(MANY_CUTS / cuts_per_call) if cuts_per_call else last)


def _joined(intervals: list[tuple[int, int]], widest: int) -> list[tuple[int, int]]:
    """Return neighbours as one interval, as long as it is not wider than ``widest``."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(intervals):
        if joined and joined[-1][1] + 1 == first and last - joined[-1][0] <= widest:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _settled(steady: SteadyOptions, cuts: Ints, first: int, last: int) -> Pieces:
    """Return the winners from ``first`` to ``last``, as pieces."""
    starts = np.concatenate([[first], cuts])
    ends = np.append(starts[1:] - 1, last)
    starts, ends, values, slopes = _straight(steady, starts, ends)
    return _ties_broken(steady, *_winners(starts, ends, values, slopes))


def _straight(steady: SteadyOptions, starts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Split the intervals until each option is a line: starts, ends, values at the start, slopes."""
    done: list[tuple[Ints, Ints, Ints, Ints]] = []
    while starts.size:
        at_start, up = steady.lines(starts, ends)
        at_end, down = steady.lines(ends, starts)
        gap = at_start + up * (ends - starts) - at_end
        straight = (gap == 0).all(axis=0)
        done.append((starts[straight], ends[straight], at_start[:, straight], up[:, straight]))
        bent = np.flatnonzero(~straight)
        option = (gap[:, bent] != 0).argmax(axis=0)
        # The lines of the two ends cross gap / (up - down) before the end.
        back = -(-gap[option, bent] // (up - down)[option, bent])
        middle = np.clip(ends[bent] - back, starts[bent], ends[bent] - 1)
        starts, ends = np.concatenate([starts[bent], middle + 1]), np.concatenate([middle, ends[bent]])
    one, other, values, slopes = (np.concatenate(part, axis=-1) for part in zip(*done, strict=True))
    return one, other, values, slopes


def _winners(starts: Ints, ends: Ints, values: Ints, slopes: Ints) -> tuple[Pieces, Pieces]:
    """Return pieces with one winner each, for intervals in which every option is a straight line.

    The second are those at an end of which another option costs the same.
    """
    clear: Pieces = []
    tied: Pieces = []
    while starts.size:
        column = np.arange(len(starts))
        at_end = values + slopes * (ends - starts)
        left, right = values.argmin(axis=0), at_end.argmin(axis=0)
        same = left == right
        one, other = ((at == at.min(axis=0)).sum(axis=0) == 1 for at in (values, at_end))
        for pieces, which in ((clear, same & one & other), (tied, same & ~(one & other))):
            pieces.extend(
                zip(starts[which].tolist(), ends[which].tolist(), left[which].tolist(), strict=True)
            )
        split = np.flatnonzero(~same)
        a, b, column = left[split], right[split], column[split]
        lead = values[b, column] - values[a, column]
        closing = slopes[a, column] - slopes[b, column]
        # The first option in the list keeps the quantity at which both cost the same.
        steps = np.where(a < b, lead // closing, -(-lead // closing) - 1)
        middle = starts[split] + steps
        moved = values[:, split] + slopes[:, split] * (middle + 1 - starts[split])
        starts, ends = np.concatenate([starts[split], middle + 1]), np.concatenate([middle, ends[split]])
        values = np.concatenate([values[:, split], moved], axis=1)
        slopes = np.concatenate([slopes[:, split]] * 2, axis=1)
    return clear, tied


def _ties_broken(steady: SteadyOptions, clear: Pieces, tied: Pieces) -> Pieces:
    """Return ``clear`` and the true winners of ``tied``, where an option costs the same as another one.

    What has been paid by the end of a month is a straight line in the calls, too, between two cuts. So of
    options that cost the same at both ends, one that is cheapest there is cheapest all along; if the ends
    have different ones, the piece is split where their lines cross in the first month that tells them apart.
    """
    done = list(clear)
    # At its ends alone an option may have another purchase that costs the same there.
    inner = [(first + 1, last - 1) for first, last, _ in tied]
    waiting = [(end, end) for end in {end for first, last, _ in tied for end in (first, last)}]
    waiting += [(first, last) for first, last in inner if first <= last]
    while waiting:
        ends = np.array(waiting, dtype=np.int64)
        paid = [steady.paid(ends[:, 0]), steady.paid(ends[:, 1])]
        winners = zip(*(steady.cheapest_of(each).tolist() for each in paid), strict=True)
        split: list[tuple[int, int]] = []
        for place, ((first, last), (here, there)) in enumerate(zip(waiting, winners, strict=True)):
            at_first, at_last = (each[:, place].tolist() for each in paid)
            if here == there:
                done.append((first, last, here))
            elif at_last[here][-1] > at_last[there][-1]:
                done.append((first, first, here))
                split.append((first + 1, last))
            elif at_first[there][-1] > at_first[here][-1]:
                done.append((last, last, there))
                split.append((first, last - 1))
            else:
                leads = zip(at_first[here], at_first[there], at_last[here], at_last[there], strict=True)
                lead, behind = next((b - a, d - c) for a, b, c, d in leads if (a, c) != (b, d))
                steps = max(lead, 0) * (last - first) // (max(lead, 0) - min(behind, 0) or 1)
                middle = min(first + steps, last - 1)
                split += [(first, middle), (middle + 1, last)]
        waiting = split
    return done


def peak_day_segments(book: PriceBook, scenario: Scenario) -> tuple[Segment, ...]:
    """Return whether `best_mix` (with QPS upgrades) or `extra_activities` is cheaper for 0 to 366 peak days.

    Of ``scenario`` all but the peak days counts. Where upgrades can't be bought online, the activities win;
    they are compared on 0 days, too, for their calls may be worth their price. Raises AmountTooLarge.
    """
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    days = np.arange(LIMITS["peak_days"][1] + 1)
    demands = replace(Demands.of(scenario).take(np.zeros_like(days)), peak_days=days)
    priced.check_amounts(demands)
    mixes = (priced.base_mixes(demands), priced.without_units(demands))
    options = [priced.best_mix(id_, demands, days, mix) for id_, mix in zip(PEAK_IDS, mixes, strict=True)]
    winners = cheapest_of(paid_by_month(options, len(days))).tolist()
    return merged((day, day, PEAK_IDS[winner]) for day, winner in enumerate(winners))
