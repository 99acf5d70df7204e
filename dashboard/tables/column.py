"""The column of a table: its heading, and what its cells are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, TypeVar

import pandas as pd

Kind = Literal["text", "count", "money", "price", "ratio", "multiple", "date"]
Row = TypeVar("Row")


@dataclass(frozen=True)
class Column:
    """A heading (a key of the catalogue), what the cells are, and a word of help.

    Kinds: a text, a whole number, an amount, the price of one thing, a share of 1, a multiple, a day (in
    workbooks only); all exact, and None where there is none. ``width`` in pixels is for texts of any
    length, which would take all the room.
    """

    heading: str
    kind: Kind
    help: str = ""
    pinned: bool = False
    width: int | None = None


def frame(
    columns: Mapping[str, Column], rows: Iterable[Row], **taken: Callable[[Row], object]
) -> pd.DataFrame:
    """Return a table of exact values: the row's attribute of that name, unless ``taken`` says how."""
    cells = [taken.get(name, attrgetter(name)) for name in columns]
    return pd.DataFrame([[cell(row) for cell in cells] for row in rows], columns=list(columns), dtype=object)
