"""The bill's pieces end and begin where the tiers do, dead zones are shaded, no line slopes over a jump."""

import pytest

from dashboard.questions.monthly_bill.chart import alt_text, axis_end, bill_chart
from dashboard.questions.monthly_bill.values import MonthBill, own_bills
from pricing.bills.dead_zones import dead_zones
from tests.dashboard.quotes import EN, ZH, priced
from tests.pricing.books import TOML_TEXTS, face_fusion, sample

STEADY = priced(400_000, months=12)


def named(figure):
    return {trace["name"]: trace for trace in figure["data"] if trace.get("showlegend", True)}


def upper(figure):
    return [trace for trace in figure["data"] if trace.get("yaxis", "y") == "y"]


def test_the_line_is_interrupted_at_each_jump_and_nowhere_else():
    trace = named(bill_chart(STEADY, EN))["Volume tiers"]
    points = list(zip(trace["x"], trace["y"], strict=True))
    gaps = [place for place, (_, bill) in enumerate(points) if bill is None]
    assert [points[place - 1] for place in gaps] == [(1_000_000, 20_000), (5_000_000, 60_000)]
    assert [points[place + 1] for place in gaps] == [(1_000_001, 12_000.01), (5_000_001, 25_000.01)]


def test_ends_are_closed_where_the_tier_holds_and_open_where_the_next_begins():
    closed, open_ = [trace for trace in upper(bill_chart(STEADY, EN)) if trace["mode"] == "markers"][:2]
    assert list(zip(closed["x"], closed["y"], strict=True)) == [(1_000_000, 20_000), (5_000_000, 60_000)]
    assert list(zip(open_["x"], open_["y"], strict=True)) == [(1_000_000, 12_000), (5_000_000, 25_000)]
    assert open_["marker"]["color"] == "var(--st-background-color)"
    assert closed["marker"]["color"] == open_["marker"]["line"]["color"]


def test_the_price_of_1_000_calls_is_flat_in_each_volume_tier():
    figure = bill_chart(STEADY, EN)
    prices = next(
        trace for trace in figure["data"] if trace.get("yaxis") == "y2" and trace["line"]["width"] == 3
    )
    assert {price for price in prices["y"] if price is not None} == {20, 12, 5}


def test_graduated_tiers_are_drawn_beside_and_never_interrupted():
    trace = named(bill_chart(STEADY, EN))["Graduated tiers, for comparison"]
    bills = dict(zip(trace["x"], trace["y"], strict=True))
    assert (bills[1_000_000], bills[5_000_000]) == (20_000, 68_000)  # 20,000 + 4,000,000 x 0.012
    assert trace["line"]["dash"] == "dash"


def test_dead_zones_are_shaded_named_and_end_at_the_lower_bill():
    layout = bill_chart(STEADY, EN)["layout"]
    zones = dead_zones(face_fusion())
    shaded = [shape for shape in layout["shapes"] if shape["type"] == "rect"]
    assert [(shape["x0"], shape["x1"]) for shape in shaded] == [(zone.first, zone.last) for zone in zones]
    across = [shape for shape in layout["shapes"] if shape["type"] == "line"]
    assert [(shape["x1"], shape["y0"], shape["y1"]) for shape in across] == [
        (1_000_001, 12_000.012, 12_000.012),
        (5_000_001, 25_000.005, 25_000.005),
    ]
    assert [note["text"] for note in layout["annotations"]] == [
        "dead zone 600,001 to 1,000,000",
        "dead zone 2,083,334 to 5,000,000",
    ]


def test_the_scenario_s_months_stand_on_the_line():
    assert own_bills(STEADY) == (
        MonthBill((1,), 400_000, 99_500, 1_990),
        MonthBill(tuple(range(2, 13)), 400_000, 400_000, 8_000),
    )
    trace = named(bill_chart(STEADY, EN))["Months of this scenario, without a pack"]
    assert (trace["x"], trace["y"]) == ([99_500, 400_000], [1_990, 8_000])
    assert trace["customdata"][1] == "months 2 to 12: 400,000 billed calls, CNY 8,000.00"


@pytest.mark.parametrize(
    ("overage", "end"), [(0, 8_000_000), (6_400_000, 8_000_000), (6_400_001, 10_000_000)]
)
def test_the_axis_holds_all_tiers_and_months(overage, end):
    assert axis_end(face_fusion(), [MonthBill((1,), overage, overage, 0)]) == end
    assert axis_end(sample("minimal"), []) == 1_000_000


def test_a_graduated_book_has_its_own_way_in_front_and_no_dead_zone():
    quoted = priced(400_000, book="graduated")
    figure = bill_chart(quoted, EN)
    assert named(figure)["Graduated tiers"]["line"]["width"] == 3
    assert None in named(figure)["Volume tiers, for comparison"]["y"]
    assert not figure["layout"]["shapes"]
    assert alt_text(quoted, EN).endswith("No dead zones.")


@pytest.mark.parametrize("calls", [0, 1, 10**10])
@pytest.mark.parametrize("book", TOML_TEXTS)
def test_any_book_and_volume_can_be_drawn(book, calls):
    figure = bill_chart(priced(calls, book=book), ZH)
    assert {"阶梯到达", "阶梯累进"} & {*named(figure)}
    assert figure["layout"]["yaxis"]["range"][1] > 0


def test_the_alternative_text_is_made_from_the_figures():
    assert alt_text(STEADY, EN) == (
        "The bill of one month by its billed calls. 1,000,000 calls: CNY 20,000.00, 1,000,001 calls: CNY "
        "12,000.01, 5,000,000 calls: CNY 60,000.00, 5,000,001 calls: CNY 25,000.01, and 8,000,000 calls: CNY "
        "40,000.00. Dead zones: 600,001 to 1,000,000 and 2,083,334 to 5,000,000."
    )
    assert alt_text(STEADY, ZH).endswith("多付区间：600,001 至 1,000,000 和 2,083,334 至 5,000,000。")
