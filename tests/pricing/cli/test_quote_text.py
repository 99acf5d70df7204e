"""The table for people: the verdict, the rows, purchases and warnings in plain sentences."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from typing import get_args

import pytest

from pricing.book.file import shipped
from pricing.cli.quote_text import quote_text, verdict, warning_lines
from pricing.quotes.quote import quote
from pricing.quotes.values import UNAVAILABLE, Notice, NoticeCode, Purchase
from pricing.scenario import Scenario
from tests.pricing.books import sample


def text(*calls, book=None, **fields):
    return quote_text(quote(book or shipped(), Scenario(calls, **fields)))


def section(shown, title):
    block = next((block for block in shown.split("\n\n") if block.startswith(f"{title}\n")), title)
    return [line.strip() for line in block.split("\n")[1:]]


@pytest.mark.parametrize(
    ("scenario", "sentence"),
    [
        # 109,990 - 85,000 = 24,990, which is 22.72% of 109,990
        (Scenario((400_000,) * 12),
         "Buy 1 license and one 5M pack: CNY 85,000.00 for 12 months, 22.7% less than postpaid."),
        # 253,990 - 134,990 = 119,000: 46.85%
        (Scenario((1_000_000,) * 12),
         ("Buy 1 license, one 1M pack and one 10M pack: CNY 134,990.00 for 12 months, "
         "46.9% less than postpaid.")),
        (Scenario((500_000,), peak_qps=200, peak_days=7),
         ("Buy 1 license and 3 QPS units on 7 days, and pay the rest by the call: CNY 46,040.00 for 1 month; "
         "no pack makes it cheaper.")),
        (Scenario((500_000,), peak_qps=200, peak_days=30),
         "Buy 4 licenses: CNY 80,000.00 for 1 month, 32.5% less than postpaid."),
        (Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10),
         ("Buy 2 licenses and 6 QPS units on 10 days, and pay the rest by the call: CNY 167,788.00 for "
         "3 months; with 1 activity the QPS can't be bought online.")),
        (Scenario((100_000,) * 3, materials=90),
         "Buy 3 licenses: CNY 60,000.00 for 3 months; no pack makes it cheaper."),
        (Scenario((500,), peak_qps=1), "Buy nothing: 500 calls fit in the free quota of 1 activity."),
        (Scenario((1,), peak_qps=1, activities=2),
         "Buy nothing: 1 call fits in the free quota of 2 activities."),
        (Scenario((0,)), "Buy 1 license: CNY 20,000.00 for 1 month; no pack makes it cheaper."),
    ],
)  # fmt: skip
def test_the_verdict(scenario, sentence):
    assert verdict(quote(shipped(), scenario)) == sentence
    assert quote_text(quote(shipped(), scenario)).startswith(f"{sentence}\n\n")


@pytest.mark.parametrize(
    ("book_id", "sentence"),
    [
        ("minimal", "Buy nothing in advance and pay by the call: USD 7,000.00 for 1 month."),
        ("no-packs", "Buy 1 license, and pay the rest by the call: CNY 28,000.00 for 1 month."),
        ("free-of-charge", "Buy 1 license, and pay the rest by the call: JPY 0.00 for 1 month."),
    ],
)
def test_the_verdict_of_other_books(book_id, sentence):
    assert verdict(quote(sample(book_id), Scenario((700_000,)))) == sentence


def test_exactly_one_row_is_marked_and_it_is_the_cheapest():
    marked = [line for line in text(*(400_000,) * 12).split("\n") if line.endswith("<- cheapest")]
    assert [line.split()[0] for line in marked] == ["pack:5m"]
    assert "85,000.00" in marked[0]
    assert " 1.00 " in marked[0]


def test_the_multiple_of_the_cheapest_stands_in_every_row():
    # 109,990 / 85,000 = 1.294
    row = next(line for line in text(*(400_000,) * 12).split("\n") if line.startswith("postpaid "))
    assert row.split() == [
        "postpaid",
        "1",
        "0",
        "20,000.00",
        "0.00",
        "0.00",
        "89,990.00",
        "109,990.00",
        "6.3%",
        "1.29",
    ]


def test_money_has_two_decimals_half_up():
    assert " 12,000.01 " in text(1_300_501)  # 12,000.012
    assert " 0.01 " in text(1, book=sample("minimal"))


def test_uneven_months_are_listed():
    assert "10,001,000 calls in 3 months: 0 1,000 10,000,000; 1 material\n" in text(0, 1_000, 10_000_000)


def test_the_demand_names_what_was_asked_for():
    shown = text(7, 7, peak_qps=60, peak_days=1, peak_month=2, materials=2, activities=2)
    line = (
        "7 calls a month for 2 months; 2 materials; at least 2 activities; 60 QPS on 1 day (paid in month 2)"
    )
    assert line in shown.split("\n")


def test_a_peak_that_counts_on_no_day_is_named_and_warned_of():
    shown = text(*(2_000_000,) * 3, peak_qps=400)
    assert "2,000,000 calls a month for 3 months; 1 material; 400 QPS on 0 days" in shown.split("\n")
    assert section(shown, "Warnings")[0] == (
        "The peak of 400 QPS counts on 0 days, so it costs nothing: set --peak-days (peak_days in a file)"
    )


@pytest.mark.parametrize("fields", [{"peak_qps": 50}, {"peak_qps": 100, "activities": 2}])
def test_a_peak_within_the_base_qps_needs_no_days(fields):
    shown = text(7, **fields)
    assert " QPS on " not in shown
    assert "The peak of" not in shown


def test_purchases_stand_with_their_months():
    shown = section(text(10_000_000, 0, 0, 30_000_000, peak_qps=100, peak_days=2, peak_month=3), "Purchases")
    optimal = next(line for line in shown if line.startswith("optimal"))
    assert "month 1: 1 license" in optimal
    assert "month 3: 1 QPS unit on 2 days" in optimal


def test_months_with_the_same_purchases_are_named_together():
    priced = quote(shipped(), Scenario((7,) * 6))
    bought = tuple(Purchase(month, "1m", 2) for month in (2, 3, 5))
    postpaid, best_mix = priced.option("postpaid"), priced.option("best_mix")
    options = (postpaid, dataclasses.replace(best_mix, purchases=bought))
    shown = section(quote_text(dataclasses.replace(priced, options=options)), "Purchases")
    assert shown[1] == "best_mix  month 1: 1 license; in each of months 2 to 3 and 5: two 1M packs"


def test_a_dead_zone_says_what_would_cost_less():
    # 800,000 calls at 0.02 are 16,000; 1,000,001 at 0.012 are 12,000.012
    assert section(text(*(800_000,) * 12), "Warnings")[0] == (
        "Months 2 to 12: 1,000,001 billed calls would cost CNY 3,999.99 less (postpaid)"
    )


def test_options_with_the_same_warning_share_its_line():
    assert section(text(1), "Warnings") == [
        (
            "Month 1: more than CNY 100,000.00 is spent, so prices are negotiable; contact sales "
            "(pack:10m, pack:30m)"
        )
    ]


@pytest.mark.parametrize("code", get_args(NoticeCode))
def test_every_code_of_a_warning_has_a_sentence(code):
    priced = quote(shipped(), Scenario((7,)))
    noticed = dataclasses.replace(priced.options[0], warnings=(Notice(code, 1, 8, Decimal(1)),))
    [line] = warning_lines(dataclasses.replace(priced, options=(noticed,)))
    assert re.fullmatch(r"Month 1: (more calls|more than CNY|8 billed calls would) .* \(postpaid\)", line)


def test_more_calls_than_can_be_served():
    # 50 QPS serve 50 x 86,400 x 30 = 129,600,000 calls a month.
    most = 129_600_000
    assert "around the clock" not in text(most)
    assert "Month 1: more calls than the QPS can serve, even around the clock (" in text(most + 1)


def test_what_cannot_be_bought_online_says_why():
    shown = text(*(2_000_000,) * 3, peak_qps=400, peak_days=10)
    assert section(shown, "Can't be bought online") == [
        (
            "postpaid, pack:1m, pack:5m, pack:10m, pack:30m, best_mix: "
            "400 QPS for 1 activity need 7 units of 50, and at most 5 can be bought online; contact sales"
        )
    ]
    assert next(line for line in shown.split("\n") if line.startswith("best_mix ")).split()[-3:] == [
        "unavailable", "-", "-",
    ]  # fmt: skip


def test_a_peak_without_an_upgrade_for_sale_says_so():
    shown = text(400_000, peak_qps=100, peak_days=1, book=sample("no-qps"))
    [line] = section(shown, "Can't be bought online")
    assert line.endswith(
        ", best_mix: 100 QPS for 1 activity need a QPS upgrade, which is not sold; contact sales"
    )
    assert UNAVAILABLE not in shown


def test_no_heading_without_lines():
    shown = text(7, book=sample("minimal"))
    assert "Warnings" not in shown
    assert "Can't be bought" not in shown


def test_the_origin_of_prices_and_the_readings_come_last():
    last = text(7, tier_basis="total", count_free_quota=False).split("\n\n")[-1]
    assert last == (
        "Price book: tencent-face-fusion, version 2019-07-22; amounts in CNY.\n"
        "Assumptions: all calls pick a month's tier; the free quota is not counted.\n"
    )


def test_nothing_in_a_book_can_steer_the_terminal():
    book = dataclasses.replace(shipped(), version="\x1b[31mred\x07\u202e")
    assert r"version \x1b[31mred\x07\u202e;" in text(7, book=book)


def test_every_table_column_is_aligned():
    rows = text(*(400_000,) * 12).split("\n\n")[2].split("\n")
    ends = {
        row.index(total) + len(total)
        for row, total in zip(rows[1:4], ("109,990.00", "93,990.00", "85,000.00"), strict=True)
    }
    assert ends == {rows[0].index("total") + len("total")}
