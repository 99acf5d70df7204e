"""What sheets, columns and options are called in the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

from dashboard.files.case import Case
from dashboard.files.workbook.cells import Value
from dashboard.files.workbook.sheet import Block, Heading
from dashboard.language.names import currency_name, option_name
from dashboard.language.texts import Texts
from dashboard.tables.column import Column
from dashboard.tables.origin import NOT_LIST_PRICES, Origin
from pricing.errors import message
from pricing.price_book import PriceBook
from pricing.quotes.values import Quote

SheetName = Literal["summary", "options", "lines", "months", "cash", "break_evens", "assumptions", "prices"]

SHEETS: Final[Mapping[SheetName, str]] = MappingProxyType(
    {
        "summary": message("Summary"),
        "options": message("Options"),
        "lines": message("Lines"),
        "months": message("By month"),
        "cash": message("Cash"),
        "break_evens": message("Break-evens"),
        "assumptions": message("Assumptions"),
        "prices": message("Price list"),
    }
)
"""In the order of the file; a spreadsheet takes names of up to 31 letters."""


def amount_heading(texts: Texts, book: PriceBook, heading: str) -> Heading:
    """Return the heading of a column of amounts, with their unit: "Total (CNY)"."""
    unit = currency_name(texts, book.currency)
    return Heading(texts("{what} ({unit})", what=texts(heading), unit=unit), "money")


def heading(column: Column, texts: Texts) -> Heading:
    """Return the heading of a column of the screen; its amounts have no unit."""
    return Heading(texts(column.heading), "money" if column.kind == "price" else column.kind)


def headings(case: Case, columns: Mapping[str, Column], texts: Texts) -> dict[str, Heading]:
    """Return the headings of a table, amounts with their unit; days are there where month 1 is known."""
    return {
        name: amount_heading(texts, case.book, column.heading)
        if column.kind in {"money", "price"}
        else heading(column, texts)
        for name, column in columns.items()
        if column.kind != "date" or case.start is not None
    }


def table(
    case: Case,
    sheet: SheetName,
    columns: Mapping[str, Column],
    rows: Sequence[Mapping[str, Value]],
    texts: Texts,
) -> Block:
    """Return the table that a sheet begins with."""
    return Block(texts(SHEETS[sheet]), headings(case, columns, texts), rows)


def foot(origin: Origin, texts: Texts) -> tuple[str, str]:
    """Return what stands at the foot of each printed page: the prices, and that they are not the list's."""
    prices = f"{origin.book.id} {origin.book.version}, {origin.made_on.isoformat()}"
    return prices, "" if origin.list_prices else texts(NOT_LIST_PRICES)


def option_names(quote: Quote, texts: Texts) -> dict[str, str]:
    """Return the names of all options by their ids, no two alike to a spreadsheet, which ignores case."""
    names: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for option in quote.options:
        name = option_name(texts, quote.book, option.id)
        seen[name.casefold()] += 1
        alike = seen[name.casefold()]
        names[option.id] = name if alike == 1 else f"{name} #{alike}"
    return names
