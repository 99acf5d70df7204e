"""The curves are the options' totals, their gaps are true jumps, and the segments lie on them."""

from itertools import pairwise

import numpy as np
import pytest

from dashboard.questions.packs_or_postpaid.values import VISIBLE, cost_curves, longest_axis, steady
from pricing.money import to_micro
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from pricing.sensitivity.break_even import calls_segments
from tests.pricing.books import face_fusion, sample, samples

BOOK = face_fusion()


def over(months, **given):
    return Scenario((1,) * months, **given)


@pytest.mark.parametrize(
    ("calls", "end"),
    [
        (0, 200_000),
        (100_000, 200_000),
        (100_001, 2_000_000),
        (1_000_000, 2_000_000),
        (10**10, 9_999_999_999),
    ],
)
def test_the_axis_ends_at_least_twice_as_far_and_moves_seldom(calls, end):
    assert longest_axis(calls) == end


@pytest.mark.parametrize("months", [1, 3, 12])
def test_the_totals_are_those_of_the_quote(months):
    curves = cost_curves(BOOK, over(months), 2_000_000)
    for place in range(0, len(curves.quantities), 40):
        options = quote(BOOK, Scenario((int(curves.quantities[place]),) * months)).options
        costs = {option.id: option.costs.total for option in options if option.costs}
        for row, option in enumerate(curves.ids):
            assert curves.totals[row, place] == to_micro(costs[option])


@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
def test_between_gaps_a_line_rises_no_faster_than_the_dearest_call(book):
    curves = cost_curves(book, over(3), 2_000_000)
    steps = np.diff(curves.totals, axis=1)
    dearest = 3 * to_micro(max(tier.unit_price for tier in book.postpaid.tiers))
    gap = np.diff(curves.quantities)
    barely = curves.totals.max() // VISIBLE
    assert ((steps >= -barely) | curves.jumps[:, :-1]).all()
    assert ((steps <= dearest * gap + barely) | curves.jumps[:, :-1]).all()


def test_a_gap_lies_between_two_neighbouring_quantities():
    curves = cost_curves(BOOK, over(12), 2_000_000)
    _, at = np.nonzero(curves.jumps)
    assert at.size
    assert (curves.quantities[at + 1] - curves.quantities[at] == 1).all()
    postpaid = curves.quantities[np.flatnonzero(curves.jumps[0])]
    assert postpaid.tolist() == [1_000_000, 1_300_500]  # months 2 to 12; month 1, which has 300,500 at hand


def test_graduated_tiers_have_no_gap():
    assert not cost_curves(sample("graduated"), over(12), 2_000_000).jumps.any()


def test_the_segments_are_exact_and_their_ends_lie_on_the_curves():
    curves = cost_curves(BOOK, over(12), 2_000_000)
    assert curves.segments == calls_segments(BOOK, over(12), 2_000_000)
    for segment, at_first, at_last in zip(curves.segments, curves.at_first, curves.at_last, strict=True):
        for calls, total in ((segment.first, at_first), (segment.last, at_last)):
            costs = quote(BOOK, Scenario((calls,) * 12)).option(segment.cheapest).costs
            assert to_micro(costs.total) == total
    assert all(one.last + 1 == other.first for one, other in pairwise(curves.segments))


def test_every_quantity_is_in_a_segment():
    curves = cost_curves(BOOK, over(12), 2_000_000)
    assert [curves.segment_at(calls) for calls in (0, 1, 91_708, 91_709, 2_000_000, 10**9)] == [
        *(0, 0, 0, 1, 6, 6)
    ]


def test_the_volume_is_no_reason_to_make_the_curves_anew():
    one = cost_curves(BOOK, Scenario((400_000,) * 12), 2_000_000)
    assert cost_curves(BOOK, Scenario((500_000,) * 12), 2_000_000) is one
    assert cost_curves(BOOK, Scenario((400_000,) * 11), 2_000_000) is not one


def test_a_book_without_packs_has_postpaid_only():
    curves = cost_curves(sample("no-packs"), over(12), 2_000_000)
    assert curves.ids == ("postpaid",)
    assert [segment.cheapest for segment in curves.segments] == ["postpaid"]


def test_an_uneven_demand_stands_at_its_average():
    assert steady(Scenario((1, 2, 4), peak_month=3)) == Scenario((2, 2, 2), peak_month=3)
