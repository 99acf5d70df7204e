"""The table says what each scenario asks and costs, and may be put in order."""

from decimal import Decimal
from fractions import Fraction

import pytest

from dashboard.questions.scenarios.table import ORDERS, SCENARIOS, in_order, scenario_table
from pricing.quotes.quote import quote
from tests.dashboard.quotes import EN, ZH
from tests.dashboard.saved import ALL, CAMPAIGN, LARGE, NO_CALLS, STEADY, TOO_LARGE, UNEVEN, dear, figures
from tests.pricing.books import face_fusion

EVERYONE = (*ALL, TOO_LARGE)


def table(scenarios=EVERYONE, texts=EN):
    return scenario_table(scenarios, figures(scenarios), texts)


def row(saved, texts=EN):
    return table((saved,), texts).iloc[0].to_dict()


def test_a_row_for_each_scenario_in_their_order():
    assert list(table()) == list(SCENARIOS)
    assert list(table()["name"]) == [each.name for each in EVERYONE]


@pytest.mark.parametrize("saved", ALL, ids=lambda each: each.name)
def test_the_figures_are_those_of_quote(saved):
    answer = quote(face_fusion(), saved.inputs.scenario)
    option = answer.option(answer.cheapest)
    found = row(saved)
    assert found["total"] == option.costs.total
    assert found["coverage"] == option.coverage
    assert found["postpaid"] == option.costs.postpaid
    if option.price_per_call is not None:
        assert found["price_per_thousand"] == option.price_per_call * 1000


def test_the_first_worked_example():
    found = row(STEADY)
    assert found["total"] == Decimal(85_000)
    assert found["option"] == "5M pack"
    assert found["bought"] == "1 license and one 5M pack"
    assert found["price_per_thousand"] == Fraction(85_000, 4_800)
    assert found["coverage"] == 1
    assert (found["calls"], found["monthly_calls"], found["months"]) == (4_800_000, "400000", 12)
    assert found["prices"].startswith("tencent-face-fusion 20")


def test_chinese():
    found = row(UNEVEN, ZH)
    assert (found["basis"], found["free"]) == ("当月全部调用量", "不计入")
    assert found["monthly_calls"] == "0 5000000 1"


def test_what_does_not_exist_is_empty():
    assert row(NO_CALLS)["coverage"] is None
    assert row(NO_CALLS)["price_per_thousand"] is None
    too_large = scenario_table((TOO_LARGE,), figures((TOO_LARGE,), dear()), EN).iloc[0]
    assert too_large["total"] is None
    assert too_large["option"] is None
    assert too_large["months"] == 12


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("saved", ["Steady", "Large", "Campaign", "Uneven", "No calls", "Too large"]),
        ("total", ["No calls", "Uneven", "Campaign", "Steady", "Large", "Too large"]),
        ("price", ["Large", "Uneven", "Steady", "Campaign", "No calls", "Too large"]),
    ],
)
def test_orders(order, names):
    assert order in ORDERS
    at_ten_million_a_license = figures(EVERYONE, dear())
    known = figures(ALL) | {TOO_LARGE.inputs: at_ten_million_a_license[TOO_LARGE.inputs]}
    assert [each.name for each in in_order(EVERYONE, known, order)] == names


def test_what_is_alike_stays_as_it_was_saved():
    twins = (LARGE, CAMPAIGN, LARGE.__class__("Twin", LARGE.inputs))
    assert [each.name for each in in_order(twins, figures(twins), "total")] == ["Campaign", "Large", "Twin"]
