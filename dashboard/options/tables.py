"""The options of a quote and the lines of one option as tables: exact values, named columns, no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from dashboard.language.formats import calls_short, month_label
from dashboard.language.names import CLAUSES, in_a_row, option_name, pack_name
from dashboard.language.texts import Texts
from dashboard.options.notices import reason
from dashboard.options.purchases import bought, licenses
from dashboard.tables.column import Column
from pricing.errors import message
from pricing.quotes.columns import OPTION_COLUMNS
from pricing.quotes.values import Line, Option, Quote

COMPARISON: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "option": Column(message("Option"), "text", pinned=True),
        "total": Column(message("Total"), "money"),
        "multiple": Column(message("× cheapest"), "multiple", message("The total, in times the cheapest")),
        "upfront": Column(message("Upfront"), "money", message("Paid in month 1, before the first call")),
        "license": Column(message("License"), "money"),
        "qps": Column(message("QPS upgrade"), "money"),
        "packs": Column(message("Packs"), "money"),
        "postpaid": Column(message("Postpaid"), "money"),
        "price_per_thousand": Column(message("Per 1,000 calls"), "money"),
        "bought": Column(message("What is bought"), "text"),
        "licenses": Column(message("Licenses"), "count"),
        "qps_units": Column(message("QPS units"), "count", message("Bought for each peak day")),
        "overage_calls": Column(message("Overage calls"), "count", message("Calls billed postpaid")),
        "unused_calls": Column(
            message("Unused calls"), "count", message("Granted, still left after the last month")
        ),
        "coverage": Column(
            message("Coverage"), "ratio", message("Calls that are not billed postpaid, of all calls")
        ),
        "utilization": Column(
            message("Utilization"), "ratio", message("Used calls of those that licenses and packs grant")
        ),
        "availability": Column(message("Availability"), "text"),
    }
)

LINES: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "month": Column(message("Month"), "text"),
        "item": Column(message("Item"), "text"),
        "quantity": Column(message("Quantity"), "count"),
        "unit_price": Column(message("Unit price"), "price"),
        "amount": Column(message("Amount"), "money"),
        "tier": Column(message("Tier"), "text", message("The tier of the month's bill")),
        "clause": Column(
            message("Clause"), "text", message("The section of the price list that the line comes from")
        ),
    }
)


def comparison(quote: Quote, texts: Texts) -> pd.DataFrame:
    """Return a row for each option in the fixed order, the columns of `COMPARISON`."""
    rows = [_option_row(quote, option, texts) for option in quote.options]
    return pd.DataFrame(rows, columns=list(COMPARISON), dtype=object)


def lines(quote: Quote, option: Option, texts: Texts) -> pd.DataFrame:
    """Return the lines behind the option's total and a last row with their sum, the columns of `LINES`."""
    rows = [_line_row(quote, line, texts) for line in option.lines]
    total = sum((line.amount for line in option.lines), Decimal(0))
    rows.append(dict.fromkeys(LINES) | {"month": texts("Total"), "amount": total})
    return pd.DataFrame(rows, columns=list(LINES), dtype=object)


def _option_row(quote: Quote, option: Option, texts: Texts) -> dict[str, Any]:
    per_call = option.price_per_call
    return {
        **{column.name: column.of(option) for column in OPTION_COLUMNS if column.name in COMPARISON},
        "option": option_name(texts, quote.book, option.id),
        "licenses": licenses(quote, option),
        "bought": in_a_row(texts, bought(quote, option, texts)),
        "availability": texts("online") if option.available else reason(quote, option, texts),
        "multiple": option.multiple,
        "price_per_thousand": None if per_call is None else per_call * 1000,
    }


def _line_row(quote: Quote, line: Line, texts: Texts) -> dict[str, Any]:
    return {
        "month": month_label(texts, line.month),
        "item": item_name(quote, line, texts),
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "amount": line.amount,
        "tier": tier_name(quote, line, texts),
        "clause": texts(CLAUSES[line.clause]),
    }


def item_name(quote: Quote, line: Line, texts: Texts) -> str:
    """Return what a line buys or bills, one of it: "5M pack", "50 QPS for one day"."""
    if line.pack is not None:
        return pack_name(texts, quote.book, line.pack)
    if line.clause == "license":
        return texts("License of one activity")
    if line.clause == "qps":
        unit = 1 if quote.book.qps is None else quote.book.qps.unit
        return texts("{qps} QPS for one day", qps=unit)
    return texts("Calls billed postpaid") if line.clause == "postpaid" else texts("Free calls")


def tier_name(quote: Quote, line: Line, texts: Texts) -> str | None:
    """Return a postpaid line's tier with its range: "2: up to 5M"."""
    if line.tier is None:
        return None
    tiers = quote.book.postpaid.tiers
    up_to = tiers[line.tier - 1].up_to
    if up_to is not None:
        return texts("{tier}: up to {calls}", tier=line.tier, calls=calls_short(texts, up_to))
    if len(tiers) == 1:
        return texts("{tier}: all calls", tier=line.tier)
    below = tiers[line.tier - 2].up_to or 0
    return texts("{tier}: above {calls}", tier=line.tier, calls=calls_short(texts, below))
