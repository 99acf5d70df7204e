"""The answer names who is cheapest here and where that changes; the table has the exact segments."""

from decimal import Decimal

import pytest

from dashboard.questions.packs_or_postpaid.answer import answer, notes
from dashboard.questions.packs_or_postpaid.table import SEGMENTS, segment_table
from dashboard.questions.packs_or_postpaid.values import SteadyComparison, cost_curves, longest_axis
from pricing.scenario import Scenario
from tests.dashboard.quotes import EN, ZH, priced


def curves_of(quoted):
    return cost_curves(quoted.book, quoted.scenario, longest_axis(quoted.scenario.monthly_calls[0]))


def said(texts=EN, **given):
    quoted = priced(**given) if "calls" not in given else priced(given.pop("calls"), **given)
    return answer(curves_of(quoted), quoted, texts)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"calls": 400_000, "months": 12},
            (
                "Of postpaid and packs of one size, the 5M pack is cheapest at 400,000 calls a month, from "
                "362,542 to 525,041; just above, the 10M pack is; just below, the 1M pack"
            ),
        ),
        (
            {"calls": 1_100_000, "months": 3},
            (
                "Of postpaid and packs of one size, postpaid alone is cheapest at 1,100,000 calls a month, "
                "from 1,000,001 to 1,150,250; just above and just below, the 1M pack is"
            ),
        ),
        (
            {"calls": 0, "months": 12},
            (
                "Of postpaid and packs of one size, postpaid alone is cheapest at 0 calls a month, up to "
                "91,708; just above, the 1M pack is"
            ),
        ),
        (
            {"calls": 1_200_000, "months": 12},
            (
                "Of postpaid and packs of one size, the 30M pack is cheapest at 1,200,000 calls a month, "
                "from 1,143,098 to at least 20,000,000; just below, the 10M pack is"
            ),
        ),
        (
            {"calls": 10_000, "months": 1},
            (
                "Of postpaid and packs of one size, postpaid alone is always cheapest up to 200,000 "
                "calls a month"
            ),
        ),
        ({"calls": 10_000, "book": "no-packs"}, "Postpaid it is: this price list has no packs"),
    ],
)
def test_the_answer(given, expected):
    assert said(**given) == expected


def test_the_answer_in_chinese():
    assert said(ZH, calls=400_000, months=12) == (
        "在后付费与单一规格的资源包中，每月 40万次调用时，500万次资源包最便宜，适用于 362,542 至 525,041 次；"
        "略高于此范围时，1000万次资源包最便宜；略低于此范围时，100万次资源包最便宜"
    )


def test_the_notes_tell_what_is_compared():
    quoted = priced(400_000, months=12)
    told = notes(SteadyComparison.of(quoted.book, quoted.scenario), EN)
    assert told == "Compared is a steady demand over 12 months, each with the same calls."


def test_the_notes_tell_what_is_still_cheaper():
    quoted = priced(1_000_000, months=12)
    told = notes(SteadyComparison.of(quoted.book, quoted.scenario), EN)
    assert told.endswith("Best mix of packs would cost CNY 134,990, CNY 4,000 less.")  # 138,990 - 134,990


def test_the_notes_tell_that_the_months_differ():
    asked = Scenario((100_000, 300_000, 200_003))
    told = notes(SteadyComparison.of(priced(1).book, asked), EN)
    assert "The scenario's months differ: it stands at their average, 200,001 calls a month." in told


def test_the_table_has_the_exact_segments():
    quoted = priced(400_000, months=12)
    table = segment_table(curves_of(quoted), quoted.book, EN)
    assert list(table) == list(SEGMENTS)
    assert table.iloc[1].tolist() == [91_709, 362_541, "1M pack", Decimal(36_000), Decimal("84999.84")]
    assert table["last"].iloc[-1] == 2_000_000
