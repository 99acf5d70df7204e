"""The chart of the money tied up: its bars, its line and its alternative text are the cash flow's figures."""

from datetime import date

import pytest

from dashboard.charts.palette import COMPONENT_LOOKS
from dashboard.questions.cash.chart import FROZEN_LOOK, alt_text, cash_chart
from dashboard.questions.cash.values import cash_days, cash_flow
from tests.dashboard.charts.test_palette import PAGES, SIGHTS, contrast, distance
from tests.dashboard.quotes import EN, ZH, priced

STEADY = priced(400_000, months=3)
YEAR = priced(1_000_000, months=12, peak_qps=100, peak_days=3, peak_month=2)


def drawn(quoted, option_id, texts=EN, start=None):
    flow = cash_flow(quoted, quoted.option(option_id), quoted.book, start)
    days = cash_days(quoted, flow, start)
    return cash_chart(quoted, flow, days, texts), flow, days


def bars(figure):
    return {trace["name"]: trace for trace in figure["data"] if trace["type"] == "bar"}


@pytest.mark.parametrize("option_id", [option.id for option in YEAR.options])
def test_the_bars_of_a_day_add_up_to_what_is_tied_up(option_id):
    figure, _, days = drawn(YEAR, option_id)
    heights = zip(*(trace["y"] for trace in bars(figure).values()), strict=True)
    assert [round(sum(day), 2) for day in heights] == [float(day.tied_up) for day in days]


def test_what_is_frozen_lies_on_top_and_only_what_there_is_has_bars():
    assert list(bars(drawn(STEADY, "postpaid")[0])) == ["License", "Postpaid", "Frozen"]
    assert list(bars(drawn(STEADY, "pack:5m")[0])) == ["License", "Packs"]
    assert bars(drawn(STEADY, "postpaid")[0])["Frozen"]["y"] == [0, 2_388, 9_600, 9_600, 0]


def test_the_most_tied_up_is_marked_with_its_figure():
    figure, flow, _ = drawn(STEADY, "postpaid")
    (mark,) = [trace for trace in figure["data"] if trace["type"] == "scatter"]
    (line,) = figure["layout"]["shapes"]
    (words,) = figure["layout"]["annotations"]
    assert (mark["x"], mark["y"]) == ([4], [47_590])
    assert line["y0"] == line["y1"] == flow.most_tied_up
    assert words["text"] == "Most tied up: CNY 47,590, month 4"
    assert figure["layout"]["yaxis"]["range"][1] > 47_590 * 1.1  # room for the words


def test_the_hover_text_has_every_amount():
    hover = bars(drawn(STEADY, "postpaid", start=date(2027, 1, 1))[0])["License"]["customdata"][1]
    assert hover == (
        "<b>February 1, 2027</b><br>License: CNY 20,000.00<br>Postpaid: CNY 1,990.00<br>"
        "Paid so far: CNY 21,990.00<br>Frozen: CNY 2,388.00<br>Tied up: CNY 24,378.00"
    )


def test_months_have_numbers_or_names_and_the_first_of_a_year_its_year():
    assert drawn(STEADY, "postpaid")[0]["layout"]["xaxis"]["ticktext"] == ["1", "2", "3", "4", "5"]
    axis = drawn(STEADY, "postpaid", start=date(2026, 11, 1))[0]["layout"]["xaxis"]
    assert axis["ticktext"] == ["Nov<br>2026", "Dec", "Jan<br>2027", "Feb", "Mar"]
    assert drawn(STEADY, "postpaid", ZH, date(2026, 12, 1))[0]["layout"]["xaxis"]["ticktext"][0] == (
        "12月<br>2026"
    )


def test_many_months_have_a_label_at_every_other_one():
    axis = drawn(YEAR, "postpaid", start=date(2026, 12, 1))[0]["layout"]["xaxis"]
    assert axis["tickvals"] == [1, 3, 5, 7, 9, 11, 13]
    assert axis["ticktext"][:2] == ["Dec<br>2026", "Feb<br>2027"]


def test_one_month_is_not_a_wall():
    figure, _, days = drawn(priced(1), "postpaid")
    assert len(days) == 1
    assert figure["layout"]["xaxis"]["range"] == [-1, 3]


def test_the_alternative_text_is_made_from_the_figures():
    quoted = priced(400_000)
    _, _, days = drawn(quoted, "postpaid")
    assert alt_text(quoted, quoted.option("postpaid"), days, EN) == (
        "Paid so far and frozen on the first day of each month, for Postpaid only: Month 1: "
        "CNY 20,000.00 paid, Month 2: CNY 21,990.00 paid and CNY 2,388.00 frozen, and Month 3: "
        "CNY 21,990.00 paid. Most tied up: CNY 24,378.00, Month 2."
    )
    assert "第 2 个月已付 21,990.00 元、冻结 2,388.00 元" in alt_text(
        quoted, quoted.option("postpaid"), days, ZH
    )


@pytest.mark.parametrize("book", ["minimal", "unlicensed", "no-packs", "six-decimals"])
def test_other_price_books_work(book):
    quoted = priced(400_000, months=3, book=book)
    for option in quoted.options:
        figure, flow, _ = drawn(quoted, option.id)
        assert bars(figure)
        assert max(trace["y"][-1] for trace in bars(figure).values()) <= float(flow.paid)


def test_what_is_frozen_looks_like_no_payment():
    others = COMPONENT_LOOKS.values()
    assert all(contrast(FROZEN_LOOK.color, page) >= 3 for page in PAGES)
    assert min(distance(FROZEN_LOOK.color, other.color, sight) for other in others for sight in SIGHTS) > 7
    assert FROZEN_LOOK.pattern not in {other.pattern for other in others}
