"""Scenarios from a file that a visitor uploads: all of them, or what is wrong with each row that is none.

The columns and the reader are those of `python -m pricing compare`. A workbook is read like the CSV file that
a spreadsheet would save of its first sheet, so its rows are lines.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from dashboard.inputs.link import LinkInputs, with_table
from dashboard.language.texts import Texts
from dashboard.questions.scenarios.saved import MOST, Saved, Scenarios, added, name_of, saved
from dashboard.usage.cells import Cell, Sheet
from dashboard.usage.faults import UnusableFile, UsageFault
from dashboard.usage.text_file import decoded
from dashboard.usage.workbook import ARCHIVE, OLD_WORKBOOK, workbook_sheets
from pricing.bulk.columns import Chunk
from pricing.bulk.csv_source import CsvSource
from pricing.bulk.reading import read
from pricing.errors import OF_COLUMN, Fault, InvalidScenario, Phrase, line_of
from pricing.price_book import PriceBook
from pricing.quotes.options import Offer, offer
from pricing.quotes.spreadsheet import runs_as_formula

WITHOUT_NAME: Final = ""


def read_upload(
    content: bytes, inputs: LinkInputs, book: PriceBook, own_name: Callable[[LinkInputs], str]
) -> Scenarios:
    """Return the scenarios in ``content``, a CSV or XLSX file; a row without a name gets its ``own_name``.

    What the file has no column for, the price list and how it is read, is that of ``inputs``; ``book`` holds
    its prices. Raises InvalidScenario with the faults of all rows, each with its line, and
    `dashboard.usage.faults.UnusableFile` for what is neither text nor a workbook.
    """
    source = CsvSource(io.BytesIO(_as_csv(content)), "")
    offered = offer(book, inputs.basis, count_free=inputs.free)
    found: list[Saved] = []
    faults: list[tuple[int, Fault]] = []
    rows = 0
    for chunk in source.chunks():
        rows += len(chunk.numbers) + len(chunk.faults)
        if rows > MOST:
            raise InvalidScenario((Fault("too_many", "", f"{rows:,}", {"high": f"{MOST:,}"}),))
        faults += chunk.faults
        for number, item in _scenarios(chunk, offered, inputs):
            if isinstance(item, Saved):
                found.append(item if item.name else replace(item, name=own_name(item.inputs)))
            else:
                faults.append((number, item))
    if faults:
        in_order = sorted(faults, key=lambda pair: pair[0])
        raise InvalidScenario(tuple(fault for _, fault in in_order))
    return added((), found)


def said(fault: Fault, texts: Texts, file: str) -> str:
    """Return ``fault`` in a sentence without its full stop, its place first; ``file`` is the file's name."""
    return texts.faults(replace(fault, where=fault.where or file), of_file=True)


def _scenarios(chunk: Chunk, offered: Offer, inputs: LinkInputs) -> Iterator[tuple[int, Saved | Fault]]:
    """Yield the line of each row with its scenario, or with each of its faults."""
    reading = read(chunk.texts, offered, lambda row: line_of("", chunk.numbers[row]))
    yield from ((chunk.numbers[row], fault) for row, fault in reading.faults)
    rows = reading.scenarios
    for at, row in enumerate(reading.rows.tolist()):
        number = chunk.numbers[row]
        name = name_of(_typed(rows.names[at])) if rows.names[at].strip() else WITHOUT_NAME
        if isinstance(name, Fault):
            yield number, replace(name, where=Phrase(OF_COLUMN, place=line_of("", number), column="name"))
            continue
        asked = replace(
            LinkInputs(basis=inputs.basis, free=inputs.free, book=inputs.book),
            qps=int(rows.peak_qps[at]),
            days=int(rows.peak_days[at]),
            materials=int(rows.materials[at]),
            activities=int(rows.activities[at]),
        )
        calls = tuple(rows.calls[at, : rows.months[at]].tolist())
        steady = len(set(calls)) == 1
        demand = replace(asked, calls=calls[0], months=len(calls)) if steady else with_table(asked, calls)
        yield number, saved(name, demand)


def _typed(name: str) -> str:
    """Return a name without the apostrophe that our files put before what would run as a formula."""
    return name[1:] if name.startswith("'") and runs_as_formula(name[1:]) else name


def _as_csv(content: bytes) -> bytes:
    """Return the text of the file, or of the first sheet of the workbook, as CSV in UTF-8."""
    if content.startswith((ARCHIVE, OLD_WORKBOOK)):
        sheets = workbook_sheets(content)
        return _sheet_csv(sheets[0]) if sheets else b""
    return decoded(content).encode()


def _sheet_csv(sheet: Sheet) -> bytes:
    """Return a sheet with each row in the line that has its number.

    Raises UnusableFile for cells that are merged over several rows: they hold a value in the first only.
    """
    if sheet.merged:
        faults = [UsageFault("merged", first, params={"last": last}) for first, last, _ in sheet.merged]
        raise UnusableFile(*faults)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    width = len(sheet.lines[0].cells) if sheet.lines else 0
    at = 1
    for line in sheet.lines:
        text.write("\n" * (line.number - at))
        cells = [_cell(cell) for cell in line.cells]
        while len(cells) > width and not cells[-1]:
            cells.pop()
        writer.writerow(cells)
        at = line.number + 1
    return text.getvalue().encode()


def _cell(cell: Cell) -> str:
    """Return a cell on one line; a whole number that a sheet holds as a float, without its decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return re.sub(r"[\r\n]+", " ", str(cell))
