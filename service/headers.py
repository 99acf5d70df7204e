"""The headers that tell a browser what a page may do, on every answer; they fit what Streamlit 1.67 does.

The page has one inline script, allowed by its hash; styles are made as it goes (emotion), so inline styles
are allowed; tables and charts draw into `data:` and `blob:` pictures; nothing comes from another host. What
answers a program instead of a browser is allowed nothing at all.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
FOR_PROGRAMS: Final = "default-src 'none'; frame-ancestors 'none'"

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def page_policy(page: str) -> str:
    """Return the Content-Security-Policy of an HTML page whose inline scripts may run."""
    hashes = [hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(page)]
    scripts = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in hashes]
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *scripts]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
        ]
    )


def streamlit_page() -> str:
    """Return the HTML page that Streamlit serves at every address of the app."""
    streamlit = find_spec("streamlit")
    assert streamlit is not None  # noqa: S101  it is pinned
    assert streamlit.origin is not None  # noqa: S101  it is a package on disk
    return (Path(streamlit.origin).parent / "static" / "index.html").read_text(encoding="utf-8")


class SecurityHeaders:
    """Middleware that adds the headers to every answer; ``programs`` are the paths that no browser shows."""

    def __init__(self, app: ASGIApp, policy: str, programs: tuple[str, ...]) -> None:
        self._app = app
        self._policy = policy
        self._programs = programs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = FOR_PROGRAMS if scope["path"].startswith(self._programs) else self._policy

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                headers.update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)
