"""What only a browser shows: the first visit, the sliders, the language, the files."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from pricing.book.file import shipped
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.browser.driver import Visit

OpenPage = Callable[..., Visit]

SLIDERS = (
    ("Monthly calls", "calls", "500000", "412345"),
    ("Peak QPS", "qps", "100", "237"),
    ("Peak days", "days", "1", "17"),
)
"""The name on screen, the name in the link, one step up from the default by keyboard, and a figure typed."""


def headline(page: Page) -> str:
    """Return the answer of the page: its first heading below the question."""
    return page.get_by_role("heading", level=2).first.inner_text()


def test_the_first_visit_answers(open_page: OpenPage, server_log: Callable[[], str]) -> None:
    visit = open_page()
    expect(visit.page).to_have_title(re.compile("What should I buy"))
    assert headline(visit.page) == (
        "Buy 1 license and one 5M pack: CNY 85,000 for 12 months, 23% less than postpaid"
    )
    expect(visit.page.locator(".js-plotly-plot .bars")).not_to_have_count(0)
    assert "Traceback" not in server_log()


def test_figures_are_moved_by_keyboard_and_typed(open_page: OpenPage) -> None:
    visit = open_page()
    for label, name, stepped, typed in SLIDERS:
        slider = visit.page.get_by_role("slider", name=label)
        box = visit.page.get_by_role("textbox", name=label)
        slider.press("ArrowRight")
        visit.settle()
        expect(visit.page).to_have_url(re.compile(rf"\b{name}={stepped}\b"))
        expect(box).to_have_value(f"{int(stepped):,}")
        box.fill(typed)
        box.press("Enter")
        visit.settle()
        expect(visit.page).to_have_url(re.compile(rf"\b{name}={typed}\b"))
        expect(slider).to_have_attribute("aria-valuetext", re.compile(r"\d"))


def test_nothing_of_what_is_typed_at_once_is_lost(open_page: OpenPage) -> None:
    visit = open_page()
    labels = ("Monthly calls", "Peak QPS", "Peak days", "Materials", "Activities")
    for start in range(5):
        figures = [str(start + few) for few in (700_001, 120, 9, 30, 3)]
        for label, figure in zip(labels, figures, strict=True):
            visit.page.get_by_role("textbox", name=label).fill(figure)
        visit.page.keyboard.press("Tab")
        visit.settle()
        calls, qps, days, materials, activities = figures
        link = f"?calls={calls}&qps={qps}&days={days}&materials={materials}&activities={activities}"
        assert visit.page.url.endswith(link)
        for label, figure in zip(labels, figures, strict=True):
            expect(visit.page.get_by_role("textbox", name=label)).to_have_value(figure)


def test_what_is_half_typed_stays_while_what_stands_above_goes(open_page: OpenPage) -> None:
    visit = open_page("/?qps=200")
    hint = visit.page.get_by_test_id("stSidebar").get_by_text("set the peak days")
    expect(hint).to_be_visible()
    visit.page.get_by_role("textbox", name="Peak days").fill("9")
    visit.page.get_by_role("textbox", name="Materials").fill("3")
    expect(hint).to_have_count(0)
    visit.settle()
    visit.page.keyboard.type("0")
    visit.page.keyboard.press("Enter")
    visit.settle()
    expect(visit.page).to_have_url(re.compile(r"\?qps=200&days=9&materials=30$"))


def test_the_month_table_takes_numbers_as_people_write_them(open_page: OpenPage) -> None:
    visit = open_page("/?shape=table&table=100000+200000+300000")
    page = visit.page
    sidebar = page.get_by_test_id("stSidebar")
    box = sidebar.get_by_test_id("stDataFrame").bounding_box()
    assert box is not None
    for row, text, months in ((0, "50万", "500000+200000+300000"), (1, "abc", "500000+200000+300000")):
        page.mouse.click(box["x"] + 20, box["y"] + 35 * (row + 1) + 17)  # the name of the month
        for key in ("ArrowRight", "Enter"):
            page.wait_for_timeout(200)  # the grid answers a key a little later
            page.keyboard.press(key)
        editor = page.locator("#portal textarea, #portal input").first
        editor.fill(text)
        editor.press("Enter")
        visit.settle()
        expect(page).to_have_url(re.compile(re.escape(f"table={months}")))
    expect(sidebar.get_by_test_id("stAlert")).to_have_text(
        "Month 2: 'abc' is not a whole number; allowed: 0 to 10,000,000,000"
    )


def test_months_move_by_keyboard(open_page: OpenPage) -> None:
    visit = open_page()
    visit.page.get_by_role("slider", name="Months").press("ArrowLeft")
    visit.settle()
    expect(visit.page).to_have_url(re.compile(r"\bmonths=11\b"))
    assert "for 11 months" in headline(visit.page)


def test_the_language_changes_and_back(open_page: OpenPage) -> None:
    visit = open_page()
    visit.page.get_by_text("中文", exact=True).click()
    visit.settle()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("我该买什么？")
    assert "技术授权" in headline(visit.page)
    visit.page.go_back()
    visit.settle()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("What should I buy?")


def test_the_browser_s_language_comes_first(open_page: OpenPage) -> None:
    visit = open_page(locale="zh-CN")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("我该买什么？")


def test_a_time_zone_that_nobody_knows_is_no_matter(open_page: OpenPage) -> None:
    visit = open_page(timezone_id="Asia/Shanghai")  # with options of its own: nobody else gets this profile
    of_dates = "Intl.DateTimeFormat.prototype"
    told = f"const told = {of_dates}.resolvedOptions;"
    for zone in ("Etc/Unknown", "/etc/localtime", "undefined"):
        lie = f"return {{...told.call(this), timeZone: '{zone}'}}"
        visit.page.add_init_script(f"{told} {of_dates}.resolvedOptions = function () {{ {lie} }};")
        visit.go("/?calls=1000000")
        assert headline(visit.page)
        expect(visit.page.get_by_test_id("stException")).to_have_count(0)


def test_the_downloaded_csv_has_the_figures_of_quote(open_page: OpenPage, tmp_path: Path) -> None:
    visit = open_page("/?calls=1000000")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Download CSV").first.click()
    assert download.value.suggested_filename == "face-fusion-comparison-1m-12m.csv"
    path = tmp_path / "comparison.csv"
    download.value.save_as(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(path, dtype=str)
    quoted = quote(shipped(), Scenario((1_000_000,) * 12))
    totals = [None if option.costs is None else option.costs.total for option in quoted.options]
    assert [Decimal(total) for total in frame["Total"]] == totals
    assert shipped().version in frame.iloc[0].tolist()


def test_nonsense_in_the_link_is_replaced_and_named(open_page: OpenPage) -> None:
    visit = open_page("/?calls=abc&months=99&qps=-5&shape=zigzag")
    assert "CNY" in headline(visit.page)
    warning = visit.page.get_by_test_id("stMain").get_by_test_id("stAlert").first.inner_text()
    for named in ("abc", "99", "-5", "zigzag"):
        assert named in warning


@pytest.mark.parametrize(
    "query", ["calls=0&months=1", "days=0&qps=400", "months=1", "calls=10000000000", "calls=0&qps=1&months=1"]
)
def test_the_ends_of_the_inputs_are_quiet(
    open_page: OpenPage, server_log: Callable[[], str], query: str
) -> None:
    visit = open_page(f"/?{query}")
    assert headline(visit.page)
    assert not re.search("warning|error|traceback", server_log(), re.IGNORECASE)
