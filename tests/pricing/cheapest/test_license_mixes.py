"""License mixes: the base mix, the extra activities and the optimum against judges, and what they buy."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pricing.bills.demands import Demands
from pricing.bills.packages import packages_of
from pricing.bills.tiers import Tariff
from pricing.book.file import shipped
from pricing.cheapest.mixes import base_mix
from pricing.cheapest.pack_menu import build_menu
from pricing.cheapest.worths import Worths
from pricing.errors import InvalidPriceBook
from pricing.quotes.options import offer
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.judges import mixes
from tests.judges.books import package_cases
from tests.judges.brute_force import TooManyPlans

LISTS = {
    version: shipped("tencent-face-fusion", version) for version in ("2019-07-22", "2019-11-21", "2020-02-20")
}
OLD, THREE, LAST = LISTS.values()


def best(book, scenario, option="optimal"):
    """Return the total of an option and the licenses and packs that it buys."""
    found = quote(book, scenario).option(option)
    licenses = {bought.package: bought.quantity for bought in found.licenses}
    packs = {}
    for bought in found.purchases:
        packs[bought.pack] = packs.get(bought.pack, 0) + bought.quantity
    return found.costs.total, licenses, packs


# The worked figures of the facts: what the cheapest purchase costs on each list, and what it is.
YEAR = Scenario((400_000,) * 12)
PEAK = Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10)
WORKED = [
    (replace(YEAR, base_qps=50), "2019-07-22", 85_000, {"license": 1}, {"5m": 1}),
    (replace(YEAR, base_qps=50), "2019-11-21", 68_000, {"two": 1}, {"5m": 1}),
    (replace(YEAR, base_qps=50), "2020-02-20", 68_000, {"two": 1}, {"5m": 1}),
    (replace(YEAR, base_qps=10), "2019-07-22", 85_000, {"license": 1}, {"5m": 1}),
    (replace(YEAR, base_qps=10), "2019-11-21", 53_000, {"one": 1}, {"5m": 1}),
    (replace(YEAR, base_qps=10), "2020-02-20", 53_000, {"one": 1}, {"5m": 1}),
    (PEAK, "2019-07-22", 167_788, {"license": 2}, None),
    (PEAK, "2019-11-21", 150_900, {"one": 1}, {"5m": 1, "1m": 1}),
    (PEAK, "2020-02-20", 96_000, {"three": 1}, {"1m": 1}),
]


@pytest.mark.parametrize(("scenario", "version", "total", "licenses", "packs"), WORKED)
def test_the_worked_figures(scenario, version, total, licenses, packs):
    found = best(LISTS[version], scenario)
    assert found[:2] == (total, licenses)
    assert packs is None or found[2] == packs


def test_the_units_of_the_worked_figures():
    option = quote(THREE, PEAK).option("optimal")
    assert (option.qps_units, option.costs.qps) == (39, 81_900)
    assert quote(LAST, PEAK).option("optimal").qps_units == 0


def test_tiny_books_of_every_kind_against_the_enumeration():
    checked = 0
    for book, scenario in package_cases(1, 400, tiny=True):
        try:
            expected = mixes.optimal_cost(book, scenario)
        except TooManyPlans:
            continue
        checked += 1
        assert tuple(base_mix(book, scenario).tolist()) == mixes.base_mix(book, scenario)
        answer = quote(book, scenario)
        assert answer.option("optimal").costs.total == expected
        names = [option.id for option in answer.options]
        base_qps = sum(n * p.qps for n, p in zip(mixes.base_mix(book, scenario), book.packages, strict=True))
        assert ("extra_activities" in names) == (scenario.peak_days > 0 and scenario.peak_qps > base_qps)
        if "extra_activities" in names:
            extra = answer.option("extra_activities")
            assert extra.costs.total == mixes.extra_cost(book, scenario)
            mix = tuple(
                next((b.quantity for b in extra.licenses if b.package == p.id), 0) for p in book.packages
            )
            assert mixes.is_minimal(book, scenario, mix, scenario.peak_qps)
        best_mix = answer.option("best_mix")
        cost = mixes.total_cost(book, scenario, mixes.base_mix(book, scenario))
        assert (best_mix.costs and best_mix.costs.total) == cost
    assert checked > 200


@pytest.mark.parametrize("seed", range(4))
def test_books_of_real_size_against_cp_sat(seed):
    checked = 0
    for book, scenario in package_cases(100 + seed, 25):
        try:
            build_menu(book.packs, Tariff(book.postpaid, "overage").deepest_drop)
        except InvalidPriceBook:
            continue  # packs that no price list has
        checked += 1
        assert quote(book, scenario).option("optimal").costs.total == mixes.solved_cost(book, scenario)
    assert checked > 15


def test_shipped_lists_against_cp_sat():
    for at, (_, scenario) in enumerate(package_cases(7, 30)):
        book = (THREE, LAST)[at % 2]
        assert quote(book, scenario).option("optimal").costs.total == mixes.solved_cost(book, scenario)


def test_a_batch_finds_what_single_quotes_find():
    scenarios = [scenario for _, scenario in package_cases(8, 60) if scenario.months == 3]
    scenarios = [replace(each, tier_basis="overage", count_free_quota=True) for each in scenarios]
    assert len(scenarios) > 5
    batch = offer(LAST, "overage", count_free=True).optimal(Demands.of(*scenarios))
    for row, scenario in enumerate(scenarios):
        [alone] = offer(LAST, "overage", count_free=True).optimal(Demands.of(scenario)).mix.tolist()
        assert batch.mix[row].tolist() == alone


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [1, 0, 0]),
        ({"base_qps": 11}, [2, 0, 0]),
        ({"base_qps": 41}, [0, 1, 0]),
        ({"materials": 45}, [5, 0, 0]),
        ({"base_qps": 60}, [1, 1, 0]),
        ({"materials": 1_000_000, "activities": 50_000}, [49_500, 0, 505]),
        ({"base_qps": 1_000_000}, [0, 0, 2_000]),
    ],
)
def test_the_base_mix_of_the_last_list(fields, expected):
    assert base_mix(LAST, Scenario((1,), **fields)).tolist() == expected


def test_of_mixes_at_one_price_the_one_with_the_most_qps_then_calls_is_taken():
    one, two, _ = LAST.packages
    same = replace(two, id="same", price=one.price, qps=one.qps, materials=one.materials, calls=9_999)
    for packages, expected in (((one, same), [1, 0]), ((same, one), [0, 1])):
        assert base_mix(replace(LAST, packages=packages), Scenario((1,))).tolist() == expected
    twin = replace(one, id="twin")
    assert base_mix(replace(LAST, packages=(one, twin)), Scenario((1,), activities=2)).tolist() == [2, 0]


def test_the_largest_scenarios_are_answered():
    everything = Scenario(
        (10**10,) * 12, peak_qps=10**6, peak_days=366, base_qps=10**6, materials=10**6, activities=10**5
    )
    for scenario in (everything, replace(everything, base_qps=1), replace(everything, peak_days=1)):
        for book in LISTS.values():
            totals = [option.costs.total for option in quote(book, scenario).options if option.costs]
            assert quote(book, scenario).option("optimal").costs.total == min(totals)


def test_a_trial_needs_the_qps_of_ordinary_days_too():
    trial = Scenario((500,), peak_qps=1)
    assert quote(LAST, trial).cheapest == "trial"
    assert quote(LAST, replace(trial, base_qps=2)).cheapest != "trial"
    two = replace(trial, base_qps=2, activities=2, monthly_calls=(1_000,))
    assert quote(LAST, two).cheapest == "trial"  # two activities, 1 QPS and 500 calls each
    assert quote(LAST, two).option("trial").licenses == ()


def test_nothing_limits_materials_where_the_list_says_nothing():
    first = shipped("tencent-face-fusion", "2019-02-28")
    assert base_mix(first, Scenario((1,), materials=1_000_000)).tolist() == [1]
    high = quote(first, Scenario((1,), peak_qps=1_000_000, peak_days=1)).option("postpaid")
    assert (high.available, high.qps_units) == (True, 19_999)


def test_worths_are_bounds():
    """No license and no unit is worth more than it costs, at any corner, whatever the prices."""
    for book, scenario in package_cases(5, 60):
        packages = packages_of(book)
        price = (
            0 if book.qps is None else int(book.qps.price_per_day * 1_000_000) * max(1, scenario.peak_days)
        )
        for unit_cost in (None, price):
            worths = Worths.of(packages, packages.calls, 4_200, unit_cost)
            assert (worths.excess >= 0).all()
            assert (worths.worth >= 0).all()
            assert (worths.worth[:, 4] <= 4_200).all()
            assert not worths.worth[worths.worth.sum(axis=1).argmin()].any()


def test_lines_name_the_package():
    lines = quote(LAST, Scenario((1,), base_qps=110)).option("postpaid").lines
    licensed = [(line.package, line.quantity, line.amount) for line in lines if line.clause == "license"]
    assert licensed == [("one", 1, Decimal(5_000)), ("two", 2, Decimal(40_000))]
