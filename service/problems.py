"""What is wrong with a request, as a problem document (RFC 9457): all faults at once, each a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from pricing.errors import Fault, PricingError

MEDIA_TYPE: Final = "application/problem+json"
MOST_FAULTS: Final = 1_000
"""Faults that are listed; ``count`` says how many there are."""

CLIENT_LEFT: Final = 499
"""What logs say where nobody was left to answer."""
TITLES: Final = {413: "Content Too Large", 422: "Unprocessable Content"}
"""Names of statuses that Python versions call differently."""

SENTENCES: Final[Mapping[int, str]] = {
    404: "Nothing is at this address; the addresses are in /api/openapi.json below the app's own.",
    405: "This address does not take this method; the Allow header lists those that it takes.",
    413: "The body of the request is too large.",
    500: "An error of the app; its log names it by the request's id, which is in the header X-Request-ID.",
}
"""What is said where the framework says only the name of the status."""


def problem(
    status: int, detail: str, faults: Sequence[Fault] = (), *, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the document of one request that can't be answered."""
    contents: dict[str, object] = {
        "type": "about:blank",
        "title": _title(status),
        "status": status,
        "detail": detail,
    }
    if faults:
        contents["count"] = len(faults)
        contents["faults"] = [
            {"code": fault.code, "where": fault.where, "sentence": str(fault)}
            for fault in faults[:MOST_FAULTS]
        ]
    text = json.dumps(contents, ensure_ascii=False, indent=2) + "\n"
    kept_by_nobody = {"Cache-Control": "no-store", **(headers or {})}
    return Response(text.encode("utf-8", "replace"), status, kept_by_nobody, MEDIA_TYPE)


def faults_problem(faults: Sequence[Fault]) -> Response:
    """Return the document of values that can't be used."""
    too_large = any(fault.code == "json_too_large" for fault in faults)
    first = str(faults[0])
    return problem(
        413 if too_large else 422,
        first if len(faults) == 1 else f"{len(faults):,} faults, the first: {first}",
        faults,
    )


async def pricing_problem(_: Request, error: Exception) -> Response:
    """Answer a `PricingError` by its faults."""
    assert isinstance(error, PricingError)  # noqa: S101  what it is registered for
    return faults_problem(error.faults)


async def http_problem(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses: an unknown address, another method, a body that is too large."""
    assert isinstance(error, HTTPException)  # noqa: S101  what it is registered for
    bare = error.detail in {_title(error.status_code), HTTPStatus(error.status_code).phrase}
    detail = SENTENCES.get(error.status_code, error.detail) if bare else error.detail
    headers = dict(error.headers or {})
    if error.status_code == 405:  # noqa: PLR2004  the framework names the methods of one route only
        headers["Allow"] = ", ".join(_methods(request))
    return problem(error.status_code, detail, headers=headers)


async def validation_problem(_: Request, error: Exception) -> Response:
    """Answer what FastAPI itself finds wrong with a request."""
    assert isinstance(error, RequestValidationError)  # noqa: S101  what it is registered for
    faults = [
        Fault("invalid_request", ".".join(map(str, each["loc"])), str(each["msg"])) for each in error.errors()
    ]
    return faults_problem(faults)


async def gone(_: Request, __: Exception) -> Response:
    """Answer a client that left while it sent its body: nobody, but the log has a line for it."""
    return Response(status_code=CLIENT_LEFT)


async def nothing_here(_: Request) -> Response:
    """Answer at an address that looks like one of the interface and is none."""
    return problem(404, SENTENCES[404])


async def failure_problem(_: Request, __: Exception) -> Response:
    """Answer what is our own fault; the log has the rest."""
    return problem(500, SENTENCES[500])


def _methods(request: Request) -> list[str]:
    """Return the methods that the address of a request takes."""
    routes = [route for route in request.app.routes if route.matches(request.scope)[0] is not Match.NONE]
    return sorted({method for route in routes for method in getattr(route, "methods", None) or ()})


def _title(status: int) -> str:
    return TITLES.get(status) or HTTPStatus(status).phrase
