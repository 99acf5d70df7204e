"""Where another option becomes cheapest: over the monthly calls, from the scenario, and the dead zones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dashboard.files.case import Case
from dashboard.files.workbook.cells import Value
from dashboard.files.workbook.headings import headings
from dashboard.files.workbook.sheet import Block, Sheet
from dashboard.language.texts import Texts
from dashboard.questions.monthly_bill.table import DEAD_ZONES, dead_zone_table
from dashboard.questions.packs_or_postpaid.answer import instead, notes
from dashboard.questions.packs_or_postpaid.table import SEGMENTS, segment_table
from dashboard.questions.packs_or_postpaid.values import SteadyComparison
from dashboard.questions.what_to_buy.answer import nearest_change_lines
from pricing.errors import AmountTooLarge, message

NEAREST: Final = message("When another option becomes cheapest")
DEAD: Final = message("Dead zones")
ALL: Final = range(len(SEGMENTS))


def write_break_evens(sheet: Sheet, case: Case, texts: Texts) -> None:
    """Write the segments of the steady demand, then the nearest changes, then the dead zones of the bill."""
    row = _segments(sheet, case, texts)
    row = _nearest(sheet, row, case, texts)
    zones = dead_zone_table(case.book)
    if not zones.empty:
        sheet.write(row, 0, texts(DEAD), role="section")
        sheet.table(Block(sheet.name, headings(case, DEAD_ZONES, texts), rows(zones), row + 1))


def rows(frame: pd.DataFrame) -> list[Mapping[str, Value]]:
    """Return the rows of a table of exact values."""
    return [dict(zip(frame.columns, cells, strict=True)) for cells in frame.to_numpy().tolist()]


def _segments(sheet: Sheet, case: Case, texts: Texts) -> int:
    """Write who is cheapest from where to where, and what that assumes; return the next free row."""
    named = headings(case, SEGMENTS, texts)
    try:
        comparison = SteadyComparison.of(case.book, case.quote.scenario)
    except AmountTooLarge as error:  # the axis goes on beyond the scenario
        sheet.table(Block(sheet.name, named, []))
        told = [texts.faults(fault) for fault in error.faults]
        return sheet.paragraphs(2, ALL, told, "note") + 1
    block = Block(sheet.name, named, rows(segment_table(comparison.curves, case.book, texts)))
    sheet.table(block)
    told = [note for note in (instead(comparison, texts), notes(comparison, texts)) if note]
    return sheet.paragraphs(block.last + 2, ALL, told, "note") + 1


def _nearest(sheet: Sheet, row: int, case: Case, texts: Texts) -> int:
    """Write how far each figure of the scenario is from another cheapest option; return the next free row."""
    sheet.write(row, 0, texts(NEAREST), role="section")
    told = [
        texts("{figure}: {change}", figure=figure, change=change)
        for figure, change in nearest_change_lines(case.book, case.quote.scenario, texts)
    ]
    return sheet.paragraphs(row + 1, ALL, told, "value") + 1
