"""The column of a table: its heading, and what its cells are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "count", "money", "price", "ratio", "multiple", "date"]


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
