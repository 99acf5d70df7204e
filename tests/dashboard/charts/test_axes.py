"""Ticks are round, few, and written as each language counts."""

from decimal import Decimal

import pytest

from dashboard.charts.axes import (
    cents,
    decades,
    hover_amount,
    linear_axis,
    logarithmic_axis,
    tick_text,
    ticks,
)
from tests.dashboard.quotes import EN, ZH


@pytest.mark.parametrize(
    ("longest", "expected"),
    [
        (0, [0]),
        (5, [0, 1, 2, 3, 4, 5]),
        (2_000_000, [0, 500_000, 1_000_000, 1_500_000, 2_000_000]),
        (146_000, [0, 50_000, 100_000]),
        (Decimal("0.4"), [0, Decimal("0.1"), Decimal("0.2"), Decimal("0.3"), Decimal("0.4")]),
    ],
)
def test_ticks_are_round_and_at_most_five_steps(longest, expected):
    assert ticks(Decimal(longest)) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (5_000, 2_000_000, [10_000, 100_000, 1_000_000]),
        (20, 1_000, [20, 50, 100, 200, 500, 1_000]),
        (1, 1, [1]),
    ],
)
def test_a_logarithmic_axis_has_powers_of_ten_and_more_where_it_is_short(low, high, expected):
    assert decades(low, high) == expected


def test_ticks_are_written_as_each_language_counts():
    assert [tick_text(EN, Decimal(amount)) for amount in (0, 500_000, "1E+6", "0.10")] == [
        *("0", "500K", "1M", "0.1")
    ]
    assert [tick_text(ZH, Decimal(amount)) for amount in (0, 500_000, "1E+6")] == ["0", "50万", "100万"]


def test_axes_end_where_they_are_told():
    axis = linear_axis(EN, 2_000_000, "Calls & more")
    assert axis["range"] == [0, 2_000_000]
    assert axis["title"]["text"] == "Calls &amp; more"
    axis = logarithmic_axis(ZH, 1_000, 1_000_000)
    assert axis["range"] == pytest.approx([3, 6])
    assert axis["ticktext"] == ["1000", "1万", "10万", "100万"]


def test_an_amount_on_hover_has_two_decimals_and_its_currency():
    assert hover_amount(EN, "CNY") == "CNY %{y:,.2f}"
    assert hover_amount(ZH, "CNY") == "%{y:,.2f} 元"
    assert hover_amount(ZH, "EUR") == "EUR %{y:,.2f}"
    assert cents(Decimal("12000.005")) == 12000.01
