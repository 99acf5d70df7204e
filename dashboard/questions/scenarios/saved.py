"""The scenarios that a visitor has saved: frozen lists, what can be done with them, and undo.

A scenario is known by its name, which no other of the list has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from dashboard.inputs.link import LinkInputs
from pricing.errors import Fault, InvalidScenario, shown

LONGEST_NAME: Final = 100
MOST: Final = 15_000
"""Scenarios in a list: what some 5 million characters of a browser's storage hold for sure."""
SHORTEST_STEM: Final = LONGEST_NAME - len(f" ({MOST})")
"""What a number leaves of a name at least."""
MOST_CHANGES: Final = 20

Deed = Literal["saved", "added", "updated", "renamed", "duplicated", "deleted", "kept"]
"""What was done to a list; "kept" deleted all others."""


@dataclass(frozen=True)
class Saved:
    """A name and everything that a link says of a scenario, but no language."""

    name: str
    inputs: LinkInputs


Scenarios = tuple[Saved, ...]


@dataclass(frozen=True)
class Change:
    """One step that can be undone: what was done, to whom (the first of ``count``), and the list before."""

    deed: Deed
    name: str
    count: int
    before: Scenarios


@dataclass(frozen=True)
class Shelf:
    """The list as it is, and the latest changes of this visit, the newest last."""

    scenarios: Scenarios = ()
    changes: tuple[Change, ...] = ()

    def changed(self, deed: Deed, scenarios: Scenarios, name: str, count: int = 1) -> Shelf:
        """Return the shelf with ``scenarios`` in place of its own. Raises InvalidScenario for too many."""
        if len(scenarios) > MOST:
            most = {"high": f"{MOST:,}"}
            raise InvalidScenario((Fault("too_many", "scenarios", f"{len(scenarios):,}", most),))
        if scenarios == self.scenarios:
            return self
        change = Change(deed, name, count, self.scenarios)
        return Shelf(scenarios, (*self.changes, change)[-MOST_CHANGES:])

    def undone(self) -> Shelf:
        """Return the shelf without its newest change."""
        return Shelf(self.changes[-1].before, self.changes[:-1]) if self.changes else self


def name_of(text: str) -> str | Fault:
    """Return the name that ``text`` says, on one line and trimmed, or its fault.

    What looks alike is alike: letters with accents are written in one way.
    """
    line = text.encode("utf-8", "replace").decode("utf-8")  # half a character is no text
    line = "".join(mark for mark in line if mark.isspace() or unicodedata.category(mark) != "Cc")
    name = " ".join(unicodedata.normalize("NFC", line).split())
    if not name:
        return Fault("text_missing", "name", "", {"high": str(LONGEST_NAME)})
    if len(name) > LONGEST_NAME:
        counts = {"count": f"{len(name):,}", "high": str(LONGEST_NAME)}
        return Fault("text_too_long", "name", shown(name), counts)
    return name


def saved(name: str, inputs: LinkInputs) -> Saved:
    """Return ``inputs`` under ``name``, which `name_of` has returned."""
    return Saved(name, replace(inputs, lang=None))


def added(scenarios: Scenarios, others: Iterable[Saved]) -> Scenarios:
    """Return the list with ``others`` at its end: a second "A" becomes "A (2)"."""
    return (*scenarios, *_named_apart({each.name for each in scenarios}, others))


def not_among(scenarios: Scenarios, others: Scenarios) -> Scenarios:
    """Return those of ``others`` that the list has not yet, under this name and with these values."""
    there = set(scenarios)
    return tuple(other for other in others if other not in there)


def updated(scenarios: Scenarios, name: str, inputs: LinkInputs) -> Scenarios:
    """Return the list with other values under ``name``."""
    return tuple(saved(name, inputs) if each.name == name else each for each in scenarios)


def renamed(scenarios: Scenarios, name: str, new: str) -> Scenarios:
    """Return the list with ``new`` for ``name``; "A (2)" where another is called "A" already."""
    others = {each.name for each in scenarios if each.name != name}
    return tuple(
        next(_named_apart(others, [replace(each, name=new)])) if each.name == name else each
        for each in scenarios
    )


def duplicated(scenarios: Scenarios, names: Collection[str]) -> Scenarios:
    """Return the list with a copy behind each of ``names``: "A (2)" behind "A"."""
    copies = _named_apart(
        {each.name for each in scenarios}, (each for each in scenarios if each.name in names)
    )
    return tuple(
        item for each in scenarios for item in ((each, next(copies)) if each.name in names else (each,))
    )


def without(scenarios: Scenarios, names: Collection[str]) -> Scenarios:
    """Return the list without ``names``."""
    return tuple(each for each in scenarios if each.name not in names)


def only(scenarios: Scenarios, names: Collection[str]) -> Scenarios:
    """Return those of the list that ``names`` tells, in the list's order."""
    return tuple(each for each in scenarios if each.name in names)


def _named_apart(taken: set[str], scenarios: Iterable[Saved]) -> Iterator[Saved]:
    """Yield the scenarios under names that are not ``taken``, by no other one of them either."""
    taken = set(taken)
    next_number: dict[str, int] = {}
    for each in scenarios:
        name = each.name
        if name in taken:
            stem = re.sub(r" \([0-9]{1,3}\)$", "", name)
            beginning = stem[:SHORTEST_STEM]  # all that the numbered names of long ones may differ in
            number = next_number.get(beginning, 2)
            while (name := _numbered(stem, number)) in taken:
                number += 1
            next_number[beginning] = number + 1
        taken.add(name)
        yield replace(each, name=name)


def _numbered(stem: str, number: int) -> str:
    ending = f" ({number})"
    return stem[: LONGEST_NAME - len(ending)].rstrip() + ending
