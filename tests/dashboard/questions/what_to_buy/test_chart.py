"""The chart shows every option, unavailable ones too, and tells the same totals as the quote."""

import pytest

from dashboard.questions.what_to_buy.chart import alt_text, option_chart
from tests.dashboard.quotes import EN, ZH, priced

STEADY = priced(400_000, months=12)
PEAK = priced(2_000_000, months=3, peak_qps=400, peak_days=10)


def bars(figure):
    return {trace["name"]: trace for trace in figure["data"] if trace["type"] == "bar"}


def words(figure):
    return [trace["text"] for trace in figure["data"] if trace["type"] == "scatter"]


def plain(word):
    return word.replace("<b>", "").replace("</b>", "").replace("\N{NO-BREAK SPACE}", " ").strip()


@pytest.mark.parametrize("quoted", [STEADY, PEAK], ids=["steady", "peak"])
def test_the_bars_of_an_option_add_up_to_its_total(quoted):
    traces = bars(option_chart(quoted, EN)).values()
    available = [option for option in quoted.options if option.costs]
    for place, option in enumerate(available):
        assert sum(trace["x"][place] for trace in traces) == float(option.costs.total)


def test_the_order_is_that_of_the_quote():
    names, _ = words(option_chart(STEADY, EN))
    assert [plain(name) for name in names] == [
        *("Postpaid only", "1M pack", "✓ 5M pack", "10M pack", "30M pack"),
        *("✓ Best mix of packs", "✓ Optimal"),
    ]
    assert option_chart(STEADY, EN)["layout"]["yaxis"]["range"] == [6.4, -0.75]  # the first one on top


def test_each_bar_ends_with_its_total_and_multiple_and_ties_are_all_cheapest():
    _, ends = words(option_chart(STEADY, EN))
    assert [plain(end) for end in ends] == [
        *("109,990  × 1.29", "93,990  × 1.11", "85,000, cheapest", "105,000  × 1.24", "146,000  × 1.72"),
        *("85,000, cheapest", "85,000, cheapest"),
    ]


def test_an_unavailable_option_has_no_bar_but_a_word():
    figure = option_chart(PEAK, EN)
    _, ends = words(figure)
    assert ends[:6] == ["<i>not available online</i>"] * 6
    assert bars(figure)["License"]["y"] == [6, 7]


def test_the_hover_text_has_every_amount_with_its_decimals():
    hover = bars(option_chart(PEAK, EN))["QPS upgrade"]["customdata"]
    assert hover[1] == (
        "<b>Optimal</b><br>License: CNY 40,000.00<br>QPS upgrade: CNY 63,000.00<br>Postpaid: CNY 64,788.00"
        "<br>Total: CNY 167,788.00"
    )


def test_components_are_told_apart_without_color():
    patterns = [trace["marker"]["pattern"]["shape"] for trace in bars(option_chart(STEADY, EN)).values()]
    assert len(set(patterns)) == 4


def test_the_axis_has_its_unit_and_round_figures():
    axis = option_chart(STEADY, EN)["layout"]["xaxis"]
    assert axis["title"]["text"] == "Total for 12 months (CNY)"
    assert axis["ticktext"] == ["0", "50K", "100K"]
    assert axis["tickvals"] == [0, 50_000, 100_000]


def test_the_axis_in_chinese_counts_in_ten_thousands():
    axis = option_chart(STEADY, ZH)["layout"]["xaxis"]
    assert axis["title"]["text"] == "12 个月合计（元）"
    assert axis["ticktext"] == ["0", "5万", "10万"]


@pytest.mark.parametrize(
    ("book", "components"),
    [
        ("minimal", ["Postpaid"]),
        ("unlicensed", ["Packs", "Postpaid"]),
        ("no-packs", ["License", "QPS upgrade", "Postpaid"]),
    ],
)
def test_what_a_book_does_not_sell_is_not_in_the_legend(book, components):
    assert list(bars(option_chart(priced(400_000, book=book), EN))) == components


@pytest.mark.parametrize("quoted", [priced(0, book="minimal"), priced(1, book="free-of-charge")])
def test_totals_of_nothing_draw_an_empty_axis(quoted):
    axis = option_chart(quoted, EN)["layout"]["xaxis"]
    assert axis["range"] == [0, 1]
    assert axis["ticktext"] == ["0"]


def test_totals_below_one_have_ticks_with_decimals():
    figure = option_chart(priced(40, book="minimal"), EN)  # 40 x 0.01 = 0.40
    assert figure["layout"]["xaxis"]["ticktext"] == ["0", "0.1", "0.2", "0.3", "0.4"]
    assert plain(words(figure)[1][0]) == "0.40, cheapest"


def test_the_alternative_text_is_made_from_the_figures():
    assert alt_text(PEAK, EN) == (
        "Total cost for 3 months, by option: Postpaid only is not available online, 1M pack is not available "
        "online, 5M pack is not available online, 10M pack is not available online, 30M pack is not "
        "available online, Best mix of packs is not available online, Extra activities CNY 203,152.00 "
        "(× 1.21), and Optimal CNY 167,788.00 (cheapest)."
    )
    assert alt_text(STEADY, ZH).startswith("12 个月的总费用，按方案：仅后付费 109,990.00 元（1.29 倍）、")


def test_a_row_for_each_option():
    high, low = (option_chart(quote, EN)["layout"]["height"] for quote in (PEAK, STEADY))
    assert high - low == 46
