"""The cheapest number of activities, judged by enumeration, two solvers and every other number."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pricing.bills.capacity import fewest_online
from pricing.bills.demands import Demands
from pricing.cheapest.activities import cheapest_activities
from pricing.errors import AmountTooLarge, InvalidPriceBook
from pricing.price_book import License, Postpaid, QpsUpgrade, Tier
from pricing.quotes.options import offer
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.examples import examples
from tests.judges import brute_force, cp_sat, highs
from tests.judges.books import cases, face_fusion_cases, random_cases, tiny_cases
from tests.judges.bounds import fewest_activities, most_activities
from tests.pricing.books import face_fusion, sample

BOOK = face_fusion()
CHEAP_LICENSE = replace(BOOK, packages=(License(Decimal(2_000), 12, 300_000, 50, 30),))


def optimal(book, scenario):
    """Return the number of activities and the total of the optimum."""
    option = quote(book, scenario).option("optimal")
    return option.activities, option.costs.total


def valid(book):
    """Return the book with a base QPS: a price book file without one is refused."""
    if book.license is None or book.license.qps:
        return book
    return replace(book, packages=(replace(book.license, qps=1),))


def with_activities(book, scenario, activities):
    """Return the cheapest total of exactly that many activities, None where they can't serve the peak."""
    scenario = replace(scenario, activities=activities, materials=0)
    option = quote(book, scenario).option("best_mix")
    return option.costs.total if option.available else None


@pytest.mark.parametrize(
    ("calls", "days", "expected"),
    [
        # One license and one unit: 20,000 + 1,050 a day. Two: 40,000, and 300,500 calls more.
        (300_500, 19, (1, 39_950)),
        (300_500, 20, (2, 40_000)),  # against 41,000
        (601_000, 13, (1, 39_660)),  # 13,650 and 300,500 x 0.02 = 6,010
        (601_000, 14, (2, 40_000)),  # against 40,710
    ],
)
def test_a_second_activity_instead_of_units(calls, days, expected):
    assert optimal(BOOK, Scenario((calls,), peak_qps=100, peak_days=days)) == expected


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        # At 2,000 a license brings 300,500 calls, worth 6,010 at 0.02; at 0.005 1,502.50.
        (400_500, (1, 4_000)),  # 100,000 x 0.02 = 2,000, as much as a license: ties go to the fewest
        (400_501, (2, 4_000)),
        (601_000, (2, 4_000)),
        (
            5_300_501,
            (1, Decimal("27000.005")),
        ),  # 5,000,001 x 0.005; 17 licenses would bill less and cost 36,000
    ],
)
def test_further_activities_for_their_calls(calls, expected):
    assert optimal(CHEAP_LICENSE, Scenario((calls,))) == expected


def test_of_equal_totals_the_fewest_activities_win():
    # 4 licenses: 8, and 4 calls x 1. 5 licenses: 10, and 1 call x 2. With fewer, units are needed.
    tiers = (Tier(3, Decimal(2)), Tier(None, Decimal(1)))
    book = replace(
        BOOK,
        free=None,
        packages=(License(Decimal(2), 12, 3, 1, 30),),
        qps=QpsUpgrade(2, Decimal(3), 2, 30),
        packs=(),
        postpaid=Postpaid("volume", tiers),
    )
    assert optimal(book, Scenario((16,), peak_qps=4, peak_days=2)) == (4, 12)
    assert with_activities(book, Scenario((16,), peak_qps=4, peak_days=2), 5) == 12


def test_units_and_licenses_share_the_peak():
    # 400 QPS on 10 days: 2 licenses and 6 units beat 8 licenses; 1 license can't be bought that many units.
    assert optimal(BOOK, Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10)) == (2, 167_788)


@pytest.mark.parametrize(
    ("peak_qps", "days", "expected"),
    # 50 of the license and 250 of 5 units an activity.
    [(300, 1, 1), (301, 1, 2), (600, 1, 2), (601, 1, 3), (601, 0, 1)],
)
def test_the_fewest_activities_whose_peak_can_be_bought_online(peak_qps, days, expected):
    demands = Demands.of(Scenario((0,), peak_qps=peak_qps, peak_days=days))
    assert fewest_online(BOOK, demands.peak_qps, demands.peak_days, np.array([1])) == [expected]


def test_never_fewer_than_asked_for():
    assert optimal(BOOK, Scenario((1_000,), activities=3))[0] == 3
    assert optimal(BOOK, Scenario((1_000,), materials=61))[0] == 3


def test_a_book_without_a_license_has_one_activity():
    assert optimal(sample("unlicensed"), Scenario((1_000,), peak_qps=5_000, peak_days=9))[0] == 1


