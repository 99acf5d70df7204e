"""The judges judged: by hand-made arithmetic, by the worked examples, and by each other."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from pricing.book.file import shipped
from pricing.price_book import Postpaid, Tier
from pricing.scenario import Scenario
from tests.examples import examples
from tests.judges import brute_force, cp_sat, highs
from tests.judges.books import cases, face_fusion_cases, random_cases, tiny_cases
from tests.judges.bounds import fewest_activities, most_activities
from tests.judges.plain_walk import bill, monthly_overages, qps_units, total_cost

BOOK = shipped()
PACK_TOTALS = {"1m": 58_050, "5m": 107_050, "10m": 127_050, "30m": 168_050}

# scenario, then the totals of best_mix, extra_activities (None: not an option) and optimal
WORKED_EXAMPLES = [
    (Scenario((400_000,) * 12), "85000", None, "85000"),
    (Scenario((1_000_000,) * 12), "134990", None, "134990"),
    (Scenario((500_000,), peak_qps=200, peak_days=7), "46040", "80000", "46040"),
    (Scenario((500_000,), peak_qps=200, peak_days=30), "118490", "80000", "80000"),
    (Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10), None, "203152", "167788"),
    (Scenario((100_000,) * 3, materials=90), "60000", None, "60000"),
    (Scenario((8_000_000,) * 6, tier_basis="total"), "234497.50", None, "234497.50"),
]


def amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("judge", [cp_sat, highs], ids=["cp_sat", "highs"])
@pytest.mark.parametrize(("scenario", "best_mix", "extra", "optimal"), WORKED_EXAMPLES)
def test_solvers_reproduce_the_worked_examples(judge, scenario, best_mix, extra, optimal):
    fewest = fewest_activities(BOOK, scenario)
    assert judge.best_mix_cost(BOOK, scenario, fewest) == amount(best_mix)
    assert judge.optimal_cost(BOOK, scenario) == amount(optimal)
    if extra is not None:
        assert judge.best_mix_cost(BOOK, scenario, -(-scenario.peak_qps // 50)) == amount(extra)


@pytest.mark.parametrize(("pack", "total"), PACK_TOTALS.items())
def test_walk_prices_one_pack_as_the_worked_example_does(pack, total):
    scenario = Scenario((500_000,), peak_qps=200, peak_days=7)
    assert qps_units(BOOK, scenario, 1) == 3
    assert total_cost(BOOK, scenario, 1, {(1, pack): 1}) == total


def test_walk_prices_postpaid_as_the_worked_examples_do():
    # 300,500 calls are granted: 99,500 of the first month and all of the other eleven cost 0.02 each.
    assert total_cost(BOOK, Scenario((400_000,) * 12), 1, {}) == 20_000 + 1_990 + 11 * 8_000
    assert total_cost(BOOK, Scenario((8_000_000,) * 6, tier_basis="total"), 1, {}) == Decimal("258497.5")
    assert qps_units(BOOK, Scenario((1,), peak_qps=400, peak_days=1), 1) is None


def test_calls_burn_the_balance_first():
    scenario = Scenario((400_000, 1_200_000, 0, 5), count_free_quota=False)
    assert monthly_overages(BOOK, scenario, 1, {(2, "1m"): 1}) == [100_000, 200_000, 0, 5]
    assert monthly_overages(BOOK, scenario, 2, {(2, "1m"): 1}) == [0, 0, 0, 5]


@pytest.mark.parametrize(
    ("mode", "basis", "overage", "expected"),
    [
        # Of 12 calls some are billed, at 3 up to 4 calls, 2 up to 10, 1 above.
        ("volume", "overage", 4, 4 * 3),
        ("volume", "overage", 5, 5 * 2),
        ("volume", "overage", 12, 12 * 1),
        ("volume", "total", 4, 4 * 1),
        ("graduated", "overage", 5, 4 * 3 + 1 * 2),
        ("graduated", "overage", 12, 4 * 3 + 6 * 2 + 2 * 1),
        ("graduated", "total", 5, 2 * 1 + 3 * 2),
        ("graduated", "total", 0, 0),
    ],
)
def test_bill_by_mode_and_basis(mode, basis, overage, expected):
    tiers = (Tier(4, Decimal(3)), Tier(10, Decimal(2)), Tier(None, Decimal(1)))
    book = replace(BOOK, postpaid=Postpaid(mode, tiers))
    assert bill(book, Scenario((12,), tier_basis=basis), 12, overage) == expected


@pytest.mark.parametrize("seed", range(4))
def test_judges_agree_on_tiny_books(seed):
    for book, scenario in random_cases(seed, 15, tiny=True):
        optimum = brute_force.optimal_cost(book, scenario)
        assert cp_sat.optimal_cost(book, scenario) == optimum
        assert highs.optimal_cost(book, scenario) == optimum
        fewest = fewest_activities(book, scenario)
        best_mix = brute_force.best_mix_cost(book, scenario, fewest)
        assert cp_sat.best_mix_cost(book, scenario, fewest) == best_mix
        assert highs.best_mix_cost(book, scenario, fewest) == best_mix


def test_nothing_is_saved_beyond_the_bounds():
    checked = 0
    for book, scenario in random_cases(9, 120, tiny=True):
        if brute_force.count_plans(book, scenario, slack=1) * (most_activities(book, scenario) or 0) < 2000:
            closer = brute_force.optimal_cost(book, scenario)
            assert brute_force.optimal_cost(book, scenario, slack=1) == closer
            checked += 1
    assert checked > 60


@settings(max_examples=examples(30), deadline=None)
@given(tiny_cases())
def test_cp_sat_agrees_with_the_enumeration(case):
    assert cp_sat.optimal_cost(*case) == brute_force.optimal_cost(*case)


def test_solvers_agree_at_real_size():
    for book, scenario in [*random_cases(21, 12), *face_fusion_cases(22, 3, months=6)]:
        assert cp_sat.optimal_cost(book, scenario) == highs.optimal_cost(book, scenario)


def test_solvers_agree_on_every_mode_and_basis():
    calls = (7_654_321, 0, 250_000, 31_000_007)
    for mode in ("volume", "graduated"):
        book = replace(BOOK, postpaid=replace(BOOK.postpaid, mode=mode))
        for basis in ("overage", "total"):
            scenario = Scenario(calls, peak_qps=120, peak_days=9, tier_basis=basis)
            assert cp_sat.optimal_cost(book, scenario) == highs.optimal_cost(book, scenario)


def test_enumeration_refuses_what_would_never_end():
    with pytest.raises(brute_force.TooManyPlans):
        brute_force.optimal_cost(BOOK, Scenario((100_000_000,) * 12))


def test_seeded_cases_repeat():
    assert random_cases(5, 20) == random_cases(5, 20)
    assert random_cases(5, 20) != random_cases(6, 20)


@settings(max_examples=examples(30), deadline=None)
@given(cases())
def test_drawn_cases_can_be_walked(case):
    book, scenario = case
    most = most_activities(book, scenario)
    assert most is None or total_cost(book, scenario, most, {}) >= 0
