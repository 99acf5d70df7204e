"""Whether this process lives (`/healthz`), and whether it can answer (`/readyz`)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pricing.book.file import DEFAULT_BOOK, shipped
from pricing.errors import InvalidPriceBook

_NEVER_KEPT = {"Cache-Control": "no-store"}


async def healthz(_: Request) -> Response:
    """Answer while the process takes requests at all."""
    return JSONResponse({"status": "ok"}, headers=_NEVER_KEPT)


async def readyz(_: Request) -> Response:
    """Answer 200 once the price book is loaded, 503 as long as it is not."""
    try:
        book = shipped(DEFAULT_BOOK)
    except InvalidPriceBook:
        return JSONResponse({"status": "no price book"}, 503, headers=_NEVER_KEPT)
    ready = {"status": "ready", "price_book": {"id": book.id, "version": book.version}}
    return JSONResponse(ready, headers=_NEVER_KEPT)
