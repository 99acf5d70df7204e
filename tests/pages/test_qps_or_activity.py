"""The page "QPS upgrade or another activity?" answers for any scenario and price book, in both languages."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language.texts import Texts
from dashboard.screen.components.live_chart import read_payload
from pricing.scenario import Scenario
from tests.pages.given import given
from tests.pricing.books import TOML_TEXTS, face_fusion, sample

LANGUAGES = ("en", "zh_Hans")
SCENARIOS = {
    "steady": Scenario((400_000,) * 12),
    "no calls": Scenario((0,) * 12),
    "nothing at all": Scenario((0,), peak_qps=0),
    "one month": Scenario((500_000,), peak_qps=200, peak_days=7),
    "no peak day": Scenario((500_000,), peak_qps=200),
    "unavailable": Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10),
    "a year of peak": Scenario((100,) * 12, peak_qps=100, peak_days=366, peak_month=12),
    "huge": Scenario((10_000_000_000,) * 12, peak_qps=1_000_000, peak_days=366),
}


def script():
    # Streamlit runs the text of this function alone, so it brings its own imports.
    import runpy  # noqa: PLC0415

    import streamlit as st  # noqa: PLC0415

    from dashboard.screen.inputs import share  # noqa: PLC0415

    share(st.session_state["given"])
    runpy.run_path("pages/qps_or_activity.py")


def opened(scenario, language="en", book=None, start=None):
    page = AppTest.from_function(script, default_timeout=60)
    book = book or face_fusion()
    page.session_state["given"] = given(scenario, language, book, start=start)
    page.run()
    assert not page.exception
    return page


def charts(page):
    """Return the payloads of the live charts, by their keys."""
    found = [read_payload(chart.proto.bytes) for chart in page.get("bidi_component")]
    return {payload["name"]: payload for payload in found}


def plain(page):
    return [text.value.replace("\\", "") for text in page.markdown]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_the_first_line_is_the_answer_and_both_charts_follow(scenario, language):
    page = opened(scenario, language)
    assert page.title[0].value == Texts(language)("QPS upgrade or another activity?")
    assert len(page.header) == 1
    assert set(charts(page)) == {"cost_by_days", "cost_by_qps"}
    assert all(payload["alt"] for payload in charts(page).values())
    assert not page.error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("book", TOML_TEXTS)
def test_other_price_books_work(book, language):
    page = opened(SCENARIOS["one month"], language, sample(book))
    assert len(charts(page)) == (0 if sample(book).license is None else 2)
    assert page.header[0].value


def test_a_book_without_a_license_gets_a_calm_sentence():
    page = opened(SCENARIOS["one month"], book=sample("unlicensed"))
    assert page.header[0].value == "Neither: this price list sells no licenses, and sets no limit to the QPS"
    assert not page.error
    assert not page.warning


def test_a_book_without_upgrades_has_no_schedule():
    page = opened(SCENARIOS["one month"], book=sample("no-qps"), start=date(2027, 1, 1))
    assert page.header[0].value.endswith("; this price list sells no QPS upgrades")
    assert "When to order QPS upgrades" not in [heading.value for heading in page.subheader]


def test_the_metrics_are_the_three_ways_and_the_break_even():
    page = opened(SCENARIOS["one month"])
    assert [(metric.label, metric.value) for metric in page.metric] == [
        ("QPS upgrades", "46,040.00"),
        ("Extra activities", "80,000.00"),
        ("Optimal", "46,040.00"),
        ("Break-even", "18 days"),
    ]
    assert [metric.value for metric in opened(SCENARIOS["unavailable"]).metric] == [
        *("–", "203,152.00", "167,788.00", "–")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_sold_online_is_said(language):
    page = opened(SCENARIOS["unavailable"], language)
    assert len(page.warning) == 1
    assert "250" in page.warning[0].value
    assert not opened(SCENARIOS["one month"], language).warning


def test_without_a_peak_an_example_is_shown_and_named():
    page = opened(SCENARIOS["steady"])
    assert page.header[0].value == "Neither: the 50 QPS of 1 license are enough for a peak of 50 QPS"
    assert page.info[0].value.startswith("As an example, the charts show 100 QPS on 7 peak days")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "needs", [{"activities": 20_000}, {"activities": 100_000}, {"materials": 1_000_000}], ids=str
)
def test_where_no_peak_is_above_the_base_there_is_no_example(needs, language):
    page = opened(Scenario((400_000,) * 12, **needs), language)
    assert page.header[0].value.startswith("Neither: " if language == "en" else "都不需要：")
    assert not charts(page)
    assert not page.info
    assert not page.error


def test_an_example_is_no_higher_than_the_highest_peak():
    page = opened(Scenario((400_000,) * 12, activities=19_999))
    assert page.info[0].value.startswith("As an example, the charts show 1,000,000 QPS")
    assert set(charts(page)) == {"cost_by_days", "cost_by_qps"}


def test_all_366_days_can_be_shown():
    page = opened(SCENARIOS["one month"])
    assert charts(page)["cost_by_days"]["figure"]["layout"]["xaxis"]["range"] == [0, 31]
    page.toggle[0].set_value(True).run()
    assert charts(page)["cost_by_days"]["figure"]["layout"]["xaxis"]["range"] == [0, 366]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_month_turns_the_window_into_dates(language):
    without = opened(SCENARIOS["one month"], language)
    assert len(without.dataframe) == 1
    assert len(without.info) == 1
    page = opened(SCENARIOS["one month"], language, start=date(2027, 1, 1))
    assert page.dataframe[1].value["day"][0] == "2027-01-01"
    assert page.dataframe[1].value["first"][0] == "2026-12-02"
    assert not page.info


def test_the_schedule_is_in_the_month_of_the_peak():
    page = opened(SCENARIOS["a year of peak"], start=date(2027, 2, 1))
    days = page.dataframe[1].value
    assert (days["day"].iloc[0], days["day"].iloc[-1]) == ("2028-01-01", "2028-12-31")
    assert any("On December 31, 2027: 50 QPS" in text for text in plain(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_come_in_order(language):
    page = opened(SCENARIOS["one month"], language)
    assert [len(page.title), len(page.header), len(page.subheader)] == [1, 1, 4]
