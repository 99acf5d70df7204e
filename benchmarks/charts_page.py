"""The page that charts.py and pages.py measure: one slider, one metric, one chart, drawn as ?chart= says."""

import sys
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from dashboard.screen.components.live_chart import live_chart

MONTHS = list(range(1, 61))
OPTIONS = ("Free", "License", "Pack", "Postpaid", "Mixed")

volume = st.slider("Volume", 0, 100, 50)
st.metric("Cost", f"{volume * 12.5:,.2f}")
traces = [
    {"type": "scatter", "name": name, "x": MONTHS, "y": [(volume + row) * month * 1.37 for month in MONTHS]}
    for row, name in enumerate(OPTIONS)
]
layout = {
    "title": {"text": f"Volume {volume}"},
    "xaxis": {"title": {"text": "Month"}},
    "yaxis": {"title": {"text": "Cost"}},
}
alt = f"Cost by month at volume {volume}"
if st.query_params.get("chart") == "plotly_chart":
    st.plotly_chart(go.Figure(data=traces, layout=layout), key="chart", height=420, alt=alt)
else:
    live_chart({"data": traces, "layout": layout}, key="chart", alt=alt)
