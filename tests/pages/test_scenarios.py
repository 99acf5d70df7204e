"""The page "Compare scenarios": save, choose, change, undo, open a link; in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.inputs.link import LinkInputs
from dashboard.inputs.own_prices import OwnPrices
from dashboard.language.markdown import as_markdown
from dashboard.language.texts import Texts
from dashboard.questions.scenarios.comparison_link import write_comparison
from dashboard.questions.scenarios.kept_copy import KeptCopy, read_text
from dashboard.questions.scenarios.saved import Saved, Shelf, added
from dashboard.screen.components.live_chart import read_payload
from dashboard.screen.prices_in_force import Prices
from pricing.book.what_if import WhatIf, items, what_if_prices
from pricing.bulk.objects import cheapest_options
from tests.dashboard.saved import ALL, CAMPAIGN, LARGE, PRODUCT, STEADY, figures
from tests.pricing.books import face_fusion

LANGUAGES = ("en", "zh_Hans")
READ = KeptCopy(taken=1)


def opened(scenarios=(), language="en", copy=READ, compare=(), **link):
    """Return the page with ``scenarios`` saved, as if the browser had handed them over."""
    app = AppTest.from_file("../../app.py", default_timeout=60)
    app.session_state["scenario_shelf"] = Shelf(tuple(scenarios))
    app.session_state["scenario_copy"] = copy
    for name, value in {**link, **({"lang": "zh"} if language == "zh_Hans" else {})}.items():
        app.query_params[name] = value
    app.run().switch_page("pages/scenarios.py")
    if compare:
        app.query_params["compare"] = list(compare)
    return checked(app.run())


def checked(app):
    assert not app.exception
    return app


def saved(app):
    return app.session_state["scenario_shelf"].scenarios


def names(app):
    return [each.name for each in saved(app)]


def press(app, key):
    """Press the button of that key, or with that label in a form."""
    found = [button for button in app.button if key in (button.key, button.label)]
    return checked(found[0].click().run())


def box(widgets, key):
    return next(each for each in widgets if each.key and each.key.partition(" ")[0] == key)


def choose(app, *chosen):
    return checked(box(app.multiselect, "scenarios_box").set_value(list(chosen)).run())


def save(app, name=""):
    box(app.text_input, "scenario_name").set_value(name)
    return press(app, "Save this scenario")


def table(app):
    return app.dataframe[0].value


def main_texts(app):
    return [each.value for each in app.main.markdown]


def test_before_the_browser_has_told_nothing_is_said_to_be_missing():
    app = opened(copy=KeptCopy())
    assert app.header[0].value == "Save scenarios, and see side by side what they cost"
    assert any("Looking up" in text for text in main_texts(app))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_says_what_to_do(language):
    app = opened(language=language)
    texts = Texts(language)
    assert app.title[0].value == texts("Compare scenarios")
    assert app.header[0].value == texts(
        "Nothing is saved yet: give the scenario of the sidebar a name and save it"
    )
    assert not app.dataframe
    assert not app.error


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_and_the_chart_have_the_figures_of_quote(language):
    app = opened(ALL, language)
    found = figures(ALL)
    rows = table(app)
    assert list(rows["name"]) == [each.name for each in ALL]
    assert [Decimal(str(total)) for total in rows["total"]] == [
        found[each.inputs].costs.total for each in ALL
    ]
    chart = next(
        payload
        for node in app.get("bidi_component")
        if node.proto.bytes and (payload := read_payload(node.proto.bytes))["name"] == "scenarios"
    )
    bars = [trace for trace in chart["figure"]["data"] if trace["type"] == "bar"]
    assert [sum(trace["x"][row] for trace in bars) for row in range(len(ALL))] == pytest.approx(
        [float(found[each.inputs].costs.total) for each in ALL]
    )
    assert "Steady" in chart["alt"]
    assert "Steady" not in app.title[0].value


def test_saving_takes_the_inputs_of_the_sidebar():
    app = save(opened(calls="1000000", qps="200", days="3"), "  My  plan ")
    assert saved(app) == (Saved("My plan", LinkInputs(calls=1_000_000, qps=200, days=3)),)
    assert box(app.text_input, "scenario_name").value == ""
    assert "Saved: “My plan”." in main_texts(app)
    assert read_text(app.session_state["scenario_copy"].text) == (saved(app), True)


@pytest.mark.parametrize(
    ("language", "name"), [("en", "400K a month, 12 months"), ("zh_Hans", "每月 40万，12 个月")]
)
def test_without_a_name_the_figures_are_the_name(language, name):
    app = opened(language=language)
    press(app, Texts(language)("Save this scenario"))
    assert names(app) == [name]
    assert saved(app)[0].inputs == LinkInputs()  # the language is no part of a scenario


def test_a_second_a_becomes_a_2():
    app = save(save(opened(), "A"), "A")
    assert names(app) == ["A", "A (2)"]
    assert "Saved: “A (2)”." in main_texts(app)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "has 10,000 characters"), ("zh_Hans", "有 10,000 个字符")]
)
def test_a_name_that_is_too_long_is_refused_and_stays_in_its_box(language, said):
    app = opened(language=language)
    box(app.text_input, "scenario_name").set_value("x" * 10_000)
    press(app, Texts(language)("Save this scenario"))
    assert names(app) == []
    assert said in app.error[0].value
    assert box(app.text_input, "scenario_name").value == "x" * 10_000
    box(app.text_input, "scenario_name").set_value("short")
    press(app, Texts(language)("Save this scenario"))
    assert names(app) == ["short"]
    assert not app.error


def test_names_are_never_markup():
    name = "**a** <b>x</b> [y](http://z) :smile: $x$"
    app = save(opened(), name)
    assert names(app) == [name]
    assert as_markdown(f"“{name}” costs CNY 85,000") in app.header[0].value
    assert table(app)["name"][0] == name


def test_a_scenario_is_loaded_back_into_the_inputs():
    app = choose(opened((STEADY, CAMPAIGN), language="zh_Hans"), "Campaign")
    press(app, "load_scenarios")
    assert app.session_state["link_inputs"] == LinkInputs(
        calls=500_000, months=1, qps=200, days=30, lang="zh_Hans"
    )
    assert box(app.text_input, "calls_box").value == "500,000"
    assert app.toast[0].value == "“Campaign”已载入侧边栏。"


def test_what_was_typed_just_before_is_in_what_is_overwritten_and_not_in_what_is_loaded():
    app = choose(opened((STEADY, CAMPAIGN)), "Campaign")
    box(app.text_input, "calls_box").set_value("7")
    press(app, "overwrite_scenarios")
    assert saved(app)[1] == Saved("Campaign", LinkInputs(calls=7))
    box(app.text_input, "calls_box").set_value("8")
    press(app, "load_scenarios")
    assert app.session_state["link_inputs"] == LinkInputs(calls=7)


def test_duplicate_rename_overwrite_delete_and_undo():
    app = opened((STEADY, LARGE, CAMPAIGN), calls="7")
    press(choose(app, "Large"), "duplicate_scenarios")
    assert names(app) == ["Steady", "Large", "Large (2)", "Campaign"]
    assert box(app.multiselect, "scenarios_box").value == ["Large (2)"]

    box(app.text_input, "scenario_new_name").set_value("Copy")
    press(app, "Rename")
    assert names(app) == ["Steady", "Large", "Copy", "Campaign"]
    assert box(app.multiselect, "scenarios_box").value == ["Copy"]

    press(app, "overwrite_scenarios")
    assert saved(app)[2] == Saved("Copy", LinkInputs(calls=7))
    assert box(app.multiselect, "scenarios_box").value == ["Copy"]

    press(choose(app, "Steady", "Copy"), "delete_scenarios")
    assert names(app) == ["Large", "Campaign"]
    assert "2 scenarios deleted." in main_texts(app)
    assert box(app.multiselect, "scenarios_box").value == []

    for expected in (
        ["Steady", "Large", "Copy", "Campaign"],
        ["Steady", "Large", "Copy", "Campaign"],
        ["Steady", "Large", "Large (2)", "Campaign"],
        ["Steady", "Large", "Campaign"],
    ):
        press(app, "undo_scenarios")
        assert names(app) == expected
    assert saved(app) == (STEADY, LARGE, CAMPAIGN)
    assert not [button for button in app.button if button.key == "undo_scenarios"]


def test_a_new_name_that_another_has_is_numbered_and_a_bad_one_is_said():
    app = choose(opened((STEADY, LARGE)), "Large")
    box(app.text_input, "scenario_new_name").set_value("Steady")
    press(app, "Rename")
    assert names(app) == ["Steady", "Steady (2)"]
    box(app.text_input, "scenario_new_name").set_value("   ")
    press(app, "Rename")
    assert names(app) == ["Steady", "Steady (2)"]
    assert "missing" in app.error[0].value


def test_only_some_are_kept_and_all_can_be_deleted():
    app = choose(opened(ALL), "Campaign", "Steady")
    press(app, "keep_scenarios")
    assert names(app) == ["Steady", "Campaign"]
    press(app, "delete_scenarios")
    assert names(app) == []
    press(app, "undo_scenarios")
    assert names(app) == ["Steady", "Campaign"]


def test_what_needs_a_choice_waits_for_one():
    app = opened((STEADY, LARGE))
    waiting = {button.key for button in app.main.button if button.disabled}
    assert waiting >= {"load_scenarios", "overwrite_scenarios", "duplicate_scenarios", "keep_scenarios"}
    choose(app, "Large")
    assert not [button.key for button in app.main.button if button.disabled]


def test_only_what_is_chosen_is_shown_in_the_order_that_is_asked_for():
    app = choose(opened(ALL), "Large", "Steady")
    assert list(table(app)["name"]) == ["Steady", "Large"]
    box(app.selectbox, "scenarios_order_box_en").set_value("price").run()
    assert list(table(app)["name"]) == ["Large", "Steady"]
    assert app.header[0].value.startswith("5 scenarios cost from CNY 20,000 (“No calls”) to")


def test_the_list_stays_from_page_to_page():
    app = save(opened(), "A")
    app.switch_page("pages/prices.py").run()
    app.switch_page("pages/scenarios.py").run()
    assert names(checked(app)) == ["A"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_trouble_with_the_browser_s_storage_is_said(language):
    texts = Texts(language)
    for copy in (
        KeptCopy(taken=1, trouble="blocked"),
        KeptCopy(taken=1, trouble="full"),
        KeptCopy(taken=1, damaged=True),
    ):
        app = opened((STEADY,), language, copy)
        (warning,) = app.warning
        assert ("浏览器" if language == "zh_Hans" else "browser") in warning.value
        assert (texts("Kept in this tab only.") in str(main_texts(app))) == bool(copy.trouble)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_brings_a_comparison_and_asks_before_it_is_kept(language):
    app = opened((STEADY,), language, compare=write_comparison((CAMPAIGN, LARGE)))
    assert list(table(app)["name"]) == ["Campaign", "Large"]
    assert names(app) == ["Steady"]
    press(app, "add_comparison")
    assert names(app) == ["Steady", "Campaign", "Large"]
    assert "compare" not in app.query_params
    press(app, "undo_scenarios")
    assert names(app) == ["Steady"]


def test_a_comparison_is_closed_and_not_opened_again():
    app = opened((STEADY,), compare=write_comparison((CAMPAIGN,)), calls="7")
    press(app, "close_comparison")
    assert list(table(app)["name"]) == ["Steady"]
    assert {name: "".join(value) for name, value in app.query_params.items()} == {"calls": "7"}


def test_back_opens_a_closed_comparison_again_and_forward_closes_it(monkeypatch):
    app = opened((STEADY,), compare=write_comparison((CAMPAIGN,)))
    press(app, "close_comparison")
    monkeypatch.setattr("dashboard.screen.opened_comparison.went_through_history", lambda: True)
    app.query_params["compare"] = write_comparison((CAMPAIGN,))
    assert list(table(checked(app.run()))["name"]) == ["Campaign"]
    del app.query_params["compare"]
    assert list(table(checked(app.run()))["name"]) == ["Steady"]


def test_a_comparison_beside_the_scenario_survives_a_change_of_the_inputs():
    app = opened(compare=write_comparison((CAMPAIGN, LARGE)))
    box(app.text_input, "calls_box").set_value("8").run()
    assert app.query_params["compare"] == write_comparison((CAMPAIGN, LARGE))
    assert list(table(app)["name"]) == ["Campaign", "Large"]


def test_what_is_in_the_list_already_is_not_added_again():
    app = opened((STEADY, LARGE), compare=write_comparison((STEADY, CAMPAIGN)))
    press(app, "add_comparison")
    assert names(app) == ["Steady", "Large", "Campaign"]
    app = opened((STEADY,), compare=write_comparison((STEADY,)))
    assert "All of them are in your list." in main_texts(app)
    assert not [button for button in app.button if button.key == "add_comparison"]


@pytest.mark.parametrize(("language", "said"), [("en", "Left out: “A”"), ("zh_Hans", "已忽略“A”")])
def test_nonsense_in_a_comparison_is_said(language, said):
    app = opened((), language, compare=["A~calls.**abc**", "~~", "Good~calls.7"])
    assert list(table(app)["name"]) == ["Good"]
    (warning,) = app.warning
    assert said in warning.value
    assert "**" not in warning.value.replace("\\*", "")


def test_a_link_of_nothing_but_nonsense_shows_no_table():
    app = opened((STEADY,), compare=["~~~"])
    assert not app.dataframe
    press(app, "close_comparison")
    assert list(table(app)["name"]) == ["Steady"]


def test_ten_thousand_scenarios_are_shown_in_pages_and_priced_once(monkeypatch):
    counted = []
    monkeypatch.setattr(
        "dashboard.questions.scenarios.values.cheapest_options",
        lambda book, scenarios: counted.append(len(scenarios)) or cheapest_options(book, scenarios),
    )
    many = added((), [Saved("S", LinkInputs(calls=number, months=1)) for number in range(10_000)])
    app = opened(many)
    assert len(table(app)) == 500
    box(app.selectbox, "scenarios_order_box_en").set_value("total").run()
    assert any("first 20 of 10,000 scenarios" in text for text in main_texts(checked(app)))
    save(app, "one more")
    assert len(saved(app)) == 10_001
    assert counted == [10_000, 1]


def test_all_are_priced_at_the_prices_in_force():
    license_item = next(item for item in items(face_fusion()) if item.key == "license.price")
    own = WhatIf().with_discount(Decimal(15), license_item)
    app = opened(ALL)
    app.session_state["own_prices"] = {PRODUCT: Prices(OwnPrices(own))}
    checked(app.run())
    found = figures(ALL, what_if_prices(face_fusion(), own).paid)
    assert found[STEADY.inputs].costs.license == 17_000  # 20,000 x 0.85
    assert [Decimal(str(total)) for total in table(app)["total"]] == [
        found[each.inputs].costs.total for each in ALL
    ]
    del app.session_state["own_prices"]
    assert [Decimal(str(total)) for total in table(checked(app.run()))["total"]] == [
        figures(ALL)[each.inputs].costs.total for each in ALL
    ]
