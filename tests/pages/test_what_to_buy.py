"""The page "What should I buy?" answers for every kind of scenario and price book, in both languages."""

from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language.texts import Texts
from dashboard.options.purchases import verdict
from dashboard.options.quote_count import quote_counts
from dashboard.options.tables import COMPARISON
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

    import streamlit as st  # noqa: PLC0415

    from dashboard.screen.inputs import share  # noqa: PLC0415

    share(st.session_state["given"])
    runpy.run_path("pages/what_to_buy.py")


def opened(scenario, language="en", book=None):
    page = AppTest.from_function(script, default_timeout=30)
    page.session_state["given"] = given(scenario, language, book)
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_the_first_line_is_the_answer(scenario, language):
    page = opened(scenario, language)
    texts = Texts(language)
    assert page.title[0].value == texts("What should I buy?")
    assert page.header[0].value == verdict(quote(face_fusion(), scenario), texts)
    assert len(page.metric) == 5
    assert not page.error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("book", TOML_TEXTS)
def test_other_price_books_work(book, language):
    page = opened(SCENARIOS["steady"], language, sample(book))
    assert len(page.dataframe[0].value) == len(quote(sample(book), SCENARIOS["steady"]).options)
    assert sample(book).version in page.markdown[0].value.replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_peak_on_no_day_is_said_beside_the_verdict(language):
    said = Texts(language)("A peak of {qps} QPS on 0 days costs nothing: set the peak days.", qps=200)
    page = opened(Scenario((400_000,) * 12, peak_qps=200), language)
    assert said in page.warning[0].value
    assert not [warning for warning in opened(SCENARIOS["one month"]).warning if "0 days" in warning.value]


@pytest.mark.parametrize("peak_month", [1, 2])
def test_an_upgrade_is_said_to_be_paid_before_its_month(peak_month):
    scenario = Scenario((400_000,) * 3, peak_qps=200, peak_days=7, peak_month=peak_month)
    page = AppTest.from_function(script, default_timeout=30)
    page.session_state["given"] = given(scenario, start=date(2027, 1, 1))
    page.run()
    (said,) = [
        each.value for each in page.markdown if "A QPS upgrade is paid when it is ordered" in each.value
    ]
    assert ("the licenses must be paid by December 31, 2026" in said) is (peak_month == 1)


def test_the_metrics_are_those_of_the_cheapest():
    page = opened(SCENARIOS["steady"])
    assert [(metric.label, metric.value) for metric in page.metric] == [
        ("Total", "85,000.00"),
        ("Upfront", "85,000.00"),
        ("Per 1,000 calls", "17.71"),  # 85,000 / 4,800
        ("Saved", "24,990.00"),
        ("Coverage", "100.0%"),
    ]


def test_figures_that_do_not_exist_are_a_dash():
    assert [metric.value for metric in opened(SCENARIOS["no calls"]).metric][2:] == ["–", "0.00", "–"]
    assert opened(SCENARIOS["unavailable"]).metric[3].value == "–"


