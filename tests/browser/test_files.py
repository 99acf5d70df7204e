"""The files of the first page, really downloaded and read back; the report opened without a network."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.texts import Texts
from dashboard.verdict import verdict
from pricing.price_book_file import shipped
from pricing.quote import quote
from pricing.scenario import Scenario
from tests.browser.driver import ROOT, Visit

OpenPage = Callable[..., Visit]

EN, ZH = Texts("en"), Texts("zh_Hans")
QUERY = "/?calls=700000&qps=100&days=7&start=2027-01"
SCENARIO = Scenario((700_000,) * 12, peak_qps=100, peak_days=7)
CHARTS = {"options", "months", "cash", "curves"}
PAPER_PIXELS = (692, 1009)  # A4 at 96 pixels an inch, without the margins
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def downloaded(visit: Visit, button: str, folder: Path) -> Path:
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=button).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
def test_the_workbook_has_the_figures_of_quote(open_page: OpenPage, tmp_path: Path, texts: Texts) -> None:
    visit = open_page(QUERY, locale="en-US" if texts is EN else "zh-CN")
    path = downloaded(visit, texts("Workbook (XLSX)"), tmp_path)
    assert path.name == "face-fusion-quote-700k-12m.xlsx"
    book = openpyxl.load_workbook(path, data_only=True)
    named = ("Summary", "Options", "Lines", "Months", "Cash", "Break-evens", "Assumptions", "Price list")
    assert book.sheetnames == [texts(name) for name in named]
    quoted = quote(shipped(), SCENARIO)
    totals = [row[1] for row in book[texts("Options")].iter_rows(min_row=2, values_only=True)]
    assert [Decimal(str(total)) for total in totals] == [option.costs.total for option in quoted.options]
    assert book[texts("Summary")]["A2"].value == verdict(quoted, texts)
    link = next(
        row[1] for row in book[texts("Summary")].iter_rows(max_col=2) if row[0].value == texts("Link")
    )
    assert link.value.startswith(f"{visit.url}/?calls=700000&qps=100")


def test_the_files_are_of_the_option_whose_details_are_shown(open_page: OpenPage, tmp_path: Path) -> None:
    visit = open_page("/?calls=400000")
    visit.page.get_by_role("combobox", name="Show details of").click()
    visit.page.get_by_role("option", name="Postpaid only").click()
    visit.settle()
    book = openpyxl.load_workbook(downloaded(visit, "Workbook (XLSX)", tmp_path), data_only=True)
    assert [row[0].value for row in book["Cash"].iter_rows(min_row=2)][-2] == 14  # the last release


def test_the_command_line_prices_the_scenario_alike(open_page: OpenPage, tmp_path: Path) -> None:
    path = downloaded(open_page(QUERY), "Scenario (JSON)", tmp_path)
    assert path.name == "face-fusion-scenario-700k-12m.json"
    assert json.loads(path.read_text("utf-8"))["price_book"]["version"] == shipped().version
    command = [sys.executable, "-m", "pricing", "quote", "--scenario", str(path), "--format", "json"]
    told = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    totals = [Decimal(option["costs"]["total"]) for option in told["options"]]
    assert totals == [option.costs.total for option in quote(shipped(), SCENARIO).options]


@pytest.fixture(params=[EN, ZH], ids=["en", "zh"], scope="module")
def report(
    request: pytest.FixtureRequest,
    browser: Browser,
    server_url: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, Texts]:
    """Return the downloaded report and its texts."""
    texts = request.param
    visit = Visit(browser, server_url, locale="en-US" if texts is EN else "zh-CN")
    visit.go(QUERY)
    path = downloaded(visit, texts("Report (HTML)"), tmp_path_factory.mktemp("report"))
    visit.close()
    assert not visit.faults
    return path, texts


@pytest.fixture(params=[1000, 390], ids=["wide", "narrow"])
def offline(
    request: pytest.FixtureRequest, browser: Browser, report: tuple[Path, Texts]
) -> Iterator[tuple[Page, Texts]]:
    """Open the report from the disk without a network; nothing but itself may be asked for."""
    path, texts = report
    context = browser.new_context(offline=True, viewport={"width": request.param, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: faults.append(asked.url) if asked.url != path.as_uri() else None)
    page.goto(path.as_uri())
    expect(page.locator("figure svg.main-svg").first).to_be_attached()
    yield page, texts
    context.close()
    assert not faults


def test_the_report_answers_and_its_charts_hover(offline: tuple[Page, Texts], report) -> None:
    page, texts = offline
    assert report[0].name == "face-fusion-report-700k-12m.html"
    quoted = quote(shipped(), SCENARIO)
    expect(page.get_by_role("heading", level=1)).to_have_text(verdict(quoted, texts))
    drawn = page.locator("figure:has(svg.main-svg)")
    assert {figure.get_attribute("id") for figure in drawn.all()} == CHARTS
    bar = page.locator("#options .bars .point").first
    bar.scroll_into_view_if_needed()
    bar.hover(force=True)
    hover = page.locator("#options .hoverlayer .hovertext")
    expect(hover).to_contain_text(texts("Postpaid only"))
    expect(hover).to_contain_text("20,000.00")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_the_report_prints_on_a4_and_no_chart_is_cut(offline: tuple[Page, Texts]) -> None:
    page, _ = offline
    content = page.pdf(prefer_css_page_size=True, print_background=True)
    assert 6 <= len(PAGE.findall(content)) <= 12
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER_PIXELS[0], "height": PAPER_PIXELS[1]})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER_PIXELS[0]
    for name in CHARTS:
        figure = page.locator(f"#{name}")
        assert figure.evaluate("(node) => getComputedStyle(node).breakInside") == "avoid"
        box, drawing = figure.bounding_box(), figure.locator("svg.main-svg").first.bounding_box()
        assert box["height"] <= PAPER_PIXELS[1] * 0.9  # its heading fits on the same page
        assert drawing["width"] <= box["width"] <= PAPER_PIXELS[0]
        assert drawing["height"] <= box["height"]
