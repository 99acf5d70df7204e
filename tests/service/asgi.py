"""A request by hand, for middleware around small applications."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope


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
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, sending(body), send)
    return sent


def sending(body: list[bytes] | None) -> Receive:
    """Return what an app gets from a client that sends its body in parts and stays for the answer."""
    parts = list(body or [b""]) if body is not None else []

    async def receive() -> Message:
        if not parts:
            await asyncio.sleep(3600)
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    return receive
