"""The cash flow of a screen or file is `settle` of the quote, and its table has every movement."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.questions.cash.table import CASH, cash_table
from dashboard.questions.cash.values import cash_days, cash_flow
from pricing.quotes.quote import quote
from pricing.quotes.settlement import settle
from tests.dashboard.quotes import EN, ZH, priced
from tests.pricing.books import face_fusion

BOOK = face_fusion()
STEADY = priced(400_000, months=3)
START = date(2027, 1, 1)


def rows(quoted, option_id, texts=EN, start=None):
    return cash_table(quoted, cash_flow(quoted, quoted.option(option_id), quoted.book, start), texts)


def test_at_list_prices_it_is_what_settle_says():
    for option in STEADY.options:
        assert cash_flow(STEADY, option, BOOK, None) == settle(option, BOOK.settlement)
        assert cash_flow(STEADY, option, BOOK, START) == settle(
            option, BOOK.settlement, start=date(2027, 1, 1)
        )


def test_at_other_prices_the_freeze_stays_at_list_price():
    tiers = tuple(replace(tier, unit_price=tier.unit_price / 2) for tier in BOOK.postpaid.tiers)
    own = replace(BOOK, postpaid=replace(BOOK.postpaid, tiers=tiers))
    quoted = quote(own, STEADY.scenario)
    flow = cash_flow(quoted, quoted.option("postpaid"), BOOK, None)
    assert [m.amount for m in flow.movements if m.kind == "settlement"] == [995, 4_000, 4_000]
    assert [m.amount for m in flow.movements if m.kind == "freeze"] == [2_388, 9_600, 9_600]


def test_an_option_that_cannot_be_bought_is_refused():
    quoted = priced(2_000_000, months=3, peak_qps=400, peak_days=10)
    with pytest.raises(ValueError, match="can't be bought"):
        cash_flow(quoted, quoted.option("postpaid"), BOOK, START)


def test_the_table_in_words_and_figures():
    table = rows(STEADY, "postpaid")
    assert list(table) == list(CASH)
    hold = "120% of the usage of month 1 at list price"
    assert [list(row) for row in table.head(4).to_numpy()] == [
        ["Month 1", "Purchase", "1 license", 20_000, 20_000, 0, 20_000, "License fee"],
        ["Month 2", "Bill", "Usage of month 1", 1_990, 21_990, 0, 21_990, "Monthly postpaid"],
        ["Month 2", "Freeze", hold, 2_388, 21_990, 2_388, 24_378, "Settlement"],
        ["Month 3", "Release", hold, 2_388, 21_990, 0, 21_990, "Settlement"],
    ]


def test_with_a_start_there_are_dates():
    table = rows(STEADY, "postpaid", ZH, date(2026, 12, 1))
    assert table["when"].unique().tolist() == ["2026-12-01", *(f"2027-0{month}-01" for month in range(1, 5))]
    assert table["what"][1] == "2026年12月的调用量"


def test_what_is_bought_is_named():
    quoted = priced(5_000_000, months=2, peak_qps=200, peak_days=7, peak_month=2, materials=31)
    table = rows(quoted, "pack:1m")
    assert table["what"][table["kind"] == "Purchase"].tolist() == [
        "2 licenses",
        "One 1M pack",
        "A QPS upgrade of 100 for 7 days",
    ]


@given(
    st.lists(st.integers(0, 9_000_000), min_size=1, max_size=12),
    st.sampled_from(["overage", "total"]),
    st.sampled_from([None, START]),
)
def test_the_table_has_the_figures_of_settle(calls, basis, start):
    quoted = priced(*calls, tier_basis=basis)
    for option in quoted.options:
        movements = settle(option, BOOK.settlement).movements
        table = rows(quoted, option.id, start=start)
        assert table["amount"].tolist() == [m.amount for m in movements]
        assert table["paid"].tolist() == [m.paid for m in movements]
        assert table["frozen"].tolist() == [m.frozen for m in movements]
        assert table["tied_up"].tolist() == [m.tied_up for m in movements]
        assert all(isinstance(cell, Decimal) for cell in table["amount"])


def test_nothing_moves_in_a_trial():
    assert rows(priced(500, peak_qps=1), "trial").empty


def days(quoted, option_id, start=None):
    flow = cash_flow(quoted, quoted.option(option_id), quoted.book, start)
    return cash_days(quoted, flow, start)


def test_the_days_add_up_what_was_paid_by_component():
    quoted = priced(400_000, months=2, peak_qps=100, peak_days=3, peak_month=2)
    told = [
        (day.month, *(int(amount) for amount in day.paid.values()), int(day.frozen), int(day.tied_up))
        for day in days(quoted, "postpaid")
    ]
    # License 20,000; in month 2 three days of 1,050; the bills 1,990 and 8,000, frozen 1.2 times each.
    assert told == [
        (1, 20_000, 0, 0, 0, 0, 20_000),
        (2, 20_000, 3_150, 0, 1_990, 2_388, 27_528),
        (3, 20_000, 3_150, 0, 9_990, 9_600, 42_740),
        (4, 20_000, 3_150, 0, 9_990, 0, 33_140),
    ]


def test_the_days_run_to_the_last_month_where_nothing_moves_any_more():
    quoted = priced(400_000, months=12)
    assert [day.month for day in days(quoted, "pack:5m")] == list(range(1, 13))
    assert {day.tied_up for day in days(quoted, "pack:5m")} == {Decimal(85_000)}
    assert days(quoted, "pack:5m", START)[-1].date == date(2027, 12, 1)


@given(st.lists(st.integers(0, 9_000_000), min_size=1, max_size=12))
def test_the_days_hold_the_most_that_is_tied_up(calls):
    quoted = priced(*calls)
    for option in quoted.options:
        flow = cash_flow(quoted, option, BOOK, None)
        shown = cash_days(quoted, flow, None)
        assert max(day.tied_up for day in shown) == flow.most_tied_up
        assert shown[-1].paid_in_all == flow.paid
        assert max(day.frozen for day in shown) == flow.most_frozen