def test_the_table_has_all_columns_and_rounds_half_up():
    # 12,000.005 + 20,000: exactly between two cents
    page = opened(Scenario((300_500 + 5_000_001,)))
    table = page.dataframe[0].value
    assert list(table) == list(COMPARISON)
    assert table["postpaid"][0] == 25_000.01  # 5,000,001 x 0.005 = 25,000.005
    unavailable = opened(SCENARIOS["unavailable"]).dataframe[0].value
    assert pd.isna(unavailable["total"][0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_warnings_are_in_one_box(language):
    page = opened(SCENARIOS["unavailable"], language)
    assert len(page.warning) == 1
    assert not opened(SCENARIOS["steady"], language).warning


def test_the_details_are_of_the_cheapest_until_another_is_chosen():
    page = opened(SCENARIOS["steady"])
    assert list(page.dataframe[1].value["amount"]) == [20_000, 65_000, 85_000]
    page.selectbox[0].set_value("pack:10m").run()
    assert list(page.dataframe[1].value["amount"]) == [20_000, 85_000, 105_000]
    assert page.header[0].value.startswith("Buy 1 license and one 5M pack")


def test_the_choice_of_the_cheapest_follows_the_scenario():
    page = opened(SCENARIOS["steady"])
    page.session_state["given"] = given(SCENARIOS["trial"])
    page.run()
    assert not page.exception
    assert page.selectbox[0].value == "cheapest"
    assert "Nothing has to be bought." in [text.value for text in page.markdown]


def test_the_choice_is_kept_in_another_language():
    page = opened(SCENARIOS["steady"])
    page.selectbox[0].set_value("pack:10m").run()
    page.session_state["given"] = given(SCENARIOS["steady"], "zh_Hans")
    page.run()
    assert page.selectbox[0].value == "pack:10m"


def test_an_option_that_is_gone_gives_way_to_the_cheapest():
    page = opened(SCENARIOS["trial"])
    page.selectbox[0].set_value("trial").run()
    page.session_state["given"] = given(SCENARIOS["steady"], "zh_Hans")
    page.run()
    assert not page.exception
    assert list(page.dataframe[1].value["amount"]) == [20_000, 65_000, 85_000]


def test_the_details_of_an_unavailable_option_are_its_reason():
    page = opened(SCENARIOS["unavailable"])
    page.selectbox[0].set_value("postpaid").run()
    assert "at most 250 can be bought online" in page.warning[-1].value
    assert len(page.dataframe) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_come_in_order(language):
    page = opened(SCENARIOS["steady"], language)
    assert [len(page.title), len(page.header), len(page.subheader)] == [1, 1, 6]


def components(page, name):
    return [node.proto for node in page.get("bidi_component") if node.proto.component_name == name]


def charts(page):
    drawn = components(page, "dashboard.live_chart")
    return {read_payload(component.bytes)["name"]: component.bytes for component in drawn}


def test_the_months_are_those_of_the_option_whose_details_are_shown():
    page = opened(SCENARIOS["steady"])
    assert "for 5M pack" in read_payload(charts(page)["months"])["alt"]
    page.selectbox[0].set_value("pack:10m").run()
    assert "for 10M pack" in read_payload(charts(page)["months"])["alt"]


@pytest.mark.parametrize("scenario", ["no calls", "nothing at all"])
def test_without_calls_there_are_no_months_to_show(scenario):
    assert list(charts(opened(SCENARIOS[scenario]))) == ["options"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_nearest_changes_are_told(language):
    told = opened(SCENARIOS["steady"], language).markdown[1].value
    assert told.count("\n") == 2
    assert Texts(language).field("monthly_calls") in told


def test_only_the_named_options_are_in_the_table():
    page = opened(SCENARIOS["steady"])
    page.multiselect[0].set_value(["pack:10m", "postpaid"]).run()
    table = page.dataframe[0].value
    assert list(table["option"]) == ["Postpaid only", "10M pack"]
    assert list(table["multiple"]) == [1.29, 1.24]  # still of the cheapest of all


def test_a_named_option_that_is_gone_is_left_out():
    page = opened(SCENARIOS["trial"])
    page.multiselect[0].set_value(["trial", "postpaid"]).run()
    for scenario, language in (("steady", "en"), ("steady", "zh_Hans")):
        page.session_state["given"] = given(SCENARIOS[scenario], language)
        page.run()
        assert not page.exception
        assert len(page.dataframe[0].value) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_csv_link_is_offered_for_list_prices_only(language):
    """The link knows no other prices, and it names the language of the screen."""
    code = "en" if language == "en" else "zh"
    (button,) = components(opened(SCENARIOS["steady"], language), "dashboard.copy_link")
    assert f"api/v1/comparison.csv?lang={code}" in str(button)
    page = opened(SCENARIOS["steady"], language, sample("no-qps"))
    assert not components(page, "dashboard.copy_link")
    sentence = Texts(language)(
        "No link to this table as CSV: a link gives list prices, and these are others."
    )
    assert f":small[{sentence}]" in [text.value for text in page.markdown]


def test_a_quote_of_the_page_is_counted():
    before = quote_counts().get(("page", "pack:5m"), 0)
    opened(SCENARIOS["steady"])
    assert quote_counts()["page", "pack:5m"] == before + 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", ["steady", "trial", "unavailable"])
def test_files_are_offered_and_written_when_they_are_asked_for(scenario, language, monkeypatch):
    def too_early(*_):
        pytest.fail("a file is written while the page runs")

    for name in ("workbook", "report", "scenario_file"):
        monkeypatch.setattr(f"dashboard.screen.boxes.take_with_you.{name}", too_early)
    page, texts = opened(SCENARIOS[scenario], language), Texts(language)
    labels = [button.proto.label for button in page.get("download_button")]
    assert labels[-3:] == [texts(label) for label in ("Workbook (XLSX)", "Report (HTML)", "Scenario (JSON)")]


def test_the_files_are_of_what_the_page_shows(monkeypatch):
    taken = []
    monkeypatch.setattr(
        "dashboard.screen.boxes.take_with_you.take_with_you", lambda case, _: taken.append(case)
    )
    page = opened(SCENARIOS["steady"])
    assert taken[-1].option.id == "pack:5m"
    page.selectbox[0].set_value("pack:10m").run()
    shown = given(SCENARIOS["uneven"], book=sample("graduated"), start=date(2027, 1, 1))
    page.session_state["given"] = shown
    page.run()
    case = taken[-1]
    assert case.option.id == "pack:10m"
    assert case.quote == quote(sample("graduated"), SCENARIOS["uneven"])
    assert (case.start, case.listed, case.origin) == (date(2027, 1, 1), shown.listed, shown.origin)


def test_purchases_have_dates_where_the_first_month_is_known():
    page = opened(SCENARIOS["steady"])
    assert any(text.value.startswith("- **Month 1**") for text in page.markdown)
    page.session_state["given"] = given(SCENARIOS["steady"], start=date(2027, 1, 1))
    page.run()
    assert any(text.value.startswith("- **January 1, 2027**") for text in page.markdown)
