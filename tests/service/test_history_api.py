"""`/api/v1/history` and `/api/v1/price-books`, and the parameters `prices` and `base_qps`."""

from __future__ import annotations

from click.testing import CliRunner
from starlette.testclient import TestClient

from pricing.cli.main import pricing
from service.models import History, PriceBook, PriceBooks


def printed(*args: str) -> str:
    answer = CliRunner().invoke(pricing, args)
    assert answer.exit_code == 0
    return answer.output


def test_history_is_what_the_command_line_prints(client: TestClient) -> None:
    answer = client.get("/api/v1/history?calls=400000&months=12&base_qps=50")
    assert answer.status_code == 200
    assert answer.text == printed("history", "--calls", "400000", "--months", "12", "--base-qps", "50")
    History.model_validate_json(answer.content)


def test_a_quote_at_the_prices_of_a_version(client: TestClient) -> None:
    answer = client.get("/api/v1/quote?calls=400000&months=12&base_qps=50&prices=2020-02-20")
    book = "tencent-face-fusion@2020-02-20"
    options = ("--calls", "400000", "--months", "12", "--base-qps", "50", "--price-book", book)
    assert answer.text == printed("quote", *options, "--format", "json")
    posted = client.post("/api/v1/quote?prices=2020-02-20", json=answer.json()["scenario"])
    assert posted.text == answer.text


def test_a_version_that_there_is_not_is_named_with_those_that_there_are(client: TestClient) -> None:
    answer = client.get("/api/v1/quote?prices=2026-11-22")
    assert answer.status_code == 422
    [fault] = answer.json()["faults"]
    assert fault["where"] == "prices"
    assert "allowed: 2019-02-28, 2019-05-14, 2019-07-22" in fault["sentence"]


def test_the_price_lists_that_there_are(client: TestClient) -> None:
    answer = client.get("/api/v1/price-books")
    books = PriceBooks.model_validate_json(answer.content).price_books
    assert [book.version for book in books if book.default] == ["2019-07-22"]
    assert answer.json()["price_books"][0] == {
        "id": "tencent-face-fusion", "version": "2019-02-28", "published": "2019-02-28",
        "superseded": "2019-05-14", "currency": "CNY", "default": False,
    }  # fmt: skip
    for book in books:
        listed = client.get(f"/api/v1/price-book?prices={book.version}")
        assert PriceBook.model_validate_json(listed.content).version == book.version


def test_a_comparison_at_the_prices_of_a_version(client: TestClient) -> None:
    body = "name,monthly_calls,months,base_qps\nyear,400000,12,50\n"
    answer = client.post(
        "/api/v1/compare?prices=2019-11-21", content=body, headers={"Content-Type": "text/csv"}
    )
    head, *rows = answer.text.split("\r\n")
    assert head.startswith(
        "name,monthly_calls,months,peak_qps,peak_days,materials,activities,base_qps,option,"
    )
    assert head.endswith("price_book,price_book_version,licenses,expired_calls")
    assert rows[0].endswith("tencent-face-fusion,2019-11-21,1:two*1,0")
