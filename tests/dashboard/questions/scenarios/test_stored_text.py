"""The text that a browser keeps: read back whole, and whatever else is in there is told and not lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.inputs.link import LinkInputs
from dashboard.questions.scenarios.saved import Saved, added, name_of, saved
from dashboard.questions.scenarios.stored_text import FORMAT, VERSION, Stored, read_text, write_text
from pricing.errors import Fault
from tests.dashboard.any_inputs import INPUTS

NAMES = st.text(max_size=100).map(name_of).filter(lambda name: not isinstance(name, Fault))
LISTS = st.lists(st.builds(saved, NAMES, INPUTS), max_size=5).map(lambda scenarios: added((), scenarios))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def text(*entries, version=VERSION):
    return json.dumps({"format": FORMAT, "version": version, "scenarios": entries})


@given(LISTS)
def test_what_is_written_is_read_back(scenarios):
    assert read_text(write_text(scenarios)) == Stored(scenarios)


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "null",
        "[]",
        "7",
        '"x"',
        "[" * 100_000,
        "1" * 5_000,
        '{"version": 1, "scenarios": []}',
        text(version=0),
        text(version="2"),
        '{"format": "face-fusion-scenarios", "version": 1}',
        '{"format": "face-fusion-scenarios", "version": 1, "scenarios": {}}',
        write_text((Saved("A", LinkInputs()),))[:-5],
    ],
)
def test_what_is_no_such_text_is_told(damaged):
    assert read_text(damaged) == Stored(damage="unreadable")


def test_a_newer_version_is_told():
    assert read_text(text({"name": "A", "more": 1}, version=VERSION + 1)) == Stored(damage="newer")


@pytest.mark.parametrize(
    "entry",
    [
        None,
        [],
        {"name": "B"},
        {"link": ""},
        {"name": 7, "link": ""},
        {"name": "", "link": ""},
        {"name": "x" * 101, "link": ""},
        {"name": "B", "link": 7},
        {"name": "B", "link": "calls=abc"},
        {"name": "B", "link": "calls=1&calls=2"},
        {"name": "B", "link": "colour=red"},
        {"name": "B", "link": "lang=zh"},
        {"name": "B", "link": "months=3&peak_month=4"},
        {"name": "B", "link": "book=gone"},
        {"name": "B", "link": "calls="},
    ],
)
def test_a_scenario_that_is_none_is_counted_and_the_others_are_read(entry):
    found = read_text(text({"name": "A", "link": "calls=7"}, entry))
    assert found == Stored((Saved("A", LinkInputs(calls=7)),), "in_part", 1)


def test_two_of_one_name_are_told_apart():
    found = read_text(text({"name": "A", "link": ""}, {"name": "A", "link": "calls=7"}))
    assert [each.name for each in found.scenarios] == ["A", "A (2)"]


def test_what_a_list_has_no_room_for_is_counted(monkeypatch):
    monkeypatch.setattr("dashboard.questions.scenarios.stored_text.MOST", 2)
    entries = [{"name": name, "link": ""} for name in "ABC"]
    found = read_text(text(*entries))
    assert ([each.name for each in found.scenarios], found.damage, found.lost) == (["A", "B"], "in_part", 1)


@given(JSON)
def test_any_json_is_answered(content):
    found = read_text(json.dumps(content))
    assert found.damage
    assert not found.scenarios
