"""What kind of body a request has, by its Content-Type."""

from __future__ import annotations

from email.message import Message

from starlette.exceptions import HTTPException
from starlette.requests import Request

from pricing.errors import shown


def require(request: Request, media_type: str) -> None:
    """Raise HTTPException (415) unless the body is of that kind, in UTF-8."""
    given = Message()
    given["Content-Type"] = request.headers.get("content-type", "")
    said = given.get_content_type() if given["Content-Type"] else "no Content-Type"
    charset = (given.get_content_charset() or "utf-8").replace("_", "-")
    if said == media_type and charset in {"utf-8", "utf8", "us-ascii"}:
        return
    found = said if said != media_type else f"charset {charset}"
    raise HTTPException(415, f"Content-Type: {shown(found)} is not known; allowed: {media_type}, in UTF-8")
