"""A file into a usage table: the content in, what it says or everything that is wrong with it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.usage.cells import Sheet, is_empty
from dashboard.usage.faults import UnusableFile, UsageFault
from dashboard.usage.file_size import MOST_BYTES, MOST_MEGABYTES
from dashboard.usage.headings import Headings, find_headings, heading
from dashboard.usage.months import Usage, months_of
from dashboard.usage.rows import read_rows
from dashboard.usage.text_file import MOST_LINES, text_sheets
from dashboard.usage.workbook import ARCHIVE, OLD_WORKBOOK, workbook_sheets
from pricing.errors import shown


@dataclass(frozen=True)
class Reading:
    """What a file says, or None and every fault.

    ``sheets`` names the sheets of a workbook that have the headings, ``sheet`` the one that was read.
    """

    usage: Usage | None
    faults: tuple[UsageFault, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str = ""


def read_usage(content: bytes, sheet: str = "") -> Reading:
    """Return the usage table in ``content``, a CSV or XLSX file by what it holds.

    ``sheet`` names the sheet of a workbook, the first that has the headings unless said. With any fault there
    is no usage: nothing is half read.
    """
    try:
        headed = _headed(_sheets(content))
        chosen, headings = next((pair for pair in headed if pair[0].name == sheet), headed[0])
        usage = _usage(chosen, headings)
    except UnusableFile as error:
        return Reading(None, error.faults)
    names = tuple(found.name for found, _ in headed if found.name)
    return Reading(usage, sheets=names, sheet=chosen.name)


def _sheets(content: bytes) -> list[Sheet]:
    if len(content) > MOST_BYTES:
        raise UnusableFile(UsageFault("too_large", params={"high": MOST_MEGABYTES}))
    if not content.strip():
        raise UnusableFile(UsageFault("empty"))
    is_workbook = content.startswith((ARCHIVE, OLD_WORKBOOK))
    return workbook_sheets(content) if is_workbook else text_sheets(content)


def _headed(sheets: Sequence[Sheet]) -> list[tuple[Sheet, Headings]]:
    """Return the sheets that have the headings; raises UnusableFile where none has."""
    headed = [(sheet, found) for sheet in sheets if (found := find_headings(sheet)) is not None]
    if headed:
        return headed
    first = next((sheet.lines[0] for sheet in sheets if sheet.lines), None)
    if first is None:
        raise UnusableFile(UsageFault("empty"))
    names = ", ".join(heading(cell) for cell in first.cells if not is_empty(cell))
    raise UnusableFile(UsageFault("no_headings", value=shown(names)))


def _usage(sheet: Sheet, headings: Headings) -> Usage:
    """Return what ``sheet`` says below its headings; raises UnusableFile with every fault."""
    lines = [line for line in sheet.lines if line.number > headings.line.number]
    if len(lines) > MOST_LINES:
        raise UnusableFile(UsageFault("too_many_rows", params={"high": MOST_LINES}))
    rows = read_rows(lines, headings, sheet.merged, counted=not sheet.name)
    faults = list(rows.faults)
    if not rows.rows and not faults:
        raise UnusableFile(UsageFault("no_rows"))
    found = months_of(rows.rows, by_month=headings.by_month, column=headings.name("when"))
    if isinstance(found, list):
        faults += found
    if isinstance(found, list) or faults:
        raise UnusableFile(*sorted(faults, key=lambda fault: fault.row))
    months, by_day = found
    peaks = sum(row.peak_qps is not None for row in rows.rows)
    return Usage(
        months=months,
        by_day=by_day,
        columns=tuple((meaning, headings.name(meaning)) for meaning in headings.columns),
        unread=headings.unread,
        sums=rows.sums,
        without_peak=len(rows.rows) - peaks if peaks else 0,
        rounded=rows.rounded,
    )
