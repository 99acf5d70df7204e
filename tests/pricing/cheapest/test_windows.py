"""Near the corners is the cheapest number of activities, judged by pricing every number there is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pricing.bills.capacity import qps_units
from pricing.bills.demands import Demands
from pricing.cheapest.windows import Windows
from pricing.errors import InvalidPriceBook
from pricing.money import to_micro
from pricing.price_book import License, Pack, Postpaid, Tier
from pricing.quotes.options import offer
from pricing.scenario import Scenario
from tests.judges.books import random_cases, tiny_cases
from tests.pricing.books import face_fusion


def whole(start, last):
    return Windows.whole(np.array(start), np.array(last))


def every_total(book, priced, scenario, numbers):
    """Return the total of each number of activities with the cheapest packs, millionths."""
    calls, days = np.array([scenario.monthly_calls] * len(numbers)), np.full(len(numbers), scenario.peak_days)
    peak = np.full(len(numbers), scenario.peak_qps)
    a_day = 0 if book.qps is None else to_micro(book.qps.price_per_day)
    units = a_day * scenario.peak_days * qps_units(book, peak, days, numbers)
    packs_and_bills = priced.all_packs.lowest_cost(calls, priced.balance(numbers[:, None]))
    return to_micro(book.license.price) * numbers + units + packs_and_bills


def cheapest_near_corners(book, scenario, start, last):
    """Return the lowest total and its fewest activities, of all numbers and near corners; how many."""
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    each = int(priced.balance(np.array([[1]]))[0])
    windows = whole([start], [last]).near_corners(
        book, book.license, priced.all_packs, each, Demands.of(scenario)
    )
    found = []
    for numbers in (np.arange(start, last + 1), windows.numbers()[1]):
        total = every_total(book, priced, scenario, numbers)
        found.append((int(total.min()), int(numbers[total == total.min()].min())))
    return *found, len(windows)


def licensed(book):
    """Return the book with a license that serves at least one call a second."""
    license_ = book.license
    assume(license_ is not None)
    return replace(book, packages=(replace(license_, qps=max(1, license_.qps)),))


def test_windows_count_and_list_their_numbers():
    windows = whole([3, 5, 9], [4, 4, 9])
    assert len(windows) == 3
    row, activities = windows.numbers()
    assert row.tolist() == [0, 0, 2]
    assert activities.tolist() == [3, 4, 9]


def test_a_pack_that_fits_what_licenses_leave_stands_away_from_the_corner():
    """101 calls: 51 licenses of 2 calls for 1.80 cost 91.80; 47 and one pack of 7 for 7.07 cost 91.67."""
    book = replace(
        face_fusion(),
        free=None,
        packages=(License(Decimal("1.80"), 12, 2, 50, 30),),
        packs=(Pack("best", 4, Decimal(4), 12), Pack("odd", 7, Decimal("7.07"), 12)),
        postpaid=Postpaid("volume", (Tier(None, Decimal(5)),)),
    )
    of_all, near_corners, _ = cheapest_near_corners(book, Scenario((101,)), 1, 60)
    assert near_corners == of_all == (91_670_000, 47)


@given(tiny_cases(), st.integers(1, 5), st.integers(1, 40), st.integers(1, 300), st.integers(0, 120))
def test_no_number_elsewhere_is_cheaper(case, start, factor, width, peak_qps):
    book, scenario = licensed(case[0]), case[1]
    calls = tuple(factor * each for each in scenario.monthly_calls)
    scenario = replace(scenario, monthly_calls=calls, peak_qps=peak_qps)
    try:
        of_all, near_corners, _ = cheapest_near_corners(book, scenario, start, start + width)
    except InvalidPriceBook:
        assume(False)
    assert near_corners == of_all


@pytest.mark.parametrize("part", range(4))
def test_no_number_elsewhere_is_cheaper_in_hundreds_of_cases(part):
    all_numbers = numbers_near_corners = 0
    for book, scenario in random_cases(40 + part, 300, tiny=True):
        if book.license is None:
            continue
        license_ = replace(book.license, qps=max(1, book.license.qps))
        calls = tuple(60 * each + month for month, each in enumerate(scenario.monthly_calls))
        of_all, near_corners, count = cheapest_near_corners(
            replace(book, packages=(license_,) if license_ else ()),
            replace(scenario, monthly_calls=calls),
            1,
            800,
        )
        assert near_corners == of_all
        all_numbers, numbers_near_corners = all_numbers + 800, numbers_near_corners + count
    assert numbers_near_corners < 0.5 * all_numbers
