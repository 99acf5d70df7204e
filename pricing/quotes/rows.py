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
from pricing.quotes.values import LicensePurchase, Option, Purchase, Quote
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
LATER_COLUMNS = ("base_qps",)
"""Columns of a scenario that a file has only where they say something, after `SCENARIO_COLUMNS`."""


def columns_with(later: Sequence[str]) -> tuple[str, ...]:
    """Return `COLUMNS` with those ``later`` ones."""
    return (*SCENARIO_COLUMNS, *later, *COLUMNS[len(SCENARIO_COLUMNS) :])


def later_columns(scenario: Scenario) -> tuple[str, ...]:
    """Return those of `LATER_COLUMNS` in which ``scenario`` differs from the default."""
    return tuple(name for name in LATER_COLUMNS if getattr(scenario, name) != getattr(Scenario, name))


def quote_rows(quote: Quote, name: str = "") -> list[tuple[Cell, ...]]:
    """Return a row for each option of ``quote``: the cells of `COLUMNS`, with its `later_columns`.

    Numbers are numbers: counts whole, amounts (currency units) and ratios decimal; None is an empty cell.
    """
    book = quote.book
    given = _scenario_cells(quote.scenario, name)
    origin = (book.currency, book.id, book.version)
    return [(*given, *_cells(option, OWN), *origin, *_cells(option, ADDED)) for option in quote.options]


def csv_text(rows: Iterable[Sequence[Cell]], later: Sequence[str] = ()) -> str:
    """Return ``rows`` under their header as CSV (RFC 4180), safe to open in a spreadsheet.

    ``later``: the `later_columns` that they have.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns_with(later))
    writer.writerows([cell_text(cell) for cell in row] for row in rows)
    return text.getvalue()


def calls_text(monthly_calls: Sequence[int]) -> str:
    """Return steady calls as one number, others as one number per month separated by spaces."""
    steady = len(set(monthly_calls)) == 1
    return str(monthly_calls[0]) if steady else " ".join(str(calls) for calls in monthly_calls)


def purchases_text(purchases: Iterable[Purchase | LicensePurchase]) -> str:
    """Return packs or licenses as ``month:id*quantity``, separated by spaces: ``1:10m*1 3:1m*2``."""
    return " ".join(f"{purchase_start(bought.month, _id(bought))}{bought.quantity}" for bought in purchases)


def _id(bought: Purchase | LicensePurchase) -> str:
    return bought.pack if isinstance(bought, Purchase) else bought.package


def purchase_start(month: int, bought: str) -> str:
    """Return what stands before the quantity of a purchase: ``1:10m*``."""
    return f"{month}:{bought}*"


def _scenario_cells(scenario: Scenario, name: str) -> tuple[Cell, ...]:
    numbers = (getattr(scenario, column) for column in (*SCENARIO_COLUMNS[2:], *later_columns(scenario)))
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
