"""The visible sheets of an XLSX file, into lines of cells: dates as dates, formulas as what they came to."""

from __future__ import annotations

import io
from typing import Final

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from dashboard.usage.archive import checked
from dashboard.usage.faults import UnusableFile, UsageFault
from dashboard.usage.sheet import Line, Sheet

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
