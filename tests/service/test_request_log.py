"""A line of JSON for each request, with its id, without its query string; failures for the log alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from service.models import Problem

Logged = Callable[[], list[dict[str, object]]]


def requests(logged: Logged) -> list[dict[str, object]]:
    return [line for line in logged() if line["event"] == "request"]


def test_a_request_is_a_line(client: TestClient, logged: Logged) -> None:
    answer = client.get("/api/v1/quote?calls=123456")
    (line,) = requests(logged)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/v1/quote", 200)
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["bytes"] == len(answer.content)
    assert line["level"] == "info"
    assert float(str(line["milliseconds"])) > 0
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT[0-9:.]+Z", str(line["timestamp"]))


@pytest.mark.parametrize(
    "path", ["/api/v1/quote?calls=123456", "/api/v1/quote?calls=x&s=123456", "/no?s=123456"]
)
def test_a_query_string_is_in_no_line(client: TestClient, logged: Logged, path: str) -> None:
    client.get(path)
    ours = [line for line in logged() if not str(line.get("logger", "")).startswith("httpx")]
    assert ours
    assert "123456" not in str(ours)


@pytest.mark.parametrize("given", ["0123456789abcdef", "a.b_c-d.e", "A" * 64])
def test_an_id_that_is_given_is_kept(client: TestClient, logged: Logged, given: str) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": given}).headers["x-request-id"] == given
    assert requests(logged)[0]["request_id"] == given


@pytest.mark.parametrize(
    "given", ["", "short", "A" * 65, "with space", '{"a":1}aaaa', "<b>bold</b>", "é" * 10]
)
def test_an_id_that_is_none_is_replaced(client: TestClient, given: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": given.encode()})
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])


@pytest.mark.parametrize("path", ["/readyz", "/api/v1/price-book"])
def test_a_failure_is_logged_whole_and_answered_by_a_sentence(
    client: TestClient, logged: Logged, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret of the inside")

    monkeypatch.setattr("service.application.shipped", fail)
    monkeypatch.setattr("dashboard.inputs.link.shipped", fail)
    answer = client.get(path)
    said = Problem.model_validate_json(answer.content)
    assert (answer.status_code, said.title) == (500, "Internal Server Error")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    failures = [line for line in logged() if line["event"] == "failed"]
    assert len(failures) == 1
    assert failures[0]["request_id"] == answer.headers["x-request-id"]
    assert "ZeroDivisionError: secret of the inside" in str(failures[0]["exception"])


@pytest.mark.parametrize("base_path", ["", "/prices"])
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/_stcore/upload_file/session-1/file-1", "/_stcore/upload_file/…"),
        ("/media/0a1b2c.csv", "/media/…"),
        ("/media/%0A0a1b2c", "/media/…"),
        ("/media", "/media"),
    ],
)
def test_an_address_that_opens_a_file_is_in_no_line(
    client: TestClient, logged: Logged, base_path: str, path: str, said: str
) -> None:
    client.get(base_path + path)
    assert [line["path"] for line in requests(logged)] == [base_path + said]


def test_a_path_is_cut_and_stays_on_its_line(client: TestClient, logged: Logged) -> None:
    client.get("/" + "x" * 5_000)
    client.get("/%0A%7B%22event%22:%22forged%22%7D")
    cut, forged = requests(logged)
    assert len(str(cut["path"])) == 200
    assert forged["path"] == '/\n{"event":"forged"}'
