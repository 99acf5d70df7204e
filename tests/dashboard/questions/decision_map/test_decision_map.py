"""The decision map: its cells are quotes, its colours and letters tell the option, its words are exact."""

from dataclasses import replace
from itertools import pairwise

import pytest

from dashboard.charts.palette import DARK, LIGHT, OPTION_LOOKS, PACK_COLORS, ink, option_looks, shade
from dashboard.inputs.link import LinkInputs
from dashboard.questions.decision_map.answer import alt_text, answer, buys, is_uneven, one_winner, taken
from dashboard.questions.decision_map.chart import VIEWS, clicked, letters, map_chart, place_of
from dashboard.questions.decision_map.table import MAP, map_table
from dashboard.questions.decision_map.values import map_of, postpaid_up_to, stops_of, with_cell
from dashboard.screen.components.live_chart import chart_payload
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.dashboard.quotes import EN, ZH, priced
from tests.pricing.books import face_fusion, sample, samples

STEADY = Scenario((400_000,) * 12)
PEAK = Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10)
BOOK = face_fusion()
FACE_FUSION = map_of(BOOK, STEADY)
AT_1M = FACE_FUSION.stops.index(1_000_000)


def figure(view="option", scenario=STEADY, texts=EN):
    calls = scenario.monthly_calls[0]
    return map_chart(map_of(BOOK, scenario), scenario, calls, texts, view)


@pytest.mark.parametrize("scenario", [STEADY, PEAK])
@pytest.mark.parametrize(("months", "place"), [(1, 0), (4, 9), (12, 12), (12, 20)])
def test_a_cell_is_the_cheapest_of_its_quote(scenario, months, place):
    cell = map_of(BOOK, scenario).rows[months - 1][place]
    assert (cell.months, cell.calls) == (months, FACE_FUSION.stops[place])
    quoted = quote(BOOK, replace(scenario, monthly_calls=(cell.calls,) * months))
    best, postpaid = quoted.option(quoted.cheapest), quoted.option("postpaid").costs
    assert (cell.option.id, cell.total) == (best.id, best.costs.total)
    assert cell.postpaid == (postpaid and postpaid.total)
    assert (cell.option.activities, cell.option.qps_units) == (best.activities, best.qps_units)


def test_the_map_does_not_depend_on_the_demand():
    assert map_of(BOOK, Scenario((7, 0, 9), peak_month=3)) is FACE_FUSION


@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
def test_every_book_has_a_map_on_a_logarithmic_scale(book):
    stops = stops_of(book)
    assert 4 <= len(stops) <= 24
    assert all(low < high for low, high in pairwise(stops))
    drawn = map_of(book, STEADY)
    assert len(drawn.rows) == 12
    assert all(cell.saving is None or cell.saving >= 0 for cell in drawn.cells)


def test_the_letter_of_an_option_is_the_same_on_every_map():
    assert letters(FACE_FUSION) == {
        "postpaid": "A",
        "pack:1m": "B",
        "pack:5m": "C",
        "pack:10m": "D",
        "pack:30m": "E",
        "best_mix": "F",
    }
    assert letters(map_of(BOOK, PEAK)) == {"optimal": "H"}


def test_each_cell_has_its_option_s_color_and_letter():
    cells, *beside = figure()["data"]
    words = next(trace for trace in beside if trace["mode"] == "text")
    marks, looks = letters(FACE_FUSION), option_looks(BOOK)
    order = list(marks)
    colors = [color for _, color in cells["colorscale"][::2]]
    for count, cell in enumerate(FACE_FUSION.cells):
        place = cells["z"][cell.months - 1][FACE_FUSION.stops.index(cell.calls)]
        assert order[place] == cell.option.id
        assert colors[place] == looks[cell.option.id].color
        assert words["text"][count] == marks[cell.option.id]


def test_the_legend_names_the_letters():
    names = [trace["name"] for trace in figure()["data"] if "name" in trace]
    assert names[:2] == ["<b>A</b> Postpaid only", "<b>B</b> 1M pack"]


def test_savings_are_told_in_figures_too():
    cells, words, *_ = figure("saving")["data"]
    # 1,000,000 x 12: 253,990 postpaid, 134,990 at best; 119,000 / 253,990 = 46.85%
    assert round(cells["z"][11][AT_1M], 2) == 46.85
    assert words["text"][11 * len(FACE_FUSION.stops) + AT_1M] == "47"
    assert cells["colorbar"]["title"]["text"] == "Saving against postpaid"


def test_without_a_postpaid_price_there_is_no_saving():
    cells, words, *_ = figure("saving", PEAK)["data"]
    assert {saving for row in cells["z"] for saving in row} == {None}
    assert words["text"] == []


def test_the_hover_text_has_the_plan_the_exact_total_and_the_saving():
    assert figure()["data"][0]["customdata"][11][AT_1M] == (
        "1,000,000 calls a month for 12 months<br><b>Best mix of packs</b> CNY 134,990.00"
        "<br>1 license, one 1M pack, and one 10M pack<br>CNY 119,000.00 (46.9%) less than postpaid"
    )


