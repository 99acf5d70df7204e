"""What is wrong with a file of scenarios, in sentences of either language.

The readers of `pricing` write the place into a fault's ``where``, and some findings in English words: both
are taken apart here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from dashboard.language.texts import Texts
from pricing.errors import MESSAGES, Fault, message

LINE: Final = re.compile(r"\bline ([0-9]+)")
COLUMN: Final = re.compile(r", column ([a-z_]+)")
MONTH: Final = re.compile(r", month ([0-9]+)")

PHRASES: Final[Mapping[str, str]] = {
    "the file is empty": message("the file is empty"),
    "a header, but no row below it": message("a header, but no row below it"),
    "looks like UTF-16 or UTF-32 text": message("looks like UTF-16 or UTF-32 text"),
    "semicolons": message("semicolons"),
    "tabs": message("tabs"),
    "no other": message("no other"),
    "a quote that is not closed, or text behind a closed one": message(
        "a quote that is not closed, or text behind a closed one"
    ),
}
"""Findings that have no figure in them."""

Told = Callable[[Texts, re.Match[str]], str]
PATTERNS: Final[Mapping[re.Pattern[str], Told]] = {
    re.compile(r"([0-9]+) cells?"): lambda texts, found: texts.plural("{n} cell", "{n} cells", int(found[1])),
    re.compile(r"a cell of more than ([0-9,]+) characters, or a quote that is never closed"): (
        lambda texts, found: texts(
            "a cell of more than {high} characters, or a quote that is never closed", high=found[1]
        )
    ),
    re.compile(r"([0-9,]+) to ([0-9,]+), once or for each month"): lambda texts, found: texts(
        "{low} to {high}, once or for each month", low=found[1], high=found[2]
    ),
    re.compile(r"([0-9,]+) to ([0-9,]+), or the calls of each month"): lambda texts, found: texts(
        "{low} to {high}, or the calls of each month", low=found[1], high=found[2]
    ),
}
"""Findings with figures, and how they are told."""


def said(fault: Fault, texts: Texts, file: str) -> str:
    """Return ``fault`` in a sentence without its full stop, its place first; ``file`` is the file's name."""
    params = {name: _finding(text, texts) for name, text in fault.params.items()}
    place = _place(fault.where, texts) or file
    return texts(MESSAGES[fault.code], **params, where=place, value=_finding(fault.value, texts))


def _place(where: str, texts: Texts) -> str:
    line, column, month = (pattern.search(where) for pattern in (LINE, COLUMN, MONTH))
    if line is None:
        return ""
    place = texts("Line {row}", row=int(line[1]))
    if column:
        place = texts("Line {row}, column “{column}”", row=int(line[1]), column=column[1])
    return texts("{place}, month {month}", place=place, month=month[1]) if month else place


def _finding(text: str, texts: Texts) -> str:
    if text in PHRASES:
        return texts(PHRASES[text])
    for pattern, told in PATTERNS.items():
        if found := pattern.fullmatch(text):
            return told(texts, found)
    return text
