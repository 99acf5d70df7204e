"""The dates on which QPS upgrades can be ordered: tomorrow up to 30 days ahead, and nothing else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.dates.orders import SCHEDULE, day_amount, first_peak_day, order_list, orders, schedule
from tests.dashboard.quotes import EN, ZH, priced
from tests.pricing.books import face_fusion

UPGRADE = face_fusion().qps
SEVEN = priced(500_000, peak_qps=200, peak_days=7)


def test_the_peak_begins_on_the_first_day_of_its_month():
    assert first_peak_day(date(2027, 1, 1), 1) == date(2027, 1, 1)
    assert first_peak_day(date(2027, 11, 1), 3) == date(2028, 1, 1)


def test_each_day_can_be_ordered_from_30_days_to_1_day_before():
    rows = schedule(SEVEN, SEVEN.option("best_mix"), UPGRADE, date(2027, 1, 1))
    assert list(rows) == list(SCHEDULE)
    assert len(rows) == 7
    # 150 QPS are 3 units of 1,050
    assert list(rows.iloc[0]) == ["2027-01-01", "2026-12-02", "2026-12-31", 3, 150, 3150]
    assert list(rows.iloc[-1])[:3] == ["2027-01-07", "2026-12-08", "2027-01-06"]


def test_seven_days_are_one_order():
    option = SEVEN.option("best_mix")
    assert order_list(SEVEN, option, UPGRADE, date(2027, 1, 1), EN) == [
        "December 8, 2026 to December 31, 2026: 150 QPS for January 1, 2027 to January 7, 2027, CNY 22,050"
    ]
    assert order_list(SEVEN, option, UPGRADE, date(2027, 1, 1), ZH) == [
        "2026年12月8日至2026年12月31日下单：2027年1月1日至2027年1月7日的 150 QPS，22,050 元"
    ]


@pytest.mark.parametrize("days", [1, 7, 30, 31, 90])
def test_what_the_orders_cost_is_what_the_option_is_billed_for_them(days):
    quoted = priced(500_000, peak_qps=200, peak_days=days)
    option, start = quoted.option("best_mix"), date(2027, 1, 1)
    (billed,) = [line.amount for line in option.lines if line.clause == "qps"]
    assert sum(schedule(quoted, option, UPGRADE, start)["amount"]) == billed
    assert sum(day_amount(option) * order.days for order in orders(UPGRADE, start, days)) == billed


def test_a_window_of_days_is_ordered_on_one_day():
    quoted = priced(500_000, peak_qps=200, peak_days=31)
    first, second = order_list(quoted, quoted.option("best_mix"), UPGRADE, date(2027, 1, 1), EN)
    assert first.startswith("On December 31, 2026: 150 QPS for January 1, 2027 to January 30, 2027")
    assert second == "January 1, 2027 to January 30, 2027: 150 QPS for January 31, 2027, CNY 3,150"


@given(st.integers(1, 366))
def test_the_orders_cover_each_day_once_within_the_window(days):
    first = date(2027, 3, 1)
    placed = orders(UPGRADE, first, days)
    covered = [order.first + timedelta(day) for order in placed for day in range(order.days)]
    assert covered == [first + timedelta(day) for day in range(days)]
    assert len(placed) == -(-days // 30)
    for order in placed:
        assert order.earliest <= order.latest < order.first
        assert order.last - order.earliest <= timedelta(30)
