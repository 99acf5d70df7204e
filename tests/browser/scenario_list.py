"""The page of saved scenarios as the browser tests use it: what is kept, and the list's buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from dashboard.inputs.link import LinkInputs
from dashboard.questions.scenarios.kept_copy import read_text, write_text
from dashboard.questions.scenarios.saved import Saved
from tests.browser.driver import Visit
from tests.browser.menu import open_from_menu

OpenPage = Callable[..., Visit]

COMPARE = "Compare scenarios"
KEY = "face-fusion.scenarios"
LARGE = Saved("Large", LinkInputs(calls=1_000_000))
CAMPAIGN = Saved("Campaign", LinkInputs(calls=500_000, months=1, qps=200, days=30))


def opened(open_page: OpenPage, scenarios: tuple[Saved, ...] = (), path: str = "/", **options: Any) -> Visit:
    """Return a visit on the page whose browser has kept ``scenarios``."""
    visit = open_page(path, **options)
    if scenarios:
        keep(visit.page, write_text(scenarios))
    open_from_menu(visit, COMPARE)
    return visit


def keep(page: Page, text: str) -> None:
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def kept(page: Page) -> list[str]:
    """Return the names that the browser keeps."""
    text = page.evaluate("(key) => localStorage.getItem(key)", KEY)
    return [each.name for each in read_text(text)[0]] if text else []


def expect_kept(page: Page, names: list[str]) -> None:
    """Wait until the browser keeps exactly the scenarios of these names."""
    for _ in range(100):
        if kept(page) == names:
            return
        page.wait_for_timeout(100)
    assert kept(page) == names


def save(visit: Visit, name: str) -> None:
    visit.page.get_by_role("textbox", name="Name", exact=True).fill(name)
    visit.page.get_by_role("button", name="Save this scenario").click()
    visit.settle()


def choose(visit: Visit, *names: str) -> None:
    box = visit.page.get_by_role("combobox", name="Choose scenarios")
    for name in names:
        box.fill(name)
        visit.page.get_by_role("option", name=name, exact=True).click()
        visit.settle()
    visit.page.keyboard.press("Escape")  # the list of options covers the page
    visit.settle()


def press(visit: Visit, name: str) -> None:
    visit.page.get_by_role("button", name=name, exact=True).click()
    visit.settle()


def headline(page: Page) -> str:
    return page.get_by_role("heading", level=2).first.inner_text()


def expect_headline(page: Page, part: str) -> None:
    expect(page.get_by_role("heading", level=2).first).to_contain_text(part)
