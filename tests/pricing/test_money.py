"""Exact money: decimals in, whole millionths inside, the same decimals out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.money import LARGEST, MICRO, exact, from_micro, plain, rounded, six_decimals, to_micro


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


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0"), ("0.00", "0"), ("20000", "20000"), ("2E+4", "20000"), ("12000.0120", "12000.012"),
        ("0.000001", "0.000001"), ("4611686018427.387904", "4611686018427.387904"),
    ],
)  # fmt: skip
def test_amounts_are_exact_without_zeros_or_exponent(amount, text):
    assert exact(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("number", "decimals", "expected"),
    [
        ("0", 2, "0.00"), ("0.005", 2, "0.01"), ("0.00499999", 2, "0.00"), ("2.675", 2, "2.68"),
        ("12000.012", 2, "12000.01"), ("99.995", 2, "100.00"), ("22.72", 1, "22.7"), ("0.25", 1, "0.3"),
        # More digits than a decimal context holds
        ("123456789012345678901234567890.125", 2, "123456789012345678901234567890.13"),
    ],
)  # fmt: skip
def test_rounding_is_half_up(number, decimals, expected):
    assert format(rounded(Decimal(number), decimals), "f") == expected


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (Fraction(0), "0"), (Fraction(1), "1"), (Fraction(1, 3), "0.333333"), (Fraction(2, 3), "0.666667"),
        (Fraction(1, 2_000_000), "0.000001"), (Fraction(1, 2_000_001), "0.000001"),
        (Fraction(1_999_999, 2_000_000), "0.999999"), (Fraction(10**10 - 1, 10**10), "0.999999"),
    ],
)  # fmt: skip
def test_ratios_have_at_most_six_decimals(ratio, text):
    assert format(six_decimals(ratio), "f") == text


@given(st.fractions(min_value=0, max_value=1))
def test_a_ratio_is_off_by_half_a_millionth_at_most_unless_it_would_be_all_or_nothing(ratio):
    written = Fraction(six_decimals(ratio))
    inside = Fraction(1, 2_000_000) <= ratio < 1 - Fraction(1, 2_000_000)
    assert abs(written - ratio) <= Fraction(1, 2_000_000 if inside else 1_000_000)
    assert (written == 0, written == 1) == (ratio == 0, ratio == 1)
