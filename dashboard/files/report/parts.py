"""What a section of the report is made of; exact values are rounded half up, as on the screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Final, Literal

import pandas as pd

from dashboard.language.formats import CENTS, DASH, Exact, day_name, number, percent, unit_price
from dashboard.language.texts import Texts
from dashboard.tables.column import Column, Kind
from pricing.money import share

SHORT: Final = 14
"""So many letters or fewer are never broken over two lines."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and a note in small letters below it; numbers stand on the right."""

    text: str
    is_number: bool = False
    note: str = ""

    @property
    def is_short(self) -> bool:
        """Whether it fits on one line: a date, a month, the name of a movement."""
        return len(self.text) <= SHORT


@dataclass(frozen=True)
class Table:
    """A table with its headings, and a title if need be; ``has_total``: the last row sums up the others."""

    kind: ClassVar = "table"
    headings: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    has_total: bool = False


def table(
    frame: pd.DataFrame,
    columns: Mapping[str, Column],
    currency: str,
    texts: Texts,
    *,
    only: Sequence[str] = (),
    note: str | None = None,
    title: str = "",
    has_total: bool = False,
) -> Table:
    """Return the columns of ``frame`` that ``only`` names, all by default, in its order.

    ``note`` names a column of texts that stand below the cells of the first.
    """
    names = list(only or columns)
    kinds = [columns[name].kind for name in names]
    headings = tuple(
        Cell(texts(columns[name].heading), kind != "text") for name, kind in zip(names, kinds, strict=True)
    )
    notes = [""] * len(frame) if note is None else frame[note].tolist()
    rows = tuple(
        tuple(
            Cell(_text(value, kind, currency, texts), kind != "text", below if place == 0 else "")
            for place, (value, kind) in enumerate(zip(row, kinds, strict=True))
        )
        for row, below in zip(frame[names].to_numpy().tolist(), notes, strict=True)
    )
    if has_total:  # what can't be summed up has no dash
        rows = (*rows[:-1], tuple(replace(cell, text=cell.text.strip(DASH)) for cell in rows[-1]))
    return Table(headings, rows, title, has_total)


def written(value: int | str | date | tuple[int, ...], texts: Texts) -> str:
    """Return the value of a fact: numbers with separators, days in full."""
    if isinstance(value, tuple):
        return " · ".join(number(texts, each) for each in value)
    if isinstance(value, date):
        return day_name(texts, value)
    return number(texts, value) if isinstance(value, int) else value


def _text(value: Exact | str | None, kind: Kind, currency: str, texts: Texts) -> str:
    if value is None:
        return "" if kind == "text" else DASH
    return value if isinstance(value, str) else _number(value, kind, currency, texts)


def _number(value: Exact, kind: Kind, currency: str, texts: Texts) -> str:
    if kind == "count":
        return number(texts, value)
    if kind == "ratio":
        return percent(texts, share(Fraction(value), 3), 1)
    if kind == "price":
        return unit_price(texts, value, currency)
    return number(texts, value, CENTS)


@dataclass(frozen=True)
class Words:
    """Sentences, each a paragraph; or points of a list; or what a reader must know, all in one box."""

    sentences: tuple[str, ...]
    kind: Literal["words", "list", "warnings"] = "words"


@dataclass(frozen=True)
class Facts:
    """Labels, each with what stands beside it."""

    kind: ClassVar = "facts"
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chart:
    """A figure of the screens in the colours of paper; ``alt`` says in words what it shows."""

    kind: ClassVar = "chart"
    name: str
    figure: dict[str, Any]
    alt: str

    @property
    def height(self) -> int:
        """In CSS pixels."""
        height: int = self.figure["layout"]["height"]
        return height


Part = Words | Facts | Table | Chart


@dataclass(frozen=True)
class Section:
    """A question of the scenario, and its answer."""

    title: str
    parts: tuple[Part, ...]
