"""Exact money: decimals in, whole millionths inside, the same decimals out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.money import LARGEST, MICRO, from_micro, plain, to_micro


@pytest.mark.parametrize(
    ("amount", "micro"),
    [
        ("0", 0),
        ("0.000001", 1),
        ("0.005", 5_000),
        ("0.02", 20_000),
        ("12000.012", 12_000_012_000),
        ("20000", 20_000_000_000),
        ("2E+4", 20_000_000_000),
        ("0.0200000000", 20_000),
    ],
)
def test_an_amount_in_millionths(amount, micro):
    assert to_micro(Decimal(amount)) == micro


@pytest.mark.parametrize("amount", ["0.0000001", "0.0000015", "12000.0120001"])
def test_more_than_six_decimals_are_refused_not_rounded(amount):
    with pytest.raises(ValueError, match="more than 6 decimals"):
        to_micro(Decimal(amount))


@pytest.mark.parametrize(
    ("micro", "text"),
    [
        (0, "0"),
        (1, "0.000001"),
        (10, "0.00001"),
        (12_000_012_000, "12000.012"),
        (20_000_000_000, "20000"),
        (500_000, "0.5"),
    ],
)
def test_millionths_as_an_amount_without_zeros_or_exponent_at_its_end(micro, text):
    assert str(from_micro(micro)) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [("20000.00", "20000"), ("2E+4", "20000"), ("0.0", "0"), ("0.020", "0.02"), ("100", "100")],
)
def test_plain(amount, text):
    assert str(plain(Decimal(amount))) == text


@given(st.integers(0, LARGEST))
def test_millionths_come_back(micro):
    assert to_micro(from_micro(micro)) == micro


@given(st.integers(0, LARGEST // MICRO), st.integers(0, MICRO - 1))
def test_no_amount_is_rounded(whole, fraction):
    assert from_micro(whole * MICRO + fraction) == Decimal(f"{whole}.{fraction:06}")
