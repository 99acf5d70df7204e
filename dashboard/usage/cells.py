"""The lines of a file and what their cells say: a day, a month or its number, and whole numbers."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from dashboard.inputs.numbers import LONGEST, Unreadable, plain_cell

Cell = str | int | float | bool | dt.date | dt.time | dt.timedelta
"""A cell: text, or what a workbook knows it to be; an empty cell is an empty text."""


@dataclass(frozen=True)
class Line:
    """The cells of one line that is not blank; ``number`` counts from 1 as a spreadsheet does.

    ``broken`` is the code of what keeps its cells from being told apart, where something does.
    """

    number: int
    cells: tuple[Cell, ...]
    broken: str = ""


@dataclass(frozen=True)
class Sheet:
    """The lines of a sheet, called ``name`` in a workbook; a text file is one without a name.

    ``merged``: first line, last line and column (from 0) of each merged cell that spans several lines.
    """

    lines: tuple[Line, ...]
    name: str = ""
    merged: tuple[tuple[int, int, int], ...] = ()


TOTALS: Final = frozenset({"total", "totals", "sum", "grandtotal", "合计", "总计", "小计", "总和", "共计"})

DAY: Final = re.compile(
    r"(20[0-9]{2})(?:[-/.年])([0-9]{1,2})(?:[-/.月])([0-9]{1,2})日?|(20[0-9]{2})([0-9]{2})([0-9]{2})"
)
MONTH: Final = re.compile(r"(20[0-9]{2})(?:[-/.年])([0-9]{1,2})(?:月份?)?|(20[0-9]{2})([0-9]{2})")
NAMED_MONTH: Final = re.compile(r"([a-z]{3})[a-z]*\.?[- ](?:20)?([0-9]{2})")
"""Nov-26 is what a spreadsheet makes of 2026-11 when it opens a CSV file."""
MONTH_NUMBER: Final = re.compile(r"(?:month |m|第)? ?([0-9]{1,2}) ?个?(?:月份?)?")
MIDNIGHT: Final = re.compile(r"[ t]0?0:00(?::00(?:\.0+)?)?(?:z|\+00:00)?$")
TIME: Final = re.compile(r"[ t][0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?\S*$")
NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, order=True)
class Month:
    """A month of the calendar."""

    year: int
    month: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def after(self, months: int) -> Month:
        """Return the month that many ``months`` later."""
        index = MONTHS_A_YEAR * self.year + self.month - 1 + months
        return Month(index // MONTHS_A_YEAR, index % MONTHS_A_YEAR + 1)


When = date | Month | int
"""A day, a month of the calendar, or the number of a month."""


def when_of(cell: Cell) -> When:
    """Return the day, the month or the month number that ``cell`` says; raises Unreadable."""
    if isinstance(cell, datetime):
        if cell.time() != time():
            raise Unreadable("time_of_day")
        cell = cell.date()
    if isinstance(cell, date):
        return _in_range(cell)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise Unreadable("not_a_date")
    text = f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else plain_cell(cell)
    if len(text) > LONGEST:
        raise Unreadable("not_a_date")
    text = MIDNIGHT.sub("", text)
    if found := DAY.fullmatch(text):
        year, month, day = map(int, filter(None, found.groups()))
        return _date(year, month, day)
    if found := MONTH.fullmatch(text):
        year, month = map(int, filter(None, found.groups()))
        first = _date(year, month, 1)
        return Month(first.year, first.month)
    if (found := NAMED_MONTH.fullmatch(text)) and found[1] in NAMES:
        return Month(2000 + int(found[2]), NAMES.index(found[1]) + 1)
    if (found := MONTH_NUMBER.fullmatch(text)) and 1 <= int(found[1]) <= len(NAMES):
        return int(found[1])
    raise Unreadable("time_of_day" if TIME.search(text) else "not_a_date")


def is_total(cell: Cell) -> bool:
    """Tell whether ``cell`` stands before a line of sums."""
    return isinstance(cell, str) and plain_cell(cell).replace(" ", "").strip(":") in TOTALS


def is_empty(cell: Cell) -> bool:
    """Tell whether ``cell`` holds nothing that can be seen."""
    return isinstance(cell, str) and not cell.strip("\ufeff \t\r\n\u00a0\u3000")


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("not_a_date") from None


def _in_range(day: date) -> date:
    if day.year // 100 != 20:  # noqa: PLR2004  the centuries that a link can carry
        raise Unreadable("not_a_date")
    return day
