"""A Plotly chart that changes its picture in place: ``live_chart(figure, key=..., alt=...)``.

``st.plotly_chart`` throws its DOM node away when the figure changes, which leaves a frame without a chart.
Here a components-v2 component keeps one node per chart and hands each new figure to ``Plotly.react``
(``static/live_chart.js``). Plotly's script is the one inside the installed ``plotly`` package.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypedDict

import numpy as np
import pandas as pd  # noqa: F401  (Plotly imports it lazily, and two threads doing so at once fail)
import plotly.graph_objects as go
import streamlit as st
from plotly.utils import PlotlyJSONEncoder
from streamlit.components.v2.types import ComponentRenderer

from dashboard.charts.plotly_script import PLOTLY_FOLDER, plotly_address
from dashboard.screen.components.component import component, declare

CHART_SCRIPT: Final = "_stcore/bidi-components/dashboard.live_chart/live_chart.js"
"""Where Streamlit serves the chart's own script, below the app's address."""


HEIGHT: Final = 420


class Selection(TypedDict):
    """The point of a chart that was clicked; ``point`` is ``[row, column]`` in a heatmap."""

    curve: int
    point: int | list[int]
    x: Any
    y: Any
    customdata: Any


def live_chart(
    figure: go.Figure | Mapping[str, Any],
    *,
    key: str,
    alt: str,
    height: int | None = None,
    on_select: Callable[[Selection], None] | Literal["rerun"] | None = None,
    locale: str = "en",
) -> Selection | None:
    """Show ``figure`` and keep its picture between runs.

    The figure's template is not sent: text, grid and background follow the page's theme. Any string of the
    figure may name a colour of the theme, as in ``"var(--st-text-color)"``. The reader's zoom and hidden
    series survive a new figure until its ``layout.uirevision`` differs: set that when the axes get another
    meaning.

    Args:
        figure: A figure, or its dict (``{"data": [...], "layout": {...}}``), which skips Plotly's validation.
        key: Unique on the page and constant between runs; it is what keeps the node, and names the download.
        alt: What the chart shows, in a sentence with figures.
        height: In CSS pixels, the layout's own by default. The width is that of the surrounding container.
        on_select: ``None`` ignores clicks. ``"rerun"`` runs the page once per clicked point. A function is
            called with the clicked point before that run.
        locale: ``"en"`` or ``"zh-CN"``, for the mode bar and for dates.

    Returns:
        The point clicked, in the run that the click caused; ``None`` in every other run.
    """
    if not st.runtime.exists():  # the page was started as a plain script: there is nowhere to draw
        return None
    selectable = on_select is not None
    contents = figure.to_dict() if isinstance(figure, go.Figure) else figure
    height = height or contents.get("layout", {}).get("height", HEIGHT)

    def on_click() -> None:
        point = st.session_state[key].get("click")
        if callable(on_select) and point is not None:
            on_select(point)

    payload = chart_payload(contents, alt, name=key, height=height, selectable=selectable, locale=locale)
    result = _chart()(key=key, data=payload, height=height, on_click_change=on_click if selectable else None)
    return result.get("click") if selectable else None


def chart_payload(
    figure: go.Figure | Mapping[str, Any],
    alt: str,
    *,
    name: str = "chart",
    height: int = HEIGHT,
    selectable: bool = False,
    locale: str = "en",
) -> bytes:
    """Return what the browser is sent: a line of settings, then the figure, both as UTF-8 JSON."""
    contents = figure.to_dict() if isinstance(figure, go.Figure) else figure
    layout = {key: value for key, value in contents.get("layout", {}).items() if key != "template"}
    settings = {
        "alt": alt,
        "name": name,
        "height": height,
        "locale": locale,
        "selectable": selectable,
        "script": plotly_address(),
    }
    lines = (settings, {"data": contents.get("data", []), "layout": layout})
    return "\n".join(_to_json(line) for line in lines).encode()


def read_payload(payload: bytes) -> dict[str, Any]:
    """Return the settings of ``chart_payload`` with the figure under ``"figure"``, for tests of a page."""
    settings, figure = payload.decode().split("\n")
    return {**json.loads(settings), "figure": json.loads(figure)}


def _to_json(contents: Mapping[str, Any]) -> str:
    return json.dumps(contents, cls=_Encoder, ensure_ascii=False, separators=(",", ":"))


class _Encoder(PlotlyJSONEncoder):  # type: ignore[misc]  # plotly ships no types
    """Plotly's encoder, with numpy arrays as Plotly's typed arrays as ``Figure.to_dict`` writes them."""

    def default(self, obj: object) -> object:
        if not isinstance(obj, np.ndarray) or obj.dtype.kind not in "iuf" or not obj.size:
            return super().default(obj)
        wide = obj.dtype.kind != "f" and np.abs(obj).max() > np.iinfo(np.int32).max
        typed = obj.astype("<f8" if wide or obj.dtype.kind == "f" else "<i4")
        shape = {} if obj.ndim == 1 else {"shape": ", ".join(map(str, obj.shape))}
        return {"dtype": typed.dtype.str[1:], "bdata": base64.b64encode(typed.tobytes()).decode(), **shape}


def register_scripts() -> None:
    """Have the server serve the chart's scripts: before the first visit, where their address is announced."""
    declare("live_chart")
    declare("package_data", package="plotly", folder=PLOTLY_FOLDER)  # so named in static/live_chart.js


def _chart() -> ComponentRenderer:
    """Return the command that puts a chart on the page."""
    register_scripts()
    return component("live_chart", css="live_chart.css", isolate_styles=False)
