"""Figures on vertical lines of a chart, in rows above it, so that no two overlap even on a telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from dashboard.charts.figure import PAGE, Figure

NARROWEST_PLOT: Final = 285
"""What is left of a screen of 390 pixels for the plot; the server does not know the width."""

SIZE: Final = 12
ROW_PIXELS: Final = 17
LETTER: Final = 6.4
IDEOGRAPH: Final = 12.5
PADDING: Final = 8
GAP: Final = 3
"""Pixels between a line and its text, within the padding: a dotted line beside a figure reads as a sign."""


@dataclass(frozen=True)
class Flag:
    """``text`` at a vertical line; ``at`` is its place on the axis, from 0 on the left to 1 on the right.

    ``x`` is the same place in Plotly's terms (a logarithm on a logarithmic axis for annotations).
    """

    at: float
    x: float
    text: str
    bold: bool = False

    @property
    def width(self) -> float:
        """The share of the narrowest plot that the text takes."""
        pixels = sum(LETTER if letter.isascii() else IDEOGRAPH for letter in self.text)
        return (pixels * (1.1 if self.bold else 1) + PADDING) / NARROWEST_PLOT


@dataclass(frozen=True)
class Place:
    """Row 0 is next to the plot; ``leftwards``: the text ends at its line instead of beginning there."""

    row: int
    leftwards: bool = False


def places(flags: Sequence[Flag], rows: int) -> list[Place | None]:
    """Return a place for each flag, the first ones served first; None where all ``rows`` are full there."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    found: list[Place | None] = []
    for flag in flags:
        # Where neither side has the room, the text begins at the line and is cut off on a telephone.
        leftwards = flag.at + flag.width > 1 and flag.at - flag.width >= 0
        start = flag.at - flag.width if leftwards else flag.at
        span = (start, start + flag.width)
        free = (row for row, others in enumerate(taken) if not any(_overlap(span, other) for other in others))
        row = next(free, None)
        found.append(None if row is None else Place(row, leftwards))
        if row is not None:
            taken[row].append(span)
    return found


def flagged(flags: Sequence[Flag], rows: int) -> list[Figure]:
    """Return the texts of all flags that have a place, as annotations above the plot."""
    placed = zip(flags, places(flags, rows), strict=True)
    return [annotation(flag, place) for flag, place in placed if place is not None]


def annotation(flag: Flag, place: Place) -> Figure:
    """Return the text as an annotation above the plot."""
    text = escape(flag.text)
    return {
        "x": flag.x,
        "xref": "x",
        "y": 1,
        "yref": "paper",
        "yshift": place.row * ROW_PIXELS,
        "yanchor": "bottom",
        "xanchor": "right" if place.leftwards else "left",
        "xshift": -GAP if place.leftwards else GAP,
        "text": f"<b>{text}</b>" if flag.bold else text,
        "showarrow": False,
        "font": {"size": SIZE},
        "borderpad": 1,
        "bgcolor": PAGE,  # lines of the rows above pass behind it
    }


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
