"""The visible sheets of an XLSX file, into lines of cells; checked before a parser is let at them.

The parser keeps a sheet as a full rectangle, and makes room for whatever a list says of its length: five
kilobytes with two cells in opposite corners would take half a terabyte, and the server with it. So each part
is unpacked here, within a limit, and measured; the parser gets what was checked and nothing else.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from dashboard.usage.cells import Line, Sheet
from dashboard.usage.faults import UnusableFile, UsageFault

ARCHIVE: Final = b"PK"
OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
"""What a workbook of Excel 97 starts with, and one with a password."""
WORKBOOK: Final = "xl/workbook.xml"
OTHER_WORKBOOKS: Final = ("xl/workbook.bin", "content.xml")
READ: Final = (".xml", ".rels")

MOST_INFLATED: Final = 50_000_000
MOST_PARTS: Final = 1_000
MOST_CELLS: Final = 500_000
MOST_MERGED: Final = 500
"""Merged cells of a sheet, each of which is looked up for each fault."""
COUNTS: Final = ("count", "uniqueCount")
CELL: Final = re.compile(r"([A-Za-z]*)([0-9]*)")


def checked(content: bytes) -> bytes:
    """Return ``content``, an XLSX file, unpacked and without the parts that are no XML.

    Raises UnusableFile for what is none, is damaged, or would take too much memory.
    """
    if content.startswith(OLD_WORKBOOK):
        raise UnusableFile(UsageFault("old_workbook"))
    parts = _parts(content)
    if WORKBOOK not in parts or any(other in parts for other in OTHER_WORKBOOKS):
        raise UnusableFile(UsageFault("no_workbook"))
    for part in parts.values():
        _measure(part)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def _parts(content: bytes) -> Mapping[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            # The sizes are what the archive says of itself; reading stops there and then checks the sum.
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_INFLATED:
                high = MOST_INFLATED // 10**6
                raise UnusableFile(UsageFault("inflated", params={"high": high}))
            names = [entry.filename for entry in entries]
            if len(set(names)) < len(names):
                raise UnusableFile(UsageFault("broken_workbook"))
            wanted = [
                entry for entry in entries if entry.filename.lower().endswith((*READ, *OTHER_WORKBOOKS))
            ]
            return {entry.filename: archive.read(entry) for entry in wanted}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise UnusableFile(UsageFault("broken_workbook")) from None


def _measure(part: bytes) -> None:
    """Raise UnusableFile where ``part`` is no well-formed XML, or has too many cells, or merged ones.

    Cells count as a rectangle, as the parser finds them: by their reference where they have one, else one by
    one.
    """
    row = column = merged = 0
    last_row = last_column = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, merged, last_row, last_column
        # The parser makes room for as many entries as a list says that it has.
        if _longest_list(attributes) > len(part):
            refuse()
        kind = name.rpartition(":")[2]
        if kind == "row":
            _, row = _position(attributes.get("r", ""), (0, row))
            column = 0
        elif kind == "c":
            column, row = _position(attributes.get("r", ""), (column, row))
            last_row, last_column = max(last_row, row), max(last_column, column)
            if (last_row + 1) * (last_column + 1) > MOST_CELLS:
                raise UnusableFile(UsageFault("vast_sheet", params={"high": MOST_CELLS}))
            column += 1
        merged += kind == "mergeCell"
        if merged > MOST_MERGED:
            raise UnusableFile(UsageFault("many_merged", params={"high": MOST_MERGED}))

    def end(name: str) -> None:
        nonlocal row
        row += name.rpartition(":")[2] == "row"

    def refuse(*_: object) -> None:
        raise UnusableFile(UsageFault("broken_workbook"))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse  # entities could grow without end; no spreadsheet writes any
    try:
        parser.Parse(part, True)  # noqa: FBT003  "this is all of it"
    except (expat.ExpatError, LookupError, ValueError):  # malformed, or in an encoding that is not known
        refuse()


def _longest_list(attributes: Mapping[str, str]) -> int:
    return max(_count(attributes.get(name, "")) for name in COUNTS)


def _count(text: str) -> int:
    digits = text.strip().lstrip("+")
    return int(digits[:19]) if digits.isdecimal() else 0


def _position(reference: str, implied: tuple[int, int]) -> tuple[int, int]:
    """Return column and row, from 0, of a reference such as B7 (or 7); ``implied`` where it says nothing."""
    found = CELL.fullmatch(reference)
    if not reference or found is None:
        return implied
    letters, digits = found.groups()
    column, row = implied
    if letters:
        column = 0
        for letter in letters.upper()[:4]:
            column = 26 * column + ord(letter) - ord("A") + 1
        column -= 1
    return column, int(digits[:9]) - 1 if digits else row


MOST_SHEETS: Final = 20


def workbook_sheets(content: bytes) -> list[Sheet]:
    """Return the sheets of ``content``, in their order; raises UnusableFile for what can't be read."""
    archive = checked(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(archive))
        names = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        return [_sheet(workbook.get_sheet_by_name(name)) for name in names[:MOST_SHEETS]]
    except Exception:  # noqa: BLE001  the parser raises many kinds for damaged files, and documents none
        raise UnusableFile(UsageFault("broken_workbook")) from None


def _sheet(sheet: CalamineSheet) -> Sheet:
    lines = (
        Line(number, tuple(cells))
        for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1)
        if any(cell != "" and str(cell).strip() for cell in cells)
    )
    merged = (
        (first[0] + 1, last[0] + 1, first[1])
        for first, last in sheet.merged_cell_ranges or ()
        if last[0] > first[0]
    )
    return Sheet(tuple(lines), sheet.name, tuple(merged))
