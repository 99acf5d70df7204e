"""What a cell of the workbook holds, and the number format that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal

from dashboard.formats import Exact, percent, rounded
from dashboard.texts import Texts

CellKind = Literal["text", "count", "money", "ratio", "multiple", "date"]

NUMBER_FORMATS: Final[Mapping[CellKind, str]] = MappingProxyType(
    {
        "text": "General",
        "count": "#,##0",
        "money": "#,##0.00####",  # a price book's prices have at most six decimals, and so have amounts
        "ratio": "0.0###%",
        "multiple": "0.00",
        "date": "yyyy-mm-dd",
    }
)


@dataclass(frozen=True)
class Formula:
    """A formula, and the figure it gives: programs that do not recalculate show that."""

    text: str
    value: Exact


Value = str | int | Decimal | Fraction | date | Formula | None
"""None is an empty cell."""


def shown_length(value: Value, kind: CellKind) -> int:
    """Return how many Latin letters wide a cell is; an ideograph is as wide as two."""
    if isinstance(value, Formula):
        value = value.value
    if value is None:
        return 0
    if isinstance(value, str):
        return sum(1 if letter.isascii() else 2 for letter in value)
    if isinstance(value, date):
        return len("2026-11-25")
    if kind == "ratio":
        return len(percent(Texts("en"), value, 4))
    decimals = {"count": 0, "multiple": 2}.get(kind, 6)
    return len(f"{rounded(value, decimals):,f}".rstrip("0"))
