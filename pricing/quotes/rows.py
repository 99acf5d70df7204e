"""The columns of a comparison, one row per option: `quote --format csv`, `compare` and the exports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from pricing.money import plain, six_decimals
from pricing.quotes.spreadsheet import Cell, cell_text
from pricing.quotes.values import Option, Purchase, Quote
from pricing.scenario import Scenario

SCENARIO_COLUMNS = (
    "name",
    "monthly_calls",
    "months",
    "peak_qps",
    "peak_days",
    "materials",
    "activities",
)
COLUMNS = (
    *SCENARIO_COLUMNS,
    "option",
    "available",
    "reason",
    "n_activities",
    "qps_units",
    "license",
    "qps",
    "packs",
    "postpaid",
    "total",
    "overage_calls",
    "unused_calls",
    "coverage",
    "utilization",
    "purchases",
    "currency",
    "price_book",
    "price_book_version",
)
"""The contract with those who read the files; new columns go to the end."""


def quote_rows(quote: Quote, name: str = "") -> list[tuple[Cell, ...]]:
    """Return a row for each option of ``quote``, the cells in the order of `COLUMNS`.

    Numbers are numbers: counts whole, amounts (currency units) and ratios decimal; None is an empty cell.
    """
    book = quote.book
    given = _scenario_cells(quote.scenario, name)
    origin = (book.currency, book.id, book.version)
    return [(*given, *_option_cells(option), *origin) for option in quote.options]


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
    return (
        name,
        calls_text(scenario.monthly_calls),
        scenario.months,
        scenario.peak_qps,
        scenario.peak_days,
        scenario.materials,
        scenario.activities,
    )


def _option_cells(option: Option) -> tuple[Cell, ...]:
    costs = option.costs
    amounts: tuple[Cell, ...] = (None,) * 5
    if costs is not None:
        amounts = tuple(
            plain(amount) for amount in (costs.license, costs.qps, costs.packs, costs.postpaid, costs.total)
        )
    return (
        option.id,
        "true" if option.available else "false",
        option.reason,
        option.activities,
        option.qps_units,
        *amounts,
        option.overage_calls,
        option.unused_calls,
        six_decimals(option.coverage),
        six_decimals(option.utilization),
        purchases_text(option.purchases),
    )
