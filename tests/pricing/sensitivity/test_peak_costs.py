"""The curves over peak days and peak QPS are those of the options, priced one by one."""

import numpy as np
import pytest

from pricing.money import from_micro
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from pricing.sensitivity.break_even import peak_day_segments
from pricing.sensitivity.peak_costs import costs_by_days, costs_by_qps, first_cheaper
from tests.pricing.books import face_fusion, sample, samples

DAYS = (0, 1, 2, 5, 9, 10, 17, 18, 19, 20, 30, 100, 365, 366)
SCENARIOS = [
    Scenario((500_000,), peak_qps=200),
    Scenario((2_000_000,) * 3, peak_qps=400),
    Scenario((100_000,) * 2, peak_qps=1_000, materials=90),
    Scenario((0,) * 12, peak_qps=120, peak_month=12),
    Scenario((1_000_000, 0, 7), peak_qps=301, tier_basis="total", count_free_quota=False),
]


def check(book, scenario, costs, at):
    """The curves at place ``at`` are the quote of ``scenario``."""
    options = {option.id: option for option in quote(book, scenario).options}
    for option_id, curve in costs.items():
        if option_id not in options:  # extra activities, on no day
            continue
        option = options[option_id]
        assert bool(curve.available[at]) == option.available
        assert (curve.activities[at], curve.units[at]) == (option.activities, option.qps_units)
        if option.costs:
            assert from_micro(int(curve.total[at])) == option.costs.total


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_day_is_priced_like_a_quote(scenario):
    costs = costs_by_days(face_fusion(), scenario)
    for days in DAYS:
        given = {**scenario.__dict__, "peak_days": days}
        check(face_fusion(), Scenario(**given), costs, days)


@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
def test_every_day_in_other_books(book):
    scenario = Scenario((400_000,) * 4, peak_qps=330)
    costs = costs_by_days(book, scenario)
    for days in (0, 1, 25, 366):
        check(book, Scenario(scenario.monthly_calls, peak_qps=330, peak_days=days), costs, days)


@pytest.mark.parametrize("days", [0, 8, 40])
def test_every_peak_is_priced_like_a_quote(days):
    peaks = np.array([0, 50, 51, 100, 250, 300, 301, 1_000])
    scenario = Scenario((600_000,) * 2, peak_days=days)
    costs = costs_by_qps(face_fusion(), scenario, peaks)
    for at, peak in enumerate(peaks.tolist()):
        given = Scenario(scenario.monthly_calls, peak_qps=peak, peak_days=days)
        check(face_fusion(), given, costs, at)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_break_even_is_that_of_the_segments(scenario):
    segments = peak_day_segments(face_fusion(), scenario)
    first = next((part.first for part in segments if part.cheapest == "extra_activities"), None)
    assert first_cheaper(costs_by_days(face_fusion(), scenario)) == first


def test_50_qps_for_20_days_cost_more_than_a_second_activity():
    # 0 calls: a unit for d days is 1,050 d, a second license 20,000; 1,050 x 19 = 19,950
    costs = costs_by_days(face_fusion(), Scenario((0,), peak_qps=100))
    assert first_cheaper(costs) == 20
    assert from_micro(int(costs["best_mix"].total[20])) == 20_000 + 21_000


def test_upgrades_that_cost_nothing_are_never_beaten():
    assert first_cheaper(costs_by_days(sample("free-of-charge"), Scenario((0,), peak_qps=100))) is None
