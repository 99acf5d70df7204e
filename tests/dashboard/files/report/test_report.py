"""The report holds the figures of the quote in either language, asks nobody for anything and runs no text."""

import base64
import dataclasses
import functools
import hashlib
import tomllib
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from dashboard.files.case import Case
from dashboard.files.report.file import report
from dashboard.files.report.theme import COLORS
from dashboard.language.formats import CENTS, number
from dashboard.language.names import option_name
from dashboard.language.texts import LOCALES
from dashboard.options.purchases import verdict
from dashboard.options.tables import LINES
from dashboard.questions.cash.table import CASH
from dashboard.questions.cash.values import cash_flow
from dashboard.tables.facts import LINK_WITHOUT_PRICES
from dashboard.tables.origin import NOT_LIST_PRICES
from tests.dashboard.cases import CASES, LINK, hostile
from tests.dashboard.files.report.page import Page
from tests.dashboard.quotes import EN, ZH

LANGUAGES = pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
ALL = pytest.mark.parametrize("given", CASES.values(), ids=CASES)


@functools.cache
def page(given: Case, texts=EN) -> Page:
    return Page(report(given, texts))


def table_under(found: Page, *headings: str) -> list[list[str]]:
    """Return the rows of the first table that begins with these headings."""
    return next(table[1:] for table in found.tables if tuple(table[0][: len(headings)]) == headings)


@LANGUAGES
@ALL
def test_the_options_have_the_figures_of_the_quote(given, texts):
    found = page(given, texts)
    assert verdict(given.quote, texts) in found.words
    rows = table_under(found, texts("Option"), texts("Total"))
    assert len(rows) == len(given.quote.options)
    for row, option in zip(rows, given.quote.options, strict=True):
        assert row[0].startswith(option_name(texts, given.book, option.id))
        total = "–" if option.costs is None else number(texts, option.costs.total, CENTS)
        assert row[1] == total
    components = next(table[1:] for table in found.tables if table[0][-1:] == [texts("Total")])
    assert [row[-1] for row in components] == [row[1] for row in rows]


@ALL
def test_the_movements_and_lines_are_those_of_the_option_that_is_told(given):
    found, option = page(given), given.option
    if option.costs is None:
        assert not [table for table in found.tables if table[0][1:2] == [CASH["kind"].heading]]
        return
    flow = cash_flow(given.quote, option, given.listed, given.start)
    if flow.movements:
        rows = table_under(found, "When", "Movement")
        assert [row[3] for row in rows] == [number(EN, movement.amount, CENTS) for movement in flow.movements]
        assert [row[-1] for row in rows] == [
            number(EN, movement.tied_up, CENTS) for movement in flow.movements
        ]
    if option.lines:
        *rows, total = table_under(found, LINES["month"].heading, LINES["item"].heading)
        assert [row[4] for row in rows] == [number(EN, line.amount, CENTS) for line in option.lines]
        assert (total[0], total[4]) == ("Total", number(EN, option.costs.total, CENTS))


@LANGUAGES
@ALL
def test_the_charts_are_those_of_the_screens_in_concrete_colours(given, texts):
    found = page(given, texts)
    drawn = {chart["name"]: chart for chart in found.data["charts"]}
    expected = {"options", "curves"}
    if any(month.calls for month in given.option.months):
        expected.add("months")
    if given.option.costs is not None and given.option.costs.total:
        expected.add("cash")
    assert set(drawn) == expected
    assert "var(--" not in str(found.data)
    assert all(chart["layout"]["height"] <= 900 for chart in drawn.values())
    assert len(found.data["locale"]["shortMonths"]) == 12


def test_the_colours_are_those_of_the_light_theme():
    config = tomllib.loads((Path(__file__).parents[4] / ".streamlit/config.toml").read_text("utf-8"))
    light = config["theme"]["light"]
    assert COLORS["var(--st-text-color)"] == light["textColor"]
    assert COLORS["var(--st-background-color)"] == light["backgroundColor"]


@ALL
def test_it_asks_nobody_for_anything(given):
    found = page(given)
    assert set(found.addresses) == {"data:,", LINK}
    assert not found.tags & {"iframe", "object", "embed", "form", "img", "base"}
    assert "default-src 'none'" in found.policy
    assert len(found.scripts) == 2
    for script in found.scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in found.policy


@LANGUAGES
def test_names_are_no_markup(texts):
    found, book = page(CASES["hostile names"], texts), hostile()
    assert found.text.count("<script>alert(1)</script>") >= 2
    assert any(book.source in words for words in found.words)
    assert {"script", "b"} & found.tags == {"script"}
    assert len(found.scripts) == 2


@LANGUAGES
def test_it_says_where_the_figures_come_from(texts):
    found = page(CASES["hostile names"], texts)
    assert found.lang == {"en": "en", "zh_Hans": "zh-Hans"}[texts.language]
    prices = CASES["hostile names"].origin.prices(texts)
    assert found.words.count(prices) == 2  # above all figures, and with the price list
    for words in ("tencent-face-fusion", "=1+1", LINK, texts(LINK_WITHOUT_PRICES)):
        assert words in found.words
    assert {"en": "November 25, 2026", "zh_Hans": "2026年11月25日"}[texts.language] in found.words
    assert EN(NOT_LIST_PRICES) not in page(CASES["first"]).text
    assert "list prices" in page(CASES["first"]).words


def test_a_peak_on_no_day_is_said_beside_the_verdict():
    assert (
        "A peak of 200 QPS on 0 days costs nothing: set the peak days." in page(CASES["peak on no day"]).words
    )


def test_a_link_that_is_no_web_address_is_a_text():
    given = CASES["first"]
    odd = dataclasses.replace(given, origin=dataclasses.replace(given.origin, link="javascript:alert(1)"))
    assert Page(report(odd, EN)).addresses == ["data:,"]


def test_purchases_have_dates_where_the_first_month_is_known():
    assert "January 1, 2027: 1 license and one 5M pack, CNY 85,000.00" in page(CASES["first"]).words
    assert "Month 1: 1 license and 4 × 1M pack, CNY 84,000.00" in page(CASES["without a start"]).words
    rows = table_under(page(CASES["one month"]), "Date", "Until")
    assert rows[0][:2] == ["2026-12-08", "2026-12-31"]  # 30 days before January 7, the last of 7 peak days
    assert "Dates to remember" not in page(CASES["without a start"]).words


@ALL
def test_no_english_is_left_on_a_chinese_page(given):
    with (LOCALES / "zh_Hans/LC_MESSAGES/messages.po").open("rb") as file:
        known = {message.id for message in read_po(file) if isinstance(message.id, str)}
    english = {text for text in known if text and "{" not in text and ZH(text) != text}
    assert english & set(page(given, ZH).words) == set()


def test_the_same_case_gives_the_same_bytes():
    assert report(CASES["first"], ZH) == report(CASES["first"], ZH)
