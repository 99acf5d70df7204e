"""By which names the app may be called: no page elsewhere reaches it by a name of its own (DNS rebinding)."""

from __future__ import annotations

from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send


class AllowedHosts:
    """Middleware that refuses requests and connections under another name.

    ``asked_directly`` are paths that are asked by the machine's number, as probes and Prometheus do.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], asked_directly: tuple[str, ...]) -> None:
        bracketed = [f"[{host}]" if ":" in host else host for host in hosts]
        self._app = app
        self._guarded = TrustedHostMiddleware(app, bracketed, www_redirect=False)
        self._asked_directly = frozenset(asked_directly)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or 400."""
        exempt = scope.get("path") in self._asked_directly
        await (self._app if exempt else self._guarded)(scope, receive, send)
