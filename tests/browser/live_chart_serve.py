"""The page of live_chart_app.py as an ASGI app: Plotly's script on its own route, under a strict policy."""

import base64
import hashlib
import re
import sys
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware

sys.path.insert(0, str(Path(__file__).parents[2]))

from dashboard.plotly_script import AnnouncePlotly, plotly_routes

INDEX = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
INLINE = " ".join(
    f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
    for script in re.findall(r"<script(?![^>]*src=)[^>]*>(.*?)</script>", INDEX, re.DOTALL)
)
# Streamlit has one script in its page and styles made as it goes; Plotly draws downloads from such pictures.
POLICY = (
    f"default-src 'self'; script-src 'self' {INLINE}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:"
)


class Policy:
    """Add the policy to every answer."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def send_with_policy(message):
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = POLICY
            await send(message)

        await self.app(scope, receive, send_with_policy)


app = st.App(
    Path(__file__).with_name("live_chart_app.py"),
    routes=plotly_routes(),
    middleware=[Middleware(AnnouncePlotly), Middleware(Policy)],
)