def test_free_licenses_are_taken_as_long_as_they_help():
    book = replace(BOOK, packages=(License(Decimal(0), 12, 300_000, 50, 30),))
    activities, total = optimal(book, Scenario((3_000_000,), peak_qps=400, peak_days=10))
    assert total == 0
    assert activities == 10  # 9 x 300,500 calls are too few


def test_free_licenses_without_calls_still_save_units():
    free = License(Decimal(0), 12, 0, 50, 30)
    book = replace(BOOK, free=None, packages=(free,), packs=())
    activities, total = optimal(book, Scenario((1_000_000,), peak_qps=400, peak_days=10))
    assert (activities, total) == (8, 20_000)


def test_units_dearer_than_any_license():
    book = replace(BOOK, qps=QpsUpgrade(50, Decimal(10**6), 5, 30))
    assert optimal(book, Scenario((300_500,), peak_qps=1_000, peak_days=1)) == (20, 400_000)


def test_where_bills_jump_upwards_further_activities_can_pay_off():
    # A volume price that rises with the quantity: 100,001 calls cost 10,000.1, 100,000 cost 1,000.
    tiers = replace(
        BOOK.postpaid,
        tiers=(
            replace(BOOK.postpaid.tiers[0], up_to=100_000, unit_price=Decimal("0.01")),
            replace(BOOK.postpaid.tiers[-1], unit_price=Decimal("0.1")),
        ),
    )
    book = replace(BOOK, postpaid=tiers, packs=())
    # 300,500 + 100,001 calls: 10,000.10 is less than a license; 300,500 + 250,000: 25,000 is not.
    assert optimal(book, Scenario((400_501,))) == (1, Decimal("30000.1"))
    assert optimal(book, Scenario((550_500,))) == (2, 40_000)


# Judges


@given(tiny_cases())
def test_no_plan_at_all_is_cheaper(case):
    book, scenario = valid(case[0]), case[1]
    most = most_activities(book, scenario)
    numbers = 1 if most is None else most - fewest_activities(book, scenario) + 1
    assume(brute_force.count_plans(book, scenario) * numbers <= 3_000)
    assert optimal(book, scenario)[1] == brute_force.optimal_cost(book, scenario)


@pytest.mark.parametrize("part", range(4))
def test_no_plan_at_all_is_cheaper_in_hundreds_of_tiny_cases(part):
    for drawn, scenario in random_cases(9_000 + part, 120, tiny=True):
        book = valid(drawn)
        most = most_activities(book, scenario)
        numbers = 1 if most is None else most - fewest_activities(book, scenario) + 1
        if brute_force.count_plans(book, scenario) * numbers <= 1_500:
            assert optimal(book, scenario)[1] == brute_force.optimal_cost(book, scenario)


@settings(max_examples=examples(50))
@given(cases(), st.integers(1, 60))
def test_no_other_number_of_activities_is_cheaper(case, further):
    book, scenario = valid(case[0]), case[1]
    try:
        activities, total = optimal(book, scenario)
    except InvalidPriceBook:
        assume(False)
    fewest = fewest_activities(book, scenario)
    assert activities >= fewest
    assume(book.license is not None)
    for other in {fewest, fewest + further, activities + 1, max(fewest, activities - 1)}:
        rival = with_activities(book, scenario, other)
        assert rival is None or total <= rival
        if rival == total and book.license.price:
            assert other >= activities


@pytest.mark.parametrize("part", range(4))
def test_cp_sat_proves_the_optimum_of_the_price_list(part):
    for book, scenario in face_fusion_cases(200 + part, 6):
        assert optimal(book, scenario)[1] == cp_sat.optimal_cost(book, scenario)


@pytest.mark.parametrize("part", range(4))
def test_cp_sat_proves_the_optimum_of_random_books(part):
    for drawn, scenario in random_cases(600 + part, 6):
        book = valid(drawn)
        try:
            total = optimal(book, scenario)[1]
        except InvalidPriceBook:
            continue
        assert total == cp_sat.optimal_cost(book, scenario)


@pytest.mark.parametrize("part", range(2))
def test_highs_proves_the_optimum_of_the_price_list(part):
    for book, scenario in face_fusion_cases(300 + part, 3):
        assert optimal(book, scenario)[1] == highs.optimal_cost(book, scenario)


