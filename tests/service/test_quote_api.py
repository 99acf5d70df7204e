"""`/api/v1/quote`: the very bytes of the command line, by link names or by JSON, and every fault at once."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from dashboard.inputs.link import NAMES
from pricing.cli.main import pricing
from service.models import Problem, Quote

SAME = [
    ("calls=400000&months=12", "--calls 400000 --months 12"),
    ("", "--calls 400000 --months 12"),
    ("calls=500000&months=1&qps=200&days=30", "--calls 500000 --months 1 --peak-qps 200 --peak-days 30"),
    (
        "calls=2000000&months=3&qps=400&days=10",
        "--calls 2000000 --months 3 --peak-qps 400 --peak-days 10",
    ),
    ("calls=8000000&months=6&basis=total", "--calls 8000000 --months 6 --tier-basis total"),
    ("shape=table&table=100000+300000+900000&free=0", "--calls 100000,300000,900000 --no-free-quota"),
    (
        "shape=season&calls=900000&months=4&peak_month=3&days=2&qps=90&activities=2",
        "--calls 400000,800000,1600000,800000 --peak-month 3 --peak-days 2 --peak-qps 90 --activities 2",
    ),
    ("calls=0&months=1&start=2027-01&lang=zh&book=tencent-face-fusion", "--calls 0 --months 1"),
]


def printed(options: str) -> str:
    """Return what the command line prints."""
    answer = CliRunner().invoke(pricing, ["quote", *options.split(), "--format", "json"])
    assert answer.exit_code == 0
    return answer.output


def problem(answer) -> Problem:
    """Return the problem document of an answer, which must be one."""
    assert answer.headers["content-type"] == "application/problem+json"
    said = Problem.model_validate_json(answer.content)
    assert said.status == answer.status_code
    return said


@pytest.mark.parametrize(("query", "options"), SAME, ids=[query or "nothing" for query, _ in SAME])
def test_the_answer_is_what_the_command_line_prints(client: TestClient, query: str, options: str) -> None:
    answer = client.get(f"/api/v1/quote?{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.text == printed(options)
    Quote.model_validate_json(answer.content)


@pytest.mark.parametrize(("query", "_options"), SAME, ids=[query or "nothing" for query, _ in SAME])
def test_the_scenario_of_an_answer_can_be_posted(client: TestClient, query: str, _options: str) -> None:
    quoted = client.get(f"/api/v1/quote?{query}")
    for body in (quoted.json()["scenario"], quoted.json()):
        posted = client.post("/api/v1/quote", json=body)
        assert (posted.status_code, posted.text) == (200, quoted.text)


def test_all_faults_of_a_query_come_at_once(client: TestClient) -> None:
    said = problem(
        client.get(
            "/api/v1/quote?cals=1&calls=abc&months=99&qps=-1&free=yes&basis=both&lang=fr&lang=en&start=x"
        )
    )
    assert said.status == 422
    assert [(fault.where, fault.code) for fault in said.faults or ()] == [
        ("cals", "unknown_parameter"),
        ("lang", "repeated_key"),
        ("calls", "not_a_whole_number"),
        ("months", "out_of_range"),
        ("qps", "out_of_range"),
        ("basis", "not_allowed"),
        ("free", "not_allowed"),
        ("start", "not_allowed"),
    ]
    assert said.count == 8
    assert "calls: 'abc' is not a whole number; allowed: 0 to 10,000,000,000" in [
        fault.sentence for fault in said.faults or ()
    ]


@pytest.mark.parametrize(
    ("query", "where", "code"),
    [
        ("table=1+2", "shape", "missing"),
        ("shape=table", "table", "missing"),
        ("shape=table&table=1+2&calls=3", "calls", "beside_table"),
        ("shape=table&table=1+2&months=3", "months", "month_count"),
        ("months=2&peak_month=3", "peak_month", "out_of_range"),
        ("shape=launch&calls=10000000000", "shape", "out_of_range"),
        ("calls=", "calls", "not_a_whole_number"),
        ("=1", "''", "unknown_parameter"),
    ],
)
def test_a_query_that_contradicts_itself_is_refused(
    client: TestClient, query: str, where: str, code: str
) -> None:
    said = problem(client.get(f"/api/v1/quote?{query}"))
    assert [(fault.where, fault.code) for fault in said.faults or ()] == [(where, code)]
    assert said.detail.startswith(where)


def test_every_name_of_the_link_is_taken(client: TestClient) -> None:
    answer = client.get("/api/v1/quote?unknown=1")
    assert f"allowed: {', '.join(NAMES)}" in problem(answer).detail


def test_all_faults_of_a_body_come_at_once(client: TestClient) -> None:
    body = {"monthly_calls": [1, -2, "3"], "peak_qps": 1.5, "materials": None, "tier_basis": "x", "colour": 1}
    said = problem(client.post("/api/v1/quote", json=body))
    assert said.status == 422
    assert {fault.where for fault in said.faults or ()} == {
        *("scenario", "monthly_calls, month 2", "monthly_calls, month 3"),
        *("peak_qps", "materials", "tier_basis"),
    }


def test_a_compressed_body_is_refused(client: TestClient) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    answer = client.post("/api/v1/quote", content=b'{"monthly_calls": [1]}', headers=headers)
    assert answer.status_code == 415
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].startswith("Content-Encoding: 'gzip' is not known")


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"{", "application/json", 422),
        (b"", "application/json", 422),
        (b"\xff", "application/json; charset=utf-8", 422),
        (b"[" * 100_000, "application/json", 422),
        (b"1" * 10_000, "application/json", 422),
        (b" " * 1_000_001, "application/json", 413),
        (b'{"monthly_calls": [1]}', "text/plain", 415),
        (b'{"monthly_calls": [1]}', "application/json; charset=utf-16", 415),
        (b'{"monthly_calls": [1]}', "", 415),
    ],
)
def test_a_body_that_is_no_scenario_is_refused(
    client: TestClient, content: bytes, media_type: str, status: int
) -> None:
    answer = client.post("/api/v1/quote", content=content, headers={"Content-Type": media_type})
    assert problem(answer).status == status


def test_a_posted_scenario_takes_a_book_and_no_other_parameter(client: TestClient) -> None:
    body = {"monthly_calls": [1]}
    assert client.post("/api/v1/quote?book=tencent-face-fusion", json=body).status_code == 200
    said = problem(client.post("/api/v1/quote?calls=1&book=other", json=body))
    assert [fault.where for fault in said.faults or ()] == ["calls", "book"]


def test_head_has_the_headers_of_get(client: TestClient) -> None:
    assert client.head("/api/v1/quote").headers["content-length"] == str(
        len(client.get("/api/v1/quote").content)
    )


def test_amounts_are_exact_texts(client: TestClient) -> None:
    """1,000,001 calls in a month without free quota or license calls left cost 0.012 each."""
    answer = json.loads(client.get("/api/v1/quote?calls=1300001&months=1&free=0").content)
    postpaid = next(option for option in answer["options"] if option["id"] == "postpaid")
    assert postpaid["costs"]["postpaid"] == "12000.012"
