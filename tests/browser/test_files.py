"""The files of the first page, really downloaded and read back; the report opened without a network."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.language.texts import Texts
from dashboard.options.purchases import verdict
from pricing.book.file import shipped
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.browser.driver import ROOT, Visit

EN, ZH = Texts("en"), Texts("zh_Hans")
QUERY = "/?calls=700000&qps=100&days=7&start=2027-01"
SCENARIO = Scenario((700_000,) * 12, peak_qps=100, peak_days=7)
CHARTS = {"options", "months", "cash", "curves"}
PAPER_PIXELS = (692, 1009)  # A4 at 96 pixels an inch, without the margins
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


class Files(NamedTuple):
    """What one visit downloaded from the first page: by what the buttons say, and for which address."""

    texts: Texts
    url: str
    paths: dict[str, Path]


def downloaded(visit: Visit, button: str, folder: Path) -> Path:
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=button).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.fixture(params=[EN, ZH], ids=["en", "zh"], scope="module")
def files(
    request: pytest.FixtureRequest,
    browser: Browser,
    server_url: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Files:
    """Return all files of one visit in the language of the parameter."""
    texts, folder = request.param, tmp_path_factory.mktemp("files")
    visit = Visit(browser, server_url, locale="en-US" if texts is EN else "zh-CN")
    visit.go(QUERY)
    buttons = ("Workbook (XLSX)", "Report (HTML)", "Scenario (JSON)")
    paths = {button: downloaded(visit, texts(button), folder) for button in buttons}
    visit.close()
    assert not visit.faults
    return Files(texts, visit.url, paths)


def test_the_names_say_what_the_files_hold(files: Files) -> None:
    assert {path.name for path in files.paths.values()} == {
        "face-fusion-quote-700k-12m.xlsx",
        "face-fusion-report-700k-12m.html",
        "face-fusion-scenario-700k-12m.json",
    }


def test_the_workbook_has_the_figures_of_quote(files: Files) -> None:
    texts = files.texts
    book = openpyxl.load_workbook(files.paths["Workbook (XLSX)"], data_only=True)
    named = ("Summary", "Options", "Lines", "By month", "Cash", "Break-evens", "Assumptions", "Price list")
    assert book.sheetnames == [texts(name) for name in named]
    quoted = quote(shipped(), SCENARIO)
    totals = [row[1] for row in book[texts("Options")].iter_rows(min_row=2, values_only=True)]
    assert [Decimal(str(total)) for total in totals] == [option.costs.total for option in quoted.options]
    summary = book[texts("Summary")]
    assert summary["A2"].value == verdict(quoted, texts)
    link = next(row[1].value for row in summary.iter_rows(max_col=2) if row[0].value == texts("Link"))
    assert dict(parse_qsl(urlsplit(link).query)) == dict(parse_qsl(urlsplit(QUERY).query))
    assert link.startswith(files.url)


def test_the_command_line_prices_the_scenario_alike(files: Files) -> None:
    path = files.paths["Scenario (JSON)"]
    assert json.loads(path.read_text("utf-8"))["price_book"]["version"] == shipped().version
    command = [sys.executable, "-m", "pricing", "quote", "--scenario", str(path), "--format", "json"]
    told = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    totals = [Decimal(option["costs"]["total"]) for option in told["options"]]
    assert totals == [option.costs.total for option in quote(shipped(), SCENARIO).options]


@pytest.fixture
def offline(browser: Browser, files: Files) -> Iterator[Page]:
    """Open the report from the disk without a network, in Chinese on a telephone; it asks nobody."""
    address = files.paths["Report (HTML)"].as_uri()
    context = browser.new_context(
        offline=True, viewport={"width": 1000 if files.texts is EN else 390, "height": 900}
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: faults.append(asked.url) if asked.url != address else None)
    page.goto(address)
    expect(page.locator("figure svg.main-svg").first).to_be_attached()
    yield page
    context.close()
    assert not faults


def test_the_report_answers_and_its_charts_hover(offline: Page, files: Files) -> None:
    page, texts = offline, files.texts
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


def test_the_report_prints_on_a4_and_no_chart_is_cut(offline: Page) -> None:
    page = offline
    content = page.pdf(prefer_css_page_size=True, print_background=True)
    assert 6 <= len(PAGE.findall(content)) <= 12
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
