"""Break-evens over monthly calls: every whole quantity of small books, dense stretches of real ones."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pricing.bills.demands import Demands
from pricing.errors import AmountTooLarge
from pricing.price_book import Postpaid, Tier
from pricing.quotes.options import offer
from pricing.quotes.quote import quote
from pricing.quotes.ties import cheapest_of, paid_by_month
from pricing.scenario import LIMITS, TIER_BASES, Scenario
from pricing.sensitivity.break_even import calls_segments, with_calls
from pricing.sensitivity.segments import Segment, prove
from tests.examples import examples
from tests.judges.books import random_cases, tiny_cases
from tests.pricing.books import face_fusion, sample, samples

BOOK = face_fusion()
MOST = 1_200_000_000


def steady(months, **more):
    return Scenario((0,) * months, **more)


def pairs(segments):
    return [(segment.last, segment.cheapest) for segment in segments]


def compared(option_id, with_best_mix):
    return (
        option_id == "postpaid"
        or option_id.startswith("pack:")
        or (with_best_mix and option_id == "best_mix")
    )


def by_quote(book, scenario, calls, *, with_best_mix=False):
    """Return the cheapest option of one quantity as its quote tells it; None where none is for sale."""
    options = quote(book, with_calls(scenario, calls)).options
    paid = {
        o.id: (o.costs.total, tuple(accumulate(month.spend for month in o.months)))
        for o in options
        if o.costs and compared(o.id, with_best_mix)
    }
    return min(paid, key=paid.__getitem__, default=None)


def by_batch(book, scenario, quantities, *, with_best_mix=False):
    """Return the cheapest option of each quantity, from the same options as a quote, many at once."""
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    demands = Demands.of(*(with_calls(scenario, int(calls)) for calls in quantities))
    found = [o for o in priced.options(demands) if compared(o.id, with_best_mix) and o.available.all()]
    if not found:
        return [None] * len(quantities)
    return [found[winner].id for winner in cheapest_of(paid_by_month(found, len(demands)))]


def spread(segments, first, last):
    """Return the winner of each quantity from ``first`` to ``last``."""
    wins = [s.cheapest for s in segments for _ in range(max(first, s.first), min(last, s.last) + 1)]
    return wins or [None] * (last - first + 1)


def assert_complete(segments, most):
    assert (segments[0].first, segments[-1].last) == (1, most)
    assert all(one.last + 1 == other.first for one, other in pairwise(segments))
    assert all(one.cheapest != other.cheapest for one, other in pairwise(segments))
    assert all(segment.first <= segment.last for segment in segments)


def has_qps(case):
    """Tell whether a license, if there is one, brings QPS; else no number of them serves a peak."""
    return case[0].license is None or case[0].license.qps > 0


@cache
def face_fusion_segments(months, basis, most):
    return calls_segments(BOOK, steady(months, tier_basis=basis), most)


def test_face_fusion_over_a_year():
    assert pairs(face_fusion_segments(12, "overage", 20_000_000)) == [
        (91_708, "postpaid"), (362_541, "pack:1m"), (525_041, "pack:5m"), (1_102_723, "pack:10m"),
        (1_130_050, "pack:30m"), (1_143_097, "pack:10m"), (20_000_000, "pack:30m"),
    ]  # fmt: skip


def test_the_arithmetic_of_the_first_boundary():
    # 12 n - 300,500 calls at 0.02 cost as much as a 1M pack, 16,000, where they are 800,000: n = 91,708.33.
    # License 20,000 and 12 x 91,708 - 300,500 = 799,996 calls x 0.02 = 15,999.92; 12 calls more: 0.24 more.
    quotes = [quote(BOOK, with_calls(steady(12), calls)) for calls in (91_707, 91_708, 91_709)]
    for option_id, costs in (
        ("postpaid", ["35999.68", "35999.92", "36000.16"]),
        ("pack:1m", ["36000", "36000", "36000"]),
    ):
        assert [str(each.option(option_id).costs.total) for each in quotes] == costs


@pytest.mark.parametrize("seed", range(6))
def test_every_quantity_of_small_books(seed):
    random = Random(seed)
    cases = filter(has_qps, random_cases(seed, 60, tiny=True))
    for book, scenario in cases:
        months, most, mix = random.randint(1, 12), random.choice((9, 40, 120)), random.random() < 0.5
        varied = replace(scenario, monthly_calls=(0,) * months, peak_month=1)
        segments = calls_segments(book, varied, most, with_best_mix=mix)
        wanted = by_batch(book, varied, range(1, most + 1), with_best_mix=mix)
        assert spread(segments, 1, most) == wanted, (book, varied)
        if segments:
            assert_complete(segments, most)


@settings(deadline=None, max_examples=examples(30))
@given(tiny_cases().filter(has_qps), st.integers(1, 12), st.booleans())
def test_small_books_against_their_quotes(case, months, mix):
    book, scenario = case[0], replace(case[1], monthly_calls=(0,) * months, peak_month=1)
    segments = calls_segments(book, scenario, 15, with_best_mix=mix)
    wanted = [by_quote(book, scenario, calls, with_best_mix=mix) for calls in range(1, 16)]
    assert spread(segments, 1, 15) == wanted


@pytest.mark.parametrize("basis", TIER_BASES)
@pytest.mark.parametrize("months", range(1, 13))
def test_dense_stretches_round_every_boundary(months, basis):
    scenario = steady(months, tier_basis=basis)
    segments = face_fusion_segments(months, basis, 20_000_000)
    assert_complete(segments, 20_000_000)
    ends = {segment.last for segment in segments[:-1]} | {1_000_000, 5_000_000, 300_500, 300_500 // months}
    quantities = sorted({end + near for end in ends for near in range(-40, 41) if end + near > 0})
    wins = [next(s.cheapest for s in segments if s.first <= n <= s.last) for n in quantities]
    assert wins == by_batch(BOOK, scenario, quantities)


@pytest.mark.parametrize("basis", TIER_BASES)
@pytest.mark.parametrize("months", [1, 3, 6, 12])
def test_each_boundary_by_three_quotes(months, basis):
    segments = face_fusion_segments(months, basis, 20_000_000)
    for at in (segment.last for segment in segments[:-1]):
        wins = [by_quote(BOOK, steady(months, tier_basis=basis), n) for n in (at - 1, at, at + 1)]
        assert spread(segments, at - 1, at + 1) == wins


@pytest.mark.parametrize("basis", TIER_BASES)
@pytest.mark.parametrize("months", [1, 5, 12])
def test_the_highest_maximum(months, basis):
    segments = calls_segments(BOOK, steady(months, tier_basis=basis), MOST)
    assert_complete(segments, MOST)
    short = face_fusion_segments(months, basis, 20_000_000)
    assert pairs(segments)[: len(short) - 1] == pairs(short)[:-1]
    quantities = [int(n) for n in np.geomspace(1, MOST, 200)]
    wins = [next(s.cheapest for s in segments if s.first <= n <= s.last) for n in quantities]
    assert wins == by_batch(BOOK, steady(months, tier_basis=basis), quantities)


@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
@pytest.mark.parametrize("basis", TIER_BASES)
def test_samples_on_a_grid(book, basis):
    scenario = steady(7, tier_basis=basis)
    segments = calls_segments(book, scenario, 30_000_000, with_best_mix=True)
    assert_complete(segments, 30_000_000)
    ends = {min(segment.last + near, 30_000_000) for segment in segments for near in (0, 1)}
    quantities = sorted(ends | {int(n) for n in np.geomspace(1, 30_000_000, 150)})
    wins = [next(s.cheapest for s in segments if s.first <= n <= s.last) for n in quantities]
    assert wins == by_batch(book, scenario, quantities, with_best_mix=True)


def test_small_packs_and_a_far_maximum():
    """A pack of 1,000 calls just below the last tier's price: a million of them, settled all the same."""
    [pack, *_] = BOOK.packs
    book = replace(BOOK, packs=(replace(pack, id="small", calls=1000, price=pack.price / 4000),))
    segments = calls_segments(book, steady(2), MOST)
    assert_complete(segments, MOST)
    quantities = [int(n) for n in np.geomspace(1, MOST, 300)]
    wins = [next(s.cheapest for s in segments if s.first <= n <= s.last) for n in quantities]
    assert wins == by_batch(book, steady(2), quantities)


