"""Which column of a sheet holds what: its headings, in English or Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.usage.cells import Cell, Line, Sheet, is_empty
from dashboard.usage.faults import UnusableFile, UsageFault
from pricing.errors import message, shown

Meaning = Literal["when", "calls", "qps", "days"]

MONTH_HEADINGS: Final = frozenset({"month", "months", "月份", "月", "年月", "账期"})
HEADINGS: Final[Mapping[Meaning, frozenset[str]]] = {
    "when": MONTH_HEADINGS | {"date", "day", "time", "日期", "日", "时间", "统计日期", "统计时间"},
    "calls": frozenset(
        {
            *("calls", "monthlycalls", "dailycalls", "requests"),
            *("调用量", "调用次数", "次数", "每月调用量", "月调用量", "日调用量", "总调用量"),
        }
    ),
    "qps": frozenset({"peakqps", "qps", "maxqps", "峰值qps", "qps峰值", "最大qps", "峰值并发"}),
    "days": frozenset({"peakdays", "峰值天数", "高峰天数"}),
}
"""The headings that are known, as `_plain` leaves them."""
NEEDED: Final[tuple[Meaning, ...]] = ("when", "calls")
MEANINGS: Final[Mapping[Meaning, str]] = {
    "when": message("the date"),
    "calls": message("the calls"),
    "qps": message("the peak QPS"),
    "days": message("the peak days"),
}

MOST_NAMED: Final = 5
"""Headings that mean the same and are told; a file has two of them, not hundreds."""
DEEPEST: Final = 20
"""Headings stand within so many lines that are not blank; titles may stand above them."""
LONGEST: Final = 60
"""Characters of a heading that can be known."""
BESIDE: Final = re.compile(r"\(.*?\)|\[.*?\]|[\s_\-.:/]")
"""Units in brackets, and what words are joined by."""


@dataclass(frozen=True)
class Headings:
    """The line of the headings, and the column (from 0) of each meaning that the sheet has."""

    line: Line
    columns: Mapping[Meaning, int]

    @property
    def by_month(self) -> bool:
        """Whether the dates are called months."""
        return _plain(self.line.cells[self.columns["when"]]) in MONTH_HEADINGS

    @property
    def count(self) -> int:
        """How many columns the sheet has, empty headings at the end not counted."""
        return max(column for column, cell in enumerate(self.line.cells, start=1) if not is_empty(cell))

    def name(self, meaning: Meaning) -> str:
        """Return the heading of the column with that meaning, as it stands in the sheet."""
        return heading(self.line.cells[self.columns[meaning]])

    @property
    def unread(self) -> tuple[str, ...]:
        """The headings of the columns that mean nothing here."""
        others = (column not in self.columns.values() for column in range(len(self.line.cells)))
        cells = zip(self.line.cells, others, strict=True)
        return tuple(heading(cell) for cell, other in cells if other and not is_empty(cell))


def find_headings(sheet: Sheet) -> Headings | None:
    """Return the headings of ``sheet``, or None where none of its first lines has those that are needed.

    Raises UnusableFile where two columns could have one meaning.
    """
    for line in sheet.lines[:DEEPEST]:
        plain = [_plain(cell) for cell in line.cells]
        found = {
            meaning: [column for column, text in enumerate(plain) if text in known]
            for meaning, known in HEADINGS.items()
        }
        if all(found[meaning] for meaning in NEEDED):
            _refuse_two(line, found)
            return Headings(line, {meaning: columns[0] for meaning, columns in found.items() if columns})
    return None


def heading(cell: Cell) -> str:
    """Return a heading on one line, cut where it is very long."""
    words = " ".join(str(cell).split())
    return words if words.isprintable() and len(words) <= len(shown(words)) else shown(words)[1:-1]


def _names(line: Line, columns: Sequence[int]) -> str:
    """Return the headings of columns in a row, the first few where there are many."""
    names = [heading(line.cells[column]) for column in columns[:MOST_NAMED]]
    return ", ".join([*names, "..."] if len(columns) > MOST_NAMED else names)


def _refuse_two(line: Line, found: Mapping[Meaning, Sequence[int]]) -> None:
    faults = [
        UsageFault(
            "two_columns",
            line.number,
            value=_names(line, columns),
            params={"meaning": MEANINGS[meaning]},
        )
        for meaning, columns in found.items()
        if len(columns) > 1
    ]
    if faults:
        raise UnusableFile(*faults)


def _plain(cell: Cell) -> str:
    """Return a heading in small letters, without units in brackets, spaces and signs between words.

    Empty for a text that is too long to be one.
    """
    if len(str(cell)) > LONGEST:
        return ""
    text = unicodedata.normalize("NFKC", str(cell)).replace("\ufeff", "").lower()
    return BESIDE.sub("", text)
