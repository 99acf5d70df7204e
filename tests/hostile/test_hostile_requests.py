"""Hostile requests to the HTTP interface: no error of the server, and a sentence for each."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dashboard.inputs.link import NAMES, NUMBERS
from pricing.scenario_json import FIELDS
from service.logs import start_log
from service.models import Problem
from tests.hostile.corpus import CSV_FILES, HEADER, JSON_BODIES, JSON_VALUES, MEGABYTE, TEXTS
from tests.hostile.corpus import NUMBERS as HOSTILE_NUMBERS
from tests.service.conftest import ORIGIN, served

LONGEST = 60_000
"""Characters of an address; the server takes 65,536 bytes of it."""
QUERIES = [
    *(f"{name}={quote(text)}" for name in NUMBERS for text in HOSTILE_NUMBERS),
    *(f"{name}={quote(text)}" for name in NAMES if name not in NUMBERS for text in TEXTS),
    *(f"shape=table&table={quote(text)}" for text in (*TEXTS, *HOSTILE_NUMBERS)),
    *(f"{quote(text)}=1" for text in TEXTS),
    *(
        "&" * 10_000,
        "calls=1&" * 5_000,
        "=" * 10_000,
        "calls",
        "calls=%FF%FE",
        "calls[]=1",
        "calls=1;months=2",
    ),
    *("calls=10000000000&months=12&qps=1000000&days=366&materials=1000000&activities=100000",),
]
BODIES = [
    *JSON_BODIES,
    *(json.dumps({"monthly_calls": [1], field: value}).encode() for field in FIELDS for value in JSON_VALUES),
    *(json.dumps({"monthly_calls": [1, value]}).encode() for value in JSON_VALUES),
    *(json.dumps({"monthly_calls": [1], text: 1}).encode() for text in TEXTS),
]
FILES = [*CSV_FILES, HEADER + b"a,1,1\n" * 100_001, MEGABYTE.encode() * 11]
QUERIES = [query for query in QUERIES if len(query) < LONGEST]


@pytest.fixture(scope="module", autouse=True)
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level, stream = root.handlers[:], root.level, io.StringIO()
    start_log("info", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="module")
def asking() -> Iterator[TestClient]:
    with TestClient(served(), base_url=ORIGIN, raise_server_exceptions=False) as client:
        yield client


def complaint(answer: Any) -> str:
    """Return what is wrong with the answer to a hostile request, an empty text if nothing is."""
    if answer.status_code == 200:
        return ""
    if answer.status_code >= 500:
        return f"status {answer.status_code}"
    said = Problem.model_validate_json(answer.content)
    sentences = [said.detail, *(fault.sentence for fault in said.faults or ())]
    for sentence in sentences:
        if not 10 < len(sentence) < 500 or not sentence.isprintable() or "Traceback" in sentence:
            return f"no sentence: {sentence[:100]!r}"
    return ""


@pytest.mark.parametrize("path", [f"/api/v1/quote ({len(QUERIES)} queries)", "/api/v1/comparison.csv"])
def test_queries(asking: TestClient, path: str) -> None:
    address = path.partition(" ")[0]
    asked = QUERIES if address.endswith("quote") else QUERIES[::7]
    complaints = [
        (query[:80], said) for query in asked if (said := complaint(asking.get(f"{address}?{query}")))
    ]
    assert complaints == []


@pytest.mark.parametrize("bodies", [BODIES], ids=[f"{len(BODIES)} bodies"])
def test_scenarios(asking: TestClient, bodies: list[bytes]) -> None:
    kind = {"Content-Type": "application/json"}
    answers = ((body[:80], asking.post("/api/v1/quote", content=body, headers=kind)) for body in bodies)
    assert [(body, said) for body, answer in answers if (said := complaint(answer))] == []


@pytest.mark.parametrize("files", [FILES], ids=[f"{len(FILES)} files"])
def test_files_of_scenarios(asking: TestClient, files: list[bytes]) -> None:
    kind = {"Content-Type": "text/csv"}
    answers = ((file[:80], asking.post("/api/v1/compare", content=file, headers=kind)) for file in files)
    assert [(file, said) for file, answer in answers if (said := complaint(answer))] == []


@pytest.mark.parametrize("text", [text for text in TEXTS if text.isascii() and text.isprintable()][:40])
def test_headers(asking: TestClient, text: str) -> None:
    headers = {"X-Request-ID": text, "Accept": text, "Cookie": text, "X-Forwarded-For": text}
    assert complaint(asking.get("/api/v1/price-book", headers=headers)) == ""
    assert complaint(asking.post("/api/v1/quote", headers={"Content-Type": text})) == ""


def test_methods_and_addresses(asking: TestClient) -> None:
    tried = [
        asking.request(method, f"/api/v1/{name}")
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW")
        for name in (
            "quote",
            "compare",
            "comparison.csv",
            "price-book",
            "",
            "%00",
        )
    ]
    assert {answer.status_code for answer in tried} <= {404, 405}
    assert [said for answer in tried if (said := complaint(answer))] == []


def test_nothing_of_this_was_a_failure(log: io.StringIO, asking: TestClient) -> None:
    """Asks all bodies again with the log open: no line of it is a failure, none holds a traceback."""
    for body in BODIES[::5]:
        asking.post("/api/v1/quote", content=body, headers={"Content-Type": "application/json"})
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert lines
    assert [line for line in lines if line["level"] != "info" or "exception" in line] == []
