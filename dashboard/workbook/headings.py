"""What sheets, columns and options are called in the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from dashboard.names import currency_name, option_name
from dashboard.texts import Texts
from dashboard.workbook.sheet import Heading
from pricing.errors import message
from pricing.price_book import PriceBook
from pricing.quote_values import Quote

SheetName = Literal["summary", "options", "lines", "months", "cash", "break_evens", "assumptions", "prices"]

SHEETS: Final[Mapping[SheetName, str]] = MappingProxyType(
    {
        "summary": message("Summary"),
        "options": message("Options"),
        "lines": message("Lines"),
        "months": message("Months"),
        "cash": message("Cash"),
        "break_evens": message("Break-evens"),
        "assumptions": message("Assumptions"),
        "prices": message("Price list"),
    }
)
"""In the order of the file; a spreadsheet takes names of up to 31 letters."""


def sheet_name(texts: Texts, name: SheetName) -> str:
    """Return what a sheet is called."""
    return texts(SHEETS[name])


def amount_heading(texts: Texts, book: PriceBook, heading: str) -> Heading:
    """Return the heading of a column of amounts, with their unit: "Total (CNY)"."""
    unit = currency_name(texts, book.currency)
    return Heading(texts("{what} ({unit})", what=texts(heading), unit=unit), "money")


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
