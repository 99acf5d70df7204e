"""The browser's copy: handed over, written, and never written over what another tab has put there."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.inputs.link import LinkInputs
from dashboard.questions.scenarios.kept_copy import KeptCopy, handed_over
from dashboard.questions.scenarios.saved import Saved, Shelf, added, without
from dashboard.questions.scenarios.stored_text import read_text, write_text


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
    assert copy.is_read
    assert names(shelf.scenarios) == ["A", "B"]
    assert copy.asked == copy.answered == 0  # it has it already


def test_a_browser_that_keeps_nothing_is_asked_for_nothing():
    copy, shelf = begun()
    assert (copy.is_read, copy.asked, shelf) == (True, 0, Shelf())


def test_what_was_saved_before_the_browser_answered_is_kept_too():
    copy, shelf = begun(write_text(of("A")), scenarios=of("B"))
    assert names(shelf.scenarios) == ["A", "B"]
    assert read_text(copy.text).scenarios == shelf.scenarios
    assert copy.asked == 1


def test_a_change_is_written_once():
    copy, _ = begun()
    asked = copy.in_step(of("A"))
    assert (asked.asked, asked.answered) == (1, 0)
    assert read_text(asked.text).scenarios == of("A")
    assert asked.in_step(of("A")) is asked
    done = asked.answer(1, "")
    assert (done.base, done.text, done.answered) == (of("A"), None, 1)
    assert done.in_step(of("A")) is done


def test_an_answer_to_an_older_write_is_not_one_to_the_newest():
    copy = begun()[0].in_step(of("A")).in_step(of("A", "B"))
    assert copy.asked == 2
    assert copy.answer(1, "") is copy
    assert copy.answer(2, "").base == of("A", "B")


def test_an_answer_that_a_handover_has_overtaken_changes_nothing_that_is_known():
    asked = begun()[0].in_step(of("A"))
    copy, shelf = handed_over(asked, Shelf(of("A")), 2, write_text(of("A", "T")))
    assert names(shelf.scenarios) == ["A", "T"]
    late = copy.answer(1, "")
    assert (late.base, late.answered) == (of("A", "T"), 1)
    assert late.in_step(shelf.scenarios) is late


def test_another_tab_s_change_and_one_s_own_are_brought_together():
    copy, shelf = begun(write_text(of("A", "B")))
    shelf = shelf.changed("saved", added(shelf.scenarios, of("M")), "M")
    copy = copy.in_step(shelf.scenarios)
    copy, shelf = handed_over(copy, shelf, 2, write_text(of("B", "T")))  # they deleted A and added T
    assert names(shelf.scenarios) == ["B", "T", "M"]
    assert read_text(copy.text).scenarios == shelf.scenarios
    assert copy.taken == 2
    assert shelf.changes  # undo still works


def test_a_storage_that_somebody_emptied_is_filled_anew():
    copy, shelf = begun(write_text(of("A")))
    copy, shelf = handed_over(copy, shelf, 2, None)
    assert names(shelf.scenarios) == ["A"]
    assert read_text(copy.text).scenarios == of("A")


def test_a_list_that_another_tab_emptied_is_empty():
    copy, shelf = begun(write_text(of("A")))
    copy, shelf = handed_over(copy, shelf, 2, write_text(()))
    assert shelf.scenarios == ()
    assert copy.text is None


def test_blocked_storage_takes_nothing_from_the_visit():
    copy, shelf = handed_over(KeptCopy(), Shelf(of("A")), 1, None, "blocked")
    assert (copy.trouble, copy.is_read, shelf.scenarios) == ("blocked", True, of("A"))
    asked = copy.in_step(of("A", "B"))
    failed = asked.answer(asked.asked, "blocked")
    assert failed.trouble == "blocked"
    assert failed.in_step(of("A", "B")) is failed  # not asked again for what has failed


def test_a_full_storage_is_told_and_the_next_change_tries_again():
    copy = begun()[0].in_step(of("A")).answer(1, "full")
    assert copy.trouble == "full"
    again = copy.in_step(of("B"))
    assert again.asked == 2
    assert again.answer(2, "").trouble == ""


@pytest.mark.parametrize(
    ("text", "damage", "read"),
    [
        ("{", "unreadable", []),
        ('{"format":"face-fusion-scenarios","version":9}', "newer", []),
        (
            '{"format":"face-fusion-scenarios","version":1,"scenarios":[{"name":"A","link":""},7]}',
            "in_part",
            ["A"],
        ),
    ],
)
def test_a_damaged_text_is_put_aside_at_once(text, damage, read):
    copy, shelf = begun(text)
    assert names(shelf.scenarios) == read
    assert copy.stored.damage == damage
    assert copy.rescue
    assert names(read_text(copy.text).scenarios) == read
    done = copy.answer(copy.asked, "")
    assert not done.rescue
    assert done.stored.damage == damage  # still told


def test_damage_during_a_visit_takes_nothing_from_it():
    copy, shelf = begun(write_text(of("A", "B")))
    copy, shelf = handed_over(copy, shelf, 2, "}")
    assert names(shelf.scenarios) == ["A", "B"]
    assert copy.rescue


def test_what_finds_no_room_is_put_aside_and_this_visit_loses_nothing(monkeypatch):
    monkeypatch.setattr("dashboard.questions.scenarios.kept_copy.MOST", 3)
    copy, shelf = begun(write_text(of("A", "S", "T", calls=2)), scenarios=of("A", "B"))
    assert [(each.name, each.inputs.calls) for each in shelf.scenarios] == [("A", 2), ("B", 1), ("A (2)", 1)]
    assert (copy.rescue, copy.stored.damage, copy.stored.lost) == (True, "in_part", 2)
    assert read_text(copy.text).scenarios == shelf.scenarios


@dataclass
class Storage:
    text: str | None = None


@dataclass
class Tab:
    """A tab as static/browser_store.js and `scenario_shelf` play together, message by message."""

    storage: Storage
    copy: KeptCopy = field(default_factory=KeptCopy)
    shelf: Shelf = field(default_factory=Shelf)
    handed: int = 0
    known: str | None = None
    written: int = 0
    sent: list[tuple] = field(default_factory=list)

    def browser_looks(self):
        if self.handed == 0 or self.storage.text != self.known:
            self.known = self.storage.text
            self.handed += 1
            self.sent.append(("handed", self.handed, self.known))
        elif self.copy.taken == self.handed and self.copy.asked not in (self.copy.answered, self.written):
            self.storage.text = self.known = self.copy.text
            self.written = self.copy.asked
            self.sent.append(("written", self.written))

    def server_hears(self):
        if self.sent:
            event, *told = self.sent.pop(0)
            if event == "handed":
                self.copy, self.shelf = handed_over(self.copy, self.shelf, *told)
            else:
                self.copy = self.copy.answer(*told, "")

    def change(self, scenarios):
        self.shelf = self.shelf.changed("saved", scenarios, "")
        self.copy = self.copy.in_step(self.shelf.scenarios)


STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["look", "hear", "add", "delete", "undo"])), max_size=40
)


@given(STEPS)
def test_two_tabs_end_up_with_the_same_list_and_lose_nothing(steps):
    storage = Storage()
    tabs = [Tab(storage), Tab(storage)]
    saved, deleted = set(), set()
    for number, (which, what) in enumerate(steps):
        tab = tabs[which]
        if what == "look":
            tab.browser_looks()
        elif what == "hear":
            tab.server_hears()
        elif what == "add":
            tab.change(added(tab.shelf.scenarios, of(f"S{number}")))
            saved.add(f"S{number}")
        elif what == "delete" and tab.shelf.scenarios:
            gone = tab.shelf.scenarios[0].name
            tab.change(without(tab.shelf.scenarios, {gone}))
            deleted.add(gone)
    for _ in range(12):  # quiet: every message arrives
        for tab in tabs:
            tab.browser_looks()
            tab.server_hears()
    one, other = (tab.shelf.scenarios for tab in tabs)
    assert one == other == read_text(storage.text or write_text(())).scenarios
    assert {*names(one)} >= saved - deleted
