"""Saved scenarios: names are names, an operation leaves the rest alone, undo takes back one step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.inputs.link import LinkInputs
from dashboard.questions.scenarios import saved as saved_scenarios
from dashboard.questions.scenarios.saved import (
    LONGEST_NAME,
    MOST,
    MOST_CHANGES,
    Saved,
    Shelf,
    added,
    duplicated,
    name_of,
    not_among,
    only,
    renamed,
    saved,
    updated,
    without,
)
from pricing.errors import Fault, InvalidScenario


def of(*names, calls=1):
    return tuple(Saved(name, LinkInputs(calls=calls)) for name in names)


def names(scenarios):
    return [each.name for each in scenarios]


LISTS = st.lists(
    st.builds(Saved, st.sampled_from("ABCDEF"), st.integers(1, 3).map(lambda calls: LinkInputs(calls=calls))),
    unique_by=lambda each: each.name,
    max_size=6,
).map(tuple)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Campaign", "Campaign"),
        ("  two\n words\t", "two words"),
        ("活动 A", "活动 A"),
        ("=1+1", "=1+1"),
        ("<b>x</b> **y** :smile:", "<b>x</b> **y** :smile:"),
        ("a\x00b\x07", "ab"),
        ("half \ud83d", "half ?"),
        ("e\u0301te\u0301", "été"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
    ],
)
def test_a_name_is_one_line(typed, name):
    assert name_of(typed) == name


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "name: missing; allowed: 1 to 100 characters"),
        (" \n ", "name: missing; allowed: 1 to 100 characters"),
        ("x" * 101, f"name: '{'x' * 35}...' has 101 characters; allowed: at most 100"),
        ("名" * 10_000, f"name: '{'名' * 35}...' has 10,000 characters; allowed: at most 100"),
    ],
)
def test_what_is_no_name_is_said(typed, said):
    fault = name_of(typed)
    assert isinstance(fault, Fault)
    assert str(fault) == said


@given(st.text(max_size=150))
def test_a_name_stays_itself(typed):
    name = name_of(typed)
    if not isinstance(name, Fault):
        assert name_of(name) == name
        assert name.encode()


def test_what_is_saved_has_no_language():
    assert saved("A", LinkInputs(calls=7, lang="zh_Hans")) == Saved("A", LinkInputs(calls=7))


def test_a_second_a_becomes_a_2():
    assert names(added(of("A"), of("A", "A", "B"))) == ["A", "A (2)", "A (3)", "B"]
    assert names(added(of("A", "A (2)"), of("A", "A (2)"))) == ["A", "A (2)", "A (3)", "A (4)"]
    assert names(added(of("Plan (2027)"), of("Plan (2027)"))) == ["Plan (2027)", "Plan (2027) (2)"]


def test_a_numbered_name_is_no_longer_than_any():
    long = "x" * LONGEST_NAME
    assert names(added(of(long), of(long))) == [long, "x" * 96 + " (2)"]


def test_ten_thousand_of_one_name_are_told_apart():
    many = added((), of(*["A"] * 10_000))
    assert len({*names(many)}) == 10_000
    assert many[-1].name == "A (10000)"


def test_long_names_that_begin_alike_are_told_apart_in_few_tries(monkeypatch):
    tried = []
    numbered = saved_scenarios._numbered
    monkeypatch.setattr(saved_scenarios, "_numbered", lambda *asked: tried.append(asked) or numbered(*asked))
    long = of(*(f"{'x' * (LONGEST_NAME - 4)}{number:04}" for number in range(1_000)))
    both = duplicated(long, names(long))
    assert len({*names(both)}) == 2_000
    assert len(tried) == 1_000


def test_operations():
    three = of("A", "B", "C")
    assert names(duplicated(three, {"A", "C"})) == ["A", "A (2)", "B", "C", "C (2)"]
    assert names(renamed(three, "B", "D")) == ["A", "D", "C"]
    assert names(renamed(three, "B", "A")) == ["A", "A (2)", "C"]
    assert renamed(three, "B", "B") == three
    assert names(without(three, {"B"})) == ["A", "C"]
    assert names(only(three, {"C", "A"})) == ["A", "C"]
    assert updated(three, "B", LinkInputs(calls=9, lang="en"))[1] == Saved("B", LinkInputs(calls=9))
    assert not_among(three, (*of("A"), *of("B", calls=2), *of("D"))) == (*of("B", calls=2), *of("D"))


@given(LISTS, LISTS, st.sets(st.sampled_from("ABCDEF")), st.sampled_from("ABCDEF"))
def test_names_stay_unique_and_the_others_stay_as_they_were(scenarios, others, chosen, new):
    for after in (
        added(scenarios, others),
        duplicated(scenarios, chosen),
        renamed(scenarios, new, "B"),
    ):
        assert len({*names(after)}) == len(after)
    kept = [each for each in duplicated(scenarios, chosen) if each in scenarios]
    assert tuple(kept) == scenarios
    assert added(scenarios, others)[: len(scenarios)] == scenarios


def test_undo_takes_back_the_last_change_and_no_more():
    shelf = Shelf(of("A", "B", "C"))
    deleted = shelf.changed("deleted", without(shelf.scenarios, {"B"}), "B")
    both = deleted.changed("duplicated", duplicated(deleted.scenarios, {"A"}), "A")
    assert names(both.scenarios) == ["A", "A (2)", "C"]
    assert both.undone().scenarios == deleted.scenarios
    assert both.undone().undone().scenarios == shelf.scenarios
    assert both.undone().undone().undone() == Shelf(shelf.scenarios)


def test_what_changes_nothing_is_no_step():
    shelf = Shelf(of("A"))
    assert shelf.changed("renamed", of("A"), "A") is shelf


def test_only_the_latest_steps_are_remembered():
    shelf = Shelf()
    for number in range(MOST_CHANGES + 5):
        shelf = shelf.changed("saved", added(shelf.scenarios, of("A")), f"A {number}")
    assert len(shelf.changes) == MOST_CHANGES
    for _ in range(MOST_CHANGES):
        shelf = shelf.undone()
    assert len(shelf.scenarios) == 5


def test_too_many_are_refused_and_the_list_stays():
    shelf = Shelf(of("A"))
    with pytest.raises(InvalidScenario, match=r"15,001 entries are too many; allowed: at most 15,000"):
        shelf.changed("added", added((), of(*["A"] * (MOST + 1))), "A")
