"""The menu as a visitor sees it: a page is covered by the tests as soon as it is in there."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.driver import Visit

ALL_DRAWN = """() => document.fonts.status === "loaded"
    && [...document.querySelectorAll(".live-chart")].every((chart) => chart.querySelector("svg.main-svg"))"""


def page_names(page: Page) -> list[str]:
    """Return the names of all pages, in the order of the menu."""
    return [_name(link) for link in _links(page)]


def open_from_menu(visit: Visit, name: str) -> Page:
    """Follow the menu to a page, on a telephone too, and wait until its charts are drawn."""
    link = next(link for link in _links(visit.page) if _name(link) == name)
    link.evaluate("(link) => link.click()")  # on a telephone it is out of sight until the menu is opened
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(name)
    visit.settle()
    wait_for_charts(visit.page)
    return visit.page


def wait_for_charts(page: Page) -> None:
    """Wait until every chart and every letter of the page is drawn."""
    page.wait_for_function(ALL_DRAWN)


def _links(page: Page) -> list[Locator]:
    """Return the links of the menu; a page may have links of its own."""
    return page.get_by_test_id("stSidebar").get_by_test_id("stPageLink-NavLink").all()


def _name(link: Locator) -> str:
    """Return the link's text without its icon, which is a word of its own to the browser."""
    return link.inner_text().split("\n")[-1].strip()
