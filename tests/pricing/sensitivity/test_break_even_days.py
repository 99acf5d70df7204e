"""Break-evens over peak days against brute force."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from pricing.sensitivity.break_even import peak_day_segments
from pricing.sensitivity.segments import Segment
from tests.examples import examples
from tests.judges.books import tiny_cases
from tests.pricing.books import face_fusion, samples

BOOK = face_fusion()


def cheaper_by_quote(book, scenario, days):
    """Return the cheaper of upgrades and extra activities as quotes tell it, the latter on 0 days, too."""
    upgrade = quote(book, replace(scenario, peak_days=days)).option("best_mix").costs
    base_qps = book.license.qps if book.license else scenario.peak_qps or 1
    enough = max(scenario.activities, -(-scenario.peak_qps // base_qps))
    more = replace(scenario, peak_days=days, activities=enough)
    extra = quote(book, more).option("best_mix").costs
    return "extra_activities" if upgrade is None or extra.total < upgrade.total else "best_mix"


def at(segments, day):
    return next(segment.cheapest for segment in segments if segment.first <= day <= segment.last)


def test_one_unit_costs_as_much_as_a_license_after_19_days():
    # 1,050 a day: 19 days 19,950, 20 days 21,000; a license 20,000.
    assert peak_day_segments(BOOK, Scenario((0,), peak_qps=100)) == (
        Segment(0, 19, "best_mix"),
        Segment(20, 366, "extra_activities"),
    )


def test_a_peak_that_is_not_sold_takes_activities_from_the_first_day():
    segments = peak_day_segments(BOOK, Scenario((0,), peak_qps=301))
    assert segments == (Segment(0, 0, "best_mix"), Segment(1, 366, "extra_activities"))


@pytest.mark.parametrize("peak_qps", [0, 50])
def test_a_peak_within_the_base_qps_needs_neither(peak_qps):
    scenario = Scenario((400_000,) * 12, peak_qps=peak_qps)
    assert peak_day_segments(BOOK, scenario) == (Segment(0, 366, "best_mix"),)


@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
@pytest.mark.parametrize("peak_qps", [60, 120, 250, 400])
@pytest.mark.parametrize("calls", [(0,), (600_000,) * 3, (0, 9_000_000, 100_000)])
def test_days_against_quotes(book, peak_qps, calls):
    scenario = Scenario(calls, peak_qps=peak_qps, activities=2 if peak_qps == 250 else 1)
    segments = peak_day_segments(book, scenario)
    assert (segments[0].first, segments[-1].last) == (0, 366)
    ends = {segment.last + near for segment in segments[:-1] for near in (-1, 0, 1, 2)}
    days = sorted({day for day in ends if 0 <= day <= 366} | {0, 1, 2, 30, 200, 366})
    assert [at(segments, day) for day in days] == [cheaper_by_quote(book, scenario, day) for day in days]


@settings(deadline=None, max_examples=examples(20))
@given(tiny_cases(), st.integers(1, 40))
def test_days_of_small_books(case, peak_qps):
    book, scenario = case
    if book.license is not None and book.license.qps == 0:
        return
    scenario = replace(scenario, peak_qps=peak_qps)
    segments = peak_day_segments(book, scenario)
    for day in (0, 1, 2, 3, 7):
        assert at(segments, day) == cheaper_by_quote(book, scenario, day)
