"""A button that offers a table as a CSV file, which is written when it is asked for; the table above it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.language.texts import Texts
from dashboard.screen.widgets.data_table import data_table
from dashboard.tables.column import Column
from dashboard.tables.csv_file import csv_file, file_name
from dashboard.tables.origin import Origin


def csv_button(
    frame: pd.DataFrame,
    columns: Mapping[str, Column],
    origin: Origin,
    texts: Texts,
    *,
    holds: str,
    without: Collection[str] = (),
) -> None:
    """Show the button; ``holds`` says in the file's name what it holds, ``without`` is as in `csv_file`."""
    of_demand = "monthly_calls" not in without
    words = texts("This table with exact amounts, the version of the price list and the scenario")
    if not of_demand:
        words = texts("This table with exact amounts and the version of the price list")
    st.download_button(
        texts("Download CSV"),
        partial(csv_file, frame, columns, origin, texts, without=without),
        file_name(origin, holds, of_demand=of_demand),
        "text/csv",
        key=f"download_{holds}",
        on_click="ignore",
        icon=":material/download:",
        help=words,
    )


def table_with_file(
    frame: pd.DataFrame,
    columns: Mapping[str, Column],
    origin: Origin,
    texts: Texts,
    *,
    alt: str,
    holds: str,
    key: str = "",
    without: Collection[str] = (),
) -> None:
    """Show a table, and below it its button; ``key`` is the table's where it is not ``holds``."""
    data_table(frame, columns, currency=origin.book.currency, texts=texts, key=key or holds, alt=alt)
    csv_button(frame, columns, origin, texts, holds=holds, without=without)
