"""The page "Packs or postpaid?" answers for every kind of scenario and price book, in both languages."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language.texts import Texts
from dashboard.questions.packs_or_postpaid.answer import answer as answer_of
from dashboard.questions.packs_or_postpaid.values import cost_curves, longest_axis, steady
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.pages.given import given
from tests.pricing.books import TOML_TEXTS, face_fusion, sample

LANGUAGES = ("en", "zh_Hans")
SCENARIOS = {
    "steady": Scenario((400_000,) * 12),
    "no calls": Scenario((0,) * 12),
    "one month": Scenario((500_000,), peak_qps=200, peak_days=7),
    "uneven": Scenario((0, 5_000_000, 1)),
    "huge": Scenario((10_000_000_000,) * 12),
}
UNAVAILABLE = Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10)


def script():
    # Streamlit runs the text of this function alone, so it brings its own imports.
    import runpy  # noqa: PLC0415

    import streamlit as st  # noqa: PLC0415

    from dashboard.screen.inputs import share  # noqa: PLC0415

    share(st.session_state["given"])
    runpy.run_path("pages/packs_or_postpaid.py")


def opened(scenario, language="en", book=None):
    page = AppTest.from_function(script, default_timeout=30)
    page.session_state["given"] = given(scenario, language, book)
    page.run()
    assert not page.exception
    return page


def answer(book, scenario, language):
    even = steady(scenario)
    curves = cost_curves(book, even, longest_axis(even.monthly_calls[0]))
    return answer_of(curves, quote(book, even), Texts(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_the_first_line_is_the_answer(scenario, language):
    page = opened(scenario, language)
    assert page.title[0].value == Texts(language)("Packs or postpaid?")
    assert page.header[0].value == answer(face_fusion(), scenario, language)
    assert not page.error
    assert not page.warning


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("book", TOML_TEXTS)
def test_other_price_books_work(book, language):
    page = opened(SCENARIOS["steady"], language, sample(book))
    assert page.header[0].value == answer(sample(book), SCENARIOS["steady"], language)
    assert sample(book).version in page.markdown[0].value.replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_bought_is_compared_with_the_licenses_that_it_takes(language):
    page = opened(UNAVAILABLE, language)
    assert len(page.warning) == 1
    with_eight = Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10, activities=8)
    assert page.header[0].value == answer(face_fusion(), with_eight, language)
    if language == "en":
        assert page.warning[0].value.endswith("Compared with 8 activities, which need no upgrade.")


def test_the_table_has_the_segments():
    table = opened(SCENARIOS["steady"]).dataframe[0].value
    assert table["first"].tolist() == [1, 91_709, 362_542, 525_042, 1_102_724, 1_130_051, 1_143_098]
    assert table["at_first"].tolist()[:3] == [20_000, 36_000, 85_000]


def test_the_axes_can_be_logarithmic():
    page = opened(SCENARIOS["steady"])
    page.toggle(key="log").set_value(True).run()
    assert not page.exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_come_in_order(language):
    page = opened(SCENARIOS["steady"], language)
    assert [len(page.title), len(page.header), len(page.subheader)] == [1, 1, 1]
