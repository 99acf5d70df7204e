"""`/api/v1/comparison.csv`: the file of the first page, at an address that a spreadsheet may ask again."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal

import pandas as pd
import pytest
from starlette.testclient import TestClient

from dashboard.inputs.link import LinkInputs, read_link, write_link
from dashboard.language.texts import Texts
from dashboard.options.tables import COMPARISON, comparison
from dashboard.screen.components.csv_link import csv_address
from dashboard.tables.csv_file import csv_file
from dashboard.tables.origin import Origin
from pricing.book.file import shipped
from pricing.quotes.quote import quote

QUERIES = ["", "calls=1000000", "qps=400&days=10&months=3&calls=2000000", "shape=table&table=5+600000"]


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("query", QUERIES)
def test_it_is_the_file_that_the_page_offers(client: TestClient, query: str, code: str) -> None:
    params = dict(pair.split("=") for pair in query.split("&") if pair) | {"lang": code}
    inputs, _ = read_link({name: text.replace("+", " ") for name, text in params.items()})
    texts = Texts("en" if code == "en" else "zh_Hans")
    quoted = quote(shipped(), inputs.scenario)
    link = str(client.base_url.join("/").copy_with(params=write_link(inputs)))
    today = datetime.now(UTC).date()
    origin = Origin(quoted.book, quoted.scenario, link=link, made_on=today)
    answer = client.get(
        f"/api/v1/comparison.csv?{query}&lang={code}" if query else f"/api/v1/comparison.csv?lang={code}"
    )
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content == csv_file(comparison(quoted, texts), COMPARISON, origin, texts)


def test_a_spreadsheet_reads_the_totals(client: TestClient) -> None:
    answer = client.get("/api/v1/comparison.csv?calls=1000000")
    frame = pd.read_csv(io.BytesIO(answer.content), dtype=str)
    quoted = quote(shipped(), LinkInputs(calls=1_000_000).scenario)
    totals = [option.costs.total if option.costs else None for option in quoted.options]
    assert [Decimal(total) for total in frame["Total"]] == totals
    assert answer.headers["content-disposition"] == 'inline; filename="face-fusion-comparison-1m-12m.csv"'


def test_the_address_that_the_page_copies_gives_the_scenario_back(client: TestClient) -> None:
    inputs = LinkInputs(shape="table", table=(1, 2_000_000, 3), months=3, calls=666_668, lang=None)
    address = csv_address(inputs, "zh_Hans")
    assert address == "api/v1/comparison.csv?shape=table&table=1+2000000+3&lang=zh"
    frame = pd.read_csv(io.BytesIO(client.get(f"/{address}").content), dtype=str)
    assert set(frame["月调用量"]) == {"1 2000000 3"}


def test_a_fault_is_a_problem_and_no_file(client: TestClient) -> None:
    answer = client.get("/api/v1/comparison.csv?calls=1,000")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
