"""The curves for charts: every point as its quote tells it, jumps with both of their sides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pricing.money import from_micro
from pricing.quotes.quote import quote
from pricing.scenario import TIER_BASES, Scenario
from pricing.sensitivity.curves import over_calls, over_months, over_peak_days, over_peak_qps, with_jumps
from tests.pricing.books import face_fusion, sample, samples

BOOK = face_fusion()
CALLS = np.array([0, 1, 41, 42, 300_500, 300_501, 999_999, 1_000_001, 7_654_321, 90_000_000])


def assert_as_quoted(book, curves, scenario_at):
    assert curves.totals.shape == curves.available.shape == (len(curves.ids), len(curves.axis))
    for point, value in enumerate(curves.axis.tolist()):
        priced = quote(book, scenario_at(value))
        totals = {option.id: option.costs.total for option in priced.options if option.costs}
        drawn = {
            id_: from_micro(int(curves.totals[row, point]))
            for row, id_ in enumerate(curves.ids)
            if curves.available[row, point]
        }
        assert drawn == totals
        assert curves.ids[curves.cheapest[point]] == priced.cheapest


@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
@pytest.mark.parametrize("basis", TIER_BASES)
def test_over_calls(book, basis):
    scenario = Scenario((5,) * 7, peak_qps=1, tier_basis=basis)
    curves = over_calls(book, scenario, CALLS)
    assert_as_quoted(book, curves, lambda calls: replace(scenario, monthly_calls=(calls,) * 7))


@pytest.mark.parametrize("peak", [(50, 0), (400, 10)])
def test_over_months(peak):
    scenario = Scenario((5,) * 7, peak_qps=peak[0], peak_days=peak[1], peak_month=6)
    curves = over_months(BOOK, scenario, 1_200_000)
    assert curves.axis.tolist() == list(range(1, 13))
    assert_as_quoted(
        BOOK,
        curves,
        lambda months: replace(scenario, monthly_calls=(1_200_000,) * months, peak_month=min(6, months)),
    )


def test_over_peak_days():
    scenario = Scenario((500_000, 2_000_000), peak_qps=200)
    days = np.array([0, 1, 7, 13, 14, 19, 20, 21, 365, 366])
    curves = over_peak_days(BOOK, scenario, days)
    assert_as_quoted(BOOK, curves, lambda count: replace(scenario, peak_days=count))


def test_over_peak_qps():
    scenario = Scenario((500_000, 2_000_000), peak_days=15)
    peaks = np.array([0, 1, 50, 51, 100, 101, 300, 301, 350, 351, 2_000])
    curves = over_peak_qps(BOOK, scenario, peaks)
    assert_as_quoted(BOOK, curves, lambda qps: replace(scenario, peak_qps=qps))
    unsold = dict(zip(curves.ids, curves.available.sum(axis=1).tolist(), strict=True))
    assert unsold["postpaid"] == 7  # up to 300 QPS
    assert unsold["optimal"] == len(peaks)


def test_the_jumps_of_the_tiers_have_both_sides():
    axis = np.linspace(0, 6_000_000, 61).astype(np.int64)
    points = with_jumps(BOOK, Scenario((0,)), axis).tolist()
    assert set(axis.tolist()) <= set(points)
    # One month, 300,500 calls at hand: the bill falls after 1,300,500 and after 5,300,500 calls.
    assert {1_300_500, 1_300_501, 5_300_500, 5_300_501} <= set(points)


@pytest.mark.parametrize("months", [1, 4, 12])
def test_between_the_points_no_line_slopes_across_a_jump_of_postpaid(months):
    scenario = Scenario((0,) * months)
    points = with_jumps(BOOK, scenario, np.linspace(0, 20_000_000, 101).astype(np.int64))
    curves = over_calls(BOOK, scenario, points)
    total = curves.totals[curves.ids.index("postpaid")]
    falls = np.diff(total) < 0
    assert (np.diff(points)[falls] == 1).all()
    assert falls.any()


def test_without_jumps_nothing_is_added():
    axis = np.array([0, 1_000, 2_000_000])
    assert with_jumps(sample("minimal"), Scenario((0,) * 12), axis).tolist() == axis.tolist()
    assert with_jumps(BOOK, Scenario((0,)), axis[:1]).tolist() == [0]
