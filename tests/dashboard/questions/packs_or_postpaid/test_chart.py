"""Break-even lines stand where `calls_segments` says, no line crosses a jump, and colour is never alone."""

import json
from dataclasses import replace

import pytest

from dashboard.questions.packs_or_postpaid.chart import alt_text, cost_curve_chart
from dashboard.questions.packs_or_postpaid.values import cost_curves, longest_axis
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from pricing.sensitivity.break_even import calls_segments
from tests.dashboard.quotes import EN, ZH, priced
from tests.pricing.books import TOML_TEXTS, face_fusion


def drawn(quoted, texts=EN, *, logarithmic=False):
    calls = quoted.scenario.monthly_calls[0]
    curves = cost_curves(quoted.book, quoted.scenario, longest_axis(calls))
    return curves, cost_curve_chart(curves, quoted, texts, logarithmic=logarithmic)


def totals(figure):
    return {trace["name"]: trace for trace in figure["data"] if trace.get("name") and "yaxis" not in trace}


def lines(figure, dash):
    return [
        shape["x0"]
        for shape in figure["layout"]["shapes"]
        if shape["type"] == "line" and shape["line"]["dash"] == dash and shape["y1"] == 1
    ]


STEADY = priced(400_000, months=12)


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize(
    "quoted", [STEADY, priced(400_000, months=3), priced(3_000_000, months=3, book="graduated")]
)
def test_the_dotted_lines_stand_at_the_break_evens_and_the_solid_one_at_the_scenario(quoted, logarithmic):
    curves, figure = drawn(quoted, logarithmic=logarithmic)
    segments = calls_segments(quoted.book, quoted.scenario, curves.max_calls)
    low = curves.max_calls // 400 if logarithmic else 0
    assert sorted(lines(figure, "dot")) == [each.first for each in segments[1:] if each.first > low]
    assert lines(figure, "solid") == [quoted.scenario.monthly_calls[0]]


def test_each_break_even_has_its_figure():
    _, figure = drawn(STEADY)
    told = [note["text"] for note in figure["layout"]["annotations"] if note["xref"] == "x"]
    assert {"91,709", "362,542", "525,042", "1,102,724", "1,130,051", "1,143,098"} < {*told}
    assert "<b>You are here: 400,000</b>" in told


def test_you_are_here_stands_nearest_and_no_figure_touches_its_line():
    _, figure = drawn(priced(1_135_000, months=12))  # among the last three break-evens, close together
    notes = [note for note in figure["layout"]["annotations"] if note["xref"] == "x"]
    (here,) = (note for note in notes if "You are here" in note["text"])
    assert here["yshift"] == min(note["yshift"] for note in notes)
    assert {(note["xanchor"], note["xshift"]) for note in notes} <= {("left", 3), ("right", -3)}


def test_packs_of_one_size_keep_their_names_in_the_bands():
    book = face_fusion()
    twin = replace(book.packs[-1], id="twin")
    quoted = quote(replace(book, packs=(*book.packs, twin)), Scenario((400_000,) * 12))
    _, figure = drawn(quoted)
    notes = [note["text"] for note in figure["layout"]["annotations"] if note["xref"] == "x domain"]
    assert notes == ["1M", "5M", "10M", "30M pack (30m)"]


@pytest.mark.parametrize("calls", [400_000, 2_000_000])
def test_no_line_crosses_a_jump(calls):
    curves, figure = drawn(priced(calls, months=12))
    for row, option in enumerate(curves.ids):
        trace = list(totals(figure).values())[-1 - row]
        gaps = {x for x, y in zip(trace["x"], trace["y"], strict=True) if y is None}
        assert gaps == {*curves.quantities[curves.jumps[row]].tolist()}, option


def test_the_amounts_on_hover_are_exact_to_the_cent():
    _, figure = drawn(STEADY)
    for option in STEADY.options[:5]:
        name = {"postpaid": "Postpaid only"}.get(option.id, f"{option.id[5:].upper()} pack")
        trace = totals(figure)[name]
        assert trace["y"][trace["x"].index(400_000)] == float(option.costs.total)
        assert trace["hovertemplate"] == "CNY %{y:,.2f}"


