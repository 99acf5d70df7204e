"""The app as it is served: under its policy every page and every file works, below a base path as well."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from urllib.parse import urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

from pricing.book.file import shipped
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.browser.driver import Server, Visit, running_app
from tests.browser.menu import open_from_menu, page_names

OpenPage = Callable[..., Visit]
CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture(scope="module")
def below() -> Iterator[Server]:
    """Serve the app below a base path, beside the one that all other tests use."""
    with running_app(FACE_FUSION_BASE_PATH="/face-fusion/prices") as running:
        yield running


def copied(visit: Visit) -> str:
    """Press "Copy CSV link", and return what the clipboard holds."""
    button = visit.page.get_by_role("button", name="Copy CSV link")
    button.click()
    expect(visit.page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    text: str = visit.page.evaluate("navigator.clipboard.readText()")
    return text


def test_every_page_stands_below_a_base_path(browser: Browser, below: Server) -> None:
    visit = Visit(browser, below.url)
    scripts = []
    visit.page.on("request", lambda request: "plotly.min.js" in request.url and scripts.append(request.url))
    visit.go("/?calls=700000&qps=100&days=7")
    for name in page_names(visit.page):
        open_from_menu(visit, name)
        assert urlsplit(visit.page.url).path.startswith("/face-fusion/prices")
    visit.close()
    assert visit.faults == []
    assert {urlsplit(url).path for url in scripts} == {"/face-fusion/prices/plotly/7.1.0/plotly.min.js"}


def test_the_csv_link_holds_the_table(browser: Browser, below: Server) -> None:
    visit = Visit(browser, below.url, permissions=CLIPBOARD)
    visit.go("/?calls=1000000")
    link = copied(visit)
    assert urlsplit(link).path == "/face-fusion/prices/api/v1/comparison.csv"
    answer = visit.context.request.get(link)
    frame = pd.read_csv(io.BytesIO(answer.body()), dtype=str)
    quoted = quote(shipped(), Scenario((1_000_000,) * 12))
    totals = [None if option.costs is None else option.costs.total for option in quoted.options]
    assert [Decimal(total) for total in frame["Total"]] == totals
    visit.page.goto(frame["Link"][0])
    visit.settle()
    assert "1,000,000 calls a month" in visit.page.get_by_test_id("stSidebarContent").inner_text()
    visit.close()
    assert visit.faults == []


def test_the_csv_link_has_the_figure_that_was_typed_last(open_page: OpenPage) -> None:
    visit = open_page("/", permissions=CLIPBOARD)
    visit.page.get_by_role("textbox", name="Monthly calls").fill("123456")
    assert "calls=123456" in copied(visit)
    assert "lang=en" in copied(visit)


def test_files_are_made_under_the_policy(open_page: OpenPage) -> None:
    """Pictures of charts and of tables are made in the browser, where a policy could forbid it."""
    visit = open_page("/")
    page = visit.page
    page.locator(".js-plotly-plot").first.hover()
    with page.expect_download() as picture:
        page.locator(".modebar-btn").first.click()
    assert picture.value.suggested_filename == "options.png"
    page.evaluate("() => { delete window.showSaveFilePicker; }")  # a window of the system, without a name
    button = page.get_by_role("button", name=re.compile("Download as CSV")).first
    with page.expect_download() as table:
        button.dispatch_event("click")  # the button shows while the mouse is on the table
    assert table.value.suggested_filename.endswith(".csv")
    policy = page.request.get(page.url).headers["content-security-policy"]
    assert "script-src 'self' 'sha256-" in policy


def test_the_policy_holds(open_page: OpenPage) -> None:
    visit = open_page("/")
    ran = visit.page.evaluate(
        """async () => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.head.append(script);
            const outside = await fetch("http://evil.example/").then(() => true, () => false);
            return [window.ran ?? false, outside];
        }"""
    )
    assert ran == [False, False]
    assert len([fault for fault in visit.faults if "Content Security Policy" in fault]) >= 2
    assert {fault.partition(":")[0] for fault in visit.faults} <= {"console", "foreign request"}
    visit.faults.clear()


def test_a_file_is_uploaded_below_a_base_path(browser: Browser, below: Server) -> None:
    """With the token of its page, and without anybody being asked where this machine is."""
    visit = Visit(browser, below.url)
    page = visit.go("/")
    page.get_by_role("button", name="Usage table from a file").click()
    rows = b"month,calls\n2026-10,250000\n2026-11,750000\n"
    file = {"name": "usage.csv", "mimeType": "text/csv", "buffer": rows}
    with page.expect_response(re.compile("/_stcore/upload_file/")) as sent:
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    assert sent.value.status == 204
    expect(page.get_by_role("dialog").get_by_text("1,000,000").first).to_be_visible()
    visit.close()
    assert visit.faults == []
    assert "external IP" not in below.logged()
