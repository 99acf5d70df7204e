"""Scenarios as files: JSON that `quote --scenario` reads, CSV that `compare` reads, and a workbook."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import xlsxwriter

from dashboard.files.workbook.cells import Styles
from dashboard.files.workbook.headings import foot, heading
from dashboard.files.workbook.sheet import Block, Heading, Sheet
from dashboard.inputs.link import address as link_address
from dashboard.language.texts import Texts
from dashboard.questions.scenarios.saved import Saved, Scenarios
from dashboard.questions.scenarios.table import SCENARIOS
from dashboard.questions.scenarios.values import book_of
from dashboard.tables.origin import Origin
from pricing.quotes.as_json import scenario_object
from pricing.quotes.rows import SCENARIO_COLUMNS, calls_text
from pricing.quotes.spreadsheet import cell_text

OF_ONE_SCENARIO: Final = (
    *("monthly_calls", "months", "peak_qps", "peak_days", "peak_month", "materials", "activities"),
    *("tier_basis", "free"),
)
"""What `Origin.cells` says of a scenario and a file of many has in its rows."""

PAGES_WIDE: Final = 3


def scenario_file(origin: Origin) -> bytes:
    """Return the scenario of ``origin`` as UTF-8 JSON, with its prices, day and link."""
    return _json(_content(origin))


def scenarios_csv(scenarios: Scenarios) -> bytes:
    """Return the scenarios in the columns that `python -m pricing compare` reads, UTF-8 with its mark.

    It has no column for the month of the peak, which no total depends on, nor for the readings of the price
    list, which are options of the command.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(SCENARIO_COLUMNS)
    for each in scenarios:
        inputs = each.inputs
        numbers = (inputs.months, inputs.qps, inputs.days, inputs.materials, inputs.activities)
        cells = (each.name, calls_text(inputs.monthly_calls), *numbers)
        writer.writerow([cell_text(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def scenarios_json(scenarios: Scenarios, origin: Origin, address: str, product: str) -> bytes:
    """Return one scenario as `scenario_file` writes it, with its name; several as a list of these.

    ``address`` is that of the page; ``product`` as in `dashboard.questions.scenarios.values`.
    """
    entries = [_entry(each, origin, address, product) for each in scenarios]
    return _json(entries[0] if len(entries) == 1 else entries)


def scenarios_xlsx(table: pd.DataFrame, origin: Origin, texts: Texts) -> bytes:
    """Return the table of `scenario_table` as a workbook of one sheet: numbers as numbers, texts as texts.

    The last columns say where the figures come from, as in every file.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = Sheet(book, texts("Scenarios"), Styles(book))
        ending = origin.cells(texts, OF_ONE_SCENARIO)
        headings = {name: heading(column, texts) for name, column in SCENARIOS.items()}
        headings |= {name: Heading(name, "text") for name in ending}
        rows = [dict(zip(headings, (*row, *ending.values()), strict=True)) for row in table.to_numpy()]
        block = Block(sheet.name, headings, rows)
        sheet.table(block)
        sheet.sheet.autofilter(block.top, 0, block.last, len(headings) - 1)
        sheet.close(block.top, foot(origin, texts), pages=PAGES_WIDE)
    return target.getvalue()


def _entry(saved: Saved, origin: Origin, page: str, product: str) -> dict[str, Any]:
    inputs = saved.inputs
    own = replace(
        origin,
        book=book_of(inputs, origin.book, product),
        scenario=inputs.scenario,
        changes=origin.changes if inputs.book == product else (),
        link=link_address(page, inputs),
    )
    return {"name": saved.name, **_content(own)}


def _content(origin: Origin) -> dict[str, Any]:
    book = origin.book
    return {
        "price_book": {"id": book.id, "version": book.version, "currency": book.currency},
        "list_prices": origin.list_prices,
        "scenario": scenario_object(origin.scenario),
        "made_on": origin.made_on.isoformat(),
        "link": origin.link,
    }


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
