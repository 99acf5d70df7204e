"""The screens' figures on paper: concrete colours in place of the theme's variables, and a light look."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from dashboard.charts.figure import FADED, PAGE, TEXT, Figure

COLORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        TEXT: "#16202C",
        FADED: "#52606D",
        PAGE: "#FFFFFF",
    }
)
"""Those of the light theme in .streamlit/config.toml; the variables are Streamlit's."""

TALLEST: Final = 900
"""Pixels of a figure that fit on a page below a heading."""

GRID: Final = "#E1E7EF"
LINE: Final = "#CBD5E1"
PANEL: Final = "#F2F5F9"
FONT: Final = (
    "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', system-ui, 'PingFang SC', 'Microsoft YaHei',"
    " 'Noto Sans CJK SC', sans-serif"
)


def on_paper(figure: Figure) -> Figure:
    """Return a figure for the report; a very high one is made to fit on a page."""
    painted: Figure = _painted(figure)
    painted["layout"] |= {"height": min(painted["layout"]["height"], TALLEST), "template": _template()}
    return painted


def _painted(part: Any) -> Any:  # noqa: ANN401  a part of a figure is of any type
    if isinstance(part, Mapping):
        return {name: _painted(inner) for name, inner in part.items()}
    if isinstance(part, list | tuple):
        return [_painted(inner) for inner in part]
    return COLORS[part] if isinstance(part, str) and part.startswith("var(") else part


def _template() -> Figure:
    """Return what the report asks of every chart; whatever the figure sets itself comes before it."""
    text = COLORS[TEXT]
    axis = {
        "automargin": True,
        "gridcolor": GRID,
        "linecolor": LINE,
        "tickcolor": LINE,
        "zerolinecolor": LINE,
        "zerolinewidth": 1,
        "title": {"standoff": 8, "font": {"size": 13}},
    }
    return {
        "layout": {
            "font": {"family": FONT, "size": 13, "color": text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "xaxis": axis,
            "yaxis": axis,
            "hoverlabel": {"bgcolor": PANEL, "bordercolor": LINE, "font": {"color": text}, "align": "left"},
            "legend": {
                "orientation": "h",
                "x": 0,
                "y": 1.02,
                "yanchor": "bottom",
                "bgcolor": "rgba(0,0,0,0)",
            },
        }
    }
