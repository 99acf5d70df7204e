"""Stacked bars in rows, each with its name above and its figure behind it: the frame of two charts.

Figures are plain dicts: building them costs a fraction of what Plotly's classes do, and they are built at
every step of a slider. Names stand above the bars, not beside them, so that the bars keep their width on a
telephone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import Final

from dashboard.charts.axes import linear_axis
from dashboard.charts.palette import COMPONENT_LOOKS
from dashboard.charts.stacked_bars import Figure, frame, marker
from dashboard.language.formats import Exact, number
from dashboard.language.names import COMPONENTS
from dashboard.language.texts import Texts
from pricing.price_book import Component

ROW_PIXELS: Final = 46
MARGIN_PIXELS: Final = {"t": 34, "b": 44, "l": 6, "r": 6}
BAR: Final = 0.4
NAME_ABOVE: Final = 0.4
"""Bars and names in rows: a bar is 0.4 of a row, and its name stands 0.4 of a row above the bar's middle."""

ROOM_FOR_TOTALS: Final = 1.45
"""The axis is that much longer than the longest bar: the total at its end must fit at 390 px."""

WHOLE_FROM: Final = 1000
GAP: Final = "\N{NO-BREAK SPACE}"
FADED: Final = "var(--st-gray-text-color)"


def total_in_short(texts: Texts, total: Decimal) -> str:
    """Return a total for the end of a bar, from 1,000 on in whole units: hover and table have the rest."""
    return number(texts, total, 0 if total >= WHOLE_FROM or total == int(total) else 2)


def height(rows: int) -> int:
    """Return the height of a figure in pixels."""
    return ROW_PIXELS * rows + MARGIN_PIXELS["t"] + MARGIN_PIXELS["b"]


def layout(rows: int, longest: Exact, axis_title: str, texts: Texts) -> Figure:
    """Return the layout of a figure; the first row stands on top."""
    return {
        **frame(height(rows), MARGIN_PIXELS),
        "xaxis": linear_axis(texts, longest, axis_title)
        | {"range": [0, float(longest) * ROOM_FOR_TOTALS or 1], "zeroline": True},
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
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": marker(COMPONENT_LOOKS[component]),
    }


def names_above(names: Sequence[str], colors: Sequence[str]) -> Figure:
    """Return the names of all rows, Plotly's markup in them, above the bars."""
    return _text([0.0] * len(names), [row - NAME_ABOVE for row in range(len(names))], names, colors)


def ends(places: Sequence[float], words: Sequence[str], colors: Sequence[str]) -> Figure:
    """Return what stands behind each bar, Plotly's markup in it."""
    return _text(places, range(len(words)), words, colors)


def _text(x: Sequence[float], y: Sequence[float], words: Sequence[str], colors: Sequence[str]) -> Figure:
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(x),
        "y": list(y),
        "text": list(words),
        "textposition": "middle right",
        "textfont": {"color": list(colors), "size": 13},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
