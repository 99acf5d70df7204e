"""Plotly's script at an address that browsers keep, fetched early: for an app that is served by ``st.App``.

    app = st.App("app.py", routes=plotly_routes(), middleware=[Middleware(AnnouncePlotly)])

Streamlit serves a component's scripts without telling browsers how long they may keep them: Plotly's 1.5 MB
are compressed and fetched again on every visit, and only when the first chart is on the page. The route names
the version in its address and compresses once; the middleware names the address in the head of the page.
Without them, live charts load the script from the component's folder.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import plotly
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PLOTLY_FOLDER: Final = Path(plotly.__file__).parent / "package_data"
_SCRIPT: Final = PLOTLY_FOLDER / "plotly.min.js"
_ADDRESS: Final = f"plotly/{plotly.__version__}/plotly.min.js"
_HEADERS: Final = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
_served: set[str] = set()


def plotly_routes(base_path: str = "") -> list[Route]:
    """Return the route below ``base_path``, and have the live charts of this process use it."""
    _served.add(_ADDRESS)
    return [Route(f"{base_path}/{_ADDRESS}", _answer)]


def plotly_address() -> str | None:
    """Return the route's address below the app's own, or ``None`` if this process has no such route."""
    return next(iter(_served), None)


class AnnouncePlotly:
    """Middleware that has browsers fetch the script while Streamlit's own page is still starting.

    ``modules`` are the addresses, below the app's own, of modules that are fetched with it.
    """

    def __init__(self, app: ASGIApp, base_path: str = "", modules: Sequence[str] = ()) -> None:
        self._app = app
        self._base_path = base_path
        self._modules = modules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does; HTML gets one header more."""
        base = f"{scope.get('root_path', '')}{self._base_path}"  # before a route changes it
        links = [f"<{base}/{_ADDRESS}>; rel=preload; as=script; fetchpriority=low"]
        links += [f"<{base}/{module}>; rel=modulepreload" for module in self._modules]

        async def announce(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Link", ", ".join(links))
            await send(message)

        await self._app(scope, receive, announce if scope["type"] == "http" else send)


def _answer(request: Request) -> Response:
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return FileResponse(_SCRIPT, media_type="text/javascript", headers=_HEADERS)
    headers = {**_HEADERS, "Content-Encoding": "gzip"}
    return Response(compress_plotly(), media_type="text/javascript", headers=headers)


@cache
def compress_plotly() -> bytes:
    """Return the script compressed; kept, because it takes a good tenth of a second."""
    return gzip.compress(_SCRIPT.read_bytes(), mtime=0)
