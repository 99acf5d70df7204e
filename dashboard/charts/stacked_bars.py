"""What the charts of stacked bars have in common: their frame, how a part of a bar looks, a place a month."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Final

from dashboard.charts.palette import Look

Figure = dict[str, Any]

TEXT: Final = "var(--st-text-color)"
PAGE: Final = "var(--st-background-color)"
PATTERN: Final = {"fillmode": "overlay", "fgcolor": PAGE, "size": 7, "solidity": 0.2}

COLUMN: Final = 0.7
"""How wide a bar is at its place, where bars stand side by side."""
FEWEST_PLACES: Final = 4
"""A chart of fewer months has as much room at the sides, so that its bars are no walls."""


def frame(height: int, margin: Mapping[str, int]) -> Figure:
    """Return a layout without axes, in pixels; its legend stands above the bars and hides none of them."""
    return {
        "barmode": "stack",
        "height": height,
        "margin": margin,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left"},
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    }


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
    return {
        "range": [middle - half, middle + half],
        "tickvals": list(labels),
        "ticktext": list(labels.values()),
        "title": {"text": escape(title)},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }
