"""The answer of the page on cash: how much must be ready, by when, and what leaves when."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.questions.cash.answer import answer, at_the_peak
from dashboard.questions.cash.values import cash_flow
from pricing.quotes.quote import quote
from tests.dashboard.quotes import EN, ZH, priced
from tests.pricing.books import face_fusion

START = date(2027, 1, 1)
STEADY = priced(400_000, months=3)


def told(quoted, option_id, texts=EN, start=None):
    option = quoted.option(option_id)
    flow = cash_flow(quoted, option, quoted.book, start) if option.available else None
    return answer(quoted, option, flow, start, texts)


def test_bills_and_freezes_are_told_with_the_month_of_the_most():
    # 20,000 + bills of 1,990, 8,000 and 8,000; 1.2 x 8,000 frozen at the last settlement
    assert told(STEADY, "postpaid") == (
        "Have CNY 47,590 ready by month 4: CNY 20,000 leaves on the first day, CNY 17,990 after it, and at "
        "most CNY 9,600 is frozen"
    )
    assert told(STEADY, "postpaid", ZH) == (
        "请在第 4 个月前备妥 47,590 元：首日支付 20,000 元，之后支付 17,990 元，另最多冻结 9,600 元"
    )


def test_with_a_start_there_are_dates():
    assert told(STEADY, "postpaid", start=START).startswith(
        "Have CNY 47,590 ready by April 1, 2027: CNY 20,000 leaves on January 1, 2027, CNY 17,990 after it"
    )


def test_where_all_is_paid_at_once_nothing_follows():
    assert told(STEADY, "pack:5m") == "CNY 85,000 leaves on the first day, and nothing after it"
    assert told(STEADY, "pack:5m", ZH, START) == "2027年1月1日支付 85,000 元，之后无需再付"


def test_without_holds_nothing_is_frozen():
    quoted = quote(replace(face_fusion(), settlement=None), STEADY.scenario)
    assert told(quoted, "postpaid") == (
        "Have CNY 37,990 ready by month 4: CNY 20,000 leaves on the first day, and CNY 17,990 after it"
    )


def test_without_a_license_nothing_leaves_on_the_first_day():
    quoted = priced(100, months=2, book="minimal")
    assert told(quoted, "postpaid") == (
        "Have USD 2 ready by month 3: nothing leaves on the first day, and USD 2 after it"
    )


@pytest.mark.parametrize(
    ("quoted", "option_id", "words"),
    [
        (priced(500, peak_qps=1), "trial", "No money moves: the free quota covers all calls"),
        (priced(0, peak_qps=1), "trial", "No money moves: no calls are planned"),
        (
            priced(5, book="free-of-charge"),
            "postpaid",
            "No money moves: nothing that is bought or billed costs anything",
        ),
        (
            priced(2_000_000, months=3, peak_qps=400, peak_days=10),
            "postpaid",
            "No money moves: Postpaid only can't be bought online",
        ),
    ],
    ids=["trial", "no calls", "free of charge", "unavailable"],
)
def test_where_nothing_moves_the_reason_is_told(quoted, option_id, words):
    assert told(quoted, option_id) == words
    assert told(quoted, option_id, ZH) not in {"", words}


def test_the_most_tied_up_is_explained():
    flow = cash_flow(STEADY, STEADY.option("postpaid"), STEADY.book, START)
    assert at_the_peak(STEADY, flow, EN) == (
        "By April 1, 2027, CNY 37,990 is paid and CNY 9,600 is frozen: together the most that is tied up. "
        "What is frozen is released again."
    )
    assert at_the_peak(STEADY, cash_flow(STEADY, STEADY.option("pack:5m"), STEADY.book, None), EN) == ""
