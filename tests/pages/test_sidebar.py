"""The shared sidebar: inputs and link in step, both ways, in both languages."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.inputs.link import DEFAULTS, LinkInputs, fitted
from dashboard.inputs.presets import PRESETS
from dashboard.language.markdown import as_markdown
from dashboard.screen.sidebar.month_table import edited
from pricing.scenario import Scenario


def opened(**link: str) -> AppTest:
    app = AppTest.from_file("../../app.py", default_timeout=30)
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def shown(app: AppTest) -> LinkInputs:
    assert not app.exception
    return fitted(app.session_state["link_inputs"])[0]


def link(app: AppTest) -> dict[str, str]:
    return {name: "".join(value) for name, value in app.query_params.items()}


def replaced(app: AppTest) -> list[str]:
    """What the page says of the link; a page has warnings of its own besides."""
    start = ("The link has values", "链接中的以下参数")
    return [warning.value for warning in app.warning if warning.value.startswith(start)]


def widget(widgets, key: str):
    """Return the widget ``key``; a number behind the key says how often it was told another value."""
    return next(each for each in widgets if each.key and each.key.partition(" ")[0] == key)


def slider(app: AppTest, name: str, language: str = "en"):
    return widget(app.select_slider, f"{name}_slider_{language}")


def test_the_first_visit_prices_the_default_scenario_and_has_an_empty_link():
    app = opened()
    assert shown(app).scenario == Scenario((400_000,) * 12)
    assert link(app) == {}
    assert app.sidebar.markdown[0].value == ":small[400,000 calls a month, 4,800,000 calls in all.]"
    assert not replaced(app)


def test_what_a_widget_shows_is_its_default_too():
    """Streamlit (1.67) tells the browser of any other value once, in a run that another may overtake."""
    asked = {"calls": "123456", "months": "3", "shape": "ramp", "qps": "133", "days": "8", "materials": "21"}
    app = opened(**asked, start="2027-03")
    widget(app.text_input, "activities_box").set_value("4").run()
    widget(app.toggle, "free_toggle").set_value(False).run()
    widget(app.radio, "basis_radio_en").set_value("total").run()
    for name, words in (("calls", "123.46K"), ("qps", "133"), ("days", "8")):
        proto = slider(app, name).proto
        assert [proto.options[int(place)] for place in proto.default] == [words]
    boxes = {"calls": "123,456", "qps": "133", "days": "8", "materials": "21", "activities": "4"}
    for name, words in (boxes | {"start": "2027-03"}).items():
        assert widget(app.text_input, f"{name}_box").proto.default == words
    assert list(widget(app.slider, "months_slider").proto.default) == [3]
    for widgets, key in ((app.selectbox, "shape_box_en"), (app.radio, "basis_radio_en")):
        chosen = widget(widgets, key)
        assert chosen.proto.options[chosen.proto.default] == chosen.format_func(chosen.value)
    assert widget(app.toggle, "free_toggle").proto.default is False


def test_the_slider_and_the_box_stay_in_step():
    app = opened()
    slider(app, "calls").set_value(1_000_000).run()
    assert widget(app.text_input, "calls_box").value == "1,000,000"
    assert link(app) == {"calls": "1000000"}

    widget(app.text_input, "calls_box").set_value("1234567").run()
    assert slider(app, "calls").value == 1_234_567
    assert link(app) == {"calls": "1234567"}
    assert shown(app).scenario.monthly_calls == (1_234_567,) * 12

    slider(app, "calls").set_value(500_000).run()
    assert widget(app.text_input, "calls_box").value == "500,000"
    assert link(app) == {"calls": "500000"}


@pytest.mark.parametrize("calls", [0, 1, 500_001, 999_999, 100_000_001, 10_000_000_000])
def test_the_box_takes_any_whole_number(calls):
    app = opened()
    widget(app.text_input, "calls_box").set_value(str(calls)).run()
    assert shown(app).scenario.monthly_calls == (calls,) * 12
    assert link(app) == {"calls": str(calls)}
    again = opened(calls=str(calls))
    assert widget(again.text_input, "calls_box").value == f"{calls:,}"
    assert shown(again).scenario == shown(app).scenario
    assert not replaced(again)


def test_what_returns_to_its_default_leaves_the_link():
    app = opened(calls="1000000", months="3")
    widget(app.slider, "months_slider").set_value(12).run()
    assert link(app) == {"calls": "1000000"}
    widget(app.text_input, "calls_box").set_value(str(DEFAULTS.calls)).run()
    assert link(app) == {}


def test_every_input_reaches_the_scenario_and_the_link():
    app = opened()
    widget(app.slider, "months_slider").set_value(6)
    widget(app.selectbox, "shape_box_en").set_value("season")
    slider(app, "qps").set_value(200)
    widget(app.text_input, "days_box").set_value("14")
    widget(app.text_input, "materials_box").set_value("90")
    widget(app.text_input, "activities_box").set_value("2")
    widget(app.text_input, "peak_month_box").set_value("3")
    widget(app.text_input, "start_box").set_value("2027-01")
    widget(app.radio, "basis_radio_en").set_value("total")
    widget(app.toggle, "free_toggle").set_value(False)
    app.run()
    expected = {
        "months": "6",
        "shape": "season",
        "qps": "200",
        "days": "14",
        "materials": "90",
        "activities": "2",
        "peak_month": "3",
        "start": "2027-01",
        "basis": "total",
        "free": "0",
    }
    assert link(app) == expected
    assert shown(opened(**expected)) == shown(app)
    scenario = shown(app).scenario
    assert scenario.total_calls == 2_400_000
    assert max(scenario.monthly_calls) == scenario.monthly_calls[2]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_sets_everything_with_one_click(name):
    app = opened(calls="1", materials="400", basis="total", free="0", peak_month="12")
    widget(app.button_group, "preset_en").set_value(name).run()
    assert shown(app).scenario == PRESETS[name].scenario
    assert widget(app.button_group, "preset_en").value == name
    widget(app.text_input, "materials_box").set_value("31").run()
    assert widget(app.button_group, "preset_en").value is None
    assert shown(app).scenario.materials == 31


def test_an_example_counts_more_than_what_was_typed_just_before():
    app = opened()
    widget(app.text_input, "calls_box").set_value("7")
    widget(app.button_group, "preset_en").set_value("Trial").run()
    assert shown(app) == PRESETS["Trial"]


def test_another_shape_is_made_of_what_was_typed_just_before():
    app = opened(months="2")
    widget(app.text_input, "calls_box").set_value("700")
    widget(app.selectbox, "shape_box_en").set_value("table").run()
    assert shown(app).table == (700, 700)


def test_months_are_edited_one_by_one():
    app = opened(months="3", shape="ramp", calls="200")
    widget(app.selectbox, "shape_box_en").set_value("table").run()
    assert shown(app).scenario.monthly_calls == (100, 200, 300)
    assert link(app) == {"shape": "table", "table": "100 200 300"}
    widget(app.slider, "months_slider").set_value(5).run()
    assert shown(app).scenario.monthly_calls == (100, 200, 300, 300, 300)
    widget(app.selectbox, "shape_box_en").set_value("steady").run()
    # 1,200 calls in 5 months are 240 on average.
    assert link(app) == {"calls": "240", "months": "5"}
    assert widget(app.text_input, "calls_box").value == "240"


def test_a_link_with_a_table_opens_it():
    app = opened(shape="table", table="0 5000000 1")
    assert shown(app).scenario.monthly_calls == (0, 5_000_000, 1)
    assert widget(app.slider, "months_slider").value == 3
    assert not replaced(app)


def test_the_editor_gives_only_whole_numbers_within_the_limits():
    changes = {
        0: {"Calls": "50万"},
        1: {"Calls": None},
        2: {"Calls": "-1"},
        3: {"Calls": "10000000001"},
        4: {"Calls": "1.5"},
        9: {"Calls": "1"},
    }
    assert edited((1, 2, 3, 4, 5, 6), changes, (1, 2, 30, 4, 5, 60)) == (500_000, 2, 30, 4, 5, 6)


NONSENSE = {
    "calls": "abc",
    "months": "99",
    "qps": "-5",
    "shape": "foo",
    "table": "1 x 3",
    "basis": "zzz",
    "free": "maybe",
    "start": "soon",
    "book": "none",
    "materials": "1" * 500,
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_link_of_nonsense_opens_a_page_that_says_what_it_replaced(language):
    app = opened(**NONSENSE, lang=language)
    assert shown(app).scenario == DEFAULTS.scenario
    assert link(app) == ({"lang": "zh"} if language == "zh" else {"lang": "en"})
    (warning,) = replaced(app)
    lines = [line for line in warning.splitlines() if line.startswith("- ")]
    assert len(lines) == len(NONSENSE)
    used = "已改用：" if language == "zh" else "Used instead:"
    assert all(used in line for line in lines)
    assert "400,000" in warning
    assert ("平稳" if language == "zh" else "Steady") in warning

    widget(app.text_input, "calls_box").set_value("7").run()
    assert not replaced(app)


def test_an_unknown_language_is_replaced_by_that_of_the_browser():
    app = opened(lang="xx")
    assert app.title[0].value == "What should I buy?"
    assert "Language" in replaced(app)[0]
    assert "lang" not in link(app)


def test_markup_in_a_link_is_shown_as_it_is():
    app = opened(calls="**a**[x](http://y)$z$:red[b]")
    assert as_markdown("'**a**[x](http://y)$z$:red[b]'") in replaced(app)[0]
    assert "**" not in replaced(app)[0].replace("\\*", "")


def test_other_parameters_of_the_address_are_left_alone():
    app = opened(calls="7", utm_source="letter")
    widget(app.text_input, "calls_box").set_value("8").run()
    assert link(app) == {"calls": "8", "utm_source": "letter"}


def test_the_language_is_switched_and_stays_in_the_link():
    app = opened(calls="1000000")
    assert app.sidebar.expander[0].label == "Advanced"
    app.get_by_key("language").set_value("zh_Hans").run()
    assert app.sidebar.expander[0].label == "高级设置"
    assert link(app) == {"calls": "1000000", "lang": "zh"}
    assert slider(app, "calls", "zh_Hans").value == 1_000_000
    assert app.sidebar.markdown[0].value == ":small[每月 100万次，共 1200万次。]"
    # This test's browser asks for no language, which is English: that needs no word in the link.
    app.get_by_key("language").set_value("en").run()
    assert link(app) == {"calls": "1000000"}
    assert shown(app).scenario == LinkInputs(calls=1_000_000).scenario


def test_a_peak_after_the_last_month_is_said_at_the_input():
    app = opened(months="3")
    widget(app.text_input, "peak_month_box").set_value("4").run()
    assert shown(app).scenario.peak_month == 1
    (error,) = app.sidebar.error
    assert error.value == "Month of the peak: 4 is out of range; allowed: 1 to 3"
    assert widget(app.text_input, "peak_month_box").value == "4"
    widget(app.slider, "months_slider").set_value(4).run()
    assert not app.sidebar.error
    assert shown(app).scenario.peak_month == 4
    assert link(app) == {"months": "4", "peak_month": "4"}


def test_a_shape_beyond_the_limit_is_said_at_the_input():
    app = opened(calls="10000000000")
    widget(app.selectbox, "shape_box_en").set_value("launch").run()
    assert shown(app).scenario.monthly_calls == (10_000_000_000,) * 12
    assert "out of range" in app.sidebar.error[0].value
    assert not replaced(app)


def test_a_first_month_that_cannot_be_read_is_said_at_the_input():
    app = opened(start="2027-01")
    widget(app.text_input, "start_box").set_value("soon").run()
    assert widget(app.text_input, "start_box").value == "soon"
    assert "soon" in app.sidebar.error[0].value
    assert link(app) == {"start": "2027-01"}
    widget(app.text_input, "start_box").set_value("").run()
    assert not app.sidebar.error
    assert link(app) == {}


def test_what_differs_under_advanced_is_seen_and_stays_open():
    app = opened(free="0")
    assert app.sidebar.expander[0].proto.expanded
    widget(app.toggle, "free_toggle").set_value(True).run()
    assert app.sidebar.expander[0].proto.expanded
    assert not opened(calls="7").sidebar.expander[0].proto.expanded


def test_the_links_to_the_pages_carry_the_scenario():
    app = opened(calls="7", months="3")
    links = app.sidebar.get("page_link")
    assert len(links) >= 2
    assert {element.proto.query_string for element in links} == {"calls=7&months=3"}


def test_the_inputs_are_kept_from_page_to_page():
    app = opened(calls="7")
    widget(app.text_input, "qps_box").set_value("321").run()
    app.switch_page("pages/prices.py").run()
    assert shown(app).scenario.peak_qps == 321
    assert widget(app.text_input, "qps_box").value == "321"
    assert link(app) == {"calls": "7", "qps": "321"}


@pytest.mark.parametrize(
    ("language", "hint"), [("en", "A peak of 400 QPS on 0 days"), ("zh", "峰值 400 QPS 的高峰天数为 0")]
)
def test_a_peak_that_counts_on_no_day_is_said_at_the_input(language, hint):
    def said(app: AppTest) -> bool:
        return any(hint in each.value for each in app.sidebar.markdown)

    app = opened(qps="400", lang=language)
    assert said(app)
    widget(app.text_input, "days_box").set_value("1").run()
    assert not said(app)
    assert not said(opened(qps="400", activities="8", lang=language))


def test_a_number_is_taken_as_it_is_written():
    app = opened(lang="zh")
    widget(app.text_input, "calls_box").set_value("50万").run()
    assert shown(app).calls == 500_000
    assert widget(app.text_input, "calls_box").value == "50万"
    slider(app, "calls", "zh_Hans").set_value(1_000_000).run()
    assert widget(app.text_input, "calls_box").value == "1,000,000"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Monthly calls: -3 is out of range; allowed: 0 to 10,000,000,000"),
        ("zh", "月调用量：-3 超出范围；允许范围：0 至 10,000,000,000"),
    ],
)
def test_what_cannot_be_read_stays_with_a_sentence_until_the_input_changes_elsewhere(lang, said):
    app = opened(lang=lang)
    before = shown(app)
    widget(app.text_input, "calls_box").set_value("-3").run()
    assert shown(app) == before
    assert widget(app.text_input, "calls_box").value == "-3"
    assert [as_markdown(said)] == [error.value for error in app.sidebar.error]
    language = shown(app).lang or "en"
    slider(app, "calls", language).set_value(1_000_000).run()
    assert widget(app.text_input, "calls_box").value == "1,000,000"
    assert not app.sidebar.error
