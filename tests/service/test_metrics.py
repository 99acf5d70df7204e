"""`/metrics`: what Prometheus reads, with few labels whatever is asked for."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from dashboard.options.quote_count import OTHER, count_quote, quote_counts
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from service import metrics
from service.application import COUNTED
from service.request_log import RequestLog
from tests.pricing.books import face_fusion
from tests.service.asgi import http_scope


def value(client: TestClient, name: str, **labels: str) -> float:
    """Return the value of a sample, 0 where there is none yet."""
    for family in text_string_to_metric_families(client.get("/metrics").text):
        for sample in family.samples:
            if sample.name == name and labels.items() <= sample.labels.items():
                return sample.value
    return 0


def test_requests_are_counted_and_timed(client: TestClient) -> None:
    labels = {"area": "/api/v1/quote", "method": "GET", "status": "422"}
    before = value(client, "face_fusion_requests_total", **labels)
    timed = value(client, "face_fusion_request_seconds_count", area="/api/v1/quote")
    client.get("/api/v1/quote?calls=x")
    assert value(client, "face_fusion_requests_total", **labels) == before + 1
    assert value(client, "face_fusion_request_seconds_count", area="/api/v1/quote") == timed + 1


def test_quotes_are_counted_by_their_cheapest_option(client: TestClient) -> None:
    labels = {"asked_by": "api", "cheapest": "pack:5m"}
    before = value(client, "face_fusion_quotes_total", **labels)
    client.get("/api/v1/quote?calls=400000")
    client.post("/api/v1/quote", json={"monthly_calls": 400_000, "months": 12})
    client.get("/api/v1/comparison.csv")
    assert value(client, "face_fusion_quotes_total", **labels) == before + 3


def test_the_ids_of_an_own_book_are_not_shown() -> None:
    cheap = replace(face_fusion().packs[1], id="for-acme-only", price=Decimal(1))
    quoted = quote(replace(face_fusion(), packs=(cheap,)), Scenario((400_000,) * 12))
    assert quoted.cheapest == "pack:for-acme-only"
    before = quote_counts().get(("page", OTHER), 0)
    count_quote(quoted, "page")
    assert quote_counts()["page", OTHER] == before + 1


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/api/v1/quote", "/api/v1/quote"),
        ("/api/v1/whatever", "/api"),
        ("/static/js/x.js", "/static"),
        ("/_stcore/stream", "/_stcore"),
        ("/", "page"),
        ("/wp-login.php", "page"),
        ("/apis", "page"),
        ("/healthz", "/healthz"),
    ],
)
def test_a_path_stands_for_one_of_few(path: str, area: str) -> None:
    assert metrics.area(path, frozenset(COUNTED)) == area


def test_sessions_are_counted_while_they_last(client: TestClient) -> None:
    async def session(_scope, _receive, send) -> None:
        await send({"type": "websocket.accept"})
        during.append(value(client, "face_fusion_sessions"))

    async def nothing(*_: object) -> dict[str, object]:
        return {}

    during: list[float] = []
    before = value(client, "face_fusion_sessions")
    scope = http_scope("/_stcore/stream") | {"type": "websocket"}
    asyncio.run(RequestLog(session, "", ())(scope, nothing, nothing))
    assert during == [before + 1]
    assert value(client, "face_fusion_sessions") == before


def test_unknown_methods_are_one(client: TestClient) -> None:
    client.request("BREW", "/api/v1/quote")
    assert value(client, "face_fusion_requests_total", method="other", status="405") >= 1


def test_the_page_s_quotes_are_those_of_the_book_in_force() -> None:
    before = quote_counts().get(("page", "pack:5m"), 0)
    count_quote(quote(face_fusion(), Scenario((400_000,) * 12)), "page")
    assert quote_counts()["page", "pack:5m"] == before + 1
