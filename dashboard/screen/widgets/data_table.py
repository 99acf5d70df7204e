"""A table for any page: exact values in, rounded half up once, here, and shown by ``st.dataframe``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.language.formats import CENTS, DASH, Exact, unit_price
from dashboard.language.texts import Texts
from dashboard.tables.column import Column, Kind
from pricing.money import rounded

FORMATS: Final[Mapping[Kind, tuple[int, str]]] = {
    "count": (0, "%,d"),
    "money": (CENTS, "%,.2f"),
    "ratio": (1, "%,.1f%%"),
    "multiple": (CENTS, "%,.2f"),
}
"""Decimals, and the browser's format, of each kind of number; a share of 1 is shown in per cent."""

LETTER_PIXELS: Final = 7
IDEOGRAPH_PIXELS: Final = 14
CELL_PADDING: Final = 20


def data_table(
    frame: pd.DataFrame, columns: Mapping[str, Column], *, currency: str, texts: Texts, key: str, alt: str
) -> None:
    """Show ``frame`` under the headings of ``columns``: numbers on the right, a dash where there is none."""
    shown = pd.DataFrame(
        {name: _shown(frame[name], column.kind, currency, texts) for name, column in columns.items()}
    )
    st.dataframe(
        shown,
        hide_index=True,
        column_config={name: _config(column, shown[name], texts) for name, column in columns.items()},
        placeholder=DASH,
        key=key,
        alt=alt,
    )


def _shown(cells: pd.Series, kind: Kind, currency: str, texts: Texts) -> pd.Series:
    if kind == "text":
        return cells
    if kind == "price":  # as many decimals as the price has, which no format of a column can do
        return cells.map(lambda price: None if price is None else unit_price(texts, price, currency))
    decimals = FORMATS[kind][0]
    scale = 100 if kind == "ratio" else 1
    # Up to 15 digits survive as a float, so the browser shows the decimals that were rounded here.
    return pd.Series([_float(cell, scale, decimals) for cell in cells], dtype="float64")


def _float(cell: Exact | None, scale: int, decimals: int) -> float | None:
    return None if cell is None else float(rounded(cell * scale, decimals))


def _config(column: Column, cells: pd.Series, texts: Texts) -> ColumnConfig:
    heading = texts(column.heading)
    words = texts(column.help) if column.help else None
    if column.kind == "text":
        width = column.width
        if width is None and cells.isna().any():  # the browser passes over the few that stand among dashes
            width = max(map(_pixels, [heading, *cells.dropna()])) + CELL_PADDING
        return st.column_config.TextColumn(heading, help=words, pinned=column.pinned, width=width)
    if column.kind == "price":
        return st.column_config.TextColumn(heading, help=words, alignment="right")
    decimals, shown = FORMATS[column.kind]
    # The browser measures the first cells only, and would cut a number off that stands below a few dashes.
    longest = max((len(f"{cell:,.{decimals}f}") for cell in cells.dropna()), default=0)
    width = max(LETTER_PIXELS * longest, _pixels(heading)) + CELL_PADDING
    return st.column_config.NumberColumn(heading, help=words, format=shown, alignment="right", width=width)


def _pixels(text: str) -> int:
    return sum(LETTER_PIXELS if letter.isascii() else IDEOGRAPH_PIXELS for letter in text)
