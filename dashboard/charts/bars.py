"""Stacked bars: side by side, a place a month, or in rows, each with its name above and its total behind it.

Names stand above the rows, not beside them, so that the bars keep their width on a telephone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import Final

from dashboard.charts.axes import cents, linear_axis
from dashboard.charts.figure import ABOVE, HOVER_TEXT, PAGE, Figure, bare_axis, frame, words
from dashboard.charts.palette import COMPONENT_LOOKS, Look
from dashboard.language.formats import Exact, number
from dashboard.language.names import COMPONENTS
from dashboard.language.texts import Texts
from pricing.price_book import Component

PATTERN: Final = {"fillmode": "overlay", "fgcolor": PAGE, "size": 7, "solidity": 0.2}

TOP, BOTTOM = 34, 44
COLUMN: Final = 0.7
"""How wide a bar is at its place, where bars stand side by side."""
FEWEST_PLACES: Final = 4
"""A chart of fewer months has as much room at the sides, so that its bars are no walls."""


def stack_frame(height: int, bottom: int = BOTTOM) -> Figure:
    """Return the layout of stacked bars without axes, in pixels; its legend stands above the bars."""
    stacked = {"barmode": "stack", "hoverlabel": {"align": "left"}}
    return frame(height, TOP, bottom, legend=ABOVE) | stacked


def marker(look: Look) -> Figure:
    """Return how a part of a bar looks."""
    return {
        "color": look.color,
        "line": {"width": 0},  # a line would show even where the amount is 0
        "pattern": {**PATTERN, "shape": look.pattern},
    }


def places(count: int, labels: Mapping[int, str], title: str) -> Figure:
    """Return the axis of ``count`` bars side by side, the first at 1, with ``labels`` below some of them."""
    middle, half = (count + 1) / 2, max(count, FEWEST_PLACES) / 2
    return bare_axis((middle - half, middle + half), labels, title)


def columns(
    stack: Iterable[tuple[str, Look, Sequence[Exact]]], x: Sequence[int], hovers: Sequence[str]
) -> Iterator[Figure]:
    """Yield bars side by side, each part's name, look and heights; parts of no height are left out."""
    for name, look, heights in stack:
        if any(heights):
            yield {
                "type": "bar",
                "name": escape(name),
                "x": x,
                "y": [cents(height) for height in heights],
                "width": COLUMN,
                "customdata": hovers,
                "hovertemplate": HOVER_TEXT,
                "marker": marker(look),
            }


ROW_PIXELS: Final = 46
BAR: Final = 0.4
NAME_ABOVE: Final = 0.4
"""Bars and names in rows: a bar is 0.4 of a row, and its name stands 0.4 of a row above the bar's middle."""

ROOM_FOR_TOTALS: Final = 1.45
"""The axis is that much longer than the longest bar: the total at its end must fit at 390 px."""

WHOLE_FROM: Final = 1000
GAP: Final = "\N{NO-BREAK SPACE}"


def total_in_short(texts: Texts, total: Decimal) -> str:
    """Return a total for the end of a bar, from 1,000 on in whole units: hover and table have the rest."""
    return number(texts, total, 0 if total >= WHOLE_FROM or total == int(total) else 2)


def height(rows: int) -> int:
    """Return the height of a figure in pixels."""
    return ROW_PIXELS * rows + TOP + BOTTOM


def layout(rows: int, longest: Exact, axis_title: str, texts: Texts) -> Figure:
    """Return the layout of a figure; the first row stands on top."""
    return {
        **stack_frame(height(rows)),
        "xaxis": linear_axis(texts, longest, axis_title, room=ROOM_FOR_TOTALS) | {"zeroline": True},
        "yaxis": {
            "range": [rows - 0.6, -0.75],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    }


def bars(component: Component, amounts: Mapping[int, Exact], hovers: Sequence[str], texts: Texts) -> Figure:
    """Return a cost component as bars: its amount by row, and what each of these rows says on hover."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": escape(texts(COMPONENTS[component])),
        "x": [float(amount) for amount in amounts.values()],
        "y": list(amounts),
        "width": BAR,
        "customdata": list(hovers),
        "hovertemplate": HOVER_TEXT,
        "marker": marker(COMPONENT_LOOKS[component]),
    }


def names_above(names: Sequence[str], colors: Sequence[str]) -> Figure:
    """Return the names of all rows, Plotly's markup in them, above the bars."""
    return _beside([0.0] * len(names), [row - NAME_ABOVE for row in range(len(names))], names, colors)


def ends(places: Sequence[float], told: Sequence[str], colors: Sequence[str]) -> Figure:
    """Return what stands behind each bar, Plotly's markup in it."""
    return _beside(places, range(len(told)), told, colors)


def _beside(x: Sequence[float], y: Sequence[float], told: Sequence[str], colors: Sequence[str]) -> Figure:
    font = {"color": list(colors), "size": 13}
    return words(x, y, told, font) | {"textposition": "middle right", "cliponaxis": False}