def test_up_to_the_most_calls_that_a_scenario_may_have():
    most = LIMITS["monthly_calls"][1]
    assert calls_segments(sample("no-packs"), steady(12), most) == (Segment(1, most, "postpaid"),)


def test_one_quantity():
    assert calls_segments(BOOK, steady(12), 1) == (Segment(1, 1, "postpaid"),)


@pytest.mark.parametrize("book_id", ["minimal", "no-packs", "free-of-charge"])
def test_without_packs_postpaid_always_wins(book_id):
    assert calls_segments(sample(book_id), steady(12), MOST) == (Segment(1, MOST, "postpaid"),)


def test_free_prices_are_a_tie_and_the_first_listed_wins():
    free = Postpaid("volume", (Tier(None, sample("free-of-charge").postpaid.tiers[0].unit_price),))
    packs = tuple(replace(pack, price=free.tiers[0].unit_price) for pack in BOOK.packs)
    book = replace(BOOK, postpaid=free, packs=packs)
    assert pairs(calls_segments(book, steady(12), 5_000_000, with_best_mix=True)) == [(5_000_000, "postpaid")]


def test_two_options_alone():
    # 12 n - 300,500 calls over 5M are billed; with a 10M pack none are: 85,000 - 65,000 at 0.02 is 1,000,000.
    two = calls_segments(BOOK, steady(12), 800_000, only=("pack:5m", "pack:10m"))
    assert pairs(two) == [(525_041, "pack:5m"), (800_000, "pack:10m")]


def test_a_peak_that_is_not_for_sale_leaves_nothing_to_compare():
    assert calls_segments(BOOK, steady(12, peak_qps=301, peak_days=1), 1000) == ()
    assert calls_segments(BOOK, steady(12, peak_qps=301), 1000) != ()


def test_amounts_beyond_exact_arithmetic_are_refused():
    dear = Postpaid("volume", (Tier(None, BOOK.license.price * 1000),))
    with pytest.raises(AmountTooLarge):
        calls_segments(replace(BOOK, postpaid=dear), steady(12), MOST)


def test_a_false_boundary_is_not_proven():
    def cheapest(calls):
        return ["aaab"[at] for at in calls]

    prove((Segment(0, 2, "a"), Segment(3, 3, "b")), cheapest)
    with pytest.raises(ArithmeticError, match="a is cheapest at 2, not b"):
        prove((Segment(0, 1, "a"), Segment(2, 3, "b")), cheapest)
