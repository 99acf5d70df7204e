"""The months of an option: what stands on the bars, below them and in the alternative text is its ledger."""

import pytest

from dashboard.questions.what_to_buy.chart import SOURCES, month_alt_text, month_chart
from tests.dashboard.charts.test_palette import PAGES, SIGHTS, contrast, distance
from tests.dashboard.quotes import EN, ZH, priced

STEADY = priced(400_000, months=12)
ONE_MONTH = priced(400_000)


def bars(figure):
    return {trace["name"]: trace for trace in figure["data"] if trace["type"] == "bar"}


def balance(figure):
    return figure["data"][-1]


@pytest.mark.parametrize("option_id", [option.id for option in STEADY.options])
def test_the_bars_of_a_month_add_up_to_its_calls(option_id):
    option = STEADY.option(option_id)
    figure = month_chart(option, EN)
    heights = zip(*(trace["y"] for trace in bars(figure).values()), strict=True)
    assert [sum(month) for month in heights] == [400_000] * 12
    assert balance(figure)["y"] == [month.balance for month in option.months]


def test_the_sources_are_in_the_order_of_use_and_only_those_with_calls():
    assert list(bars(month_chart(STEADY.option("pack:5m"), EN))) == ["Free quota", "License calls", "Packs"]
    assert list(bars(month_chart(STEADY.option("postpaid"), EN))) == [
        "Free quota",
        "License calls",
        "Postpaid",
    ]


def test_the_first_month_in_figures():
    # 500 free, 300,000 of the license, the other 99,500 of 5,000,000
    hover = bars(month_chart(STEADY.option("pack:5m"), EN))["Packs"]["customdata"][0]
    assert hover == (
        "<b>Month 1</b><br>Free quota: 500<br>License calls: 300,000<br>Packs: 99,500<br>All calls: 400,000"
        "<br>Left over: 4,900,500"
    )


def test_the_alternative_text_is_made_from_the_figures():
    assert month_alt_text(STEADY, STEADY.option("pack:5m"), EN) == (
        "Calls by source for 5M pack: Free quota 500 in month 1, License calls 300,000 in month 1, and "
        "Packs 4,499,500 in months 1 to 12. Left after the last month: 500,500."
    )
    told = month_alt_text(STEADY, STEADY.option("postpaid"), ZH)
    assert told.startswith("仅后付费的调用量来源：第 1 个月免费额度 500、")


def test_one_month_is_one_bar_in_the_middle():
    figure = month_chart(ONE_MONTH.option("postpaid"), EN)
    assert bars(figure)["License calls"]["x"] == [1]
    assert figure["layout"]["xaxis"]["range"] == [-1, 3]


def test_chinese_axes_count_in_ten_thousands():
    layout = month_chart(STEADY.option("pack:5m"), ZH)["layout"]
    assert layout["yaxis"]["ticktext"] == ["0", "10万", "20万", "30万", "40万"]
    assert layout["xaxis"]["title"]["text"] == "月份"


@pytest.mark.parametrize("book", ["minimal", "unlicensed", "no-packs"])
def test_other_price_books_work(book):
    quoted = priced(400_000, months=3, book=book)
    for option in quoted.options:
        assert sum(sum(trace["y"]) for trace in bars(month_chart(option, EN)).values()) == 1_200_000


def test_the_free_quota_looks_like_no_other_source():
    free, *others = (kind.look for kind in SOURCES.values())
    assert all(contrast(free.color, page) >= 3 for page in PAGES)
    assert min(distance(free.color, other.color, sight) for other in others for sight in SIGHTS) > 7
    assert free.pattern not in {other.pattern for other in others}
