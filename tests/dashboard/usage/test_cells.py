"""Dates and numbers as people and spreadsheets write them; what could be read in two ways is refused."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.inputs.numbers import Unreadable, number_of, whole_of
from dashboard.usage.cells import Month, is_empty, is_total, when_of

CELLS = st.text() | st.integers() | st.floats() | st.booleans() | st.datetimes() | st.dates() | st.times()


def refusal(read, cell):
    with pytest.raises(Unreadable) as refused:
        read(cell)
    return str(refused.value)


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-11-01", "2026/11/1", "2026.11.1", "2026年11月1日", "2026年11月1", "20261101", " 2026-11-01 "),
        *("2026-11-01 00:00", "2026-11-01 0:00:00", "2026-11-01T00:00:00.000Z", "２０２６－１１－０１"),
        *("\ufeff2026-11-01", date(2026, 11, 1), datetime(2026, 11, 1), 20261101, 20261101.0),  # noqa: DTZ001
    ],
)
def test_a_day(cell):
    assert when_of(cell) == date(2026, 11, 1)


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-11", "2026/11", "2026年11月", "2026年11月份", "202611", 202611, 202611.0),
        *("Nov-26", "nov 2026", "November 2026", "Nov. 26", "NOV-2026"),
    ],
)
def test_a_month(cell):
    assert when_of(cell) == Month(2026, 11)


@pytest.mark.parametrize(
    "cell", ["3", "03", 3, 3.0, "3月", "3月份", "第3个月", "第 3 个月", "Month 3", "M3", "３"]
)
def test_the_number_of_a_month(cell):
    assert when_of(cell) == 3


@pytest.mark.parametrize(
    "cell",
    [
        *("", "x", "13", "0", 0, 13.0, 1.5, "2026-13", "2026-02-29", "2026-00-10", "1999-11-01", "2100-01"),
        *("11/1/2026", "01.11.2026", "1-Nov-2026", "2026", "2026-11-01-02", "Foo-26", True, 46_327.0),
        *(date(1999, 12, 31), date(2100, 1, 1), time(3, 4), timedelta(hours=30), float("nan"), float("inf")),
    ],
)
def test_no_date(cell):
    assert refusal(when_of, cell) == "not_a_date"


@pytest.mark.parametrize("cell", ["2026-11-01 13:05", "2026-11-01T00:00:01", datetime(2026, 11, 1, 13)])  # noqa: DTZ001
def test_a_time_of_day_is_told_from_a_date(cell):
    assert refusal(when_of, cell) == "time_of_day"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0", 0), ("5", 5), (" 5 ", 5), ("007", 7), ("-5", -5), (5, 5), (5.0, 5), (1e10, 10**10), ("5.0", 5),
        ("1,234,567", 1_234_567), ("1 234 567", 1_234_567), ("1\u00a0234", 1_234), ("1'234", 1_234),
        ("1’234", 1_234), ("1,234.00", 1_234), ("１，２３４", 1_234), ("１２３", 123),
        ("40万", 400_000), ("1.2亿", 120_000_000), ("40 万次", 400_000), ("0.0001万", 1),
    ],
)  # fmt: skip
def test_a_whole_number(cell, number):
    assert whole_of(cell) == number


@pytest.mark.parametrize(
    "cell",
    [
        *("", "x", "1e-6"),
        *("+5", "- 5", "1,23", "1,2345", "12,34,567", "1,234 567", "1_000", "1.234,5", "4.5"),
        *("5%", "=5", "5次", "½", "0.00001万", "9" * 41),
        *(4.5, True, float("nan"), float("inf"), date(2026, 11, 1), time(3)),
    ],
)  # fmt: skip
def test_no_whole_number(cell):
    assert refusal(whole_of, cell) == "not_a_whole_number"


@pytest.mark.parametrize("cell", ["1.234", "400.000", "1.234.567", "-1.234", "0.500"])
def test_a_point_before_three_digits_may_mean_either(cell):
    assert refusal(whole_of, cell) == refusal(number_of, cell) == "decimal_point"


def test_decimals_are_exact():
    assert number_of("37.4") == Decimal("37.4")
    assert number_of(37.4) == Decimal("37.4")


@pytest.mark.parametrize("cell", ["Total", "TOTAL:", "Grand total", "合计", "合 计", "总计："])
def test_totals(cell):
    assert is_total(cell)


@pytest.mark.parametrize("cell", ["", " ", "\t", "\u3000", "\ufeff", "\u00a0"])
def test_nothing_to_see(cell):
    assert is_empty(cell)
    assert not is_total(cell)


def test_months_follow_each_other():
    assert Month(2026, 11).after(2) == Month(2027, 1)
    assert (Month(2028, 2).first, Month(2028, 2).last) == (date(2028, 2, 1), date(2028, 2, 29))


@given(CELLS)
def test_any_cell_is_read_or_refused(cell):
    for read, kinds in ((when_of, date | Month | int), (whole_of, int)):
        found: object = 0
        try:
            found = read(cell)
        except Unreadable as refused:
            found = 0 if str(refused) else None
        assert isinstance(found, kinds)
