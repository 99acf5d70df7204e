"""What is wrong with a usage table, and what was done with what it leaves open, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dashboard.language.texts import Texts
from pricing.errors import MESSAGES, message

REASONS: Final[Mapping[str, str]] = {
    # Of the file as a whole
    "too_large": message("{where}: more than {high} MB; allowed: a CSV or XLSX file of at most so many"),
    "empty": message("{where}: empty; allowed: headings, and below them a row a month or a day"),
    "no_rows": message("{where}: headings, but no row below them; allowed: a row a month or a day"),
    "binary": message("{where}: neither text nor an XLSX workbook; allowed: CSV or XLSX"),
    "no_encoding": message(
        "{where}: text in an unknown encoding (line {row}); "
        "allowed: UTF-8, UTF-16 with a byte order mark, GBK or GB18030"
    ),
    "mixed_encodings": message(
        "{where}: two encodings, for line {first} is UTF-8 and line {row} is not; "
        "allowed: one encoding throughout"
    ),
    "old_workbook": message(
        "{where}: an old Excel workbook (.xls), or one with a password; "
        "allowed: XLSX without a password, or CSV"
    ),
    "no_workbook": message("{where}: an archive, but no XLSX workbook; allowed: CSV or XLSX"),
    "broken_workbook": message("{where}: damaged, or no XLSX workbook; allowed: an XLSX file that opens"),
    "inflated": message("{where}: more than {high} MB when unpacked; allowed: a smaller table"),
    "vast_sheet": message(
        "{where}: a sheet of more than {high} cells, counted from the first to the outermost; "
        "allowed: a smaller table"
    ),
    "many_merged": message(
        "{where}: a sheet with more than {high} merged cells; "
        "allowed: a value in each line, merged cells split"
    ),
    "no_headings": message(
        "{where}: no row with the headings that are needed, the first has {value}; "
        "allowed: date or month, calls and, if known, peak_qps"
    ),
    "two_columns": message("{where}: {value} can each be read as {meaning}; allowed: one of them"),
    "too_many_rows": message("{where}: more than {high} rows; allowed: a row a month or a day"),
    "too_many_cells": message("{where}: more than {high} cells; allowed: a date, calls and a peak"),
    "long_span": message(
        "{where}: dates from {first} to {last}; allowed: at most {high} months, so look for a wrong year"
    ),
    # Of a line
    "broken_quotes": message(
        "{where}: a quote that is not closed, text behind a closed one, or a cell without end; "
        "allowed: cells in double quotes, a quote inside them doubled"
    ),
    "cell_count": message(
        "{where}: {value} cells, but {count} headings; "
        "allowed: a cell for each, numbers such as 1,234 in quotes"
    ),
    "merged": message("{where}: merged down to line {last}; allowed: a value in each line"),
    "no_date": message("{where}: empty; allowed: a date or a month in each line, merged cells split"),
    "no_calls": message(
        "{where}: empty, as is a formula that was never calculated or fails; allowed: {low} to {high}"
    ),
    "not_a_date": message(
        "{where}: {value} is not a date that is known; "
        "allowed: 2026-11-01, 2026/11/1, 2026年11月1日, 2026-11, or a month number from 1 to 12"
    ),
    "time_of_day": message("{where}: {value} has a time of day; allowed: a row a month or a day"),
    "other_kind": message(
        "{where}: {value} is another kind of date than in line {first}; "
        "allowed: days, months or month numbers throughout"
    ),
    "repeated": message("{where}: {value} stands in line {first} as well; allowed: once"),
    "decimal_point": message(
        "{where}: {value} has a point that may part decimals or thousands; allowed: 1234567 or 1,234,567"
    ),
    "month_total": message("{where}: the calls of this month add up to {value}; allowed: at most {high}"),
}
"""What is wrong, by its code; the codes of numbers stand in `pricing.errors`."""


OF_THE_FILE: Final = ("no_encoding", "mixed_encodings")
"""What holds for the whole file, though it shows in a line."""


@dataclass(frozen=True)
class UsageFault:
    """One thing that is wrong: its ``code``, the line (0: the file) and the heading, what was found there."""

    code: str
    row: int = 0
    column: str = ""
    value: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)


class UnusableFile(Exception):
    """A file as a whole is no usage table; carries the faults."""

    def __init__(self, *faults: UsageFault) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


def fault_sentence(texts: Texts, fault: UsageFault, file: str) -> str:
    """Return ``fault`` in a sentence without its full stop; ``file`` is what the file is called."""
    template = REASONS[fault.code] if fault.code in REASONS else MESSAGES[fault.code]
    params = {"row": fault.row, "value": fault.value, "where": _where(texts, fault) or file, **fault.params}
    if "meaning" in params:
        params["meaning"] = texts(str(params["meaning"]))
    return texts(template, **params)


def _where(texts: Texts, fault: UsageFault) -> str:
    if fault.code in OF_THE_FILE or not fault.row:
        return ""
    if fault.column:
        return texts("Line {row}, column “{column}”", row=fault.row, column=fault.column)
    return texts("Line {row}", row=fault.row)
