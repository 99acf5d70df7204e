"""The page of live_chart_app.py as an ASGI app: Plotly's script on its own route, under the app's policy."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

sys.path.insert(0, str(Path(__file__).parents[2]))

from dashboard.charts.plotly_script import AnnouncePlotly, plotly_routes
from service.headers import SecurityHeaders, page_policy, streamlit_page

app = st.App(
    Path(__file__).with_name("live_chart_app.py"),
    routes=plotly_routes(),
    middleware=[Middleware(AnnouncePlotly), Middleware(SecurityHeaders, page_policy(streamlit_page()), ())],
)