def test_the_scenario_is_marked_where_it_is():
    ring = figure()["data"][-1]
    assert 7 < ring["x"][0] < 8  # between 300K and 500K
    assert ring["y"] == [12]
    assert place_of((100, 1_000), 100) == (0, True)
    assert place_of((100, 1_000), 1_001) == (1, False)
    beyond = figure(scenario=Scenario((0,)))
    assert beyond["layout"]["annotations"][0]["text"] == "<b>Beyond the map: 0</b>"


@pytest.mark.parametrize("texts", [EN, ZH])
@pytest.mark.parametrize("view", VIEWS)
def test_the_chart_is_light(view, texts):
    drawn = figure(view, replace(STEADY, peak_qps=200, peak_days=7), texts)
    assert len(chart_payload(drawn, alt_text(FACE_FUSION, 12, texts))) < 60_000


def test_a_click_finds_its_cell():
    assert clicked(FACE_FUSION, AT_1M, 12) is FACE_FUSION.rows[11][AT_1M]
    for x, y in ((-1, 1), (0, 0), (0, 13), (99, 1), (None, 1), ("a", 1)):
        assert clicked(FACE_FUSION, x, y) is None


def test_a_cell_is_taken_as_a_steady_demand_within_its_months():
    link = LinkInputs(shape="table", table=(1, 2, 3), months=3, calls=2, peak_month=3, qps=200, days=4)
    cell = FACE_FUSION.rows[1][AT_1M]
    after = with_cell(link, cell)
    assert after == LinkInputs(calls=1_000_000, months=2, peak_month=2, qps=200, days=4)
    assert taken(after, EN) == "Taken into the scenario: 1,000,000 calls a month for 2 months, steady."


def test_the_answer_names_the_winner_and_where_postpaid_wins():
    assert answer(priced(400_000, months=12), EN) == (
        "At your 400,000 calls a month over 12 months, the 5M pack wins: CNY 85,000, CNY 24,990 less than "
        "postpaid; postpaid wins up to 91,708 calls a month"
    )
    assert buys(priced(400_000, months=12), EN) == "It buys 1 license and one 5M pack."
    assert answer(priced(400_000, months=12), ZH) == (
        "每月 40万次、共 12 个月：500万次资源包最便宜，85,000 元，比仅后付费省 24,990 元；"
        "每月不超过 91,708 次时仅后付费最便宜"
    )


@pytest.mark.parametrize(("calls", "months"), [(3_000_000, 1), (50_000, 12), (1_000, 1)])
def test_where_nothing_is_to_be_bought_the_answer_does_not_tell_where_postpaid_wins(calls, months):
    quoted = priced(calls, months=months)
    assert quoted.cheapest in {"postpaid", "trial"}
    assert postpaid_up_to(quoted.book, quoted.scenario) is not None
    assert "up to" not in answer(quoted, EN)


def test_postpaid_wins_up_to_the_last_call():
    limit = postpaid_up_to(BOOK, STEADY)
    before, after = (quote(BOOK, replace(STEADY, monthly_calls=(limit + more,) * 12)) for more in (0, 1))
    assert (before.cheapest, after.cheapest) == ("postpaid", "best_mix")
    assert postpaid_up_to(BOOK, PEAK) is None
    assert postpaid_up_to(sample("minimal"), STEADY) is None


def test_an_uneven_demand_and_a_single_winner_are_said():
    assert "yours differ, and stand at their average, 2 calls." in is_uneven(Scenario((1, 2, 3)), EN)
    assert is_uneven(STEADY, EN) is None
    assert one_winner(FACE_FUSION, EN) is None
    assert one_winner(map_of(BOOK, PEAK), EN).startswith("In every cell, the optimal plan wins: ")


def test_the_alternative_text_tells_the_rows():
    assert alt_text(FACE_FUSION, 12, EN) == (
        "The cheapest option by monthly calls and months. Over 1 month: Postpaid only from 20K to 20M calls "
        "and 30M pack from 30M to 50M calls. Over 12 months: Postpaid only from 20K to 70K calls, Best mix "
        "of packs from 100K to 500K calls, 10M pack at 700K calls, Best mix of packs at 1M calls, 30M pack "
        "from 1.5M to 2M calls, and Best mix of packs from 3M to 50M calls."
    )


def test_the_table_has_every_cell():
    rows = map_table(FACE_FUSION, EN)
    assert list(rows) == list(MAP)
    assert len(rows) == 12 * len(FACE_FUSION.stops)


@pytest.mark.parametrize("color", [*(look.color for look in OPTION_LOOKS.values()), *PACK_COLORS])
def test_letters_can_be_read_on_every_color(color):
    # WCAG AA for text: 4.5. The better of a dark and a light letter always has it.
    assert contrast(ink(color), color) >= 4.5


@pytest.mark.parametrize("percent", range(0, 101, 5))
def test_figures_can_be_read_on_every_saving(percent):
    color = shade(percent / 100)
    assert contrast(ink(color), color) >= 4.5


def contrast(one, other):
    def light(color):
        channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_ink_is_one_of_two():
    assert {ink("#FFFFFF"), ink("#000000")} == {DARK, LIGHT}
