"""The peak that page 3 shows, its answer in words, its charts and its table."""

import numpy as np
import pytest

from dashboard.questions.qps_or_activity.answer import (
    answer,
    example,
    figures,
    not_online,
    turn,
    with_upgrade,
)
from dashboard.questions.qps_or_activity.chart import (
    day_alt_text,
    day_chart,
    last_day,
    qps_alt_text,
    qps_chart,
)
from dashboard.questions.qps_or_activity.table import TABLE, table
from dashboard.questions.qps_or_activity.values import by_qps, peak
from dashboard.screen.components.live_chart import chart_payload
from pricing.scenario import Scenario
from tests.dashboard.quotes import EN, ZH
from tests.pricing.books import face_fusion, sample

LIGHT = 60_000


def shown(*calls, book=None, **given):
    return peak(face_fusion() if book is None else sample(book), Scenario(calls, **given))


SEVEN = shown(500_000, peak_qps=200, peak_days=7)
THIRTY = shown(500_000, peak_qps=200, peak_days=30)
BOTH = shown(*(2_000_000,) * 3, peak_qps=400, peak_days=10)
NO_PEAK = shown(400_000)


def traces(figure):
    return {trace["name"]: trace for trace in figure["data"] if "name" in trace}


def test_the_answer_names_the_cheaper_way_its_cost_and_the_break_even():
    # 3 units x 1,050 x 7 = 22,050; 18 days of them pass the 56,010 that three licenses cost more
    assert answer(SEVEN, EN) == (
        "QPS upgrades: 200 QPS on 7 days cost CNY 46,040 in all, CNY 22,050 of it for the upgrades; "
        "from 18 peak days on, extra activities cost less than upgrades"
    )
    assert answer(THIRTY, EN).startswith(
        "Extra activities: 4 licenses serve 200 QPS on 30 days for CNY 80,000 in all; from 18 peak days on"
    )
    assert answer(BOTH, EN) == (
        "Both: 2 licenses and an upgrade of 300 QPS serve 400 QPS on 10 days for CNY 167,788 in all; "
        "upgrades alone can't be bought online for so many QPS"
    )
    assert answer(SEVEN, ZH) == (
        "升级 QPS：7 天达到 200 QPS，合计 46,040 元，其中升级费用 22,050 元；"
        "从 18 个高峰日起，增加活动比升级 QPS 便宜"
    )


def test_without_a_peak_the_nearest_one_is_shown_and_said():
    assert answer(NO_PEAK, EN) == "Neither: the 50 QPS of 1 license are enough for a peak of 50 QPS"
    assert (NO_PEAK.shown.peak_qps, NO_PEAK.shown.peak_days) == (100, 7)
    assert example(NO_PEAK, EN).startswith(
        "As an example, the charts show 100 QPS on 7 peak days: from 18 peak days on"
    )
    assert example(SEVEN, EN) is None


def test_without_a_peak_day_the_break_even_is_told():
    no_day = shown(500_000, peak_qps=200)
    assert answer(no_day, EN) == (
        "Neither, for there is no peak day; for 200 QPS on some days, "
        "from 18 peak days on, extra activities cost less than upgrades"
    )
    assert "7 stand as an example" in example(no_day, EN)


def test_more_licenses_have_a_higher_base():
    ninety = shown(100_000, materials=90, peak_qps=150, peak_days=3)
    assert (ninety.licenses, ninety.base, ninety.shown.peak_qps) == (3, 150, 200)
    assert ninety.most_online == 150 + 3 * 250


@pytest.mark.parametrize(
    ("book", "told"),
    [
        ("no-qps", "this price list sells no QPS upgrades"),
        ("free-of-charge", "upgrades cost less than extra activities on any number of peak days"),
    ],
)
def test_other_books(book, told):
    other = shown(400_000, book=book, peak_qps=100, peak_days=5)
    assert turn(other, EN) == told
    assert shown(400_000, book="unlicensed") is None


