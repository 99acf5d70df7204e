"""The columns of a comparison, one row per option: `quote --format csv`, `compare` and the exports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from pricing.money import plain, six_decimals
from pricing.quotes.columns import OptionColumn, in_files
from pricing.quotes.spreadsheet import Cell, cell_text
from pricing.quotes.values import Option, Purchase, Quote
from pricing.scenario import Scenario

SCENARIO_COLUMNS = ("name", "monthly_calls", "months", "peak_qps", "peak_days", "materials", "activities")
OWN, ADDED = in_files("figures", "last"), in_files("added")
ORIGIN = ("currency", "price_book", "price_book_version")
COLUMNS = (
    *SCENARIO_COLUMNS,
    *(column.name for column in OWN),
    *ORIGIN,
    *(column.name for column in ADDED),
)
"""The contract with those who read the files; new columns go to the end."""


def quote_rows(quote: Quote, name: str = "") -> list[tuple[Cell, ...]]:
    """Return a row for each option of ``quote``, the cells in the order of `COLUMNS`.

    Numbers are numbers: counts whole, amounts (currency units) and ratios decimal; None is an empty cell.
    """
    book = quote.book
    given = _scenario_cells(quote.scenario, name)
    origin = (book.currency, book.id, book.version)
    return [(*given, *_cells(option, OWN), *origin, *_cells(option, ADDED)) for option in quote.options]


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """Return ``rows`` under their header as CSV (RFC 4180), safe to open in a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell_text(cell) for cell in row] for row in rows)
    return text.getvalue()


def calls_text(monthly_calls: Sequence[int]) -> str:
    """Return steady calls as one number, others as one number per month separated by spaces."""
    steady = len(set(monthly_calls)) == 1
    return str(monthly_calls[0]) if steady else " ".join(str(calls) for calls in monthly_calls)


def purchases_text(purchases: Iterable[Purchase]) -> str:
    """Return purchases as ``month:pack*quantity``, separated by spaces: ``1:10m*1 3:1m*2``."""
    return " ".join(f"{purchase_start(bought.month, bought.pack)}{bought.quantity}" for bought in purchases)


def purchase_start(month: int, pack: str) -> str:
    """Return what stands before the quantity of a purchase: ``1:10m*``."""
    return f"{month}:{pack}*"


def _scenario_cells(scenario: Scenario, name: str) -> tuple[Cell, ...]:
    numbers = (getattr(scenario, column) for column in SCENARIO_COLUMNS[2:])
    return (name, calls_text(scenario.monthly_calls), *numbers)


def _cells(option: Option, columns: Iterable[OptionColumn]) -> tuple[Cell, ...]:
    return tuple(_cell(column.of(option)) for column in columns)


def _cell(value: object) -> Cell:
    """Return a value of any `columns.Kind` as files hold it."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value)
        case Fraction():
            return six_decimals(value)
        case tuple():
            return purchases_text(value)
        case None | str() | int():
            return value
    raise TypeError(f"no cell: {value!r}")
