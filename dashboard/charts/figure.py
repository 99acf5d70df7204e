"""What every drawing shares: the theme's colours, the frame around a plot, lines, points and hover texts.

Figures are plain dicts: building them costs a fraction of what Plotly's classes do, and they are built at
every step of a slider.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

from dashboard.language.texts import Texts

Figure = dict[str, Any]
"""A Plotly figure, or a part of one."""

TEXT: Final = "var(--st-text-color)"
FADED: Final = "var(--st-gray-text-color)"
PAGE: Final = "var(--st-background-color)"
"""Colours of the page's theme, light or dark."""

QUIET: Final = {"hoverinfo": "skip", "showlegend": False}
"""A trace that answers no pointer and stands in no legend."""

NOTE_SIZE: Final = 12
HOVER_TEXT: Final = "%{customdata}<extra></extra>"
DIAMOND: Final = {"color": TEXT, "size": 12, "symbol": "diamond", "line": {"color": PAGE, "width": 1}}
BELOW: Final = {"y": 0, "yref": "container", "yanchor": "bottom"}
ABOVE: Final = {"y": 1, "yanchor": "bottom", "traceorder": "normal"}
"""Where a legend stands: below the axis, or above the plot."""


def frame(height: int, top: int, bottom: int = 44, *, right: int = 6, legend: Figure = BELOW) -> Figure:
    """Return a layout without axes, in pixels; its legend hides no trace."""
    return {
        "height": height,
        "margin": {"l": 6, "r": right, "t": top, "b": bottom},
        "dragmode": False,
        "hovermode": "closest",
        "legend": {"orientation": "h", "x": 0, "itemclick": False, "itemdoubleclick": False, **legend},
    }


def bare_axis(ends: Sequence[float], labels: Mapping[int, str], title: str) -> Figure:
    """Return an axis without a grid, with ``labels`` at some places."""
    return {
        "range": list(ends),
        "tickvals": list(labels),
        "ticktext": list(labels.values()),
        "title": {"text": escape(title)},
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def line(x: tuple[float, float], y: tuple[float, float], *, width: float = 1.5, dash: str = "dot") -> Figure:
    """Return a straight line from one end to the other."""
    ends = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
    return {"type": "line", **ends, "line": {"color": TEXT, "width": width, "dash": dash}}


def upright(x: float, *, width: float = 1.5, dash: str = "dot") -> Figure:
    """Return a vertical line behind the whole plot."""
    return line((x, x), (0, 1), width=width, dash=dash) | {"yref": "paper", "layer": "below"}


def shaded(x: tuple[float, float], color: str, opacity: float) -> Figure:
    """Return a range of the horizontal axis in a pale colour, behind the whole plot."""
    ends = {"x0": x[0], "x1": x[1], "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
    return {"type": "rect", **ends, "fillcolor": color, "opacity": opacity, "line": {"width": 0}}


def note(text: str, **place: object) -> Figure:
    """Return an annotation; ``place`` is where it stands, in Plotly's terms."""
    return {"text": escape(text), "showarrow": False, "font": {"size": NOTE_SIZE}, **place}


def points(x: Sequence[float], y: Sequence[float | None], marker: Figure) -> Figure:
    """Return points that answer no pointer."""
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, "marker": marker, **QUIET}


def words(x: Sequence[float], y: Sequence[float], told: Sequence[str], font: Figure) -> Figure:
    """Return texts, Plotly's markup in them, on a plot."""
    texts = {"text": list(told), "textfont": font}
    return {"type": "scatter", "mode": "text", "x": list(x), "y": list(y), **texts, **QUIET}


def hover_list(heading: str, parts: Iterable[tuple[str, object]], texts: Texts) -> str:
    """Return a heading, and below it each thing with its amount."""
    rows = [escape(texts("{what}: {amount}", what=what, amount=amount)) for what, amount in parts]
    return "<br>".join([f"<b>{escape(heading)}</b>", *rows])
