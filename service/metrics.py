"""What the process has done, for Prometheus: requests, their times, open sessions, quotes by option.

`/metrics` answers those who ask the process directly. A request that came through a proxy gets 404: what a
proxy shows to the world is not the operator's business figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.options.quote_count import quote_counts
from service.problems import SENTENCES, problem

SECONDS: Final = (0.004, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
PASSED_ON: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers of which a proxy sets at least one."""
AREAS: Final = ("_stcore", "api", "component", "media", "plotly", "static")
"""The first step of the paths that are not a page's."""
STEPS: Final = 3

REGISTRY: Final = CollectorRegistry(auto_describe=True)
REQUESTS: Final = Counter(
    "face_fusion_requests", "Requests answered.", ("area", "method", "status"), registry=REGISTRY
)
TIMES: Final = Histogram(
    "face_fusion_request_seconds",
    "Time from a request to the end of its answer.",
    ("area",),
    buckets=SECONDS,
    registry=REGISTRY,
)
SESSIONS: Final = Gauge("face_fusion_sessions", "Browsers that are connected now.", registry=REGISTRY)
SESSIONS_OPENED: Final = Counter("face_fusion_sessions_opened", "Connections of browsers.", registry=REGISTRY)
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})


class _Quotes(Collector):
    def collect(self) -> Iterable[Metric]:
        """Return the quotes so far, of the pages and of the HTTP interface."""
        family = CounterMetricFamily(
            "face_fusion_quotes",
            "Quotes given, by who asked and which option was cheapest.",
            labels=("asked_by", "cheapest"),
        )
        for (asked_by, option), count in quote_counts().items():
            family.add_metric((asked_by, option), count)
        yield family


REGISTRY.register(_Quotes())
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)


def area(path: str, known: frozenset[str]) -> str:
    """Return what stands for a path in the metrics: one of few, whatever is asked for.

    ``known`` are paths that have a figure of their own; ``path`` has no base path.
    """
    if path in known:
        return path
    first = path.strip("/").partition("/")[0]
    return f"/{first}" if first in AREAS else "page"


class AskedDirectly:
    """Middleware that hides ``paths`` from whoever comes through a proxy."""

    def __init__(self, app: ASGIApp, paths: tuple[str, ...]) -> None:
        self._app = app
        self._paths = frozenset(paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or 404."""
        if scope["type"] == "http" and scope["path"] in self._paths:
            headers = Headers(scope=scope)
            if any(name in headers for name in PASSED_ON):
                await problem(404, SENTENCES[404])(scope, receive, send)
                return
        await self._app(scope, receive, send)


async def metrics(request: Request) -> Response:
    """Answer in the format that Prometheus asks for."""
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(REGISTRY), media_type=media_type, headers={"Cache-Control": "no-store"})
