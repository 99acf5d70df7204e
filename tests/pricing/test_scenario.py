"""What a scenario may be: its limits, its defaults, and all faults at once."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from pricing.errors import InvalidScenario
from pricing.scenario import LIMITS, Scenario

ONE_NUMBER = ("peak_qps", "peak_days", "materials", "activities")


def faults(monthly_calls=(1,), **fields):
    with pytest.raises(InvalidScenario) as refused:
        Scenario(monthly_calls, **fields)
    return [(fault.code, fault.where, fault.value) for fault in refused.value.faults]


def test_defaults():
    scenario = Scenario((7, 8))
    assert (scenario.peak_qps, scenario.peak_days, scenario.peak_month) == (50, 0, 1)
    assert (scenario.materials, scenario.activities) == (1, 1)
    assert (scenario.tier_basis, scenario.count_free_quota) == ("overage", True)
    assert (scenario.months, scenario.total_calls) == (2, 15)


def test_a_scenario_never_changes():
    scenario = Scenario((1,))
    with pytest.raises(FrozenInstanceError):
        scenario.materials = 2


def test_the_limits_of_the_product():
    assert LIMITS["monthly_calls"] == (0, 10_000_000_000)
    assert LIMITS["months"] == (1, 12)
    assert LIMITS["activities"][0] == 1


@pytest.mark.parametrize("name", ONE_NUMBER)
def test_both_ends_of_a_limit_are_allowed_and_nothing_beyond(name):
    low, high = LIMITS[name]
    assert getattr(Scenario((1,), **{name: low}), name) == low
    assert getattr(Scenario((1,), **{name: high}), name) == high
    assert faults(**{name: low - 1}) == [("out_of_range", name, f"{low - 1:,}")]
    assert faults(**{name: high + 1}) == [("out_of_range", name, f"{high + 1:,}")]


def test_calls_of_a_month_from_none_to_ten_thousand_million():
    assert Scenario((0, 10_000_000_000)).total_calls == 10_000_000_000
    assert faults((-1,)) == [("out_of_range", "monthly_calls", "-1")]
    assert faults((0, 10_000_000_001)) == [("out_of_range", "monthly_calls", "10,000,000,001")]


def test_one_to_twelve_months():
    assert Scenario((1,) * 12).months == 12
    assert faults((1,) * 13) == [("out_of_range", "months", "13")]
    assert faults(()) == [("out_of_range", "months", "0")]


def test_the_peak_lies_within_the_months():
    assert Scenario((1, 1, 1), peak_month=3).peak_month == 3
    assert faults((1, 1, 1), peak_month=4) == [("out_of_range", "peak_month", "4")]
    assert faults((1, 1, 1), peak_month=0) == [("out_of_range", "peak_month", "0")]


@pytest.mark.parametrize("value", [1.0, True, "1", None])
def test_only_whole_numbers(value):
    assert faults(materials=value) == [("not_a_whole_number", "materials", repr(value))]
    assert faults((value,)) == [("not_a_whole_number", "monthly_calls", repr(value))]


def test_tier_basis_is_one_of_two_words():
    assert Scenario((1,), tier_basis="total").tier_basis == "total"
    assert faults(tier_basis="calls") == [("not_allowed", "tier_basis", "calls")]


def test_all_faults_at_once():
    found = faults((-1, -2), peak_qps=-3, peak_days=367, peak_month=3, tier_basis="x")
    assert [(code, where) for code, where, _ in found] == [
        ("out_of_range", "monthly_calls"),
        ("out_of_range", "monthly_calls"),
        ("out_of_range", "peak_qps"),
        ("out_of_range", "peak_days"),
        ("out_of_range", "peak_month"),
        ("not_allowed", "tier_basis"),
    ]


def test_a_fault_says_what_is_allowed():
    with pytest.raises(InvalidScenario, match="peak_days: 367 is out of range; allowed: 0 to 366"):
        Scenario((1,), peak_days=367)
