"""The lines below the headings into rows, every cell that can't be read named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING
from typing import Final

from dashboard.inputs.numbers import Unreadable, number_of, whole_of
from dashboard.usage.cells import Cell, Line, When, is_empty, is_total, when_of
from dashboard.usage.faults import UsageFault
from dashboard.usage.headings import Headings, Meaning
from pricing.errors import shown
from pricing.scenario import LIMITS

DAYS_A_MONTH: Final = 31
HIGHEST: Final[Mapping[Meaning, int]] = {
    "calls": LIMITS["monthly_calls"][1],
    "qps": LIMITS["peak_qps"][1],
    "days": DAYS_A_MONTH,
}
"""The most that a cell of each number may say; the least is 0."""


@dataclass(frozen=True)
class Row:
    """One line of a usage table: its number, its date, and what the columns say; None where there is nothing.

    ``peak_qps`` is the peak of that day or month, ``peak_days`` the days of a month that need it.
    """

    line: int
    when: When
    calls: int
    peak_qps: int | None = None
    peak_days: int | None = None


@dataclass(frozen=True)
class Rows:
    """What the lines say: the good ``rows``, every fault, and the lines of sums, which are left out.

    ``rounded``: a peak had decimals, and the next whole number was taken.
    """

    rows: tuple[Row, ...]
    faults: tuple[UsageFault, ...]
    sums: tuple[int, ...]
    rounded: bool


def read_rows(
    lines: Sequence[Line], headings: Headings, merged: Sequence[tuple[int, int, int]], *, counted: bool
) -> Rows:
    """Return what ``lines`` say under ``headings``; ``merged`` are the merged cells of the sheet.

    ``counted``: a line may have no more cells than there are headings.
    """
    table = _Table(headings, counted=counted)
    for first, last, column in merged:
        table.merge(first, last, column)
    for line in lines:
        table.read(line)
    return Rows(tuple(table.rows), tuple(table.faults), tuple(table.sums), table.rounded)


class _Table:
    """What has been read so far."""

    def __init__(self, headings: Headings, *, counted: bool) -> None:
        self.rows: list[Row] = []
        self.faults: list[UsageFault] = []
        self.sums: list[int] = []
        self.rounded = False
        self._headings = headings
        self._counted = counted
        self._merged: dict[Meaning, list[range]] = defaultdict(list)

    def merge(self, first: int, last: int, column: int) -> None:
        """Take note of a merged cell that hides values; those need not be named one by one."""
        top = max(first, self._headings.line.number + 1)
        meaning = next((name for name, at in self._headings.columns.items() if at == column), None)
        if meaning is not None and last >= top:
            self.faults.append(UsageFault("merged", top, self._headings.name(meaning), params={"last": last}))
            self._merged[meaning].append(range(top, last + 1))

    def read(self, line: Line) -> None:
        """Take one line: a row, a line of sums, or faults."""
        if line.broken:
            self.faults.append(UsageFault(line.broken, line.number))
            return
        cells = {meaning: _cell(line, column) for meaning, column in self._headings.columns.items()}
        if is_total(cells["when"]):
            self.sums.append(line.number)
            return
        count = max((at for at, cell in enumerate(line.cells, start=1) if not is_empty(cell)), default=0)
        if self._counted and count > self._headings.count:
            found = {"count": self._headings.count}
            self.faults.append(UsageFault("cell_count", line.number, value=str(count), params=found))
            return
        if all(map(is_empty, cells.values())):
            return
        when = self._when(line.number, cells["when"])
        calls = self._number(line.number, "calls", cells, whole_of)
        peak_qps = self._number(line.number, "qps", cells, self._peak)
        peak_days = self._number(line.number, "days", cells, whole_of)
        if calls is None and is_empty(cells["calls"]):
            self._add("no_calls", line.number, "calls", low=0, high=HIGHEST["calls"])
        if when is not None and calls is not None:
            self.rows.append(Row(line.number, when, calls, peak_qps, peak_days))

    def _when(self, line: int, cell: Cell) -> When | None:
        if is_empty(cell):
            self._add("no_date", line, "when")
            return None
        try:
            return when_of(cell)
        except Unreadable as reason:
            self._add(str(reason), line, "when", cell)
            return None

    def _number(
        self, line: int, meaning: Meaning, cells: Mapping[Meaning, Cell], read: Callable[[Cell], int]
    ) -> int | None:
        """Return the number in the cell with that meaning; None where there is none, or a fault."""
        cell = cells.get(meaning, "")
        if is_empty(cell):
            return None
        limits = {"low": 0, "high": HIGHEST[meaning]}
        try:
            number = read(cell)
        except Unreadable as reason:
            self._add(str(reason), line, meaning, cell, **limits)
            return None
        if not 0 <= number <= HIGHEST[meaning]:
            self._add("out_of_range", line, meaning, number, **limits)
            return None
        return number

    def _peak(self, cell: Cell) -> int:
        """Return a peak QPS, the next whole number for one with decimals: it must be served in full."""
        number = number_of(cell)
        whole = int(number.to_integral_value(ROUND_CEILING))
        self.rounded = self.rounded or whole != number
        return whole

    def _add(self, code: str, line: int, meaning: Meaning, found: Cell = "", **params: int) -> None:
        """Keep a fault, unless it is that of a merged cell, told once for several lines."""
        if any(line in merged for merged in self._merged[meaning]):
            return
        value = "" if found == "" else shown(found)
        self.faults.append(UsageFault(code, line, self._headings.name(meaning), value, params))


def _cell(line: Line, column: int) -> Cell:
    return line.cells[column] if column < len(line.cells) else ""
