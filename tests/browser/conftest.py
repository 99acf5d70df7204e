"""The fixtures of the browser tests: one app and one Chromium per worker, an empty profile per visit.

    def test_language(open_page, server_log):
        visit = open_page("/?calls=400000", locale="zh-CN")
        visit.page.get_by_label("QPS").fill("200")
        visit.settle()                            # the app has answered
        ...                                       # at the end, visit.faults must be empty
        assert "Warning" not in server_log()

``open_page`` takes a path with its query string and the options of Playwright's ``Browser.new_context``
(``locale``, ``viewport={"width": 390, "height": 844}``, ``color_scheme="dark"``, ``has_touch`` ...). Every
visit is checked when the test ends: errors in the console, uncaught exceptions, failed requests and requests
to other hosts fail the test. A test that provokes one on purpose says so with ``visit.faults.clear()``.
A failed test leaves pictures of its pages in test-results/, and what each said to the app and heard from it.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser.driver import (
    ROOT,
    STEP_MILLISECONDS,
    NoBrowserError,
    Profiles,
    Server,
    Visit,
    chromium,
    running_app,
)

FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark this folder's tests."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember whether the test itself failed, for ``open_page``."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_app() as running:
        yield running


@pytest.fixture(scope="session")
def server_url(server: Server) -> str:
    return server.url


@pytest.fixture
def server_log(server: Server) -> Callable[[], str]:
    """Return a function that returns what the app has logged since the test began."""
    start = len(server.logged())
    return lambda: server.logged()[start:]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=STEP_MILLISECONDS)
    with sync_playwright() as playwright:
        try:
            with chromium(playwright) as running:
                yield running
        except NoBrowserError as error:
            pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def profiles(browser: Browser, server_url: str) -> Profiles:
    return Profiles(browser, server_url)


@pytest.fixture
def open_page(profiles: Profiles, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visit]]:
    """Return a function that opens the app as a new visitor; see the top of this file."""
    visits: list[tuple[Visit, dict[str, Any]]] = []

    def open_(path: str = "/", **options: Any) -> Visit:
        visit = profiles.take(**options)
        visits.append((visit, options))
        visit.go(path)
        return visit

    yield open_
    faults = [fault for visit, _ in visits for fault in visit.faults]
    failed = request.node.stash.get(FAILED, False) or faults
    for number, (visit, options) in enumerate(visits, start=1):
        if failed:
            picture = ROOT / "test-results" / f"{request.node.name}-{number}.png"
            picture.parent.mkdir(exist_ok=True)
            picture.with_suffix(".frames.txt").write_text(visit.frames(), encoding="utf-8")
            with suppress(PlaywrightError):  # a page that hangs has no picture
                visit.page.screenshot(path=picture, full_page=True, timeout=5_000)
            visit.close()
        else:
            profiles.give_back(visit, **options)
    assert not faults, "\n".join(["the pages of this test misbehaved:", *faults])
