"""What a cell of the workbook holds, how it looks, and how much room it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, Literal

import xlsxwriter
from xlsxwriter.format import Format

from dashboard.language.formats import Exact, percent
from dashboard.language.texts import Texts
from pricing.money import rounded

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
    """A formula, and the figure it gives: programs that do not recalculate show that; None: an empty cell."""

    text: str
    value: Exact | None


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


Role = Literal[
    "body",
    "value",
    "strong",
    "total",
    "heading",
    "title",
    "answer",
    "section",
    "note",
    "warning",
    "long",
    "link",
]

INK: Final = "#16202C"
FADED: Final = "#52606D"
LINE: Final = "#CBD5E1"
HEADING: Final = "#E8EDF4"
WARNING: Final = "#FFF4D6"
LINK: Final = "#0B5CAD"

_ROLES: Final[Mapping[Role, Mapping[str, Any]]] = MappingProxyType(
    {
        "body": {},
        "value": {"text_wrap": True},
        "strong": {"bold": True},
        "total": {"bold": True, "top": 1, "top_color": LINE},
        "heading": {"bold": True, "bg_color": HEADING, "bottom": 1, "bottom_color": LINE, "text_wrap": True},
        "title": {"bold": True, "font_size": 16, "text_wrap": True},
        "answer": {"font_size": 13, "text_wrap": True},
        "section": {"bold": True, "font_size": 12},
        "note": {"font_color": FADED, "text_wrap": True},
        "warning": {"bg_color": WARNING, "text_wrap": True},
        "long": {"text_wrap": True},
        "link": {"font_color": LINK, "underline": 1},
    }
)


class Styles:
    """The formats of one workbook, by what a cell is for and what kind of value it holds."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Role, CellKind], Format] = {}

    def of(self, role: Role, kind: CellKind = "text") -> Format:
        """Return the format, made when it is first asked for."""
        if (role, kind) not in self._made:
            look: dict[str, Any] = {"font_color": INK, "valign": "top", "num_format": NUMBER_FORMATS[kind]}
            if kind in {"text", "date"} or role in {"value", "strong"}:
                look |= {"align": "left"}
            elif role == "heading":
                look |= {"align": "right"}
            if kind in {"text", "date"} and role in {"body", "long", "heading", "total"}:
                look |= {"indent": 1}  # a number may stand close to its left
            self._made[role, kind] = self._book.add_format(look | dict(_ROLES[role]))
        return self._made[role, kind]
