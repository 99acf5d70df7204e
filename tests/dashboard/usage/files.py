"""Usage tables as files, good and bad, for the tests of the reader, of the dialog and of the browser."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, timedelta

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"


def lines(*rows: str) -> bytes:
    return ("\n".join(rows) + "\n").encode()


def days(first: date, count: int, calls: int = 100, qps: Callable[[int], object] = lambda _: 40) -> bytes:
    """Return a CSV file of ``count`` days with their calls and their peak QPS."""
    rows = (f"{first + timedelta(day)},{calls},{qps(day)}" for day in range(count))
    return lines("date,calls,peak_qps", *rows)


def workbook(*sheets: Iterable[Iterable[object]]) -> bytes:
    """Return an XLSX file of these sheets; a date is a date cell, and ``("=", result)`` a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, tuple):
                        sheet.write_formula(row, column, "=1+1", None, cell[1])
                    elif cell is not None:
                        sheet.write(row, column, cell)
    return file.getvalue()


def with_part(name: str, change: Callable[[bytes], bytes], source: bytes | None = None) -> bytes:
    """Return an XLSX file one part of which is replaced by what ``change`` makes of it."""
    packed = io.BytesIO()
    original = zipfile.ZipFile(io.BytesIO(source or workbook([["date", "calls"], [date(2026, 11, 1), 5]])))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in original.namelist():
            content = original.read(entry)
            archive.writestr(entry, change(content) if entry == name else content)
    return packed.getvalue()


def sheet_of(rows: str) -> Callable[[bytes], bytes]:
    """Return a change that puts ``rows`` of XML in place of those of a sheet."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return lambda _: f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def lying(content: bytes, part: str, size: int) -> bytes:
    """Return an archive whose directory says that ``part`` unpacks to ``size`` bytes."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        length = int.from_bytes(changed[at + 28 : at + 30], "little")
        if changed[at + 46 : at + 46 + length] == part.encode():
            changed[at + 24 : at + 28] = size.to_bytes(4, "little")
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def bomb() -> bytes:
    """Return a small XLSX file that unpacks to 60 million spaces."""
    return with_part(SHEET, sheet_of(" " * 60_000_000))


def corners() -> bytes:
    """Return a small XLSX file with two cells in opposite corners of its sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["date", "calls"])
        sheet.write(1_048_575, 16_383, "x")
    return file.getvalue()


def merged() -> bytes:
    """Return an XLSX file in which one date is merged over three days."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 1, 1, "A title over two lines")
        sheet.write_row(2, 0, ["date", "calls"])
        sheet.write_row(3, 0, ["2026-11-01", 5])
        sheet.merge_range(4, 0, 6, 0, "2026-11-02")
        for row in (4, 5, 6):
            sheet.write(row, 1, 7)
    return file.getvalue()


BAD = {
    "empty.csv": (b"", "empty; allowed: headings"),
    "headings.csv": (lines("date,calls"), "headings, but no row below them"),
    "columns.csv": (lines("name,amount", "a,5"), "no row with the headings that are needed"),
    "mixed.csv": (
        "日期,调用量,备注\n".encode() + "2026-11-01,5,备注\n".encode("gbk"),
        "two encodings, for line 1 is UTF-8 and line 2 is not",
    ),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "neither text nor an XLSX workbook"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Excel workbook"),
    "damaged.xlsx": (workbook([["date", "calls"]])[:3000], "damaged, or no XLSX workbook"),
    "archive.xlsx": (with_part("xl/workbook.xml", bytes).replace(b"xl/workbook.xml", b"xl/workbooks.xm"),
                     "an archive, but no XLSX workbook"),
    "bomb.xlsx": (bomb(), "more than 50 MB when unpacked"),
    "corners.xlsx": (corners(), "a sheet of more than 500,000 cells"),
    "merged.xlsx": (merged(), "Line 5, column “date”: merged down to line 7"),
    "formula.xlsx": (
        workbook([["date", "calls"], [date(2026, 11, 1), ("=", "#DIV/0!")], [date(2026, 11, 2), ("=", 5)]]),
        "Line 2, column “calls”: empty, as is a formula that was never calculated or fails",
    ),
    "markup.csv": (
        lines("date,calls", "2026-11-01,<b>*x*</b>"),
        "Line 2, column “calls”: '<b>*x*</b>' is not a whole number",
    ),
}  # fmt: skip
"""Files that are no usage table, by their names, and what is said of each in English."""
