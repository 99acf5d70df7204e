"""The dates to remember, against the arithmetic of the calendar and the price list."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.dates.reminders import REMINDERS, last_day, license_note, reminder_table, reminders
from dashboard.questions.cash.values import cash_flow
from pricing.quotes.quote import quote
from tests.dashboard.quotes import EN, ZH, priced
from tests.pricing.books import face_fusion, sample

START = date(2027, 1, 1)
DAY = timedelta(days=1)


def of(quoted, option_id, start=START, texts=EN):
    option = quoted.option(option_id)
    return reminders(quoted, option, cash_flow(quoted, option, quoted.book, start), start, texts)


def told(quoted, option_id, start=START, texts=EN, kind=None):
    return [
        (str(one.first), str(one.last), one.what, one.amount)
        for one in of(quoted, option_id, start, texts)
        if kind in {None, one.kind}
    ]


def test_all_dates_of_a_plan():
    # (500,000 - 300,500) x 0.02 = 3,990, frozen 1.2 x 3,990 = 4,788; 3 units of 1,050 on 7 days.
    quoted = priced(500_000, peak_qps=200, peak_days=7)
    assert told(quoted, "postpaid") == [
        (
            *("2026-12-08", "2026-12-31", "Order 150 QPS for January 1, 2027 to January 7, 2027"),
            Decimal(22_050),
        ),
        ("2026-12-31", "2026-12-31", "Buy 1 license", Decimal(20_000)),
        ("2027-01-06", "2027-01-06", "Last day to add or change materials", None),
        ("2027-02-01", "2027-02-01", "Settlement for January 2027", Decimal(3_990)),
        ("2027-03-01", "2027-03-01", "The freeze ends", None),
        ("2027-12-30", "2027-12-30", "Last day of 1 license", None),
    ]


def test_a_peak_on_the_first_day_brings_the_license_forward_and_no_pack():
    # A license of the day before, so that the upgrade can be ordered: February 28, for a year to February 27.
    quoted = priced(700_000, months=12, peak_qps=100, peak_days=7)
    start = date(2027, 3, 1)
    assert told(quoted, "pack:10m", start, kind="purchase") == [
        ("2027-02-28", "2027-02-28", "Buy 1 license", Decimal(20_000)),
        ("2027-03-01", "2027-03-01", "Buy one 10M pack", Decimal(85_000)),
    ]
    assert told(quoted, "pack:10m", start, kind="expiry") == [
        ("2028-02-27", "2028-02-27", "Last day of 1 license", None),
        ("2028-02-29", "2028-02-29", "Last day of one 10M pack", None),
    ]
    later = priced(700_000, months=12, peak_qps=100, peak_days=7, peak_month=2)
    assert told(later, "pack:10m", start, kind="purchase")[0][0] == "2027-03-01"


def test_the_same_in_chinese():
    quoted = priced(500_000)
    assert [what for _, _, what, _ in told(quoted, "postpaid", texts=ZH)] == [
        *("购买 1 个技术授权", "上传及更新素材的最后一天", "结算2027年1月账单", "冻结结束"),
        "1 个技术授权的最后可用日",
    ]


def test_the_details_say_what_happens():
    details = {one.kind: one.details for one in of(priced(500_000, 400_000), "postpaid")}
    # Month 2: 400,000 x 0.02 = 8,000, frozen 9,600; 4,788 came back before.
    assert details["materials"] == (
        "The license is paid on January 1, 2027: from January 8, 2027 on, 7 days later, materials can't be "
        "added or changed."
    )
    assert details["settlement"] == (
        "CNY 4,788.00 is released. CNY 8,000.00 is paid. CNY 9,600.00 is frozen. "
        "New money needed that day: CNY 12,812.00."
    )
    assert details["release"] == "CNY 9,600.00 is released."
    assert details["expiry"] == (
        "Bought on January 1, 2027 and valid for 12 months: usable to the end of December 31, 2027. Calls "
        "that are left lapse, without a refund."
    )


def test_a_license_of_march_in_a_leap_year_ends_on_the_29th_of_february():
    expiries = told(priced(400_000), "postpaid", date(2027, 3, 1), kind="expiry")
    assert expiries == [("2028-02-29", "2028-02-29", "Last day of 1 license", None)]


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 8, 31), 18, date(2028, 2, 29)),
        (date(2025, 8, 31), 18, date(2027, 2, 28)),
        (date(2025, 8, 30), 18, date(2027, 2, 28)),
        (date(2025, 8, 29), 18, date(2027, 2, 28)),
        (date(2025, 8, 28), 18, date(2027, 2, 27)),
        (date(2026, 12, 31), 12, date(2027, 12, 30)),
        (date(2027, 1, 1), 12, date(2027, 12, 31)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 27)),
    ],
)
def test_a_term_ends_the_day_before_the_same_day_or_with_a_shorter_month(first, months, last):
    assert last_day(first, months) == last


def test_a_pack_is_usable_for_a_year_from_the_month_in_which_it_is_bought():
    quoted = priced(300_000, 3_000_000, 1_000_000)
    option = quoted.option("best_mix")
    (month,) = {purchase.month for purchase in option.purchases}
    assert month == 3
    last = {when for when, _, what, _ in told(quoted, "best_mix", kind="expiry") if "pack" in what}
    assert last == {"2028-02-29"}  # bought on March 1, 2027


def test_settlement_days_are_those_of_the_cash_flow():
    quoted = priced(400_000, months=12)
    days = [one for one in of(quoted, "postpaid") if one.kind == "settlement"]
    assert [one.first for one in days] == [
        *(date(2027, month, 1) for month in range(2, 13)),
        date(2028, 1, 1),
    ]
    bills = [month.bill for month in quoted.option("postpaid").months]
    assert [one.amount for one in days] == bills


def test_a_bill_at_no_price_of_its_own_still_freezes():
    book = face_fusion()
    free = tuple(replace(tier, unit_price=Decimal(0)) for tier in book.postpaid.tiers)
    own = replace(book, postpaid=replace(book.postpaid, tiers=free))
    quoted = quote(own, priced(500_000).scenario)
    flow = cash_flow(quoted, quoted.option("postpaid"), book, START)
    (day,) = [
        one
        for one in reminders(quoted, quoted.option("postpaid"), flow, START, EN)
        if one.kind == "settlement"
    ]
    assert (day.what, day.amount) == ("Settlement for January 2027", None)
    assert day.details == "CNY 4,788.00 is frozen. New money needed that day: CNY 4,788.00."


def test_forty_peak_days_are_two_orders():
    quoted = priced(500_000, months=2, peak_qps=200, peak_days=40, peak_month=2)
    assert [row[:3] for row in told(quoted, "postpaid", kind="order")] == [
        ("2027-01-31", "2027-01-31", "Order 150 QPS for February 1, 2027 to March 2, 2027"),
        ("2027-02-10", "2027-03-02", "Order 150 QPS for March 3, 2027 to March 12, 2027"),
    ]


def test_no_order_opens_before_the_license_is_there():
    # One peak day, March 1: sold from January 30 on, but the license of February 1 comes first.
    quoted = priced(500_000, months=2, peak_qps=100, peak_days=1, peak_month=2)
    (order,) = told(quoted, "postpaid", date(2027, 2, 1), kind="order")
    assert order[:2] == ("2027-02-01", "2027-02-28")
    assert license_note(quoted, quoted.option("postpaid"), date(2027, 2, 1), EN) == []


def test_a_peak_on_the_first_day_needs_the_license_before_it():
    quoted = priced(500_000, peak_qps=100, peak_days=1)
    (note,) = license_note(quoted, quoted.option("postpaid"), START, EN)
    assert "so the licenses must be paid by December 31, 2026" in note
    noted = {one.kind for one in of(quoted, "postpaid") if note in one.details}
    assert noted == {"order", "purchase"}


def test_a_trial_has_nothing_to_remember():
    assert of(priced(500, peak_qps=1), "trial") == []


@pytest.mark.parametrize(
    ("book", "kinds"),
    [
        ("minimal", {"settlement"}),
        ("unlicensed", {"settlement"}),
        ("no-packs", {"purchase", "settlement", "expiry", "order"}),
        ("no-qps", {"purchase", "settlement", "expiry"}),
    ],
)
def test_other_books_have_what_they_sell_and_no_deadline_for_materials(book, kinds):
    # Without upgrades a peak takes more activities than "postpaid" has.
    peak = {} if book == "no-qps" else {"peak_qps": 100, "peak_days": 2}
    quoted = priced(4_000_000, book=book, **peak)
    assert {one.kind for one in of(quoted, "postpaid")} == kinds


def test_a_pack_of_two_years_is_kept_for_two_years():
    quoted = quote(sample("six-decimals"), priced(700_000).scenario)
    last = {one.what: one.first for one in of(quoted, "pack:odd") if one.kind == "expiry"}
    assert set(last.values()) == {date(2027, 12, 31), date(2028, 12, 31)}


@given(
    st.lists(st.integers(0, 9_000_000), min_size=1, max_size=12),
    st.sampled_from([0, 1, 31, 366]),
    st.dates(date(2000, 1, 1), date(2099, 12, 1)),
    st.data(),
)
def test_all_that_is_paid_is_remembered_once_and_in_order(calls, days, day, data):
    start = day.replace(day=1)
    month = data.draw(st.integers(1, len(calls)))
    quoted = priced(*calls, peak_qps=120, peak_days=days, peak_month=month)
    for option in quoted.options:
        found = of(quoted, option.id, start)
        assert sum((one.amount for one in found if one.amount), Decimal(0)) == option.costs.total
        assert [one.first for one in found] == sorted(one.first for one in found)
        assert all(one.first <= one.last for one in found)
        assert all(one.what and one.details for one in found)
        keys = Counter((one.kind, one.first, one.subject) for one in found)
        assert set(keys.values()) <= {1}


def test_the_table_has_every_reminder():
    quoted = priced(500_000, peak_qps=200, peak_days=7)
    found = of(quoted, "postpaid")
    table = reminder_table(found)
    assert list(table) == list(REMINDERS)
    assert list(table.iloc[0])[:3] == ["2026-12-08", "2026-12-31", found[0].what]
    assert list(table.iloc[2]) == ["2027-01-06", None, found[2].what, None, found[2].details]
    assert len(table) == len(found)
