"""The workbook as a file: the same case gives the same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

import xlsxwriter

from dashboard.files.case import Case
from dashboard.files.workbook.break_even_sheet import write_break_evens
from dashboard.files.workbook.cash_sheet import cash_block, flow_of, write_cash
from dashboard.files.workbook.cells import Styles
from dashboard.files.workbook.charts import months_chart, options_chart
from dashboard.files.workbook.headings import SHEETS, foot
from dashboard.files.workbook.lines_sheet import lines_block, write_lines
from dashboard.files.workbook.months_sheet import months_block, write_months
from dashboard.files.workbook.options_sheet import options_block, write_options
from dashboard.files.workbook.prices_sheet import write_assumptions, write_prices
from dashboard.files.workbook.sheet import Sheet
from dashboard.files.workbook.summary_sheet import Summary
from dashboard.language.names import product_name
from dashboard.language.texts import Texts
from dashboard.options.purchases import verdict


def workbook(case: Case, texts: Texts) -> bytes:
    """Return the workbook in the language of ``texts``."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties(_properties(case, texts))
        styles = Styles(book)
        sheets = {name: Sheet(book, texts(title), styles) for name, title in SHEETS.items()}
        lines, months, options = (block(case, texts) for block in (lines_block, months_block, options_block))
        flow = flow_of(case)

        summary = Summary(sheets["summary"], case, texts)
        summary.answer()
        summary.figures(options, cash_block(case, flow, texts), flow)
        summary.charts(options_chart(book, case, options, texts), months_chart(book, case, months, texts))
        summary.orders()
        summary.origin()
        write_options(sheets["options"], case, lines, months, texts)
        write_lines(sheets["lines"], case, texts)
        write_months(sheets["months"], case, lines, texts)
        write_cash(sheets["cash"], case, flow, texts)
        write_break_evens(sheets["break_evens"], case, texts)
        write_assumptions(sheets["assumptions"], case, texts)
        write_prices(sheets["prices"], case, texts)

        band = foot(case.origin, texts)
        sheets["summary"].close(None, band, landscape=False)
        for name in SHEETS:
            if name != "summary":
                sheets[name].close(0, band, pages=2 if name == "options" else 1)
    return content.getvalue()


def _properties(case: Case, texts: Texts) -> dict[str, object]:
    """Return what the file says of itself to a file manager; the day is that of the case, not the clock's."""
    origin = case.origin
    return {
        "title": product_name(texts, case.book),
        "subject": verdict(case.quote, texts),
        "comments": f"{case.book.id} {case.book.version} {origin.link}",
        "created": datetime.combine(origin.made_on, time(), UTC),
    }
