"""The browser's copy: its text read back, whatever else is in there told; handed over, and written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.inputs.link import LinkInputs
from dashboard.questions.scenarios.kept_copy import (
    FORMAT,
    VERSION,
    KeptCopy,
    handed_over,
    read_text,
    write_text,
)
from dashboard.questions.scenarios.saved import Saved, Shelf, added, name_of, saved
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
    assert read_text(write_text(scenarios)) == (scenarios, True)


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
        text({"name": "A", "more": 1}, version=VERSION + 1),
        text(version="2"),
        '{"format": "face-fusion-scenarios", "version": 1}',
        '{"format": "face-fusion-scenarios", "version": 1, "scenarios": {}}',
        write_text((Saved("A", LinkInputs()),))[:-5],
    ],
)
def test_what_is_no_such_text_is_told(damaged):
    assert read_text(damaged) == ((), False)


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
def test_a_scenario_that_is_none_is_left_out_and_the_others_are_read(entry):
    found = read_text(text({"name": "A", "link": "calls=7"}, entry))
    assert found == ((Saved("A", LinkInputs(calls=7)),), False)


def test_two_of_one_name_are_told_apart():
    found, _ = read_text(text({"name": "A", "link": ""}, {"name": "A", "link": "calls=7"}))
    assert names(found) == ["A", "A (2)"]


def test_what_a_list_has_no_room_for_is_left_out(monkeypatch):
    monkeypatch.setattr("dashboard.questions.scenarios.kept_copy.MOST", 2)
    found, whole = read_text(text(*({"name": name, "link": ""} for name in "ABC")))
    assert (names(found), whole) == (["A", "B"], False)


@given(JSON)
def test_any_json_is_answered(content):
    assert read_text(json.dumps(content)) == ((), False)


def of(*names, calls=1):
    return tuple(Saved(name, LinkInputs(calls=calls)) for name in names)


def names(scenarios):
    return [each.name for each in scenarios]


def begun(text=None, scenarios=()):
    return handed_over(KeptCopy(), Shelf(scenarios), 1, text)


def test_nothing_is_known_until_the_browser_has_told():
    assert not KeptCopy().is_read
    assert KeptCopy().text is None


def test_what_the_browser_keeps_is_the_list():
    copy, shelf = begun(write_text(of("A", "B")))
    assert copy == KeptCopy(taken=1)  # nothing to write: it has it already
    assert copy.is_read
    assert shelf == Shelf(of("A", "B"))


def test_a_browser_that_keeps_nothing_is_asked_for_nothing():
    assert begun() == (KeptCopy(taken=1), Shelf())


def test_what_was_saved_before_the_browser_answered_is_kept_too():
    copy, shelf = begun(write_text(of("A")), scenarios=of("B"))
    assert names(shelf.scenarios) == ["A", "B"]
    assert read_text(copy.text) == (shelf.scenarios, True)
    assert copy.asked == 1


def test_a_change_is_written_and_answered():
    asked = begun()[0].asking(of("A"))
    assert (asked.asked, read_text(asked.text)) == (1, (of("A"), True))
    assert asked.answered(1, "").text is None


def test_an_answer_to_an_older_write_is_not_one_to_the_newest():
    copy = begun()[0].asking(of("A")).asking(of("A", "B"))
    assert copy.answered(1, "") is copy
    assert copy.answered(2, "").text is None


def test_the_list_that_another_tab_wrote_last_is_the_list():
    copy, shelf = begun(write_text(of("A", "B")))
    shelf = shelf.changed("saved", of("A", "B", "M"), "M")
    copy, shelf = handed_over(copy.asking(shelf.scenarios), shelf, 2, write_text(of("B", "T")))
    assert shelf == Shelf(of("B", "T"))  # their list has no step of this visit to undo
    assert (copy.taken, copy.text) == (2, None)
    assert handed_over(copy, shelf, 3, write_text(()))[1] == Shelf()


def test_a_handover_that_is_told_again_counts_once():
    copy, shelf = begun(write_text(of("A")))
    mine = shelf.changed("saved", of("A", "M"), "M")
    asking = copy.asking(mine.scenarios)
    assert handed_over(asking, mine, 1, write_text(of("A"))) == (asking, mine)


def test_a_storage_that_somebody_emptied_is_filled_anew():
    copy, shelf = begun(write_text(of("A")))
    copy, shelf = handed_over(copy, shelf, 2, None)
    assert names(shelf.scenarios) == ["A"]
    assert read_text(copy.text) == (of("A"), True)


def test_blocked_storage_takes_nothing_from_the_visit():
    copy, shelf = handed_over(KeptCopy(), Shelf(of("A")), 1, None, "blocked")
    assert (copy.trouble, copy.is_read, shelf.scenarios) == ("blocked", True, of("A"))
    assert copy.answered(copy.asked, "blocked").text is None  # not asked again for what has failed


def test_a_full_storage_is_told_and_the_next_change_tries_again():
    copy = begun()[0].asking(of("A")).answered(1, "full")
    assert copy.trouble == "full"
    again = copy.asking(of("B"))
    assert again.asked == 2
    assert again.answered(2, "").trouble == ""


@pytest.mark.parametrize(
    ("damaged", "read"), [("{", []), (text({"name": "A", "link": ""}, 7), ["A"])], ids=["all", "in part"]
)
def test_a_damaged_text_is_told_until_the_next_change_replaces_it(damaged, read):
    copy, shelf = begun(damaged)
    assert names(shelf.scenarios) == read
    assert copy.damaged
    assert copy.text is None  # it stays there until then
    assert not copy.asking(of("B")).damaged


def test_damage_during_a_visit_takes_nothing_from_it():
    copy, shelf = begun(write_text(of("A", "B")))
    copy, shelf = handed_over(copy, shelf, 2, "}")
    assert names(shelf.scenarios) == ["A", "B"]
    assert copy.damaged
