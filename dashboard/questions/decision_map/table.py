"""The decision map as a table: exact values, named columns, no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import pandas as pd

from dashboard.language.texts import Texts
from dashboard.questions.decision_map.answer import cell_name, plans
from dashboard.questions.decision_map.values import DecisionMap
from dashboard.tables.column import Column, frame
from pricing.errors import message

MAP: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "months": Column(message("Months"), "count"),
        "calls": Column(message("Monthly calls"), "count"),
        "option": Column(message("Cheapest option"), "text"),
        "total": Column(message("Total"), "money"),
        "saving": Column(message("Saved"), "money", message("Against postpaid only")),
        "ratio": Column(message("Saved, in %"), "ratio", message("Against postpaid only")),
        "bought": Column(message("What is bought"), "text"),
    }
)


@lru_cache(maxsize=64)
def map_table(drawn: DecisionMap, texts: Texts) -> pd.DataFrame:
    """Return a row for each cell, the columns of `MAP`; not to be changed."""
    return frame(
        MAP,
        drawn.cells,
        option=lambda cell: cell_name(cell, drawn.book, texts),
        ratio=lambda cell: cell.saving_ratio,
        bought=lambda cell: plans(drawn, texts)[cell],
    )
