"""Figures on vertical lines of a chart, in rows above it, so that no two overlap even on a telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from typing import Final

from dashboard.charts.figure import PAGE, Figure, line, note, upright

NARROWEST_PLOT: Final = 285
"""What is left of a screen of 390 pixels for the plot; the server does not know the width."""

ROW_PIXELS: Final = 17
LETTER: Final = 6.4
IDEOGRAPH: Final = 12.5
PADDING: Final = 8
GAP: Final = 3
"""Pixels between a line and its text, within the padding: a dotted line beside a figure reads as a sign."""


@dataclass(frozen=True)
class Flag:
    """``text`` at the vertical line at ``value`` of an axis."""

    value: float
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


def share(axis: Figure, value: float) -> float:
    """Return where ``value`` is on a Plotly axis, from 0 on the left to 1 on the right."""
    first, last = axis["range"]
    return float((_drawn(axis, value) - first) / (last - first))


def places(axis: Figure, flags: Sequence[Flag], rows: int) -> list[Place | None]:
    """Return a place for each flag, the first ones served first; None where all ``rows`` are full there."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    found: list[Place | None] = []
    for flag in flags:
        at = share(axis, flag.value)
        # Where neither side has the room, the text begins at the line and is cut off on a telephone.
        leftwards = at + flag.width > 1 and at - flag.width >= 0
        start = at - flag.width if leftwards else at
        span = (start, start + flag.width)
        free = (row for row, others in enumerate(taken) if not any(_overlap(span, other) for other in others))
        row = next(free, None)
        found.append(None if row is None else Place(row, leftwards))
        if row is not None:
            taken[row].append(span)
    return found


def flagged(axis: Figure, flags: Sequence[Flag], rows: int) -> list[Figure]:
    """Return the texts of all flags that have a place, as annotations above the plot."""
    placed = zip(flags, places(axis, flags, rows), strict=True)
    return [annotation(axis, flag, place) for flag, place in placed if place is not None]


def flag_lines(axis: Figure, flags: Sequence[Flag], rows: int) -> list[Figure]:
    """Return a line for each flag, dotted unless the flag is bold, up to its text above the plot."""
    shapes = []
    for flag, place in zip(flags, places(axis, flags, rows), strict=True):
        width, dash = (2, "solid") if flag.bold else (1, "dot")
        shapes.append(upright(flag.value, width=width, dash=dash))
        if place is not None:
            up = (place.row + 1) * ROW_PIXELS - GAP
            stem = line((flag.value, flag.value), (0, up), width=width, dash=dash)
            shapes.append(stem | {"yref": "paper", "ysizemode": "pixel", "yanchor": 1})
    return shapes


def annotation(axis: Figure, flag: Flag, place: Place) -> Figure:
    """Return the text as an annotation above the plot."""
    drawn = note(
        flag.text,
        x=_drawn(axis, flag.value),
        xref="x",
        y=1,
        yref="paper",
        yshift=place.row * ROW_PIXELS,
        yanchor="bottom",
        xanchor="right" if place.leftwards else "left",
        xshift=-GAP if place.leftwards else GAP,
        borderpad=1,
        bgcolor=PAGE,  # lines of the rows above pass behind it
    )
    return drawn | {"text": f"<b>{drawn['text']}</b>"} if flag.bold else drawn


def _drawn(axis: Figure, value: float) -> float:
    """Return a value as ranges and annotations want it: on a logarithmic axis as a logarithm."""
    return log10(value) if axis.get("type") == "log" else value


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
