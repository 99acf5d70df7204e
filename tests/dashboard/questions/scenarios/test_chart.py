"""The chart of saved scenarios tells the totals of the table, and shows no name as markup."""

from dataclasses import replace

import pytest

from dashboard.charts.bars import height
from dashboard.questions.scenarios.answer import with_figures
from dashboard.questions.scenarios.chart import MOST_BARS, alt_text, scenario_chart
from dashboard.questions.scenarios.saved import Saved
from tests.dashboard.quotes import EN, ZH
from tests.dashboard.saved import ALL, STEADY, TOO_LARGE, dear, figures


def rows(scenarios=ALL):
    return with_figures(scenarios, figures(scenarios), "CNY")


def chart(scenarios=ALL, texts=EN):
    return scenario_chart(rows(scenarios), texts)


def bars(figure):
    return [trace for trace in figure["data"] if trace["type"] == "bar"]


def words(figure):
    return [trace["text"] for trace in figure["data"] if trace["type"] == "scatter"]


def test_the_bars_of_a_scenario_add_up_to_its_total():
    for place, (_, found) in enumerate(rows()):
        assert sum(trace["x"][place] for trace in bars(chart())) == pytest.approx(float(found.costs.total))


def test_each_bar_has_its_name_and_its_total():
    names, totals = words(chart((STEADY,)))
    assert names == ["Steady"]
    assert [total.strip("\N{NO-BREAK SPACE}") for total in totals] == ["85,000"]


def test_names_are_no_markup_and_long_ones_are_cut():
    (name,) = words(chart((Saved("<b>x</b>&<script>", STEADY.inputs),)))[0]
    assert name == "&lt;b&gt;x&lt;/b&gt;&amp;&lt;script&gt;"
    (long,) = words(chart((Saved("名" * 100, STEADY.inputs),)))[0]
    assert long == "名" * 21 + "…"
    hover = bars(chart((Saved("<b>x</b>", STEADY.inputs),)))[0]["customdata"][0]
    assert "<b>&lt;b&gt;x&lt;/b&gt;</b>" in hover


def test_the_hover_text_has_every_amount():
    assert bars(chart((STEADY,)))[0]["customdata"] == [
        "<br>".join(  # noqa: FLY002  a line of the hover text each
            [
                "<b>Steady</b>",
                "5M pack",
                "License: CNY 20,000.00",
                "Packs: CNY 65,000.00",
                "Total: CNY 85,000.00",
                "Per 1,000 calls: CNY 17.71",
            ]
        )
    ]


def test_the_height_grows_with_the_rows():
    assert chart()["layout"]["height"] == height(len(ALL))
    assert MOST_BARS == 20


def test_what_has_no_total_or_another_currency_is_no_bar():
    both = (STEADY, TOO_LARGE)
    assert [each.name for each, _ in with_figures(both, figures(both, dear()), "CNY")] == ["Steady"]
    quoted = figures((STEADY,))[STEADY.inputs]
    dollars = {
        STEADY.inputs: replace(quoted, quote=replace(quoted.quote, book=replace(quoted.book, currency="USD")))
    }
    assert with_figures((STEADY,), dollars, "CNY") == []


def test_the_alternative_text_has_every_total():
    assert alt_text(rows(ALL[:2]), EN) == (
        "Total cost by scenario: Steady CNY 85,000.00 (5M pack) and Large CNY 134,990.00 (Best mix of packs)."
    )
    assert "85,000.00 元" in alt_text(rows(ALL[:2]), ZH)
