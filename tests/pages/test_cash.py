"""The page "When does the money leave?" answers for every kind of input, in both languages."""

import dataclasses
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language.texts import Texts
from dashboard.questions.cash.answer import answer as answer_of
from dashboard.questions.cash.values import cash_flow
from dashboard.screen.components.live_chart import read_payload
from pricing.quotes.quote import quote
from pricing.quotes.settlement import settle
from pricing.scenario import Scenario
from tests.pages.given import given
from tests.pricing.books import TOML_TEXTS, face_fusion, sample

LANGUAGES = ("en", "zh_Hans")
START = date(2027, 1, 1)
SCENARIOS = {
    "steady": Scenario((400_000,) * 12),
    "no calls": Scenario((0,) * 12),
    "nothing at all": Scenario((0,), peak_qps=0),
    "one month": Scenario((500_000,), peak_qps=200, peak_days=7),
    "uneven": Scenario((0, 5_000_000, 1)),
    "trial": Scenario((500,), peak_qps=1),
    "some unavailable": Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10),
    "a year of peak": Scenario((100,) * 12, peak_qps=100, peak_days=366, peak_month=12),
    "huge": Scenario((10_000_000_000,) * 12),
}
STILL = ("nothing at all", "trial")


def script():
    # Streamlit runs the text of this function alone, so it brings its own imports.
    import runpy  # noqa: PLC0415

    import streamlit as st  # noqa: PLC0415

    from dashboard.screen.inputs import share  # noqa: PLC0415

    share(st.session_state["given"])
    runpy.run_path("pages/cash.py")


def opened(scenario, language="en", book=None, start=None):
    page = AppTest.from_function(script, default_timeout=30)
    page.session_state["given"] = given(scenario, language, book, start=start)
    page.run()
    assert not page.exception
    return page


def answer(scenario, option_id=None, language="en", book=None, start=None):
    quoted = quote(book or face_fusion(), scenario)
    option = quoted.option(option_id or quoted.cheapest)
    flow = cash_flow(quoted, option, quoted.book, start) if option.available else None
    return answer_of(quoted, option, flow, start, Texts(language))


def buttons(page):
    return [button.label for button in page.get("download_button")]


