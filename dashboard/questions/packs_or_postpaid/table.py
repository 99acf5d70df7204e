"""Who is cheapest from where to where, as a table: exact values, named columns, no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pandas as pd

from dashboard.language.names import option_name
from dashboard.language.texts import Texts
from dashboard.questions.packs_or_postpaid.values import CostCurves
from dashboard.tables.column import Column
from pricing.errors import message
from pricing.money import from_micro
from pricing.price_book import PriceBook

SEGMENTS: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "first": Column(message("From"), "count", message("Calls a month")),
        "last": Column(message("To"), "count", message("Calls a month")),
        "cheapest": Column(message("Cheapest"), "text"),
        "at_first": Column(message("Total at From"), "money"),
        "at_last": Column(message("Total at To"), "money"),
    }
)


def segment_table(curves: CostCurves, book: PriceBook, texts: Texts) -> pd.DataFrame:
    """Return a row for each segment, the columns of `SEGMENTS`."""
    rows = [
        {
            "first": segment.first,
            "last": segment.last,
            "cheapest": option_name(texts, book, segment.cheapest),
            "at_first": from_micro(at_first),
            "at_last": from_micro(at_last),
        }
        for segment, at_first, at_last in zip(curves.segments, curves.at_first, curves.at_last, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(SEGMENTS), dtype=object)
