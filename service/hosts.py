"""Who may use the app: only its own pages, and only under its own names.

Another name is refused, so that no page elsewhere reaches the app by a name of its own (DNS rebinding). A
session (WebSocket) is opened for pages of the same host and port only. The header Origin is taken away before
Streamlit sees it: Streamlit would ask a host elsewhere for this machine's public address, and would let other
pages read its answers.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY_VIOLATION: Final = 1008
"""The code that closes a session that is refused."""


class AllowedHosts:
    """Middleware that refuses requests and sessions under another name.

    ``asked_directly`` are paths that are asked by the machine's number, as probes and Prometheus do.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], asked_directly: tuple[str, ...]) -> None:
        bracketed = [f"[{host}]" if ":" in host else host for host in hosts]
        self._app = app
        self._guarded = TrustedHostMiddleware(app, bracketed, www_redirect=False)
        self._asked_directly = frozenset(asked_directly)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or refuse."""

        async def send_or_close(message: Message) -> None:
            """Close a session that is refused: uvicorn takes a response to it for an error of the app."""
            if message["type"] == "websocket.http.response.start":
                await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            elif message["type"] != "websocket.http.response.body":
                await send(message)

        if scope.get("path") in self._asked_directly:
            await self._app(scope, receive, send)
        else:
            await self._guarded(scope, receive, send_or_close)


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
