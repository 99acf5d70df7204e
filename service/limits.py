"""What requests may take: bytes of a body, bytes of all uploaded files, time to be sent and answered.

Work that is under way in a thread can't be stopped; its client is told, and its answer is dropped.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.usage.file_size import MOST_BYTES
from service.problems import problem

MOST_BYTES_WITH_ENVELOPE: Final = MOST_BYTES + 64 * 1024
"""A browser wraps a file that it uploads into a form."""
MOST_ROWS: Final = 100_000

TWO_LENGTHS: Final = (
    "The request has both Content-Length and Transfer-Encoding; allowed: one of them. "
    "Where the body ends would be told in two ways."
)
TOO_LARGE: Final = f"The body of the request is too large; allowed: at most {MOST_BYTES:,} bytes."
TOO_SLOW: Final = "The body of the request did not arrive in time."
NO_ANSWER: Final = "No answer was found in time; a smaller request may get one."


@dataclass(frozen=True)
class Seconds:
    """How long the body may take, then the beginning of the answer, then the rest of it."""

    body: float = 60
    answer: float = 60
    rest: float = 300


class Limits:
    """Middleware that refuses a body that says to be too large, and ends what takes too long."""

    def __init__(self, app: ASGIApp, seconds: Seconds | None = None) -> None:
        self._app = app
        self._seconds = seconds or Seconds()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, within the limits; a connection for messages has none."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if "content-length" in headers and "transfer-encoding" in headers:
            await problem(400, TWO_LENGTHS, headers={"Connection": "close"})(scope, receive, send)
            return
        length = headers.get("content-length", "0")
        if not re.fullmatch("[0-9]{1,18}", length) or int(length) > MOST_BYTES_WITH_ENVELOPE:
            await problem(413, TOO_LARGE)(scope, receive, send)
            return
        waits_for_body = length != "0" or "transfer-encoding" in headers
        started = False

        async def receive_in_time() -> Message:
            nonlocal waits_for_body
            message = await receive()
            if waits_for_body and not message.get("more_body", False):
                waits_for_body = False
                clock.reschedule(self._in(self._seconds.answer))
            return message

        async def send_in_time(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                clock.reschedule(self._in(self._seconds.rest))
            await send(message)

        first = self._seconds.body if waits_for_body else self._seconds.answer
        try:
            async with asyncio.timeout(first) as clock:
                await self._app(scope, receive_in_time, send_in_time)
        except TimeoutError:
            if started or not clock.expired():
                raise
            late = problem(408, TOO_SLOW) if waits_for_body else problem(503, NO_ANSWER)
            await late(scope, receive, send)

    @staticmethod
    def _in(seconds: float) -> float:
        return asyncio.get_running_loop().time() + seconds


MOST_STORED: Final = 256 * 1024 * 1024
"""Bytes of all files that visitors have uploaded and not closed."""
UPLOADS: Final = "/_stcore/upload_file/"
FULL: Final = "Too many files are open at once; try again when others have closed theirs."


class UploadRoom:
    """Middleware that takes no further file while ``stored()`` bytes are more than may be."""

    def __init__(self, app: ASGIApp, base_path: str, stored: Callable[[], int]) -> None:
        self._app = app
        self._path = f"{base_path}{UPLOADS}"
        self._stored = stored

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or 503."""
        is_upload = scope["type"] == "http" and scope["method"] == "PUT"
        if is_upload and scope["path"].startswith(self._path) and self._stored() > MOST_STORED:
            await problem(503, FULL)(scope, receive, send)
            return
        await self._app(scope, receive, send)