def test_a_batch_finds_what_single_searches_find():
    scenarios = [
        replace(scenario, tier_basis="overage", count_free_quota=True)
        for _, scenario in face_fusion_cases(12, 40)
    ]
    priced = offer(CHEAP_LICENSE, "overage", count_free=True)

    def found(*chosen):
        fewest = np.array([fewest_activities(CHEAP_LICENSE, scenario) for scenario in chosen])
        search, demands = priced.all_packs, Demands.of(*chosen)

        def balance(activities):
            return priced.balance(activities[:, None])

        cost = search.lowest_cost(demands.calls, balance(fewest))
        return cheapest_activities(CHEAP_LICENSE, search, balance, demands, fewest, cost).tolist()

    together = found(*scenarios)
    assert together == [found(scenario)[0] for scenario in scenarios]
    assert len(set(together)) > 3


def test_a_batch_of_wide_searches_finds_what_single_searches_find():
    """Each peak has some 16,600 numbers to compare: together more than a single scenario may have."""
    scenarios = [Scenario((400_000,), peak_qps=1_000_000 - row, peak_days=366) for row in range(1_300)]
    *_, together = offer(BOOK, "overage", count_free=True).options(Demands.of(*scenarios))
    alone = [quote(BOOK, scenario).option("optimal").activities for scenario in scenarios[::100]]
    assert together.activities[::100].tolist() == alone


@pytest.mark.parametrize(("calls", "price"), [(10_000, 100), (10, 1), (1, Decimal("0.1")), (10**12, 20_000)])
def test_licenses_that_are_all_there_is_to_buy_are_found_among_millions(calls, price):
    """A call of a license is cheaper than a billed one: as many are bought as the demand needs."""
    book = replace(
        face_fusion(),
        free=None,
        packs=(),
        packages=(replace(face_fusion().license, price=Decimal(price), calls=calls),),
        postpaid=Postpaid("volume", (Tier(None, Decimal(1)),)),
    )
    demand = 12 * 10**7
    found = quote(book, Scenario((10**7,) * 12)).option("optimal")
    assert found.activities == -(-demand // calls)
    assert found.costs.total == price * found.activities


def test_where_the_first_calls_of_a_month_are_free_the_last_ones_need_no_license():
    """Licenses of one call at 0.1 each; billed calls cost 0.3, but nothing where they are 9 or fewer."""
    book = replace(
        BOOK,
        free=None,
        packs=(),
        packages=(replace(BOOK.license, price=Decimal("0.1"), calls=1),),
        postpaid=Postpaid("volume", (Tier(9, Decimal(0)), Tier(None, Decimal("0.3")))),
    )
    demand = 6 * 65_200_000
    assert optimal(book, Scenario((65_200_000,) * 6)) == (demand - 9, (demand - 9) * Decimal("0.1"))


LICENSES_OF_ONE_CALL = replace(
    BOOK, free=None, packages=(replace(BOOK.license, price=Decimal("0.012"), calls=1),)
)
"""The best pack has 30,000,000 calls: nothing repeats sooner."""


def test_a_million_numbers_are_looked_at_without_pricing_each():
    assert optimal(LICENSES_OF_ONE_CALL, Scenario((1_500_000,))) == (1, 18_000)


def test_too_many_numbers_are_refused():
    cheap = replace(LICENSES_OF_ONE_CALL, packages=(replace(BOOK.license, price=Decimal("0.01"), calls=1),))
    with pytest.raises(AmountTooLarge, match=r"7,199,999 numbers of activities .* at most 5,000,000"):
        optimal(cheap, Scenario((600_000,) * 12))


def test_what_takes_too_long_to_price_is_refused(monkeypatch):
    """Of 12 months there are 78 stretches; 71 numbers of activities are priced."""
    scenario = Scenario((10_000_000, 1, 5_000_000) * 4, peak_qps=2345, peak_days=12)
    monkeypatch.setattr("pricing.cheapest.candidates.MOST_STRETCHES", 71 * 78)
    assert optimal(CHEAP_LICENSE, scenario) == (100, 326_000)
    monkeypatch.setattr("pricing.cheapest.candidates.MOST_STRETCHES", 71 * 78 - 1)
    with pytest.raises(AmountTooLarge, match=r"71 numbers of activities .* at most 70"):
        optimal(CHEAP_LICENSE, scenario)


def test_units_that_nobody_needs_do_not_lengthen_the_search():
    tiers = (Tier(9, Decimal(0)), Tier(None, Decimal("0.3")))
    one_call = replace(BOOK.license, price=Decimal("0.1"), calls=1)
    odd_units = replace(BOOK.qps, unit=399_989)
    book = replace(
        BOOK, free=None, packages=(one_call,), packs=(), qps=odd_units, postpaid=Postpaid("volume", tiers)
    )
    months = tuple(9 * 10**6 + month * 10**5 for month in range(12))
    assert optimal(book, Scenario(months))[0] == sum(months) - 9
