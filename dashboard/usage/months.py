"""Rows by day or by month into the months between the first and the last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dashboard.usage.cells import MONTHS_A_YEAR, Month, When
from dashboard.usage.faults import UsageFault
from dashboard.usage.headings import Meaning
from dashboard.usage.rows import Row
from pricing.errors import shown
from pricing.scenario import LIMITS

MOST_MONTHS: Final = 120
"""From the first to the last; more would be a wrong year."""

Kind = Literal["day", "month", "number"]


@dataclass(frozen=True)
class UsageMonth:
    """The calls of a month; ``when`` is a month of the calendar, or a month number.

    ``rows`` are the days, or the one month, that the table has of it: none in a gap. ``whole`` is False where
    the table begins or ends within the month. ``peaks`` are the peak QPS of the rows that have one.
    """

    when: Month | int
    calls: int
    rows: int
    whole: bool = True
    peaks: tuple[int, ...] = ()
    peak_days: int | None = None


@dataclass(frozen=True)
class Usage:
    """What a usage table says: its months without a gap, in their order.

    ``by_day``: a row a day. ``columns`` are the headings by what they mean, ``unread`` the others, ``sums``
    the lines of totals, which were left out. ``without_peak``: rows without a peak where others have one.
    ``rounded``: a peak had decimals.
    """

    months: tuple[UsageMonth, ...]
    by_day: bool
    columns: tuple[tuple[Meaning, str], ...] = ()
    unread: tuple[str, ...] = ()
    sums: tuple[int, ...] = ()
    without_peak: int = 0
    rounded: bool = False

    @property
    def has_peaks(self) -> bool:
        """Whether any row has a peak QPS."""
        return any(month.peaks for month in self.months)


def kind_of(when: When) -> Kind:
    """Return which kind of date ``when`` is."""
    if isinstance(when, Month):
        return "month"
    return "day" if isinstance(when, date) else "number"


def months_of(
    rows: Sequence[Row], *, by_month: bool, column: str
) -> tuple[tuple[UsageMonth, ...], bool] | list[UsageFault]:
    """Return the months of ``rows`` and whether there is a row a day, or the faults of the dates together.

    ``by_month``: the dates, called ``column`` in faults, are headed as months.
    """
    if not rows:
        return []
    faults = [*_of_several_kinds(rows, column), *_repeated(rows, column)]
    if faults:
        return faults
    days = [row.when for row in rows if isinstance(row.when, date)]
    # A spreadsheet makes 2026-11-01 of 2026-11.
    by_day = bool(days) and not (
        all(day.day == 1 for day in days) and len(set(days)) == len(days) and (by_month or len(days) > 1)
    )
    whens = _numbers(rows) if kind_of(rows[0].when) == "number" else _between(rows)
    if len(whens) > MOST_MONTHS:
        reach = {"first": _text(whens[0]), "last": _text(whens[-1])}
        return [UsageFault("long_span", params={**reach, "high": MOST_MONTHS})]
    inside: dict[Month | int, list[Row]] = {when: [] for when in whens}
    for row in rows:
        inside[_month_of(row.when)].append(row)
    ends = (min(days), max(days)) if by_day else None
    months = tuple(_month(when, of_month, ends) for when, of_month in inside.items())
    high = LIMITS["monthly_calls"][1]
    too_many = [month for month in months if month.calls > high]
    if too_many:
        return [
            UsageFault(
                "month_total", inside[month.when][-1].line, value=shown(month.calls), params={"high": high}
            )
            for month in too_many
        ]
    return months, by_day


def _of_several_kinds(rows: Sequence[Row], column: str) -> list[UsageFault]:
    first = rows[0]
    return [
        UsageFault("other_kind", row.line, column, _text(row.when), {"first": first.line})
        for row in rows
        if kind_of(row.when) != kind_of(first.when)
    ]


def _repeated(rows: Sequence[Row], column: str) -> list[UsageFault]:
    first: dict[When, int] = {}
    faults = []
    for row in rows:
        if row.when in first:
            other = {"first": first[row.when]}
            faults.append(UsageFault("repeated", row.line, column, _text(row.when), other))
        first.setdefault(row.when, row.line)
    return faults


def _numbers(rows: Sequence[Row]) -> list[Month | int]:
    """Return the month numbers as the table lists them where they run on (11, 12, 1), else in their order."""
    listed = [row.when for row in rows if isinstance(row.when, int)]
    run = [(listed[0] - 1 + step) % MONTHS_A_YEAR + 1 for step in range(len(listed))]
    return list(run if run == listed else range(min(listed), max(listed) + 1))


def _between(rows: Iterable[Row]) -> list[Month | int]:
    """Return all months of the calendar from the first to the last of ``rows``."""
    found = [month for row in rows if isinstance(month := _month_of(row.when), Month)]
    months = [min(found)]
    while months[-1] < max(found):
        months.append(months[0].after(len(months)))
    return list(months)


def _month(when: Month | int, rows: Sequence[Row], ends: tuple[date, date] | None) -> UsageMonth:
    """Return the month of ``rows``; ``ends`` are the first and the last day of the table, if it has days."""
    days = [row.peak_days for row in rows if row.peak_days is not None]
    inside = ends is None or (isinstance(when, Month) and ends[0] <= when.first and when.last <= ends[1])
    return UsageMonth(
        when,
        calls=sum(row.calls for row in rows),
        rows=len(rows),
        whole=inside,
        peaks=tuple(row.peak_qps for row in rows if row.peak_qps is not None),
        peak_days=sum(days) if days else None,
    )


def _month_of(when: When) -> Month | int:
    return Month(when.year, when.month) if isinstance(when, date) else when


def _text(when: When) -> str:
    return f"{when.first:%Y-%m}" if isinstance(when, Month) else str(when)
