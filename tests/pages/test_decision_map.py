"""The page "When does which option win?" answers for every scenario and price book, in both languages."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.inputs.link import LinkInputs
from dashboard.language.texts import Texts
from dashboard.questions.decision_map.answer import answer
from dashboard.screen.components.live_chart import read_payload
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.pages.given import given
from tests.pricing.books import TOML_TEXTS, face_fusion, sample

LANGUAGES = ("en", "zh_Hans")
SCENARIOS = {
    "steady": Scenario((400_000,) * 12),
    "no calls": Scenario((0,) * 12),
    "nothing at all": Scenario((0,), peak_qps=0),
    "one month": Scenario((500_000,), peak_qps=200, peak_days=7),
    "uneven": Scenario((0, 5_000_000, 1)),
    "trial": Scenario((500,), peak_qps=1),
    "unavailable": Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10),
    "huge": Scenario((10_000_000_000,) * 12),
}


def script():
    # Streamlit runs the text of this function alone, so it brings its own imports.
    import runpy  # noqa: PLC0415
    from dataclasses import replace  # noqa: PLC0415

    import streamlit as st  # noqa: PLC0415

    from dashboard.screen.inputs import share  # noqa: PLC0415
    from dashboard.screen.session import keep, kept  # noqa: PLC0415

    given = st.session_state["given"]
    if "link_inputs" not in st.session_state:
        keep(given.link)
    elif kept() != given.link:  # a cell was taken
        given = replace(given, link=kept(), scenario=kept().scenario)
        st.session_state["given"] = given
    share(given)
    runpy.run_path("pages/decision_map.py")


def opened(scenario, language="en", book=None):
    page = AppTest.from_function(script, default_timeout=60)
    book = book or face_fusion()
    page.session_state["given"] = given(scenario, language, book)
    page.run()
    assert not page.exception
    return page


def chart(page):
    (payload,) = [read_payload(found.proto.bytes) for found in page.get("bidi_component")]
    return payload


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_the_first_line_is_the_answer_and_the_map_follows(scenario, language):
    page = opened(scenario, language)
    texts = Texts(language)
    assert page.title[0].value == texts("When does which option win?")
    assert page.header[0].value == answer(quote(face_fusion(), scenario), texts)
    assert chart(page)["selectable"]
    assert chart(page)["alt"]
    assert not page.error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("book", TOML_TEXTS)
def test_other_price_books_work(book, language):
    page = opened(SCENARIOS["steady"], language, sample(book))
    assert len(page.dataframe[0].value) == 12 * len(page.selectbox[0].options)


def test_the_colors_tell_the_saving_when_asked():
    page = opened(SCENARIOS["steady"])
    assert not chart(page)["figure"]["data"][0]["showscale"]
    page.radio[0].set_value("saving").run()
    assert "colorbar" in chart(page)["figure"]["data"][0]


def test_the_view_is_kept_in_another_language():
    page = opened(SCENARIOS["steady"])
    page.radio[0].set_value("saving").run()
    page.session_state["given"] = replace(page.session_state["given"], texts=Texts("zh_Hans"))
    page.run()
    assert page.radio[0].value == "saving"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_is_taken_without_a_mouse_and_the_page_says_so(language):
    page = opened(SCENARIOS["one month"], language)
    assert not page.success
    page.selectbox[0].set_value(1_000_000)
    page.selectbox[1].set_value(12)
    page.button[0].click().run()
    assert not page.exception
    assert page.session_state["link_inputs"] == LinkInputs(calls=1_000_000, months=12)
    assert "134,990" in page.header[0].value
    assert len(page.success) == 1
    page.session_state["link_inputs"] = LinkInputs(calls=1, months=1)
    page.run()
    assert not page.success  # no longer what was taken


def test_the_boxes_of_the_cell_are_those_of_the_scenario_when_it_is_another():
    page = opened(SCENARIOS["one month"])
    page.session_state["link_inputs"] = LinkInputs(calls=5_000_000, months=6)
    page.run()
    for box, value in zip(page.selectbox, (5_000_000, 6), strict=True):
        assert box.value == value
        assert box.options[box.proto.default] == box.format_func(value)


def test_an_uneven_demand_is_said():
    page = opened(SCENARIOS["uneven"])
    assert any("yours differ" in text.value for text in page.markdown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_come_in_order(language):
    page = opened(SCENARIOS["steady"], language)
    assert [len(page.title), len(page.header), len(page.subheader)] == [1, 1, 2]
