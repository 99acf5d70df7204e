"""Activities and QPS units: how many a demand needs, and how many calls they can serve."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.bills.capacity import activities_without_units, monthly_capacity, qps_units
from pricing.bills.packages import packages_of
from pricing.cheapest.mixes import base_mix, idle_peak
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.pricing.books import face_fusion, sample

BOOK = face_fusion()
DAY_AT_50 = 50 * 86_400  # 4,320,000 calls


def one(value):
    return np.array([value], dtype=np.int64)


def units(peak_qps, activities, peak_days=1, book=BOOK):
    return int(qps_units(book, one(peak_qps), one(peak_days), one(activities))[0])


def capacity(months, *, activities=1, peak_units=0, peak_days=0, peak_month=1, book=BOOK):
    found = monthly_capacity(
        book, months, one([activities]), one(peak_units), one(peak_days), one(peak_month)
    )
    return None if found is None else found[0].tolist()


def codes(scenario, option="postpaid", book=BOOK):
    return [(notice.code, notice.month) for notice in quote(book, scenario).option(option).warnings]


@pytest.mark.parametrize(
    ("materials", "activities", "expected"),
    [
        (0, 1, 1),
        (1, 1, 1),
        (30, 1, 1),
        (31, 1, 2),
        (60, 1, 2),
        (61, 1, 3),
        (90, 1, 3),
        (90, 3, 3),
        (90, 4, 4),
        (0, 7, 7),
    ],
)
def test_fewest_activities_is_the_larger_of_number_and_materials_by_30(materials, activities, expected):
    assert base_mix(BOOK, Scenario((1,), materials=materials, activities=activities)).tolist() == [expected]


@pytest.mark.parametrize(("base_qps", "expected"), [(0, 1), (50, 1), (51, 2), (1_000_000, 20_000)])
def test_the_licenses_alone_serve_the_ordinary_days(base_qps, expected):
    assert base_mix(BOOK, Scenario((1,), base_qps=base_qps)).tolist() == [expected]


@pytest.mark.parametrize(
    ("peak_qps", "activities", "expected"),
    [
        (0, 1, 0),
        (50, 1, 0),
        (51, 1, 1),
        (100, 1, 1),
        (101, 1, 2),
        (200, 1, 3),
        (300, 1, 5),
        (301, 1, 6),
        (100, 2, 0),
        (101, 2, 1),
        (400, 2, 6),
    ],
)
def test_units_of_50_qps_beside_50_of_each_activity(peak_qps, activities, expected):
    assert units(peak_qps, activities) == expected


def test_no_peak_day_needs_no_unit():
    assert units(1_000_000, 1, peak_days=0) == 0


@pytest.mark.parametrize(
    ("peak_qps", "activities", "online"),
    # A2: 5 units of 50 can be added to each activity, so 300 QPS is the most of one, 600 of two.
    [(300, 1, True), (301, 1, False), (600, 2, True), (601, 2, False), (50, 1, True)],
)
def test_five_units_an_activity_can_be_ordered_online(peak_qps, activities, online):
    needed = one(units(peak_qps, activities))
    assert packages_of(BOOK).can_order_online(one([activities]), needed) == [online]


@pytest.mark.parametrize(
    ("peak_qps", "expected"), [(0, 1), (50, 1), (51, 2), (100, 2), (101, 3), (200, 4), (400, 8)]
)
def test_activities_that_need_no_unit(peak_qps, expected):
    assert activities_without_units(BOOK, one(peak_qps)) == [expected]
    assert units(peak_qps, expected) == 0


@given(st.integers(0, 5_000), st.integers(1, 50))
def test_units_are_the_fewest_that_serve_the_peak(peak_qps, activities):
    needed = units(peak_qps, activities)
    assert 50 * (activities + needed) >= peak_qps
    assert needed == 0 or 50 * (activities + needed - 1) < peak_qps


def test_a_book_without_a_license_has_one_activity_and_no_limit():
    book = sample("unlicensed")
    assert base_mix(book, Scenario((1,), materials=500, activities=9, base_qps=77)).tolist() == [1]
    assert activities_without_units(book, one(9_999)) == [1]
    assert units(9_999, 1, book=book) == 0
    assert capacity(2, book=book) is None
    assert codes(Scenario((10_000_000_000,), peak_qps=9_999, peak_days=30), book=book) == []


def test_without_upgrades_more_qps_takes_more_activities():
    book = sample("no-qps")
    needed = one(units(51, 1, book=book))
    assert packages_of(book).can_order_online(one([1]), needed) == [False]
    priced = quote(book, Scenario((1_000,), peak_qps=120, peak_days=2))
    assert [option.available for option in priced.options] == [False, False, False, False, True, True]
    assert priced.option("optimal").activities == 3


def test_a_month_of_30_days_at_50_qps_serves_129_600_000_calls():
    assert capacity(2) == [30 * DAY_AT_50] * 2 == [129_600_000] * 2
    assert capacity(1, activities=3) == [3 * 129_600_000]


def test_a_unit_adds_its_qps_on_the_peak_days():
    # 2 units on 7 days from the start of month 2: 2 x 7 days at 50 QPS.
    assert capacity(3, peak_units=2, peak_days=7, peak_month=2) == [
        30 * DAY_AT_50,
        (30 + 2 * 7) * DAY_AT_50,
        30 * DAY_AT_50,
    ]


def test_peak_days_run_on_into_the_next_months():
    days = [30 + 30, 30 + 30, 30 + 5, 30]
    assert capacity(5, peak_units=1, peak_days=65, peak_month=2) == [
        30 * DAY_AT_50,
        *(day * DAY_AT_50 for day in days),
    ]


def test_a_license_without_upgrades_has_one_figure_a_month():
    assert capacity(3, book=sample("no-qps")) == [129_600_000] * 3


def test_a_warning_begins_with_the_first_call_above_capacity():
    assert ("volume_exceeds_capacity", 1) not in codes(Scenario((129_600_000,)))
    assert ("volume_exceeds_capacity", 1) in codes(Scenario((129_600_001,)))


def test_a_warning_names_its_month_and_option():
    # One unit on one day: 31 x 4,320,000 calls in month 2 of the option with units, 60 x with two activities.
    scenario = Scenario((0, 31 * DAY_AT_50 + 1, 0), peak_qps=100, peak_days=1, peak_month=2)
    assert ("volume_exceeds_capacity", 2) in codes(scenario)
    assert ("volume_exceeds_capacity", 2) not in codes(scenario, "extra_activities")
    one_less = replace(scenario, monthly_calls=(0, 31 * DAY_AT_50, 0))
    assert ("volume_exceeds_capacity", 2) not in codes(one_less)


@pytest.mark.parametrize(
    ("fields", "idle"),
    [
        ({"peak_qps": 50}, False),
        ({"peak_qps": 51}, True),
        ({"peak_qps": 51, "peak_days": 1}, False),
        ({"peak_qps": 100, "activities": 2}, False),
        ({"peak_qps": 101, "activities": 2}, True),
        ({"peak_qps": 150, "materials": 61}, False),  # three activities
        ({"peak_qps": 151, "materials": 61}, True),
    ],
)
def test_a_peak_above_the_base_qps_that_counts_on_no_day_is_idle(fields, idle):
    assert idle_peak(BOOK, Scenario((7,), **fields)) is idle
    assert idle_peak(sample("no-qps"), Scenario((7,), peak_qps=10**6))
    assert not idle_peak(sample("minimal"), Scenario((7,), peak_qps=10**6))  # without license, no limit
