"""The verdict says what to buy, what it costs and what it saves, in one true sentence."""

import dataclasses

import pytest

from dashboard.options.purchases import bought, purchase_list, recommended, saving, verdict
from pricing.quotes.values import Purchase, Quote
from tests.dashboard.quotes import EN, ZH, priced


@pytest.mark.parametrize(
    ("quoted", "sentence"),
    [
        (
            priced(400_000, months=12),
            "Buy 1 license and one 5M pack: CNY 85,000 for 12 months, 23% less than postpaid",
        ),
        (
            priced(1_000_000, months=12),
            (
                "Buy 1 license, one 10M pack in month 1, and one 1M pack in month 11, plus monthly bills: "
                "CNY 134,990 for 12 months, 47% less than postpaid"
            ),
        ),
        (
            priced(500_000, peak_qps=200, peak_days=7),
            (
                "Buy 1 license and a QPS upgrade of 150 for 7 days, plus monthly bills: "
                "CNY 46,040 for 1 month; packs save nothing"
            ),
        ),
        (
            priced(500_000, peak_qps=200, peak_days=30),
            "Buy 4 licenses: CNY 80,000 for 1 month, 32% less than postpaid",
        ),
        (  # postpaid can't be bought online: nothing to compare with
            priced(2_000_000, months=3, peak_qps=400, peak_days=10),
            (
                "Buy 2 licenses and a QPS upgrade of 300 for 10 days, plus monthly bills: "
                "CNY 167,788 for 3 months"
            ),
        ),
        (priced(100_000, months=3, materials=90), "Buy 3 licenses: CNY 60,000 for 3 months"),
        (priced(0), "Buy 1 license: CNY 20,000 for 1 month"),
        (priced(0, peak_qps=1), "Buy nothing: no calls are planned"),
        (priced(1, peak_qps=1), "Buy nothing: the free quota covers the one call"),
        (priced(500, peak_qps=1), "Buy nothing: the free quota covers all 500 calls"),
        (
            priced(1_000_000, months=2, book="minimal"),
            "Buy nothing in advance, pay monthly bills: USD 20,000 for 2 months",
        ),
        (priced(1, book="free-of-charge"), "Buy 1 license: JPY 0 for 1 month"),
    ],
    ids=lambda value: None if isinstance(value, str) else "",
)
def test_the_sentence(quoted, sentence):
    assert verdict(quoted, EN) == sentence


@pytest.mark.parametrize(
    ("quoted", "sentence"),
    [
        (
            priced(400_000, months=12),
            "购买 1 个技术授权和 1 个 500万次资源包：12 个月共 85,000 元，比仅后付费省 23%",
        ),
        (priced(500, peak_qps=1), "无需购买：免费额度可覆盖全部 500 次调用"),
    ],
)
def test_the_sentence_in_chinese(quoted, sentence):
    assert verdict(quoted, ZH) == sentence


def test_a_tie_that_is_paid_later_is_told():
    sentence = verdict(priced(8_000_000, months=6, tier_basis="total"), EN)
    assert sentence.startswith(
        "Buy 1 license and one 30M pack in month 3, plus monthly bills: CNY 234,497.50 for 6 months, 9%"
    )
    assert "the same total" in sentence


def test_options_that_buy_the_same_are_no_tie():
    quoted = priced(400_000, months=12)  # the 5M pack is the best mix, and the optimum
    assert quoted.option("optimal").costs.total == quoted.option("pack:5m").costs.total
    assert "same total" not in verdict(quoted, EN)


def test_a_saving_below_half_a_percent_is_told_in_money():
    quoted = priced(400_000, months=12)
    best, postpaid = quoted.option("pack:5m"), quoted.option("postpaid")
    nearly = dataclasses.replace(postpaid, costs=dataclasses.replace(best.costs, total=best.costs.total + 8))
    told = verdict(Quote(quoted.book, quoted.scenario, (nearly, best), "pack:5m"), EN)
    assert told.endswith("CNY 85,000 for 12 months, CNY 8.00 less than postpaid")


def test_nothing_online():
    quoted = priced(2_000_000, months=3, peak_qps=400, peak_days=10)
    nothing = Quote(quoted.book, quoted.scenario, quoted.options[:3], "postpaid")
    assert recommended(nothing) is None
    assert verdict(nothing, EN).endswith("contact sales")


def test_packs_of_several_months_are_named_with_their_months():
    quoted = priced(400_000, months=12)
    option = dataclasses.replace(
        quoted.option("best_mix"),
        purchases=tuple(Purchase(month, "1m", 2) for month in (2, 3, 4, 9)),
    )
    assert bought(quoted, option, EN) == ["1 license", "8 × 1M pack in months 2 to 4 and 9"]
    assert bought(quoted, option, ZH) == ["1 个技术授权", "8 个 100万次资源包（第 2 至 4 和 9 个月）"]


def test_the_purchase_list_is_dated_and_adds_up():
    quoted = priced(1_000_000, months=12)
    assert purchase_list(quoted, recommended(quoted), EN) == [
        ("Month 1", "1 license and one 10M pack", "CNY 105,000.00"),
        ("Month 11", "one 1M pack", "CNY 16,000.00"),
        ("After each month", "postpaid bills of month 12", "CNY 13,990.00"),
    ]


def test_the_upgrade_is_listed_in_the_month_in_which_it_is_paid():
    quoted = priced(100, months=3, peak_qps=100, peak_days=2, peak_month=3)
    steps = purchase_list(quoted, quoted.option("postpaid"), EN)
    assert steps[1] == ("Month 3", "a QPS upgrade of 50 for 2 days", "CNY 2,100.00")


def test_a_trial_has_nothing_to_purchase():
    quoted = priced(500, peak_qps=1)
    assert purchase_list(quoted, quoted.option("trial"), EN) == []


def test_saving_needs_both_totals():
    both = priced(400_000, months=12)
    assert saving(both, recommended(both)) == 109_990 - 85_000
    one = priced(2_000_000, months=3, peak_qps=400, peak_days=10)
    assert saving(one, recommended(one)) is None
