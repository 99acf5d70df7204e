"""Own list prices and discounts as people type them: read exactly, or refused in a sentence."""

from decimal import Decimal

import pytest

from pricing.book.what_if_fields import read_discount, read_price


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("20000", "20000"),
        ("20,000", "20000"),
        (" 1,234,567.891 ", "1234567.891"),
        ("0", "0"),
        ("0.000001", "0.000001"),
        (".5", "0.5"),
        ("007", "7"),
        ("1000000000", "1000000000"),
        ("１２，０００．５", "12000.5"),
    ],
)
def test_a_price_is_read_exactly(text, price):
    assert read_price(text) == Decimal(price)


@pytest.mark.parametrize(
    ("text", "discount"),
    [("15", "15"), ("12.5%", "12.5"), ("12.5 %", "12.5"), ("100", "100"), ("0.01", "0.01"), ("１５％", "15")],
)
def test_a_discount_is_read_exactly(text, discount):
    assert read_discount(text) == Decimal(discount)


PRICES, DISCOUNTS = (
    "a number from 0 to 1,000,000,000 with at most 6 decimals",
    "a number from 0 to 100 with at most 2 decimals",
)


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "1e3", "1,00", "0,5", "1.", "--1", "nan", "inf", "20 000", "5%", "1_000", "½", "١٢"],
)
def test_what_is_no_number_is_named(text):
    assert str(read_price(text)) == f"list_price: {text!r} is not a number; allowed: {PRICES}"


@pytest.mark.parametrize(
    ("read", "text", "sentence"),
    [
        (read_price, "-1", "list_price: -1 is out of range; allowed: 0 to 1,000,000,000"),
        (read_price, "1000000001", "list_price: 1000000001 is out of range; allowed: 0 to 1,000,000,000"),
        (read_price, "0.0000001", f"list_price: 1E-7 has too many decimals; allowed: {PRICES}"),
        (read_discount, "100.01", "discount: 100.01 is out of range; allowed: 0 to 100"),
        (read_discount, "-5%", "discount: -5 is out of range; allowed: 0 to 100"),
        (read_discount, "12.345", f"discount: 12.345 has too many decimals; allowed: {DISCOUNTS}"),
        (read_discount, "5%%", f"discount: '5%%' is not a number; allowed: {DISCOUNTS}"),
        (read_price, "9" * 5000, f"list_price: {'9' * 40} is out of range; allowed: 0 to 1,000,000,000"),
    ],
)
def test_what_is_not_allowed_is_named(read, text, sentence):
    assert str(read(text)) == sentence
