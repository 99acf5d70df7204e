"""The rows of the what-if form: names in both languages, what stands in the boxes, what is read there."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.inputs.price_rows import common_discount, discount_typed, price_typed, rows
from pricing.book.what_if import WhatIf, items, what_if_prices
from pricing.errors import Fault
from pricing.money import with_separators
from tests.dashboard.quotes import EN, ZH
from tests.pricing.books import face_fusion, sample, samples

BOOK = face_fusion()
LIST_PRICES = WhatIf()


def rows_of(texts, what_if=LIST_PRICES, book=BOOK):
    return rows(texts, book, what_if, what_if_prices(book, what_if))


def test_the_names():
    assert [row.name for row in rows_of(EN)] == [
        "License of one activity",
        "50 QPS for one day and one activity",
        "1M pack",
        "5M pack",
        "10M pack",
        "30M pack",
        "A call (up to 1,000,000)",
        "A call (above 1,000,000, up to 5,000,000)",
        "A call (above 5,000,000)",
    ]
    assert [row.name for row in rows_of(ZH)][-2:] == [
        "每次调用（超过 100万，至 500万）",
        "每次调用（超过 500万）",
    ]
    assert [row.name for row in rows_of(EN, book=sample("minimal"))] == ["A call (any number)"]


@pytest.mark.parametrize("texts", [EN, ZH])
@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
def test_names_are_unlike_and_there_is_one_for_each_item(book, texts):
    names = [row.name for row in rows_of(texts, book=book)]
    assert len(set(names)) == len(items(book))


def test_own_price_discount_and_what_is_paid():
    license_, *_ = items(BOOK)
    first = rows_of(
        EN, WhatIf().with_price(license_, Decimal(18000)).with_discount(Decimal("2.5"), license_)
    )[0]
    assert (first.listed, first.discount, first.paid, first.unrounded) == (
        18000,
        Decimal("2.5"),
        "17,550",
        None,
    )


def test_the_price_before_rounding():
    tier = items(BOOK)[6]
    what_if = WhatIf().with_price(tier, Decimal("0.034227")).with_discount(Decimal("63.93"), tier)
    assert (rows_of(EN, what_if)[6].paid, rows_of(EN, what_if)[6].unrounded) == (
        "0.012346",
        "CNY 0.0123456789",
    )
    assert rows_of(ZH, what_if)[6].unrounded == "0.0123456789 元"


@given(st.decimals(0, 10**9, places=6, allow_nan=False))
def test_a_price_in_its_box_is_read_back(price):
    assert price_typed(with_separators(price), items(BOOK)[0]) == price


def test_an_empty_box_means_the_list():
    assert price_typed(" ", items(BOOK)[0]) == 20000
    assert discount_typed("") == 0
    assert isinstance(discount_typed("x"), Fault)


def test_the_discount_that_all_have():
    assert common_discount(rows_of(EN)) == 0
    assert common_discount(rows_of(EN, WhatIf().with_discount(Decimal(5), *items(BOOK)))) == 5
    assert common_discount(rows_of(EN, WhatIf().with_discount(Decimal(5), items(BOOK)[0]))) is None
