"""`/api/v1/price-book`: every figure of the file, exact."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from starlette.testclient import TestClient

from pricing.book.writing import price_book_json
from service.models import PriceBook
from tests.pricing.books import face_fusion

FILE = Path(__file__).parents[2] / "pricing" / "price_books" / "tencent-face-fusion-2019-07-22.toml"


def as_written(value: object) -> object:
    """Return a value of the file as the answer writes it."""
    if isinstance(value, dict):
        return {key: as_written(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_written(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def same(answered: object, written: object) -> bool:
    """Tell whether an answer says what the file says; amounts are texts in the one, numbers in the other."""
    if isinstance(written, dict):
        assert isinstance(answered, dict)
        filled = {key: value for key, value in answered.items() if value is not None}
        return filled.keys() == written.keys() and all(same(filled[key], written[key]) for key in written)
    if isinstance(written, list):
        assert isinstance(answered, list)
        return all(same(*pair) for pair in zip(answered, written, strict=True))
    if isinstance(answered, str) and isinstance(written, int | Decimal):
        return Decimal(answered) == written
    return answered == written


def test_it_says_what_the_file_says(client: TestClient) -> None:
    answer = client.get("/api/v1/price-book")
    PriceBook.model_validate_json(answer.content)
    written = tomllib.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)
    written["license"]["id"] = "license"  # what the only package is called
    assert same(answer.json(), as_written(written))


def test_the_document_has_every_key_of_the_answer_and_no_other(client: TestClient) -> None:
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]
    book = client.get("/api/v1/price-book").json()
    assert schemas["PriceBook"]["properties"].keys() == book.keys()
    for table, schema in (("license", "License"), ("qps", "QpsUpgrade"), ("postpaid", "Postpaid")):
        assert schemas[schema]["properties"].keys() == book[table].keys()
    assert all(schemas["Pack"]["properties"].keys() == pack.keys() for pack in book["packs"])


def test_a_book_without_sections_has_nulls() -> None:
    bare = replace(
        face_fusion(), free=None, packages=(), qps=None, packs=(), settlement=None, large_customer=None
    )
    told = json.loads(price_book_json(bare))
    assert [told[name] for name in ("free", "license", "qps", "settlement", "large_customer")] == [None] * 5
    assert told["packs"] == []


def test_an_unknown_book_is_named(client: TestClient) -> None:
    answer = client.get("/api/v1/price-book?book=../../etc/passwd")
    assert answer.status_code == 422
    assert "book: '../../etc/passwd' is not known; allowed: tencent-face-fusion" in answer.text
