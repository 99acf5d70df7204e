"""How much uploaded files may take of the process: each is bounded by itself, and here all together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from service.problems import problem

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
