"""A comparison in the link: read back as it was written, short enough, and nonsense is named."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.inputs.link import LinkInputs, read_link, with_table
from dashboard.questions.scenarios.comparison_link import (
    LONGEST,
    MOST,
    PARAMETER,
    comparison_address,
    read_comparison,
    write_comparison,
)
from dashboard.questions.scenarios.saved import LONGEST_NAME, Saved, added, name_of, saved
from pricing.errors import Fault
from tests.dashboard.any_inputs import INPUTS

ADDRESS = "https://prices.example/app/scenarios"
NAMES = st.text(max_size=LONGEST_NAME).map(name_of).filter(lambda name: not isinstance(name, Fault))
LISTS = st.lists(st.builds(saved, NAMES, INPUTS), min_size=1, max_size=MOST).map(
    lambda scenarios: added((), scenarios)
)
TABLE = with_table(LinkInputs(), tuple(9_876_543_210 - month for month in range(12)))


@given(LISTS)
def test_what_is_written_is_read_back(scenarios):
    comparison = read_comparison(write_comparison(scenarios))
    assert (comparison.scenarios, comparison.faults) == (scenarios, ())


@given(LISTS, INPUTS)
def test_the_address_carries_both_the_scenario_and_the_comparison(scenarios, inputs):
    link = comparison_address(ADDRESS, inputs, scenarios)
    if link is None:  # names of eight times a hundred strange letters
        return
    assert len(link) <= LONGEST
    found = parse_qs(urlsplit(link).query)
    assert read_comparison(found.pop(PARAMETER)).scenarios == scenarios
    assert read_link({name: "".join(value) for name, value in found.items()}) == (inputs, ())


def test_a_person_can_read_it():
    scenarios = (
        Saved("Campaign", LinkInputs(calls=500_000, months=1, qps=200, days=14)),
        Saved("App 2", with_table(LinkInputs(), (100, 200, 300))),
    )
    assert comparison_address(ADDRESS, LinkInputs(), scenarios) == (
        f"{ADDRESS}?compare=Campaign~calls.500000~months.1~qps.200~days.14"
        "&compare=App+2~shape.table~table.100+200+300"
    )


@pytest.mark.parametrize(
    ("name", "most"), [("Campaign", 1_800), ("春节营销活动方案", 2_300), ("x" * LONGEST_NAME, 2_600)]
)
def test_eight_of_twelve_uneven_months_fit(name, most):
    inputs = replace(TABLE, qps=400, days=14, materials=90, basis="total")
    scenarios = added((), [Saved(name, inputs)] * MOST)
    link = comparison_address(ADDRESS, LinkInputs(), scenarios)
    assert link is not None
    assert len(link) <= most
    assert read_comparison(parse_qs(urlsplit(link).query)[PARAMETER]).scenarios == scenarios


def test_what_is_too_long_for_a_link_has_none():
    long = added((), [Saved("名" * LONGEST_NAME, TABLE)] * MOST)
    assert comparison_address(ADDRESS, LinkInputs(), long) is None
    assert comparison_address(ADDRESS, LinkInputs(), long[:4]) is not None


def test_more_than_eight_have_none():
    nine = added((), [Saved("A", LinkInputs())] * (MOST + 1))
    assert comparison_address(ADDRESS, LinkInputs(), nine) is None


@pytest.mark.parametrize(
    ("value", "where", "said"),
    [
        ("", "name", "missing"),
        ("~calls.5", "name", "missing"),
        ("x" * 101, "name", "has 101 characters"),
        ("A~calls.abc", "calls", "'abc' is not a whole number"),
        ("A~calls.-5", "calls", "-5 is out of range"),
        ("A~colour.red", "compare", "'colour.red' is not known"),
        ("A~lang.zh", "compare", "'lang.zh' is not known"),
        ("A~calls.1~calls.2", "compare", "'calls.2' is not known"),
        ("A~", "compare", "'' is not known"),
        ("A~shape.table", "table", "missing"),
        ("A~shape.table~table.1 x 3", "table", "'x' is not a whole number"),
        ("A~months.3~peak_month.4", "peak_month", "4 is out of range; allowed: 1 to 3"),
        ("A~book.none", "book", "'none' is not known"),
        ("<script>alert(1)</script>~~~", "compare", "'' is not known"),
    ],
)
def test_nonsense_is_left_out_and_named(value, where, said):
    comparison = read_comparison([value, "Good~calls.7"])
    assert comparison.scenarios == (Saved("Good", LinkInputs(calls=7)),)
    name, fault = comparison.faults[0]
    assert value.startswith(name)
    assert fault.where == where
    assert said in str(fault)


@given(st.lists(st.text(max_size=60), max_size=12))
def test_anything_is_answered(values):
    comparison = read_comparison(values)
    assert len(comparison.scenarios) <= MOST
    assert all(str(fault) for _, fault in comparison.faults)
    assert len(comparison.scenarios) + len(comparison.faults) >= min(len(values), MOST)


def test_a_ninth_is_named():
    comparison = read_comparison([f"A{number}" for number in range(9)])
    assert len(comparison.scenarios) == MOST
    assert str(comparison.faults[0][1]) == "compare: 9 entries are too many; allowed: at most 8"


def test_two_of_one_name_are_told_apart():
    comparison = read_comparison(["A", "A~calls.5"])
    assert [each.name for each in comparison.scenarios] == ["A", "A (2)"]
