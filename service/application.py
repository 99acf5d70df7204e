"""The addresses that are no page's, and what every request passes on its way to any of them."""

from __future__ import annotations

from collections.abc import Callable

from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from dashboard.charts.plotly_script import AnnouncePlotly, plotly_routes
from dashboard.screen.components.live_chart import CHART_SCRIPT
from pricing.book.file import DEFAULT_BOOK, shipped
from pricing.errors import InvalidPriceBook
from service.api import api
from service.headers import SecurityHeaders, page_policy, streamlit_page
from service.hosts import AllowedHosts, OwnPages
from service.limits import MOST_BYTES_WITH_ENVELOPE, Limits, UploadRoom
from service.metrics import AskedDirectly, metrics
from service.problems import nothing_here
from service.request_log import RequestLog
from service.settings import Settings

PROBES = ("/healthz", "/readyz")
METRICS = "/metrics"
STREAMLIT_METRICS = "/_stcore/metrics"
COUNTED = (
    *(*PROBES, METRICS, "/api/openapi.json"),
    *(
        "/api/v1/quote",
        "/api/v1/comparison.csv",
        "/api/v1/compare",
        "/api/v1/history",
        "/api/v1/price-book",
        "/api/v1/price-books",
    ),
)
"""The paths that are counted each for itself in the metrics."""


def routes(settings: Settings) -> list[BaseRoute]:
    """Return the routes beside the pages; whatever else is asked for, Streamlit takes for a page."""
    base = settings.base_path
    return [
        Route(f"{base}/healthz", healthz),
        Route(f"{base}/readyz", readyz),
        Route(f"{base}{METRICS}", metrics if settings.metrics else nothing_here),
        Route(f"{base}/api", nothing_here),
        *plotly_routes(base),
        Mount(f"{base}/api", api(base)),
    ]


def middleware(settings: Settings, uploaded: Callable[[], int]) -> list[Middleware]:
    """Return what every request passes, outermost first; ``uploaded`` tells the bytes of uploaded files."""
    base = settings.base_path
    direct = tuple(f"{base}{path}" for path in (METRICS, STREAMLIT_METRICS))
    probes = tuple(f"{base}{path}" for path in PROBES)
    programs = (f"{base}/api/", *probes, *direct)
    return [
        Middleware(SecurityHeaders, page_policy(streamlit_page()), programs),
        Middleware(RequestLog, base, COUNTED),
        Middleware(AllowedHosts, settings.allowed_hosts, (*probes, *direct)),
        Middleware(OwnPages),
        Middleware(AskedDirectly, direct),
        Middleware(Limits),
        Middleware(UploadRoom, base, uploaded),
        Middleware(RequestBodyLimitMiddleware, max_body_size=MOST_BYTES_WITH_ENVELOPE),
        Middleware(AnnouncePlotly, base_path=base, modules=(CHART_SCRIPT,)),
    ]


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
