"""The months of an option as a table: calls by source, what is left over and the bill; no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import pandas as pd

from dashboard.language.formats import month_label, month_name
from dashboard.language.names import MOVEMENTS
from dashboard.language.texts import Texts
from dashboard.questions.what_to_buy.chart import SOURCES, calls_of
from dashboard.tables.column import Column
from pricing.errors import message
from pricing.quotes.settlement import first_of_month
from pricing.quotes.values import Option

MONTHS: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "month": Column(message("Month"), "text"),
        "calls": Column(message("All calls"), "count"),
        **{source: Column(kind.name, "count") for source, kind in SOURCES.items()},
        "balance": Column(message("Left over"), "count"),
        "bill": Column(MOVEMENTS["settlement"], "money"),
    }
)


def source_table(option: Option, start: date | None, texts: Texts) -> pd.DataFrame:
    """Return a row for each month, the columns of `MONTHS`; by name where the first month is known."""
    rows = [
        {
            "month": month_label(texts, month.month)
            if start is None
            else month_name(texts, first_of_month(start, month.month)),
            "calls": month.calls,
            **calls_of(month),
            "balance": month.balance,
            "bill": month.bill,
        }
        for month in option.months
    ]
    return pd.DataFrame(rows, columns=list(MONTHS), dtype=object)
