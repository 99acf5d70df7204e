"""What people come for, from the first click to the last: the customer's way and the presales way."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.inputs.link import LinkInputs, read_link
from dashboard.language.texts import Texts
from dashboard.options.purchases import verdict
from pricing.book.file import shipped
from pricing.quotes.quote import quote
from tests.browser.driver import Server, Visit
from tests.browser.menu import open_from_menu, page_names

OpenPage = Callable[..., Visit]

WHAT_TO_BUY, MAP = "What should I buy?", "When does which option win?"
PHONE = {"width": 390, "height": 844}
INPUTS = ("Monthly calls", "Months", "Shape of demand", "Peak QPS", "Peak days", "Materials", "Activities")
FOCUSED = """() => {
    let at = document.activeElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at.ariaLabel || at.labels?.[0]?.innerText || at.innerText || "";
}"""


def inputs_of(page: Page) -> LinkInputs:
    """Return what the address says."""
    inputs, faults = read_link(dict(parse_qsl(urlsplit(page.url).query)))
    assert not faults
    return inputs


def expect_verdict(page: Page, language: str = "en") -> None:
    """Page 1 answers for the scenario of the address, as `pricing` does."""
    answer = verdict(quote(shipped(), inputs_of(page).scenario), Texts(language))
    expect(page.get_by_role("heading", level=2).first).to_have_text(answer)


def type_in(page: Page, label: str, figure: str) -> None:
    page.get_by_role("textbox", name=label).fill(figure)


def test_the_customer_s_way(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.page
    page.get_by_text("Two-week holiday campaign").click()
    visit.settle()
    assert inputs_of(page) == LinkInputs(calls=500_000, months=1, qps=200, days=14)
    page.get_by_role("slider", name="Monthly calls").press("ArrowRight")
    visit.settle()
    assert inputs_of(page).calls == 1_000_000
    expect_verdict(page)

    scenario = inputs_of(page)
    for name in page_names(page):
        open_from_menu(visit, name)
        assert inputs_of(page) == scenario
        expect(page.get_by_role("heading", level=2).first).to_have_text(re.compile("."))
        expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_cell_of_the_map_becomes_the_scenario(open_page: OpenPage, by: str) -> None:
    visit = open_page("/?calls=1000000&months=2")
    page = open_from_menu(visit, MAP)
    if by == "mouse":
        cells = page.locator(".st-key-decision_map .nsewdrag")
        cells.scroll_into_view_if_needed()
        box = cells.bounding_box()
        assert box is not None
        cells.click(position={"x": box["width"] * 0.6, "y": box["height"] * 0.3})
    else:
        months = page.get_by_role("combobox", name="Months of the cell")
        months.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        visit.settle()
        page.get_by_role("button", name="Take this cell").press("Enter")
    visit.settle()
    taken = inputs_of(page)
    assert (taken.calls, taken.months) != (1_000_000, 2)
    open_from_menu(visit, WHAT_TO_BUY)
    assert inputs_of(page) == taken
    expect_verdict(page)


def test_the_presales_way(open_page: OpenPage) -> None:
    visit = open_page(permissions=["clipboard-read", "clipboard-write"])
    page = visit.page
    for label, figure in (("Monthly calls", "1234567"), ("Peak QPS", "345"), ("Peak days", "9")):
        type_in(page, label, figure)
    page.get_by_role("button", name="Copy link").click()  # with the last figure just typed
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    visit.settle()
    assert link == page.url

    other = open_page(link.removeprefix(visit.url))
    assert inputs_of(other.page) == LinkInputs(calls=1_234_567, qps=345, days=9)
    expect(other.page.get_by_role("textbox", name="Peak days")).to_have_value("9")
    expect_verdict(other.page)


def test_a_link_is_copied_once_the_app_has_answered(open_page: OpenPage, server: Server) -> None:
    visit = open_page(permissions=["clipboard-read", "clipboard-write"])
    page, button = visit.page, visit.page.get_by_role("button", name="Copy link")
    status = page.get_by_role("status")
    page.evaluate("navigator.clipboard.writeText('as before')")
    with server.paused():
        type_in(page, "Monthly calls", "1234567")
        button.click()
        expect(status.filter(has_text="Not copied: the app does not answer")).to_be_visible()
    visit.settle()
    assert page.evaluate("navigator.clipboard.readText()") == "as before"

    with server.paused():
        type_in(page, "Peak days", "9")
        button.click()
        page.wait_for_timeout(1_000)
    expect(status.filter(has_text="Copied")).to_be_visible()
    visit.settle()
    assert inputs_of(page) == LinkInputs(calls=1_234_567, days=9)
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_figure_that_was_just_typed_goes_along_to_another_page(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.page
    for calls, name in (
        (800_001, "Packs or postpaid?"),
        (800_002, "Compare scenarios"),
        (800_003, "Packs or postpaid?"),
    ):
        type_in(page, "Peak QPS", str(calls - 800_000 + 60))
        type_in(page, "Monthly calls", str(calls))
        page.get_by_role("link", name=name).first.click()
        expect(page).to_have_title(re.compile(re.escape(name)))
        visit.settle()
        assert inputs_of(page) == LinkInputs(calls=calls, qps=calls - 800_000 + 60)


def test_the_link_is_copied_where_there_is_no_clipboard(open_page: OpenPage) -> None:
    visit = open_page("/?calls=777", locale="zh-CN", permissions=["clipboard-read"])
    page = visit.page
    clipboard = page.evaluate_handle("navigator.clipboard")
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    button = page.get_by_role("button", name="复制链接")
    button.press("Enter")
    expect(page.get_by_role("status").filter(has_text="已复制")).to_be_visible()
    expect(button).to_be_focused()
    assert clipboard.evaluate("(clipboard) => clipboard.readText()") == page.url


def test_back_forward_and_reload_keep_the_scenario(open_page: OpenPage) -> None:
    visit = open_page()
    page, box = visit.page, visit.page.get_by_role("textbox", name="Monthly calls")
    for figure in ("500,000", "7,000,000"):
        box.fill(figure)
        box.press("Enter")
        visit.settle()
    open_from_menu(visit, page_names(page)[-1])
    for go, figure in (
        (page.go_back, "7,000,000"),
        (page.go_back, "500,000"),
        (page.go_forward, "7,000,000"),
    ):
        go()
        visit.settle()
        expect(box).to_have_value(figure)
        expect_verdict(page)
    page.reload()
    visit.settle()
    expect(box).to_have_value("7,000,000")
    expect_verdict(page)


@pytest.mark.parametrize(("locale", "color_scheme"), [("en-US", "light"), ("zh-CN", "dark")])
def test_a_telephone_scrolls_no_page_sideways(open_page: OpenPage, locale: str, color_scheme: str) -> None:
    visit = open_page("/?calls=1234567", viewport=PHONE, locale=locale, color_scheme=color_scheme)
    too_wide = {}
    for name in page_names(visit.page):
        page = open_from_menu(visit, name)
        widths = page.evaluate(
            "() => [document.documentElement, document.querySelector('[data-testid=stMain]'),"
            " ...document.querySelectorAll('.live-chart')].map((part) => part.scrollWidth)"
        )
        if max(widths) > PHONE["width"]:
            too_wide[name] = widths
    assert not too_wide
    background = page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )
    assert (max(map(int, re.findall(r"\d+", background)[:3])) < 60) == (color_scheme == "dark")


def test_everything_is_reached_by_keyboard(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.page
    reached: list[str] = []
    while "Advanced" not in " ".join(reached):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
        assert len(reached) < 80, reached
        if reached[-1].startswith("Monthly calls") and inputs_of(page).calls == LinkInputs().calls:
            page.keyboard.press("ArrowRight")  # the slider comes before its box
            visit.settle()
    assert inputs_of(page).calls == 500_000
    for name in (*page_names(page), "Copy link", "English", "Trial", *INPUTS):
        assert any(name in label for label in reached), f"{name} is not among {reached}"


def test_the_menu_of_a_phone_closes_once_a_page_is_chosen(open_page: OpenPage) -> None:
    visit = open_page(viewport=PHONE, has_touch=True)
    page, menu = visit.page, visit.page.get_by_test_id("stSidebarContent")
    expect(menu).not_to_be_in_viewport()
    page.get_by_test_id("stExpandSidebarButton").click()
    menu.get_by_text(MAP).click()
    visit.settle()
    expect(page.get_by_role("heading", level=1)).to_have_text(MAP)
    expect(menu).not_to_be_in_viewport()
