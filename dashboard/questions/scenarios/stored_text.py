"""Saved scenarios as the text that a browser keeps: JSON with a version, scenarios in the words of a link.

{"format": "face-fusion-scenarios", "version": 1,
 "scenarios": [{"name": "Campaign", "link": "calls=500000&months=1"}]}
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import parse_qsl, urlencode

from dashboard.inputs.link import read_link, write_link
from dashboard.questions.scenarios.comparison_link import OF_EACH
from dashboard.questions.scenarios.saved import MOST, Saved, Scenarios, added, name_of, saved

FORMAT: Final = "face-fusion-scenarios"
VERSION: Final = 1

Damage = Literal["", "unreadable", "newer", "in_part"]
"""What is wrong with a text: nothing; it is no such text; a newer app wrote it; some scenarios are none."""


@dataclass(frozen=True)
class Stored:
    """The scenarios of a text, and what is wrong with it; ``lost`` scenarios could not be taken."""

    scenarios: Scenarios = ()
    damage: Damage = ""
    lost: int = 0


def write_text(scenarios: Scenarios) -> str:
    """Return ``scenarios`` as text; `read_text` gives them back."""
    entries = [{"name": each.name, "link": urlencode(write_link(each.inputs))} for each in scenarios]
    content = {"format": FORMAT, "version": VERSION, "scenarios": entries}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def read_text(text: str) -> Stored:
    """Return what ``text`` holds, whoever wrote it; no more scenarios than a list may have."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return Stored(damage="unreadable")
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return Stored(damage="unreadable")
    version, entries = content.get("version"), content.get("scenarios")
    if version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        return Stored(damage="newer" if newer else "unreadable")
    if not isinstance(entries, list):
        return Stored(damage="unreadable")
    found = [scenario for entry in entries[:MOST] if (scenario := _scenario(entry)) is not None]
    lost = len(entries) - len(found)
    return Stored(added((), found), "in_part" if lost else "", lost)


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
