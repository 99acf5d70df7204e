"""By which names the app may be called: no page elsewhere reaches it by a name of its own (DNS rebinding)."""

from __future__ import annotations

from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.origins import POLICY_VIOLATION


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
