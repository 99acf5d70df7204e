"""What one request may take: bytes and time, each refused by a sentence."""

from __future__ import annotations

import asyncio
import json

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from dashboard.usage.file_size import MOST_BYTES
from service import limits
from service.limits import MOST_BYTES_WITH_ENVELOPE, MOST_STORED, Limits, Seconds, UploadRoom
from service.models import Problem
from tests.service.asgi import ask, http_scope

SHORT = Seconds(body=0.05, answer=0.1, rest=0.2)


async def echo(scope, receive, send) -> None:
    """Answer how long the body is."""
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


async def never(*_: object) -> None:
    await asyncio.sleep(3600)


async def trickle(_scope, _receive, send) -> None:
    """Begin an answer, and never end it."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await never()


def status_and_text(sent) -> tuple[int, str]:
    return sent[0]["status"], json.loads(sent[1]["body"])["detail"]


@pytest.mark.parametrize("length", [str(MOST_BYTES_WITH_ENVELOPE + 1), "9" * 30, "-1", "1e3", "٣"])
def test_a_length_that_is_too_large_or_none_is_refused_at_once(length: str) -> None:
    headers = {"Content-Length": length}
    sent = asyncio.run(ask(Limits(never), http_scope(method="POST", headers=headers)))
    assert status_and_text(sent) == (413, limits.TOO_LARGE)


def test_a_body_whose_end_is_told_in_two_ways_is_refused() -> None:
    headers = {"Content-Length": "5", "Transfer-Encoding": "chunked"}
    sent = asyncio.run(ask(Limits(never), http_scope(method="POST", headers=headers), [b"12345"]))
    assert status_and_text(sent) == (400, limits.TWO_LENGTHS)
    assert (b"connection", b"close") in sent[0]["headers"]


def test_a_body_that_does_not_arrive_is_given_up() -> None:
    scope = http_scope(method="POST", headers={"Content-Length": "5"})
    assert status_and_text(asyncio.run(ask(Limits(echo, SHORT), scope))) == (408, limits.TOO_SLOW)


@pytest.mark.parametrize("body", [None, [b"12345"]])
def test_an_answer_that_is_not_found_is_given_up(body: list[bytes] | None) -> None:
    """With and without a body, and whether or not the app reads it."""
    headers = {} if body is None else {"Content-Length": "5"}

    async def reads_and_waits(_scope, receive, _send) -> None:
        if body:
            await receive()
        await never()

    sent = asyncio.run(ask(Limits(reads_and_waits, SHORT), http_scope(headers=headers), body))
    assert status_and_text(sent) == (503, limits.NO_ANSWER)


def test_an_answer_that_does_not_end_is_cut() -> None:
    with pytest.raises(TimeoutError):
        asyncio.run(ask(Limits(trickle, SHORT), http_scope()))


def test_what_is_in_time_is_answered() -> None:
    scope = http_scope(method="POST", headers={"Content-Length": "5"})
    sent = asyncio.run(ask(Limits(echo, SHORT), scope, [b"12", b"345"]))
    assert [message.get("body") for message in sent] == [None, b"5"]


@pytest.mark.parametrize("path", ["/api/v1/quote", "/api/v1/compare"])
def test_a_body_without_a_length_is_counted(client: TestClient, path: str) -> None:
    parts = (b" " * 65_536 for _ in range(MOST_BYTES // 65_536 + 1))
    media_type = "application/json" if path.endswith("quote") else "text/csv"
    answer = client.post(path, content=parts, headers={"Content-Type": media_type})
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    Problem.model_validate_json(answer.content)


def test_no_file_is_taken_while_there_is_no_room() -> None:
    stored = MOST_STORED
    room = UploadRoom(echo, "/prices", lambda: stored)
    upload = http_scope("/prices/_stcore/upload_file/session/file", method="PUT")
    assert asyncio.run(ask(room, upload, [b"1"]))[0]["status"] == 200
    stored += 1
    assert asyncio.run(ask(room, upload, [b"1"]))[0]["status"] == 503
    assert asyncio.run(ask(room, {**upload, "method": "DELETE"}, [b"1"]))[0]["status"] == 200
    assert asyncio.run(ask(room, http_scope("/prices/x", method="PUT"), [b"1"]))[0]["status"] == 200
