"""When the money leaves: purchases, monthly settlements, and what is frozen meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.price_book import License, Settlement
from pricing.quotes.quote import quote
from pricing.quotes.settlement import CashFlow, bills_at, first_of_month, settle, usage_date
from pricing.scenario import TIER_BASES, Scenario
from tests.pricing.books import face_fusion, sample, samples

BOOK = face_fusion()
STEADY = Scenario((400_000,) * 3)


def settled(scenario, option="postpaid", book=BOOK, **more):
    return settle(quote(book, scenario).option(option), book.settlement, **more)


def rows(flow):
    return [
        (m.month, m.kind, str(m.amount), str(m.paid), str(m.frozen), str(m.tied_up)) for m in flow.movements
    ]


@st.composite
def options(draw):
    book = replace(draw(st.sampled_from(samples())), settlement=Settlement(Decimal("1.2")))
    months = draw(st.integers(1, 12))
    scenario = Scenario(
        tuple(draw(st.lists(st.integers(0, 9_000_000), min_size=months, max_size=months))),
        peak_qps=draw(st.sampled_from((50, 120))),
        peak_days=draw(st.sampled_from((0, 3))),
        peak_month=draw(st.integers(1, months)),
        tier_basis=draw(st.sampled_from(TIER_BASES)),
    )
    available = [option for option in quote(book, scenario).options if option.available]
    return book, draw(st.sampled_from(available))


def test_a_bill_is_paid_on_the_first_of_the_next_month_and_frozen_once_more():
    # Bills: (400,000 - 300,500) x 0.02 = 1,990, then 400,000 x 0.02 = 8,000; frozen: 1.2 x each.
    assert rows(settled(STEADY)) == [
        (1, "purchase", "20000", "20000", "0", "20000"),
        (2, "settlement", "1990", "21990", "0", "21990"),
        (2, "freeze", "2388", "21990", "2388", "24378"),
        (3, "release", "2388", "21990", "0", "21990"),
        (3, "settlement", "8000", "29990", "0", "29990"),
        (3, "freeze", "9600", "29990", "9600", "39590"),
        (4, "release", "9600", "29990", "0", "29990"),
        (4, "settlement", "8000", "37990", "0", "37990"),
        (4, "freeze", "9600", "37990", "9600", "47590"),
        (5, "release", "9600", "37990", "0", "37990"),
    ]


def test_the_most_tied_up_is_all_that_is_paid_and_the_hold_of_the_last_month():
    flow = settled(STEADY)
    assert (flow.most_tied_up, flow.most_frozen, flow.paid) == (47_590, 9_600, 37_990)
    assert (flow.peak.month, flow.peak.kind) == (4, "freeze")


def test_the_most_tied_up_can_stand_long_before_the_end():
    # 5,300,500 - 300,500 = 5,000,000 calls x 0.012 = 60,000, frozen 72,000; later months cost 20 each.
    flow = settled(Scenario((5_300_500, 1_000, 1_000)))
    assert (flow.most_tied_up, flow.peak.month) == (20_000 + 60_000 + 72_000, 2)
    assert flow.paid == 20_000 + 60_000 + 20 + 20


def test_what_a_month_needs_is_bought_after_that_day_is_settled():
    # Month 2 has a peak of 100 QPS on 3 days: one unit, 3 x 1,050 = 3,150.
    scenario = Scenario((400_000,) * 2, peak_qps=100, peak_days=3, peak_month=2)
    flow = settled(scenario)
    assert [(m.kind, str(m.amount)) for m in flow.movements if m.month == 2] == [
        ("settlement", "1990"),
        ("freeze", "2388"),
        ("purchase", "3150"),
    ]


def test_packs_are_paid_in_the_month_in_which_they_are_bought():
    # 300,500 calls of the license and quota serve month 1; the pack of month 2 the rest.
    scenario = Scenario((300_000, 3_000_000, 1_000_000))
    option = quote(BOOK, scenario).option("best_mix")
    bought = [m for m in settle(option, BOOK.settlement).movements if m.clause == "packs"]
    assert bought
    assert [(m.month, m.line.pack, m.line.quantity) for m in bought] == [
        (p.month, p.pack, p.quantity) for p in option.purchases
    ]
    assert all(m.month > 1 for m in bought)


def test_each_movement_names_its_clause_and_the_month_it_is_measured_by():
    flow = settled(Scenario((400_000,), peak_qps=100, peak_days=1), "pack:1m")
    assert [(m.kind, m.clause, m.usage_month, m.line and m.line.clause) for m in flow.movements] == [
        ("purchase", "license", None, "license"),
        ("purchase", "qps", None, "qps"),
        ("purchase", "packs", None, "packs"),
    ]
    flow = settled(Scenario((400_000,)))
    assert [(m.kind, m.clause, m.usage_month) for m in flow.movements] == [
        ("purchase", "license", None),
        ("settlement", "postpaid", 1),
        ("freeze", "settlement", 1),
        ("release", "settlement", 1),
    ]


def test_nothing_moves_in_a_trial():
    flow = settled(Scenario((500,), peak_qps=1), "trial")
    assert flow == CashFlow(())
    assert (flow.paid, flow.most_tied_up, flow.most_frozen, flow.peak) == (0, 0, 0, None)


def test_amounts_of_zero_are_left_out():
    # No month has overage, and the license of this book is free.
    book = replace(BOOK, packages=(License(Decimal(0), 12, 300_000, 50, 30),))
    assert settled(Scenario((300_000, 0)), book=book).movements == ()
    # An empty month between two others: nothing is settled on the 1st of month 3 but the release.
    flow = settled(Scenario((400_000, 0, 400_000)))
    assert [m.kind for m in flow.movements if m.month == 3] == ["release"]


def test_without_the_section_bills_are_paid_and_nothing_is_frozen():
    flow = settle(quote(BOOK, STEADY).option("postpaid"), None)
    assert [(m.month, m.kind, str(m.amount)) for m in flow.movements] == [
        (1, "purchase", "20000"),
        (2, "settlement", "1990"),
        (3, "settlement", "8000"),
        (4, "settlement", "8000"),
    ]
    assert flow.most_tied_up == flow.paid == 37_990


def test_a_graduated_bill_is_one_settlement():
    # 1,000,000 x 0.02 + 500,000 x 0.012 = 26,000 in two lines.
    flow = settled(Scenario((1_800_500,)), book=sample("graduated"))
    assert [(m.kind, str(m.amount)) for m in flow.movements] == [
        ("purchase", "20000"),
        ("settlement", "26000"),
    ]


def test_the_hold_stays_at_list_price_where_the_bill_does_not():
    option = quote(BOOK, STEADY).option("postpaid")
    flow = settle(option, BOOK.settlement, list_bills=[Decimal(3_000), Decimal(9_000), Decimal(0)])
    frozen = [(m.month, str(m.amount)) for m in flow.movements if m.kind == "freeze"]
    assert frozen == [(2, "3600"), (3, "10800")]  # 1.2 x 3,000 and 1.2 x 9,000
    assert flow.paid == 37_990


def test_bills_at_list_price_are_those_of_the_calls_that_are_billed():
    # Bought at half the price list's tiers: 99,500 and 400,000 calls are billed, at list price 0.02 each.
    tiers = tuple(replace(tier, unit_price=tier.unit_price / 2) for tier in BOOK.postpaid.tiers)
    own = replace(BOOK, postpaid=replace(BOOK.postpaid, tiers=tiers))
    option = quote(own, STEADY).option("postpaid")
    assert [month.bill for month in option.months] == [995, 4_000, 4_000]
    assert bills_at(BOOK, "overage", option) == [1_990, 8_000, 8_000]


@given(options())
def test_bills_at_the_own_prices_are_the_option_s(case):
    book, option = case
    bills = [month.bill for month in option.months]
    assert bills in (bills_at(book, basis, option) for basis in TIER_BASES)


def test_real_dates_run_over_the_turn_of_the_year():
    flow = settled(STEADY, start=date(2026, 11, 1))
    first, *_, last = flow.movements
    assert (first.month, first.date) == (1, date(2026, 11, 1))
    assert (last.month, last.kind, last.date) == (5, "release", date(2027, 3, 1))
    assert {m.month: m.date for m in flow.movements}[3] == date(2027, 1, 1)


def test_the_usage_month_has_a_date_where_the_start_is_known():
    assert [(m.kind, usage_date(m)) for m in settled(STEADY, start=date(2026, 12, 1)).movements] == [
        ("purchase", None),
        ("settlement", date(2026, 12, 1)),
        ("freeze", date(2026, 12, 1)),
        ("release", date(2026, 12, 1)),
        ("settlement", date(2027, 1, 1)),
        ("freeze", date(2027, 1, 1)),
        ("release", date(2027, 1, 1)),
        ("settlement", date(2027, 2, 1)),
        ("freeze", date(2027, 2, 1)),
        ("release", date(2027, 2, 1)),
    ]
    assert {usage_date(m) for m in settled(STEADY).movements} == {None}


def test_without_a_start_there_are_no_dates_but_days():
    assert {(m.date, m.day) for m in settled(STEADY).movements} == {(None, 1)}


@pytest.mark.parametrize(
    ("start", "month", "expected"),
    [
        (date(2026, 1, 15), 1, date(2026, 1, 1)),
        (date(2026, 1, 15), 12, date(2026, 12, 1)),
        (date(2026, 1, 15), 13, date(2027, 1, 1)),
        (date(2026, 12, 15), 1, date(2026, 12, 1)),
        (date(2026, 12, 15), 2, date(2027, 1, 1)),
        (date(2026, 12, 15), 14, date(2028, 1, 1)),
        (date(2027, 1, 15), 0, date(2026, 12, 1)),
    ],
)
def test_first_of_month(start, month, expected):
    assert first_of_month(start, month) == expected


def test_a_start_at_the_end_of_the_calendar_is_refused():
    with pytest.raises(ValueError, match="year 10000 is out of range"):
        settled(STEADY, start=date(9999, 12, 1))


def test_an_option_that_cannot_be_bought_is_refused():
    option = quote(BOOK, Scenario((2_000_000,), peak_qps=400, peak_days=10)).option("postpaid")
    with pytest.raises(ValueError, match="postpaid can't be bought"):
        settle(option, BOOK.settlement)


def test_bills_at_list_price_are_one_a_month():
    with pytest.raises(ValueError, match="2 bills at list price for 3 months"):
        settled(STEADY, list_bills=[Decimal(1), Decimal(2)])


@given(options())
def test_what_is_paid_is_the_total_and_every_hold_comes_back(case):
    book, option = case
    flow = settle(option, book.settlement)
    assert flow.paid == option.costs.total
    assert (flow.upfront, flow.later) == (option.costs.upfront, flow.paid - option.costs.upfront)
    amounts = {kind: [m.amount for m in flow.movements if m.kind == kind] for kind in ("freeze", "release")}
    assert amounts["freeze"] == amounts["release"]
    assert flow.movements == () or flow.movements[-1].frozen == 0
    assert all(m.amount > 0 and m.frozen >= 0 for m in flow.movements)


@given(options())
def test_running_sums_follow_from_the_movements(case):
    book, option = case
    paid = frozen = Decimal(0)
    most = Decimal(0)
    for m in settle(option, book.settlement).movements:
        paid += m.amount if m.kind in {"purchase", "settlement"} else 0
        frozen += {"freeze": m.amount, "release": -m.amount}.get(m.kind, 0)
        most = max(most, paid + frozen)
        assert (m.paid, m.frozen, m.tied_up) == (paid, frozen, paid + frozen)
    assert settle(option, book.settlement).most_tied_up == most


@given(options())
def test_movements_stand_in_the_order_of_the_days(case):
    book, option = case
    order = ("release", "settlement", "freeze", "purchase")
    keys = [(m.month, order.index(m.kind)) for m in settle(option, book.settlement).movements]
    assert all(one <= other for one, other in pairwise(keys))
    assert all(1 <= month <= len(option.months) + 2 for month, _ in keys)


@given(options())
def test_each_hold_is_the_ratio_times_the_bill_before(case):
    book, option = case
    bills = {month.month: month.bill for month in option.months}
    for m in settle(option, book.settlement).movements:
        if m.kind == "freeze":
            assert (m.usage_month, m.amount) == (m.month - 1, bills[m.usage_month] * Decimal("1.2"))
        if m.kind == "release":
            assert (m.usage_month, m.amount) == (m.month - 2, bills[m.usage_month] * Decimal("1.2"))
        if m.kind == "settlement":
            assert (m.usage_month, m.amount) == (m.month - 1, bills[m.usage_month])
