"""A small page of live charts, for tests/browser/test_live_chart.py."""

import sys
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from dashboard.screen.components.live_chart import live_chart

st.set_page_config(page_title="Live charts", layout="wide")
st.title("Live charts")
slope = st.slider("Slope", 0, 100, 50)
xs = np.arange(50)
line = go.Figure(go.Scatter(x=xs, y=slope * xs, customdata=[f"point {x}" for x in xs], mode="lines+markers"))
line.update_layout(xaxis_title="x", yaxis_title="y", title=f"Slope {slope}")
clicks = st.session_state.setdefault("clicks", [])
clicked = live_chart(line, key="line", alt=f"A line of slope {slope}", on_select=clicks.append)
st.text(f"{len(clicks)} clicks, now {clicked}, last {clicks[-1:]}")
left, right = st.columns(2)
with left:
    bars = {"type": "bar", "y": [1, 2, 3], "marker": {"color": "var(--st-text-color)"}}
    fixed = {"xaxis": {"fixedrange": True}, "yaxis": {"fixedrange": True}}
    live_chart({"data": [bars], "layout": fixed}, key="bars", alt="Three bars, always the same", height=240)
with right:
    here, there = st.tabs(["Here", "There"])
    here.text("no chart")
    with there:
        cells = {"type": "heatmap", "z": np.array([[1, 2], [3, 4]]), "customdata": [["a", "b"], ["c", "d"]]}
        cell = live_chart(
            {"data": [cells]}, key="map", alt="Four cells", height=240, locale="zh-CN", on_select="rerun"
        )
        st.text(f"cell {cell}")
