"""The app as an ASGI application: pages, HTTP interface, health and metrics in one process.

python serve.py           # what `make serve` does; settings are the environment variables of the README
python serve.py --watch   # what `make run` does: pages take up what is edited
uvicorn serve:app         # the same in another server
"""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pandas as pd  # noqa: F401  (Plotly imports it lazily, and two threads doing so at once fail)
import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from dashboard.plotly_script import AnnouncePlotly, plotly_routes
from pricing.price_book_file import shipped
from service.health import healthz, readyz
from service.running import run
from service.settings import InvalidSettings, read_settings

try:
    settings = read_settings(os.environ)
except InvalidSettings as error:
    print(error, file=sys.stderr)  # noqa: T201  a sentence a fault
    sys.exit(2)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Read the price book before the first request."""
    shipped()
    yield


base = settings.base_path
app = st.App(
    Path(__file__).with_name("app.py"),
    routes=[
        Route(f"{base}/healthz", healthz),
        Route(f"{base}/readyz", readyz),
        *plotly_routes(base),
    ],
    middleware=[Middleware(AnnouncePlotly, base_path=base)],
    lifespan=lifespan,
)
st.config.set_option("server.baseUrlPath", base)
st.config.set_option("server.address", settings.address)
st.config.set_option("server.port", settings.port)
if "--watch" not in sys.argv:
    st.config.set_option("server.fileWatcherType", "none")

if __name__ == "__main__":
    sys.exit(run(app, settings))
