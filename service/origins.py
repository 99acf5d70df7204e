"""From where the app may be used: from its own pages.

Streamlit lets other origins in if they are an address of this machine, and asks a host elsewhere for the
public one, each time and while nothing else is answered. So it is never asked: a session of another origin is
refused here. Of other requests it does not learn the origin; it would let other pages read its answers by it.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

POLICY_VIOLATION: Final = 1008


class OwnPages:
    """Middleware that opens sessions for pages of the same host and port only."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or refuse the session."""
        if scope["type"] == "http":
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"origin"]
        elif scope["type"] == "websocket" and not is_own(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        await self._app(scope, receive, send)


def is_own(headers: Headers) -> bool:
    """Tell whether a request comes from a page of the host that it goes to, or from no page at all."""
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower() != ""
    except ValueError:
        return False