def test_options_differ_by_dash_and_bands_by_pattern():
    _, figure = drawn(STEADY)
    dashes = [trace["line"]["dash"] for trace in totals(figure).values() if "dash" in trace["line"]]
    assert len({*dashes}) == len(dashes) == 5
    patterns = [trace["fillpattern"]["shape"] for trace in figure["data"] if "fillpattern" in trace]
    assert len({*patterns}) == len(patterns) == 5


def test_bands_cover_the_axis_without_gaps():
    curves, figure = drawn(STEADY)
    rectangles = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert [shape["x0"] for shape in rectangles] == [segment.first - 1 for segment in curves.segments]
    assert [shape["x1"] for shape in rectangles] == [segment.last for segment in curves.segments]


@pytest.mark.parametrize(
    ("quoted", "texts", "names"),
    [
        # From 91,709 to 362,541 of 2,000,000 calls: 0.14 of the axis has room for "1M", not for "1M pack".
        (STEADY, EN, ["1M", "5M", "10M", "30M"]),
        (STEADY, ZH, ["1000万", "3000万"]),
        (priced(3_000_000, months=12, book="no-qps"), EN, ["10M pack", "Postpaid only"]),
    ],
)
def test_the_names_in_the_bands_are_all_of_one_kind(quoted, texts, names):
    notes = drawn(quoted, texts)[1]["layout"]["annotations"]
    assert [note["text"] for note in notes if note["xref"] == "x domain"] == names


def test_markers_stand_at_the_scenario_in_the_shape_of_each_option():
    _, figure = drawn(STEADY)
    marker = next(trace for trace in figure["data"] if trace["mode"] == "markers")
    assert marker["x"] == [400_000] * 6
    assert marker["y"] == [109_990, 93_990, 85_000, 105_000, 146_000, 85_000]
    assert len({*marker["marker"]["symbol"]}) == 6


def test_axes_have_units_and_the_language_s_figures():
    layout = drawn(STEADY, ZH)[1]["layout"]
    assert layout["xaxis"]["ticktext"] == ["0", "50万", "100万", "150万", "200万"]
    assert layout["yaxis"]["title"]["text"] == "12 个月合计（元）"
    assert layout["yaxis3"]["title"]["text"] == "每 1,000 次（元）"
    assert drawn(STEADY, logarithmic=True)[1]["layout"]["xaxis"]["ticktext"] == ["10K", "100K", "1M"]


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("calls", [0, 1, 10**10])
@pytest.mark.parametrize("book", TOML_TEXTS)
def test_any_book_and_volume_can_be_drawn(book, calls, logarithmic):
    quoted = priced(calls, months=2, book=book)
    curves, figure = drawn(quoted, logarithmic=logarithmic)
    assert len(totals(figure)) == len(curves.ids)
    assert (figure["layout"]["xaxis"].get("type") == "log") is logarithmic


def test_the_alternative_text_is_made_from_the_figures():
    curves, _ = drawn(STEADY)
    assert alt_text(curves, STEADY, EN) == (
        "Total cost for 12 months at 400,000 calls a month: Postpaid only CNY 109,990.00, 1M pack CNY "
        "93,990.00, 5M pack CNY 85,000.00, 10M pack CNY 105,000.00, 30M pack CNY 146,000.00, and Best mix of "
        "packs CNY 85,000.00. Cheapest: Postpaid only from 1 to 91,708, 1M pack from 91,709 to 362,541, 5M "
        "pack from 362,542 to 525,041, 10M pack from 525,042 to 1,102,723, 30M pack from 1,102,724 to "
        "1,130,050, 10M pack from 1,130,051 to 1,143,097, and 30M pack from 1,143,098 to 2,000,000."
    )
    assert "仅后付费（1 至 91,708）" in alt_text(curves, STEADY, ZH)


@pytest.mark.parametrize(("calls", "months"), [(400_000, 12), (400_000, 3), (2_000_000, 12), (10**8, 12)])
def test_the_picture_is_light(calls, months):
    _, figure = drawn(priced(calls, months=months))
    assert len(json.dumps(figure, separators=(",", ":"))) < 70_000
