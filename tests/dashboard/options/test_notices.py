"""Warnings are one sentence each, however many months they hold in."""

import pytest

from dashboard.options.notices import no_peak_days, reason, unavailable, warnings
from tests.dashboard.quotes import EN, ZH, priced


def test_a_peak_on_no_day_is_said_not_to_be_priced():
    # 200 QPS exceed the license's base of 50; 50 do not.
    def said(texts, **peak):
        quoted = priced(400_000, **peak)
        return no_peak_days(quoted.book, quoted.scenario, texts)

    assert said(EN, peak_qps=200) == ["A peak of 200 QPS on 0 days costs nothing: set the peak days."]
    assert said(ZH, peak_qps=200) == ["峰值 200 QPS 的高峰天数为 0，因此未计费：请填写高峰天数。"]
    assert said(EN, peak_qps=200, peak_days=1) == said(EN, peak_qps=50) == []


def test_what_is_unavailable_is_one_sentence_for_all():
    quoted = priced(2_000_000, months=3, peak_qps=400, peak_days=10)
    (sentence,) = unavailable(quoted, EN)
    assert sentence == (
        "Not available online: Postpaid only, 1M pack, 5M pack, 10M pack, 30M pack, and Best mix of packs. "
        "A peak of 400 QPS needs an upgrade of 350, and at most 250 can be bought online: contact sales."
    )
    assert unavailable(priced(400_000), EN) == []


def test_without_upgrades_on_the_price_list_the_reason_is_another():
    quoted = priced(400_000, peak_qps=100, peak_days=1, book="no-qps")
    assert reason(quoted, quoted.option("postpaid"), EN) == (
        "A peak of 100 QPS is more than the licenses bring, and no upgrade can be bought online: "
        "contact sales."
    )


def test_a_dead_zone_of_all_months_is_one_sentence():
    # Months 2 and 3 are billed in full. 900,000 x 0.02 = 18,000; 1,000,001 x 0.012 = 12,000.012
    quoted = priced(300_500, 900_000, 900_000)
    (sentence,) = warnings(quoted, quoted.option("postpaid"), EN)
    assert sentence == (
        "In months 2 to 3, 1,000,001 billed calls would cost CNY 5,999.99 less than the calls that are "
        "billed now."
    )
    assert warnings(quoted, quoted.option("postpaid"), ZH) == [
        "第 2 至 3 个月处于多付区间：若后付费调用量达到 1,000,001 次，费用反而比现在少 5,999.99 元。"
    ]


def test_different_savings_are_told_by_the_highest():
    quoted = priced(300_500, 900_000, 1_000_000)
    (sentence,) = warnings(quoted, quoted.option("postpaid"), EN)
    assert sentence == (
        "In months 2 to 3, 1,000,001 billed calls would cost up to CNY 7,999.99 less than the calls that are "
        "billed now."
    )


def test_on_the_total_basis_all_calls_of_the_month_count():
    quoted = priced(300_500, 900_000, tier_basis="total")
    assert warnings(quoted, quoted.option("postpaid"), EN)[0].startswith(
        "In month 2, 1,000,001 calls would cost"
    )


def test_large_customer_and_capacity():
    quoted = priced(200_000_000, months=12)
    capacity, large = warnings(quoted, quoted.option("postpaid"), EN)
    assert capacity == (
        "In months 1 to 12 there are more calls than this QPS can serve, even around the clock: raise the "
        "peak QPS and its days, or add activities."
    )
    assert large == (
        "In months 1 to 12 more than CNY 100,000 is spent: above that, prices are negotiable, so contact "
        "sales."
    )


@pytest.mark.parametrize("texts", [EN, ZH])
def test_no_warning_where_there_is_nothing_to_warn_of(texts):
    quoted = priced(400_000, months=12)
    assert warnings(quoted, quoted.option("pack:5m"), texts) == []
