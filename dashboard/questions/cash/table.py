"""All movements of a cash flow as a table: exact values, named columns, no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

import pandas as pd

from dashboard.language.formats import month_label, percent
from dashboard.language.names import MOVEMENTS, SETTLEMENT, clause_name, usage_month
from dashboard.language.texts import Texts
from dashboard.options.purchases import purchased
from dashboard.tables.column import Column, frame
from pricing.errors import message
from pricing.quotes.settlement import CashFlow, Movement
from pricing.quotes.values import Quote

CASH: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "when": Column(message("When"), "text", message("On the first day of the month"), pinned=True),
        "kind": Column(message("Movement"), "text"),
        "what": Column(message("What"), "text"),
        "amount": Column(message("Amount"), "money"),
        "paid": Column(message("Paid so far"), "money", message("After this movement")),
        "frozen": Column(message("Frozen"), "money", message("After this movement")),
        "tied_up": Column(message("Tied up"), "money", message("Paid so far, and what is frozen on top")),
        "clause": Column(
            message("Clause"), "text", message("The section of the price list that the line comes from")
        ),
    }
)


def cash_table(quote: Quote, flow: CashFlow, texts: Texts) -> pd.DataFrame:
    """Return a row for each movement of an option of ``quote``, the columns of `CASH`.

    Amounts are above 0, those released too. Dates are in ISO 8601; without a start the month stands there.
    """
    return frame(
        CASH,
        flow.movements,
        when=lambda moved: month_label(texts, moved.month) if moved.date is None else f"{moved.date}",
        kind=lambda moved: texts(MOVEMENTS[moved.kind]),
        what=lambda moved: _what(quote, moved, texts),
        clause=lambda moved: _clause(moved, texts),
    )


def _what(quote: Quote, movement: Movement, texts: Texts) -> str:
    if movement.line is not None:
        what = purchased(quote, movement.line, texts)
        return what[:1].upper() + what[1:]
    month = usage_month(movement, texts)
    if movement.kind == "settlement":
        return texts("Usage of {month}", month=month)
    ratio = Decimal(0) if quote.book.settlement is None else quote.book.settlement.hold_ratio
    return texts("{ratio} of the usage of {month} at list price", ratio=percent(texts, ratio), month=month)


def _clause(movement: Movement, texts: Texts) -> str:
    return texts(SETTLEMENT) if movement.clause == "settlement" else clause_name(texts, movement.clause)