@pytest.mark.parametrize("start", [None, START], ids=["months", "dates"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_first_line_is_the_answer(name, language, start):
    page = opened(SCENARIOS[name], language, start=start)
    assert page.title[0].value == Texts(language)("When does the money leave?")
    assert page.header[0].value == answer(SCENARIOS[name], language=language, start=start)
    assert len(page.metric) == (0 if name in STILL else 5)
    assert not page.error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("book", TOML_TEXTS)
def test_other_price_books_work(book, language):
    page = opened(SCENARIOS["uneven"], language, sample(book), START)
    expected = answer(SCENARIOS["uneven"], language=language, book=sample(book), start=START)
    assert page.header[0].value == expected
    assert sample(book).version in page.markdown[0].value.replace("\\", "")


@pytest.mark.parametrize("missing", ["license", "packs", "settlement", "qps", "free", "large_customer"])
def test_a_book_without_a_section_works(missing):
    without = {
        "packs": {"packs": ()},
        "license": {"packages": (), "qps": None},  # upgrades are for licensed activities
    }.get(missing, {missing: None})
    book = dataclasses.replace(face_fusion(), **without)
    page = opened(SCENARIOS["uneven"], book=book, start=START)
    assert page.header[0].value == answer(SCENARIOS["uneven"], book=book, start=START)
    frozen = dict(zip([metric.label for metric in page.metric], page.metric, strict=True))["Most frozen"]
    assert (frozen.value == "0.00") == (missing == "settlement" or not settled(book, "uneven").most_frozen)


def settled(book, name):
    quoted = quote(book, SCENARIOS[name])
    return settle(quoted.option(quoted.cheapest), book.settlement)


@pytest.mark.parametrize("option_id", ["cheapest", "postpaid", "pack:1m", "best_mix"])
def test_the_table_and_the_metrics_are_settle_of_the_quote(option_id):
    page = opened(Scenario((1_000_000,) * 12))
    page.selectbox[0].set_value(option_id).run()
    quoted = quote(face_fusion(), Scenario((1_000_000,) * 12))
    option = quoted.option(quoted.cheapest if option_id == "cheapest" else option_id)
    flow = settle(option, face_fusion().settlement)
    table = page.dataframe[0].value
    assert [float(m.amount) for m in flow.movements] == table["amount"].tolist()
    assert [float(m.paid) for m in flow.movements] == table["paid"].tolist()
    assert [float(m.frozen) for m in flow.movements] == table["frozen"].tolist()
    assert [float(m.tied_up) for m in flow.movements] == table["tied_up"].tolist()
    figures = (flow.upfront, flow.later, flow.paid, flow.most_frozen, flow.most_tied_up)
    assert [metric.value for metric in page.metric] == [f"{figure:,.2f}" for figure in figures]


def test_a_freeze_is_measured_by_list_prices():
    book = face_fusion()
    half = tuple(dataclasses.replace(tier, unit_price=tier.unit_price / 2) for tier in book.postpaid.tiers)
    own = dataclasses.replace(book, postpaid=dataclasses.replace(book.postpaid, tiers=half))
    page = AppTest.from_function(script, default_timeout=30)
    inputs = given(Scenario((400_000,)), book=own)
    page.session_state["given"] = dataclasses.replace(inputs, listed=book)
    page.run()
    amounts = dict(zip(page.dataframe[0].value["kind"], page.dataframe[0].value["amount"], strict=True))
    assert (amounts["Bill"], amounts["Freeze"]) == (995, 2_388)  # 99,500 x 0.01, and 1.2 x 99,500 x 0.02


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_option_that_cannot_be_bought_says_why(language):
    page = opened(SCENARIOS["some unavailable"], language, start=START)
    assert not page.warning[1:]
    page.selectbox[0].set_value("postpaid").run()
    assert page.header[0].value == answer(SCENARIOS["some unavailable"], "postpaid", language)
    assert "250" in page.warning[0].value
    assert not page.dataframe
    assert not page.metric
    assert not buttons(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("start", [None, START], ids=["months", "dates"])
def test_where_nothing_moves_there_is_nothing_to_show(language, start):
    page = opened(SCENARIOS["trial"], language, start=start)
    assert not page.dataframe
    assert not page.info
    assert not page.get("bidi_component")
    assert not buttons(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_first_month_the_page_says_where_to_set_it(language):
    page = opened(SCENARIOS["one month"], language)
    texts = Texts(language)
    assert texts.field("start").lower() in page.info[0].value.lower()
    assert buttons(page) == [texts("Download CSV")]
    assert len(page.dataframe) == 1
    assert page.dataframe[0].value["when"][0] == texts("Month {month}", month=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_month_brings_dates_and_the_calendar(language):
    page = opened(SCENARIOS["one month"], language, start=START)
    texts = Texts(language)
    assert not page.info
    assert buttons(page) == [texts("Download CSV"), texts("Download calendar"), texts("Download CSV")]
    movements, dates = page.dataframe
    assert movements.value["when"].tolist()[0] == "2027-01-01"
    assert movements.value["when"].tolist()[-1] == "2027-03-01"
    assert dates.value["first"].tolist()[0] == "2026-12-08"
    assert "2026" in page.warning[0].value  # the license has to be there before the first order


def test_free_things_are_remembered_though_no_money_moves():
    page = opened(SCENARIOS["one month"], book=sample("free-of-charge"), start=START)
    assert page.header[0].value == "No money moves: nothing that is bought or billed costs anything"
    assert page.dataframe[0].value["what"].tolist()[-1] == "Last day of 1 license"


def test_the_choice_of_the_first_page_holds_here():
    app = AppTest.from_file("../../app.py", default_timeout=60).run()
    app.selectbox(key="details_of_box_en").set_value("pack:10m").run()
    app.switch_page("pages/cash.py").run()
    assert app.selectbox(key="details_of_box_en").value == "pack:10m"
    assert app.header[0].value == "CNY 105,000 leaves on the first day, and nothing after it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_tells_its_figures_in_words(language):
    (chart,) = opened(SCENARIOS["one month"], language).get("bidi_component")
    payload = read_payload(chart.proto.bytes)
    assert payload["name"] == "cash"
    assert "42,050.00" in payload["alt"]  # a license of 20,000 and 22,050 for the upgrades


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_come_in_order(language):
    page = opened(SCENARIOS["one month"], language, start=START)
    assert [len(page.title), len(page.header), len(page.subheader)] == [1, 1, 3]
