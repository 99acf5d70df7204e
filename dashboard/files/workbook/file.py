"""The workbook as a file: the same case gives the same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

import xlsxwriter

from dashboard.files.case import Case
from dashboard.files.workbook.break_even_sheet import write_break_evens
from dashboard.files.workbook.cells import Styles
from dashboard.files.workbook.charts import months_chart, options_chart
from dashboard.files.workbook.headings import SHEETS, foot
from dashboard.files.workbook.prices_sheet import assumptions_table, write_prices
from dashboard.files.workbook.sheet import Sheet
from dashboard.files.workbook.summary_sheet import Summary
from dashboard.files.workbook.tables import (
    cash_movements,
    lines_table,
    months_table,
    options_table,
    write_cash,
)
from dashboard.language.names import product_name
from dashboard.language.texts import Texts
from dashboard.options.purchases import verdict
from dashboard.questions.cash.values import cash_flow
from pricing.quotes.settlement import CashFlow


def workbook(case: Case, texts: Texts) -> bytes:
    """Return the workbook in the language of ``texts``."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties(_properties(case, texts))
        styles = Styles(book)
        sheets = {name: Sheet(book, texts(title), styles) for name, title in SHEETS.items()}
        lines = lines_table(case, texts)
        months = months_table(case, lines, texts)
        options = options_table(case, lines, months, texts)
        flow = (
            cash_flow(case.quote, case.option, case.listed, case.start) if case.option.costs else CashFlow(())
        )
        cash = cash_movements(case, flow, texts)

        summary = Summary(sheets["summary"], case, texts)
        summary.answer()
        summary.figures(options, cash, flow)
        summary.charts(options_chart(book, case, options, texts), months_chart(book, case, months, texts))
        summary.orders()
        summary.origin()
        sheets["options"].table(options)
        sheets["lines"].table(lines)
        sheets["months"].table(months)
        write_cash(sheets["cash"], cash, flow, texts)
        write_break_evens(sheets["break_evens"], case, texts)
        sheets["assumptions"].table(assumptions_table(case, texts))
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
