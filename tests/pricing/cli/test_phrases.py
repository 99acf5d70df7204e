"""The small pieces of sentences: money, counts, months, packs."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from pricing.book.file import shipped
from pricing.cli.phrases import counted, figure, listed, months, pack_name, packs
from pricing.price_book import Pack


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0.00"),
        ("0.005", "0.01"),
        ("0.004999", "0.00"),
        ("999.995", "1,000.00"),
        ("12000.012", "12,000.01"),
    ],
)
def test_money(amount, text):
    assert figure(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 calls"), (1, "1 call"), (2, "2 calls"), (1_000, "1,000 calls")]
)
def test_counts(number, text):
    assert counted(number, "call") == text


def test_irregular_plural():
    assert counted(2, "activity", "activities") == "2 activities"


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(parts, text):
    assert listed(parts) == text


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([3], "month 3"), ([1, 2], "months 1 to 2"), ([2, 1, 2], "months 1 to 2"), ([1, 3], "months 1 and 3"),
        ([1, 3, 4, 5, 7], "months 1, 3 to 5 and 7"), (range(1, 13), "months 1 to 12"),
    ],
)  # fmt: skip
def test_months(numbers, text):
    assert months(numbers) == text


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (1, "one 5M pack"),
        (2, "two 5M packs"),
        (9, "nine 5M packs"),
        (10, "10 5M packs"),
        (4_000, "4,000 5M packs"),
    ],
)
def test_packs(quantity, text):
    assert packs(shipped(), "5m", quantity) == text


def test_a_pack_is_named_by_its_size_where_that_tells_it_from_the_others():
    sizes = {"big": 30_000_000, "small": 300_000, "odd": 333_333, "a": 1_000_000, "b": 1_000_000}
    sold = tuple(Pack(pack, calls, Decimal(1), 12) for pack, calls in sizes.items())
    book = dataclasses.replace(shipped(), packs=sold)
    assert [pack_name(book, pack) for pack in sizes] == ["30M", "300K", "odd", "a", "b"]
