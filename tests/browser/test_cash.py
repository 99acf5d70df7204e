"""The page on cash in a real browser: its files really downloaded, the choice of an option, a telephone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from dashboard.dates.reminders import reminders
from dashboard.language.texts import Texts
from dashboard.questions.cash.values import cash_flow
from pricing.book.file import shipped
from pricing.quotes.quote import quote
from pricing.quotes.settlement import settle
from pricing.scenario import Scenario
from tests.browser.driver import Visit
from tests.browser.menu import open_from_menu, wait_for_charts

OpenPage = Callable[..., Visit]

PAGES = {"en-US": "When does the money leave?", "zh-CN": "资金何时支出？"}
PHONE = {"width": 390, "height": 844}
QUERY = "/?calls=500000&months=1&qps=200&days=7&start=2027-01"
QUOTED = quote(shipped(), Scenario((500_000,), peak_qps=200, peak_days=7))


def downloaded(page: Page, name: str, folder: Path) -> Path:
    """Press the button ``name`` and return the file that the browser kept, under the name it was offered."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.parametrize(
    ("locale", "language", "button"),
    [("en-US", "en", "Download calendar"), ("zh-CN", "zh_Hans", "下载日历")],
)
def test_the_calendar_is_downloaded_and_read_back(
    open_page: OpenPage, tmp_path: Path, locale: str, language: str, button: str
) -> None:
    visit = open_page(QUERY, locale=locale)
    page = open_from_menu(visit, PAGES[locale])
    path = downloaded(page, button, tmp_path)
    assert path.name == "face-fusion-reminders-500k-1m.ics"
    content = path.read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(content)
    calendar.validate()

    option, start = QUOTED.option(QUOTED.cheapest), date(2027, 1, 1)
    flow = cash_flow(QUOTED, option, QUOTED.book, start)
    expected = reminders(QUOTED, option, flow, start, Texts(language))
    for event, one in zip(calendar.events, expected, strict=True):
        assert (event.start, event.end) == (one.first, one.last + timedelta(days=1))
        assert str(event["summary"]).startswith(one.what)
        assert "start=2027-01" in str(event["url"])
        assert abs(event["dtstamp"].dt - datetime.now(UTC)) < timedelta(minutes=5)
    assert len({str(event["uid"]) for event in calendar.events}) == len(expected)


def test_the_movements_are_downloaded_with_the_figures_of_settle(open_page: OpenPage, tmp_path: Path) -> None:
    visit = open_page("/?calls=1000000&months=3")
    page = open_from_menu(visit, PAGES["en-US"])
    expect(page.get_by_role("button", name="Download calendar")).to_have_count(0)
    page.get_by_role("combobox", name="Show details of").click()
    page.get_by_role("option", name="Postpaid only").click()
    visit.settle()
    path = downloaded(page, "Download CSV", tmp_path)
    assert path.name == "face-fusion-cash-1m-3m.csv"
    frame = pd.read_csv(path, dtype=str)
    quoted = quote(shipped(), Scenario((1_000_000,) * 3))
    flow = settle(quoted.option("postpaid"), shipped().settlement)
    assert [Decimal(amount) for amount in frame["Amount"]] == [m.amount for m in flow.movements]
    assert [Decimal(amount) for amount in frame["Tied up"]] == [m.tied_up for m in flow.movements]
    assert set(frame["Option"]) == {"Postpaid only"}
    assert set(frame["Version"]) == {shipped().version}


@pytest.mark.parametrize(("locale", "color_scheme"), [("en-US", "light"), ("zh-CN", "dark")])
def test_a_telephone_shows_it_without_sideways_scrolling(
    open_page: OpenPage, locale: str, color_scheme: str
) -> None:
    # A year of bills: 14 settlement days, each of which has to have its place on the chart.
    visit = open_page(
        "/?calls=1234567&start=2026-11&qps=300&days=45",
        viewport=PHONE,
        locale=locale,
        color_scheme=color_scheme,
    )
    page = open_from_menu(visit, PAGES[locale])
    page.get_by_test_id("stMain").get_by_role("combobox").click()
    page.get_by_role("option").nth(1).click()  # postpaid only
    visit.settle()
    wait_for_charts(page)
    widths = page.evaluate(
        "() => [document.documentElement, document.querySelector('[data-testid=stMain]'),"
        " ...document.querySelectorAll('.live-chart')].map((part) => part.scrollWidth)"
    )
    assert max(widths) <= PHONE["width"]
    chart = page.locator(".st-key-cash, .live-chart").first.bounding_box()
    words = page.locator(".annotation-text").first.bounding_box()
    assert chart is not None
    assert words is not None
    assert words["x"] + words["width"] <= chart["x"] + chart["width"]
    ticks = [tick.bounding_box() for tick in page.locator(".xtick text").all()]
    boxes = sorted((box["x"], box["x"] + box["width"]) for box in ticks if box is not None)
    assert len(boxes) == 7
    assert all(end <= begin for (_, end), (begin, _) in pairwise(boxes))
