"""The copy of the saved scenarios that the browser keeps: its text, and what is to be written when.

The browser hands over its text when a visit begins and when another tab has written: that is the list then,
so of two tabs the last one that writes wins. It is asked to write whenever the list changes. Handovers and
writes have numbers: the browser tells each again until it is heard, and what was heard before counts no more.

{"format": "face-fusion-scenarios", "version": 1,
 "scenarios": [{"name": "Campaign", "link": "calls=500000&months=1"}]}
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Final, Literal
from urllib.parse import parse_qsl, urlencode

from dashboard.inputs.link import read_link, write_link
from dashboard.questions.scenarios.comparison_link import OF_EACH
from dashboard.questions.scenarios.saved import MOST, Saved, Scenarios, Shelf, added, name_of, saved

FORMAT: Final = "face-fusion-scenarios"
VERSION: Final = 1

Trouble = Literal["", "blocked", "full"]
"""Why nothing is kept: the browser's storage is closed to the page, or has no more room."""


@dataclass(frozen=True)
class KeptCopy:
    """What the browser keeps as far as this visit knows.

    ``taken`` is the number of the last handover, 0 before the first; ``asked`` that of the last write, and
    ``text`` what is to be written, None once the browser has answered. ``damaged``: what the browser keeps
    can't be read, or not all of it.
    """

    taken: int = 0
    asked: int = 0
    text: str | None = None
    trouble: Trouble = ""
    damaged: bool = False

    @property
    def is_read(self) -> bool:
        """Whether the browser has told what it keeps."""
        return self.taken > 0

    def asking(self, scenarios: Scenarios) -> KeptCopy:
        """Return the copy that asks the browser to keep ``scenarios``."""
        return replace(self, asked=self.asked + 1, text=write_text(scenarios), damaged=False)

    def answered(self, number: int, trouble: Trouble) -> KeptCopy:
        """Return the copy after the browser has written, or could not write, what was asked for."""
        return replace(self, text=None, trouble=trouble) if number == self.asked else self


def handed_over(
    copy: KeptCopy, shelf: Shelf, number: int, text: str | None, trouble: Trouble = ""
) -> tuple[KeptCopy, Shelf]:
    """Return the copy and the shelf after a handover; ``text`` None means that the browser keeps nothing.

    What was saved before the first handover stays, behind what the browser has. That somebody emptied the
    browser's storage takes nothing from this visit.
    """
    if number <= copy.taken:
        return copy, shelf
    first = not copy.is_read
    copy = replace(copy, taken=number, trouble=trouble)
    if text is None:
        return (copy.asking(shelf.scenarios) if shelf.scenarios else copy), shelf
    kept, whole = read_text(text)
    copy = replace(copy, text=None, damaged=not whole)
    if first and shelf.scenarios:
        both = added(kept, shelf.scenarios)
        return copy.asking(both), Shelf(both)
    if kept or whole:
        return copy, Shelf(kept)
    return copy, shelf


def write_text(scenarios: Scenarios) -> str:
    """Return ``scenarios`` as text; `read_text` gives them back."""
    entries = [{"name": each.name, "link": urlencode(write_link(each.inputs))} for each in scenarios]
    content = {"format": FORMAT, "version": VERSION, "scenarios": entries}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def read_text(text: str) -> tuple[Scenarios, bool]:
    """Return the scenarios of ``text``, whoever wrote it, and whether that is all there is in it."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return (), False
    if not isinstance(content, dict) or content.get("format") != FORMAT or content.get("version") != VERSION:
        return (), False
    entries = content.get("scenarios")
    if not isinstance(entries, list):
        return (), False
    found = [scenario for entry in entries[:MOST] if (scenario := _scenario(entry)) is not None]
    return added((), found), len(found) == len(entries)


def _scenario(entry: Any) -> Saved | None:  # noqa: ANN401  JSON that anyone may have written
    if not isinstance(entry, dict):
        return None
    name, link = entry.get("name"), entry.get("link")
    if not isinstance(name, str) or not isinstance(link, str):
        return None
    read = name_of(name)
    pairs = parse_qsl(link, keep_blank_values=True)
    params = dict(pairs)
    if not isinstance(read, str) or len(params) < len(pairs) or params.keys() - {*OF_EACH}:
        return None
    inputs, faults = read_link(params)
    return None if faults else saved(read, inputs)
