"""What a cell of the workbook holds, the number format that shows it, and how much room it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal

from dashboard.language.formats import Exact, percent, rounded
from dashboard.language.texts import Texts

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
ENGLISH: Final = Texts("en")


@dataclass(frozen=True)
class Formula:
    """A formula, and the figure it gives: programs that do not recalculate show that."""

    text: str
    value: Exact


Content = str | int | Decimal | Fraction | date | Formula | None
"""None is an empty cell."""


@dataclass(frozen=True)
class Typed:
    """A content of another kind than the others of its column."""

    content: Content
    kind: CellKind


Value = Content | Typed


def letters(value: Content, kind: CellKind) -> int:
    """Return how many Latin letters wide a cell is; an ideograph is as wide as two."""
    if isinstance(value, Formula):
        value = value.value
    if value is None:
        return 0
    if isinstance(value, str):
        return len(value) if value.isascii() else sum(1 if letter.isascii() else 2 for letter in value)
    if isinstance(value, date):
        return len(value.isoformat())
    if kind == "ratio":
        return len(percent(ENGLISH, value, 4))
    decimals = {"count": 0, "multiple": 2}.get(kind, 6)
    written = f"{rounded(value, decimals):,f}"
    return len(written if "." not in written else written.rstrip("0") + "00")


def lines(text: str, width: int) -> int:
    """Return how many lines ``text`` takes in a column that is ``width`` letters wide."""
    count, used = 1, 0
    for word in text.split(" "):
        length = letters(word, "text")
        if used and used + 1 + length > width:
            count, used = count + 1, 0
        used += length + (1 if used else 0)
        if used > width:  # a word that is longer than a line is broken, as ideographs are anywhere
            count, used = count + (used - 1) // width, (used - 1) % width + 1
    return count
