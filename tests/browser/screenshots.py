"""Writes every page in both languages, light and dark, wide and narrow, to docs/screenshots/.

    python -m tests.browser.screenshots                          # all of them
    python -m tests.browser.screenshots "calls=1000000&qps=200"  # of another scenario

The pictures are PNG files of at most 256 colours, which keeps the folder small.
"""

from __future__ import annotations

import io
import sys
from itertools import product
from typing import Final, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.driver import ROOT, Visit, chromium, running_app
from tests.browser.menu import open_from_menu, page_names

FOLDER: Final = ROOT / "docs" / "screenshots"
SCENARIO: Final = "calls=700000&qps=100&days=7&start=2027-01"
LANGUAGES: Final = {"en": "en-US", "zh": "zh-CN"}
SCHEMES: Final = ("light", "dark")
WIDTHS: Final = {"wide": 1440, "narrow": 390}
COLORS: Final = 256
PAUSE_MILLISECONDS: Final = 400  # after the page took its full height: tables are drawn anew

CONTENT_HEIGHT: Final = """() => Math.max(
    ...[...document.querySelectorAll('[data-testid="stMain"], [data-testid="stSidebarContent"]')]
        .filter((part) => part.getBoundingClientRect().right > 0)
        .map((part) => part.scrollHeight)
)"""
"""Streamlit scrolls inside the page: the window has to be as tall as what is in it."""


class View(NamedTuple):
    """One visitor: language, colour scheme and width."""

    language: str
    scheme: str
    width: str


def main(scenario: str = SCENARIO) -> None:
    """Take all pictures and say how large they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_app() as server, sync_playwright() as playwright, chromium(playwright) as browser:
        names = _english_names(browser, server.url)
        for view in map(View._make, product(LANGUAGES, SCHEMES, WIDTHS)):
            _take(browser, server.url, scenario, view, names)
    pictures = sorted(FOLDER.glob("*.png"))
    kilobytes = sum(picture.stat().st_size for picture in pictures) // 1000
    print(f"{len(pictures)} pictures, {kilobytes:,} kB, in {FOLDER.relative_to(ROOT)}")


def _english_names(browser: Browser, url: str) -> list[str]:
    """Return what the pictures of the pages are called, in the order of the menu: "what-to-buy"."""
    visit = Visit(browser, url)
    visit.go()
    addresses = []
    for name in page_names(visit.page):
        open_from_menu(visit, name)
        path = visit.page.url.removeprefix(url).partition("?")[0].strip("/")
        addresses.append(path.replace("_", "-") or "what-to-buy")
    visit.close()
    return addresses


def _take(browser: Browser, url: str, scenario: str, view: View, names: list[str]) -> None:
    size = {"width": WIDTHS[view.width], "height": 900}
    visit = Visit(browser, url, locale=LANGUAGES[view.language], color_scheme=view.scheme, viewport=size)
    visit.go(f"/?{scenario}")
    for name, title in zip(names, page_names(visit.page), strict=True):
        page = open_from_menu(visit, title)
        target = FOLDER / f"{name}-{view.language}-{view.scheme}-{view.width}.png"
        target.write_bytes(_small(_whole(page, visit, size)))
    visit.close()
    if visit.faults:
        print(*visit.faults, sep="\n", file=sys.stderr)


def _whole(page: Page, visit: Visit, size: dict[str, int]) -> bytes:
    """Return a picture of the page from top to bottom."""
    page.mouse.move(0, 0)
    page.set_viewport_size({**size, "height": page.evaluate(CONTENT_HEIGHT)})
    visit.settle()
    page.wait_for_timeout(PAUSE_MILLISECONDS)
    picture = page.screenshot(animations="disabled", caret="hide")
    page.set_viewport_size(size)  # the next page begins small
    return picture


def _small(picture: bytes) -> bytes:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    few = image.quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    target = io.BytesIO()
    few.save(target, "PNG", optimize=True)
    return target.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