def test_what_is_not_online_is_said_and_has_no_total():
    assert not_online(BOTH, EN) == (
        "Not available online: QPS upgrades. A peak of 400 QPS needs an upgrade of 350, "
        "and at most 250 can be bought online: contact sales."
    )
    assert not_online(SEVEN, EN) is None
    assert [total for _, total, _ in figures(BOTH, EN)] == [None, "203,152.00", "167,788.00"]


def test_the_order_is_that_of_the_cheapest_purchase_with_an_upgrade():
    assert with_upgrade(BOTH).id == "optimal"
    assert with_upgrade(THIRTY).id == "best_mix"
    assert with_upgrade(shown(400_000, book="no-qps", peak_qps=100, peak_days=5)) is None


def test_the_lines_over_the_days_pass_through_the_totals():
    lines = traces(day_chart(SEVEN, EN, 31))
    assert {name: float(line["y"][7]) for name, line in lines.items()} == {
        "Optimal": 46_040,
        "QPS upgrades": 46_040,
        "Extra activities": 80_000,
    }
    assert all(len(line["y"]) == 367 for line in lines.values())


def test_what_is_not_sold_is_a_gap_or_not_drawn():
    stops, costs = by_qps(SEVEN)
    upgrades = traces(qps_chart(SEVEN, stops, costs, EN))["QPS upgrades"]["y"]
    assert np.isnan(upgrades[stops > 300]).all()
    assert not np.isnan(upgrades[stops <= 300]).any()
    assert "QPS upgrades" not in traces(day_chart(BOTH, EN, 31))


def test_figures_stand_on_the_chart_at_the_break_even_the_limit_and_the_scenario():
    notes = [note["text"] for note in day_chart(SEVEN, EN, 31)["layout"]["annotations"]]
    assert notes == ["<b>You are here: 7 days</b>", "Break-even: 18 days"]
    stops, costs = by_qps(SEVEN)
    notes = [note["text"] for note in qps_chart(SEVEN, stops, costs, ZH)["layout"]["annotations"]]
    assert notes == ["<b>当前：200 QPS</b>", "在线最高 300 QPS"]
    assert {line["x0"] for line in day_chart(SEVEN, EN, 31)["layout"]["shapes"]} == {7, 18}


def test_an_example_is_not_where_you_are():
    assert not any("here" in note["text"] for note in day_chart(NO_PEAK, EN, 31)["layout"]["annotations"])


def test_the_axis_of_days_goes_beyond_the_break_even_and_the_scenario():
    assert last_day(SEVEN) == 31
    assert last_day(shown(500_000, peak_qps=200, peak_days=45)) == 92
    assert last_day(shown(500_000, peak_qps=200, peak_days=366)) == 366


@pytest.mark.parametrize("texts", [EN, ZH])
@pytest.mark.parametrize("one", [SEVEN, BOTH, shown(*(10**7,) * 12, peak_qps=1_000_000, peak_days=300)])
def test_the_charts_are_light(one, texts):
    stops, costs = by_qps(one)
    assert len(chart_payload(day_chart(one, texts, 31), day_alt_text(one, texts))) < LIGHT
    figure = qps_chart(one, stops, costs, texts)
    assert len(chart_payload(figure, qps_alt_text(one, stops, costs, texts))) < LIGHT


def test_the_alternative_texts_are_made_from_the_figures():
    assert (
        "On 18 days: QPS upgrades CNY 80,690.00, Extra activities CNY 80,000.00, and Optimal CNY 77,800.00."
        in day_alt_text(SEVEN, EN)
    )
    stops, costs = by_qps(BOTH)
    assert (
        "With 400 QPS: QPS upgrades is not available online, Extra activities CNY 203,152.00, "
        "and Optimal CNY 167,788.00."
    ) in qps_alt_text(BOTH, stops, costs, EN)


def test_the_table_has_the_break_even_and_exact_totals():
    rows = table(SEVEN, EN)
    assert list(rows) == list(TABLE)
    row = rows[rows["days"] == 18].iloc[0]  # 2 x 20,000 + 2 units x 1,050 x 18 = 77,800
    assert (row["best_mix"], row["extra_activities"], row["optimal"]) == (80_690, 80_000, 77_800)
    assert row["bought"] == "2 licenses and an upgrade of 100 QPS"
