"""The rows of a file, whatever its kind: cells by line, before anyone asks what they mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Cell = str | int | float | bool | dt.date | dt.time | dt.timedelta
"""A cell: text, or what a workbook knows it to be; an empty cell is an empty text."""


@dataclass(frozen=True)
class Line:
    """The cells of one line that is not blank; ``number`` counts from 1 as a spreadsheet does.

    ``broken`` is the code of what keeps its cells from being told apart, where something does.
    """

    number: int
    cells: tuple[Cell, ...]
    broken: str = ""


@dataclass(frozen=True)
class Sheet:
    """The lines of a sheet, called ``name`` in a workbook; a text file is one without a name.

    ``merged``: first line, last line and column (from 0) of each merged cell that spans several lines.
    """

    lines: tuple[Line, ...]
    name: str = ""
    merged: tuple[tuple[int, int, int], ...] = ()
