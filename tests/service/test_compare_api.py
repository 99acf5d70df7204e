"""`/api/v1/compare`: a file of scenarios in, the command line's file out; bad rows named, limits held."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pandas as pd
import pytest
from anyio import CapacityLimiter
from starlette.testclient import TestClient
from starlette.types import Message

from pricing.bulk.columns import Scenarios
from pricing.cli.main import main
from pricing.quotes.options import Offer
from service import bulk
from service.api import api
from service.models import Problem
from tests.service.asgi import ask, http_scope, sending

CSV = {"Content-Type": "text/csv"}
ROWS = """name,monthly_calls,months,peak_qps,peak_days,materials,activities
A year,400000,12,50,0,1,1
=cmd|' /C calc'!A0,500000,1,200,30,1,1
活动,100000 300000 900000,3,,,90,
"two
lines",8000000,6,400,10,1,2
"""


def compared(tmp_path: Path, content: str, *options: str) -> bytes:
    """Return what the command line writes."""
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(content, encoding="utf-8")
    assert main(["compare", str(source), "-o", str(target), *options]) == 0
    return target.read_bytes()


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", ()),
        ("?basis=total", ("--tier-basis", "total")),
        ("?free=0&book=tencent-face-fusion", ("--no-free-quota",)),
    ],
)
def test_the_answer_is_the_file_of_the_command_line(
    client: TestClient, tmp_path: Path, query: str, options: tuple[str, ...]
) -> None:
    answer = client.post(f"/api/v1/compare{query}", content=ROWS, headers=CSV)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert answer.content == compared(tmp_path, ROWS, *options)


def test_all_bad_rows_are_named_and_none_is_answered(client: TestClient) -> None:
    rows = "name,monthly_calls,months\na,1,1\nb,-1,1\nc,1,13\n\nd,1\n\xff".encode("latin-1")
    answer = client.post("/api/v1/compare", content=rows, headers=CSV)
    said = Problem.model_validate_json(answer.content)
    assert answer.status_code == 422
    assert [fault.where for fault in said.faults or ()] == [
        "scenarios: line 3, column monthly_calls",
        "scenarios: line 4, column months",
        "scenarios: line 6",
        "scenarios: line 7",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the file is empty"),
        ("name,monthly_calls,months\n", "no row below it"),
        ("name;monthly_calls;months\na;1;1\n", "semicolons"),
        ("a,b\n1,2\n", "'a' is not a column"),
        ("name,monthly_calls,months\n" + "a,1,1\n" * (bulk.MOST_ROWS + 1), "more than 100,000 rows"),
    ],
)
def test_a_file_that_is_none_is_refused(client: TestClient, content: str, said: str) -> None:
    answer = client.post("/api/v1/compare", content=content, headers=CSV)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_long_list_of_faults_is_cut_and_counted(client: TestClient) -> None:
    rows = "name,monthly_calls,months\n" + "a,-1,1\n" * 5_000
    said = Problem.model_validate_json(client.post("/api/v1/compare", content=rows, headers=CSV).content)
    assert (said.count, len(said.faults or ())) == (5_000, 1_000)


def test_as_many_rows_as_are_allowed_are_answered(client: TestClient) -> None:
    rows = "name,monthly_calls,months\n" + "".join(
        f"s{row},{row * 37 % 3_000_000},{row % 3 + 1}\n" for row in range(bulk.MOST_ROWS)
    )
    with client.stream("POST", "/api/v1/compare", content=rows, headers=CSV) as answer:
        lines = sum(part.count(b"\r\n") for part in answer.iter_bytes())
    assert lines == 1 + 7 * bulk.MOST_ROWS  # postpaid, four packs, the best mix, and the optimum


@pytest.mark.parametrize("name", ["cores", "places"])
def test_no_more_work_is_taken_than_can_be_done(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with monkeypatch.context() as busy:
        busy.setattr(bulk, name, {"cores": CapacityLimiter(0), "places": threading.Semaphore(0)}[name])
        answer = client.post("/api/v1/compare", content=ROWS, headers=CSV)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    Problem.model_validate_json(answer.content)
    assert client.post("/api/v1/compare", content=ROWS, headers=CSV).status_code == 200


def test_an_answer_is_sent_while_it_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = b"name,monthly_calls,months\n" + b"".join(b"s%d,1,1\n" % row for row in range(20_000))
    events: list[str] = []
    work = bulk._lines

    def noted(batch: Scenarios, offer: Offer) -> bytes:
        events.append("worked")
        return work(batch, offer)

    async def send(message: Message) -> None:
        if message.get("body"):
            events.append("sent")

    monkeypatch.setattr(bulk, "_lines", noted)
    asyncio.run(api()(http_scope("/v1/compare", method="POST", headers=CSV), sending([rows]), send))
    batches = events.count("worked")
    assert batches > 1
    assert events == ["sent"] + batches * ["worked", "sent"]  # the header first


def test_who_takes_an_answer_slowly_keeps_nobody_waiting() -> None:
    app = api()

    async def take_slowly(begun: asyncio.Event) -> None:
        async def send(message: Message) -> None:
            if message["type"] == "http.response.body":
                begun.set()
                await asyncio.Event().wait()

        await app(http_scope("/v1/compare", method="POST", headers=CSV), sending([ROWS.encode()]), send)

    async def visit() -> list[Message]:
        begun = [asyncio.Event() for _ in range(bulk.MOST_AT_ONCE)]
        slow = [asyncio.create_task(take_slowly(each)) for each in begun]
        await asyncio.gather(*(each.wait() for each in begun))
        answer = await ask(app, http_scope("/v1/compare", method="POST", headers=CSV), [ROWS.encode()])
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        return answer

    assert asyncio.run(visit())[0]["status"] == 200


@pytest.mark.parametrize("content", [ROWS, "name\n", ""])
def test_every_place_is_given_back(client: TestClient, content: str) -> None:
    for _ in range(bulk.MOST_OPEN + 1):
        assert client.post("/api/v1/compare", content=content, headers=CSV).status_code != 503


def test_a_frame_reads_the_answer(client: TestClient, tmp_path: Path) -> None:
    answer = client.post("/api/v1/compare", content=ROWS, headers=CSV)
    path = tmp_path / "out.csv"
    path.write_bytes(answer.content)
    frame = pd.read_csv(path)
    year = frame[(frame["name"] == "A year") & (frame["option"] == "pack:5m")]
    assert year["total"].tolist() == [85_000]
    assert "'=cmd|' /C calc'!A0" in set(frame["name"])


def test_another_kind_of_body_is_refused(client: TestClient) -> None:
    for media_type in ("application/json", "multipart/form-data", "text/csv; charset=gbk", ""):
        answer = client.post("/api/v1/compare", content=ROWS, headers={"Content-Type": media_type})
        assert answer.status_code == 415
        assert "allowed: text/csv" in answer.json()["detail"]
