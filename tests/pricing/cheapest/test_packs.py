"""The cheapest packs, judged by enumeration, two solvers and the walk; ties; late buying."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pricing.bills.tiers import Tariff
from pricing.cheapest.packs import PackSearch, buy_late
from pricing.errors import InvalidPriceBook
from pricing.money import from_micro, to_micro
from pricing.price_book import Pack, Postpaid, PriceBook, Tier
from pricing.quotes.options import offer
from pricing.quotes.quote import quote
from pricing.scenario import TIER_BASES, Scenario
from tests.judges import brute_force, cp_sat, highs
from tests.judges.books import cases, face_fusion_cases, random_cases, tiny_cases
from tests.judges.bounds import fewest_activities
from tests.judges.plain_walk import monthly_overages, pack_cost, total_cost
from tests.pricing.books import face_fusion

FACE_FUSION = face_fusion()


def packs_only(packs, tiers=((None, "1"),), mode="volume"):
    """Return a book of packs (calls, price) and tiers (up_to, unit price), nothing else."""
    return PriceBook(
        id="packs",
        version="1",
        currency="CNY",
        source="made up",
        checked_on=date(2026, 11, 22),
        name={"en": "Packs"},
        postpaid=Postpaid(mode, tuple(Tier(up_to, Decimal(price)) for up_to, price in tiers)),
        packs=tuple(Pack(f"p{n}", calls, Decimal(price), 12) for n, (calls, price) in enumerate(packs)),
    )


def search_of(book, scenario):
    """Return the search, the calls and the balance of the fewest activities, a batch of one."""
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    activities = np.array([fewest_activities(book, scenario)])
    return priced.all_packs, np.array([scenario.monthly_calls]), priced.balance(activities[:, None])


def proven(case):
    """Skip books whose packs have too many sums: they are refused, as `test_pack_menu` says."""
    book, scenario = case
    try:
        _ = search_of(book, scenario)[0].menu
    except InvalidPriceBook:
        assume(False)
    return book, scenario


def search(book, scenario):
    """Return the claimed cost of packs and bills, and the purchase as (month, pack id) -> quantity."""
    finder, calls, balance = search_of(book, scenario)
    cost = from_micro(int(finder.lowest_cost(calls, balance)[0]))
    return cost, as_dict(book, finder.purchases(calls, balance)[0])


def as_dict(book, counts):
    return {
        (month + 1, pack.id): int(counts[month, index])
        for month in range(len(counts))
        for index, pack in enumerate(book.packs)
        if counts[month, index]
    }


def walked(book, scenario, purchases):
    """Return what packs and bills cost by the plain walk."""
    activities = fewest_activities(book, scenario)
    without = replace(scenario, peak_days=0)
    license_ = 0 if book.license is None else book.license.price * activities
    return total_cost(book, without, activities, purchases) - license_


def best_mix(book, scenario):
    option = quote(book, scenario).option("best_mix")
    bought = tuple((p.month, p.pack, p.quantity) for p in option.purchases)
    return option.costs.total, bought


# Cases that one can follow by hand


def test_a_pack_is_bought_only_where_it_is_cheaper():
    # 300,500 calls are at hand. Then 300,000 x 0.02 + 500,000 x 0.02 = 16,000, as much as a 1m pack.
    assert best_mix(FACE_FUSION, Scenario((600_500, 500_001))) == (36_000, ((1, "1m", 1),))
    # With 20,000 calls less, 300,000 x 0.02 + 480,000 x 0.02 = 15,600.
    assert best_mix(FACE_FUSION, Scenario((600_500, 480_000))) == (35_600, ())


def test_a_pack_waits_for_the_spike_where_the_month_before_is_billed_cheaper():
    # Month 1 bills 6,000,000 x 0.005 = 30,000, and a 30m pack (126,000) serves all of month 2.
    # Bought in month 1, it would leave 4,000,000 x 0.012 = 48,000 to bill in month 2.
    total, bought = best_mix(FACE_FUSION, Scenario((6_300_500, 28_000_000)))
    assert (total, bought) == (20_000 + 30_000 + 126_000, ((2, "30m", 1),))


def test_leaving_overage_for_a_cheaper_tier_can_beat_covering_it():
    # 6,000,000 calls to pay for: 5,000,000 at 0.005 are not to be had below 5,000,001.
    # All postpaid 30,000; with a 1m pack 16,000 + 60,000.
    assert best_mix(FACE_FUSION, Scenario((6_300_500,))) == (50_000, ())


def test_a_mix_of_two_packs_and_a_bill():
    # The second worked example: 10m, a later 1m, and 699,500 calls at 0.02.
    total, bought = best_mix(FACE_FUSION, Scenario((1_000_000,) * 12))
    assert total == 134_990
    assert sorted(pack for _, pack, _ in bought) == ["10m", "1m"]


def test_a_surplus_is_bought_where_it_is_cheaper_than_the_exact_sum():
    # 4,499,500 calls to pay for: one 5m pack at 65,000; 4 x 1m and a bill would be 73,990.
    assert best_mix(FACE_FUSION, Scenario((400_000,) * 12)) == (85_000, ((1, "5m", 1),))


# The number of one pack bought in month 1


@pytest.mark.parametrize(
    ("book", "calls", "fewest"),
    [
        # n = 1: 5 + 20 x 0.5 = 15 (second tier). n = 2: 10 + 5 x 1 = 15 (first tier). n = 3: 15.
        (packs_only([(15, 5)], [(9, 1), (None, "0.5")]), (35,), 1),
        # 10 calls at 0.5 are as dear as a pack of 10: every n costs 15.
        (packs_only([(10, 5)], [(None, "0.5")]), (30,), 1),
        # Nothing costs anything.
        (packs_only([(10, 0)], [(None, 0)]), (30,), 1),
        # Free packs, dear calls: all 30 calls need 3.
        (packs_only([(10, 0)]), (30,), 3),
        # No call to serve: one must be bought all the same.
        (packs_only([(10, 5)]), (0, 0), 1),
        # Graduated: calls beyond the 10th are free; 1 + 10 = 11, 2 + 10 = 12; n = 4 covers all for 4.
        (packs_only([(10, 1)], [(10, 1), (None, 0)], "graduated"), (40,), 4),
    ],
)
def test_ties_of_one_pack_go_to_the_smallest_number(book, calls, fewest):
    option = quote(book, Scenario(calls)).option("pack:p0")
    assert [(p.month, p.quantity) for p in option.purchases] == [(1, fewest)]


@given(tiny_cases())
def test_the_number_of_one_pack_is_the_smallest_of_the_cheapest(case):
    book, scenario = case
    assume(book.license is None or book.license.qps > 0)
    without = replace(scenario, peak_days=0)
    priced = quote(book, without)
    for pack in book.packs:
        totals = {
            n: total_cost(book, without, fewest_activities(book, without), {(1, pack.id): n})
            for n in range(1, max(1, -(-scenario.total_calls // pack.calls)) + 3)
        }
        option = priced.option(f"pack:{pack.id}")
        fewest = min(n for n, total in totals.items() if total == min(totals.values()))
        assert [(p.month, p.pack, p.quantity) for p in option.purchases] == [(1, pack.id, fewest)]
        assert option.costs.total == totals[fewest]


# Judges


@given(tiny_cases())
def test_no_purchase_is_cheaper(case):
    book, scenario = case
    scenario = replace(scenario, peak_days=0)
    assume(brute_force.count_plans(book, scenario) <= 3_000)
    activities = fewest_activities(book, scenario)
    cost, purchases = search(book, scenario)
    lowest = min(
        total_cost(book, scenario, activities, one) for one in brute_force.all_purchases(book, scenario, 0)
    )
    license_ = 0 if book.license is None else book.license.price * activities
    assert cost + license_ == lowest
    assert walked(book, scenario, purchases) == cost


@pytest.mark.parametrize("part", range(4))
def test_no_purchase_is_cheaper_in_hundreds_of_tiny_cases(part):
    for book, drawn in random_cases(7_000 + part, 150, tiny=True):
        scenario = replace(drawn, peak_days=0)
        if brute_force.count_plans(book, scenario) > 1_500:
            continue
        activities = fewest_activities(book, scenario)
        cost, purchases = search(book, scenario)
        license_ = 0 if book.license is None else book.license.price * activities
        assert cost + license_ == brute_force.best_mix_cost(book, scenario, activities)
        assert walked(book, scenario, purchases) == cost


@given(cases())
def test_the_claimed_cost_is_that_of_the_purchase(case):
    book, scenario = proven(case)
    cost, purchases = search(book, scenario)
    assert walked(book, scenario, purchases) == cost


@given(cases())
def test_another_pack_in_the_book_never_costs_more(case):
    book, scenario = proven(case)
    assume(book.packs)
    cost, _ = search(book, scenario)
    for index in range(len(book.packs)):
        fewer, _ = proven((replace(book, packs=book.packs[:index] + book.packs[index + 1 :]), scenario))
        assert cost <= search(fewer, scenario)[0]


@given(cases(), st.data())
def test_no_random_purchase_is_cheaper(case, data):
    book, scenario = proven(case)
    cost, best = search(book, scenario)
    changed = dict(best)
    for pack in book.packs:
        month = data.draw(st.integers(1, scenario.months))
        changed[month, pack.id] = max(0, changed.get((month, pack.id), 0) + data.draw(st.integers(-2, 2)))
    assert cost <= walked(book, scenario, changed)


def test_a_batch_finds_what_single_searches_find():
    scenarios = [scenario for _, scenario in face_fusion_cases(11, 40)]
    for basis in TIER_BASES:
        priced = offer(FACE_FUSION, basis, count_free=True)
        calls = np.array([scenario.monthly_calls for scenario in scenarios])
        balance = priced.balance(np.ones((len(calls), 1), dtype=np.int64))
        together = priced.all_packs.purchases(calls, balance)
        costs = priced.all_packs.lowest_cost(calls, balance)
        for row in range(len(calls)):
            one = slice(row, row + 1)
            assert (together[one] == priced.all_packs.purchases(calls[one], balance[one])).all()
            assert costs[row] == priced.all_packs.lowest_cost(calls[one], balance[one])[0]


# Late buying


@given(cases())
def test_late_buying_keeps_the_packs_and_the_amounts(case):
    book, scenario = proven(case)
    finder, calls, balance = search_of(book, scenario)
    early = finder.early_purchases(calls, balance)
    late = finder.purchases(calls, balance)
    activities = fewest_activities(book, scenario)
    early_overage, late_overage = (
        monthly_overages(book, scenario, activities, as_dict(book, counts[0])) for counts in (early, late)
    )
    assert early_overage == late_overage
    assert pack_cost(book, as_dict(book, early[0])) == pack_cost(book, as_dict(book, late[0]))
    # Bought so far: never more than early, at any month.
    assert (late.cumsum(axis=1) <= early.cumsum(axis=1)).all()


def test_late_buying_waits_until_a_pack_is_needed():
    # 10 calls at hand. Month 2 lacks 5, month 4 lacks 45 more: the larger pack first, then the smaller.
    counts = np.array([[[1, 1], [0, 0], [0, 0], [0, 0]]])
    late = buy_late(counts, np.array([20, 40]), np.array([[10, 5, 30, 15]]), np.array([10]))
    assert late.tolist() == [[[0, 0], [0, 1], [0, 0], [1, 0]]]


@pytest.mark.parametrize(
    ("counts", "calls", "late"),
    [
        ([1, 1, 0], [10, 0, 10], [1, 0, 1]),  # the second stretch needs nothing in its first month
        ([1, 0, 1], [10, 4, 10], [1, 0, 1]),  # month 2 is billed
        ([0, 2, 0], [3, 10, 10], [0, 1, 1]),
        ([2, 0, 0], [10, 0, 1], [1, 0, 1]),
    ],
)
def test_each_stretch_buys_its_own_packs(counts, calls, late):
    # Packs of 10 calls, and nothing at hand.
    bought = buy_late(np.array([counts])[..., None], np.array([10]), np.array([calls]), np.array([0]))
    assert bought[0, :, 0].tolist() == late


def test_a_month_that_needs_no_pack_buys_none():
    _, bought = best_mix(FACE_FUSION, Scenario((100_000,) * 3 + (30_000_000,)))
    assert bought == ((4, "30m", 1),)


# Solvers. The months are uneven, up to 100,000,000 calls each.


def searched(book, scenario):
    """Return the claimed total of the fewest activities without QPS units, and that number."""
    activities = fewest_activities(book, scenario)
    license_ = 0 if book.license is None else book.license.price * activities
    return search(book, scenario)[0] + license_, activities


@pytest.mark.parametrize("part", [0, 3, 4, 5])  # in part 2 one proof takes a minute
def test_cp_sat_proves_the_mix_of_the_price_list(part):
    for book, drawn in face_fusion_cases(part, 8):
        scenario = replace(drawn, peak_days=0)
        cost, activities = searched(book, scenario)
        assert cost == cp_sat.best_mix_cost(book, scenario, activities)


@pytest.mark.parametrize("part", range(4))
def test_cp_sat_proves_the_mix_of_random_books(part):
    for case in random_cases(400 + part, 8):
        book, scenario = case[0], replace(case[1], peak_days=0)
        try:
            cost, activities = searched(book, scenario)
        except InvalidPriceBook:
            continue
        assert cost == cp_sat.best_mix_cost(book, scenario, activities)


@pytest.mark.parametrize("part", range(2))
def test_highs_proves_the_mix_of_the_price_list(part):
    for book, drawn in face_fusion_cases(100 + part, 4):
        scenario = replace(drawn, peak_days=0)
        cost, activities = searched(book, scenario)
        assert cost == highs.best_mix_cost(book, scenario, activities)


def test_a_tariff_without_packs_bills_everything():
    tariff = Tariff(FACE_FUSION.postpaid, "overage")
    finder = PackSearch((), tariff)
    calls, balance = np.array([[1_000_000, 5_000_001]]), np.array([0])
    assert finder.lowest_cost(calls, balance) == [to_micro(Decimal("45000.005"))]
    assert finder.purchases(calls, balance).shape == (1, 2, 0)
