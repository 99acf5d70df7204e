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

from pricing.book.file import serve_version
from service.application import middleware, routes
from service.logs import start_log
from service.running import run
from service.settings import InvalidSettings, read_settings
from service.streamlit_runtime import join_log, uploaded_bytes
from service.warm_up import warm_up

try:
    settings = read_settings(os.environ)
except InvalidSettings as error:
    print(error, file=sys.stderr)  # noqa: T201  a sentence a fault
    sys.exit(2)
serve_version(settings.price_list)
start_log(settings.log_level)
join_log()
watch = "--watch" in sys.argv


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Make ready for the first visitor before the first request."""
    warm_up()
    yield


app = st.App(
    Path(__file__).with_name("app.py"),
    routes=routes(settings),
    middleware=middleware(settings, uploaded_bytes),
    lifespan=lifespan,
)
st.config.set_option("server.baseUrlPath", settings.base_path)
st.config.set_option("server.address", settings.address)
st.config.set_option("server.port", settings.port)
if not watch:
    st.config.set_option("server.fileWatcherType", "none")

if __name__ == "__main__":
    sys.exit(run(app, settings, announce=watch))
