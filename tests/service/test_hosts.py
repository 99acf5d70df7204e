"""By which names the app may be called, over HTTP and for sessions, and what is asked directly."""

from __future__ import annotations

import asyncio

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from service.hosts import OwnPages, is_own
from service.settings import Settings, read_settings
from tests.service.asgi import ask, http_scope
from tests.service.conftest import served


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:80", "[::1]:8501", "LOCALHOST"])
def test_this_machine_s_own_names_are_taken(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/quote", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "a b", "localhost@evil", "[::2]"]
)
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/quote", headers={"Host": host}).status_code == 400


def test_settings_name_others_and_those_below_them() -> None:
    settings = read_settings({"FACE_FUSION_ALLOWED_HOSTS": "prices.example.com,*.example.org"})
    asking = TestClient(served(settings))
    answers = {
        host: asking.get("/api/v1/quote", headers={"Host": host}).status_code
        for host in ("prices.example.com", "a.example.org", "example.org", "a.example.com", "localhost")
    }
    assert list(answers.values()) == [200, 200, 400, 400, 400]


def test_any_name_is_taken_where_settings_say_so() -> None:
    asking = TestClient(served(Settings(allowed_hosts=("*",))))
    assert asking.get("/api/v1/quote", headers={"Host": "anything"}).status_code == 200


def test_a_session_under_another_name_is_refused() -> None:
    scope = http_scope("/_stcore/stream", headers={"Host": "evil.example"}) | {"type": "websocket"}
    sent = asyncio.run(ask(served(), scope))
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        *((None, True), ("http://localhost:8501", True), ("https://LOCALHOST:8501", True)),
        *(("http://localhost", False), ("http://localhost:8502", False), ("http://evil.example", False)),
        *(("null", False), ("", False), ("http://[", False), ("localhost:8501", False)),
    ],
)
def test_a_session_is_for_pages_of_the_app(origin: str | None, own: bool) -> None:
    named = {"Host": "localhost:8501"} | ({} if origin is None else {"Origin": origin})
    assert is_own(Headers(named)) == own


def test_streamlit_does_not_learn_of_other_origins() -> None:
    """It would ask a host elsewhere for the address of this machine, to compare the two."""

    async def app(scope, _receive, _send) -> None:
        seen.append([name for name, _ in scope["headers"]])

    seen: list[list[bytes]] = []
    asyncio.run(ask(OwnPages(app), http_scope(headers={"Origin": "http://evil.example", "Host": "x"})))
    assert seen == [[b"host"]]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_probes_ask_by_number(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"Host": "10.1.2.3:8501"}).status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
@pytest.mark.parametrize("path", ["/metrics", "/_stcore/metrics"])
def test_figures_of_the_process_are_hidden_from_who_comes_through_a_proxy(
    client: TestClient, path: str, header: str
) -> None:
    assert client.get(path, headers={header: "for=203.0.113.7"}).status_code == 404


def test_metrics_can_be_left_out() -> None:
    asking = TestClient(served(Settings(metrics=False)), base_url="http://localhost")
    answer = asking.get("/metrics")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_everything_is_below_the_base_path() -> None:
    asking = TestClient(served(Settings(base_path="/prices")), base_url="http://localhost")
    for path in ("/healthz", "/readyz", "/metrics", "/api/v1/quote", "/api/openapi.json"):
        assert asking.get(f"/prices{path}").status_code == 200
        assert asking.get(path).status_code == 404
    answer = asking.get("/prices/api/v1/comparison.csv")
    assert "http://localhost/prices/" in answer.text
    assert asking.get("/prices/api/openapi.json").json()["servers"] == [{"url": "/prices/api"}]
