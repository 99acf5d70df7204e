"""The OpenAPI document: its examples are answered, and what is drawn from it meets no error of the server."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from dashboard.inputs.link import NAMES
from service.api import api
from service.settings import Settings
from tests.service.conftest import served

DRAWN = 100
"""Requests that are drawn for each operation, beside those at the ends of each range.

That each of them is accepted is not asked for: values contradict each other in ways that no schema can say,
such as a peak in month 3 of 2.
"""

schema = schemathesis.openapi.from_asgi("/api/openapi.json", served(Settings(allowed_hosts=("*",))))


@schema.parametrize()
@settings(max_examples=DRAWN, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_whatever_is_drawn_from_the_document_is_answered_as_it_says(case: schemathesis.Case) -> None:
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return api().openapi()


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    operations = {
        (path, method): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert operations.keys() == {
        ("/v1/quote", "get"),
        ("/v1/quote", "post"),
        ("/v1/comparison.csv", "get"),
        ("/v1/compare", "post"),
        ("/v1/price-book", "get"),
        ("/v1/price-books", "get"),
        ("/v1/history", "get"),
    }
    for operation in operations.values():
        assert operation["summary"]
        assert "422" in operation["responses"]
    named = [parameter["name"] for parameter in operations["/v1/quote", "get"]["parameters"]]
    assert named == list(NAMES)


def test_the_examples_are_answered(client: TestClient, document: dict[str, Any]) -> None:
    body = document["paths"]["/v1/quote"]["post"]["requestBody"]["content"]["application/json"]
    for example in body["examples"].values():
        assert client.post("/api/v1/quote", json=example["value"]).status_code == 200
    rows = document["paths"]["/v1/compare"]["post"]["requestBody"]["content"]["text/csv"]["example"]
    answer = client.post("/api/v1/compare", content=rows, headers={"Content-Type": "text/csv"})
    assert answer.text.count("\r\n") == 1 + 7 + 8  # the second example has a peak, and so one option more
    for parameter in document["paths"]["/v1/quote"]["get"]["parameters"]:
        if "default" in parameter["schema"]:
            query = {parameter["name"]: parameter["schema"]["default"]}
            assert client.get("/api/v1/quote", params=query).text == client.get("/api/v1/quote").text


def test_the_document_names_no_other_host(document: dict[str, Any]) -> None:
    assert "http" not in json.dumps(document).replace("application/problem+json", "")


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/docs", "/api/redoc", "/docs"])
def test_there_is_no_page_that_loads_scripts_from_elsewhere(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
