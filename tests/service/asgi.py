"""A request by hand, for middleware around small applications."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Scope


def http_scope(path: str = "/", *, method: str = "GET", headers: dict[str, str] | None = None) -> Scope:
    """Return the scope of a request."""
    named = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "root_path": "",
        "headers": named,
        "client": ("test", 1),
        "scheme": "http",
        "server": ("localhost", 80),
    }


async def ask(app: ASGIApp, scope: Scope, body: list[bytes] | None = None) -> list[Message]:
    """Send one request with its body in parts, and return the messages of the answer.

    A body of None never arrives.
    """
    parts, sent = list(body) if body is not None else None, []

    async def receive() -> Message:
        if parts is None:
            await asyncio.sleep(3600)
        part = parts.pop(0) if parts else b""
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent
