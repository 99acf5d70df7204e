"""The page "How does the monthly bill behave?" answers for every kind of input, in both languages."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language.texts import Texts
from dashboard.questions.monthly_bill.answer import answer, own_months
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
    "total basis": Scenario((1_200_000,) * 3, tier_basis="total"),
    "unavailable": Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10),
    "huge": Scenario((10_000_000_000,) * 12),
}


def script():
    # Streamlit runs the text of this function alone, so it brings its own imports.
    import runpy  # noqa: PLC0415

    import streamlit as st  # noqa: PLC0415

    from dashboard.screen.inputs import share  # noqa: PLC0415

    share(st.session_state["given"])
    runpy.run_path("pages/monthly_bill.py")


def opened(scenario, language="en", book=None):
    page = AppTest.from_function(script, default_timeout=30)
    page.session_state["given"] = given(scenario, language, book)
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_the_first_line_is_the_answer_and_the_scenario_s_months_follow(scenario, language):
    page = opened(scenario, language)
    texts = Texts(language)
    assert page.title[0].value == texts("How does the monthly bill behave?")
    assert page.header[0].value == answer(face_fusion(), texts)
    assert page.markdown[1].value == own_months(quote(face_fusion(), scenario), texts)
    assert not page.error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("book", TOML_TEXTS)
def test_other_price_books_work(book, language):
    page = opened(SCENARIOS["steady"], language, sample(book))
    assert page.header[0].value == answer(sample(book), Texts(language))
    assert sample(book).version in page.markdown[0].value.replace("\\", "")


def test_the_tables_have_the_dead_zones_and_both_modes():
    page = opened(SCENARIOS["steady"])
    assert page.dataframe[0].value["first"].tolist() == [600_001, 2_083_334]
    assert page.dataframe[1].value["graduated"].tolist()[:2] == [1_990, 8_000]


def test_a_graduated_book_has_no_table_of_dead_zones():
    page = opened(SCENARIOS["steady"], book=sample("graduated"))
    assert "There are none: no quantity costs more than a larger one." in [
        text.value for text in page.markdown
    ]
    assert len(page.dataframe) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_come_in_order(language):
    page = opened(SCENARIOS["steady"], language)
    assert [len(page.title), len(page.header), len(page.subheader)] == [1, 1, 2]
