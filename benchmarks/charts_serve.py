"""The page of charts_page.py as an ASGI app, Plotly's script on a route of its own and announced."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

sys.path.insert(0, str(Path(__file__).parents[1]))

from dashboard.charts.plotly_script import AnnouncePlotly, plotly_routes

app = st.App(
    Path(__file__).with_name("charts_page.py"),
    routes=plotly_routes(),
    middleware=[Middleware(AnnouncePlotly)],
)
