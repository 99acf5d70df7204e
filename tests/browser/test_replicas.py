"""Two replicas behind a real nginx, as deploy/ has it: one is killed, both are restarted, and nobody minds.

What a page shows is in its link, so a page whose server has gone comes back from another one by itself.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from pricing.book.file import shipped
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.browser.driver import Server, Visit, free_port, running_app
from tests.deploy.nginx import running_proxy

COOKIE = "face_fusion_replica"
SCENARIO = "/?calls=400000&qps=100&days=5&lang=en"
CHEAPEST = quote(shipped(), Scenario((500_000,) * 12)).cheapest
MOST_REQUESTS = 2_000
MOST_SECONDS = 45

# Remembers every state of the connection that the page has shown since.
REMEMBER = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    window.states = [app.dataset.testConnectionState];
    new MutationObserver(() => window.states.push(app.dataset.testConnectionState))
        .observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}"""
CAME_BACK = "() => window.states.length > 1 && window.states.at(-1) === 'CONNECTED'"


class Replica:
    """One server process on a port of its own, which can be started, drained and killed."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._life = ExitStack()
        self._server: Server | None = None

    def start(self) -> None:
        """Start, and return when it is ready."""
        self._server = self._life.enter_context(running_app(FACE_FUSION_PORT=str(self.port)))

    def paused(self) -> AbstractContextManager[None]:
        """Have it do nothing until the block ends."""
        assert self._server is not None
        return self._server.paused()

    def drain(self) -> None:
        """Ask it to end, as systemd and Docker do, and return when it has given its last answers."""
        self._life.close()

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        assert self._server is not None
        self._server.process.kill()
        self._life.close()


@pytest.fixture(scope="module")
def replicas() -> Iterator[dict[int, Replica]]:
    with ExitStack() as stack:
        found = {port: Replica(port) for port in (free_port(), free_port())}
        starting = [threading.Thread(target=replica.start) for replica in found.values()]
        for replica in found.values():
            stack.callback(replica.drain)
        for thread in starting:
            thread.start()
        for thread in starting:
            thread.join()
        yield found


@pytest.fixture(scope="module")
def proxy(replicas: dict[int, Replica]) -> Iterator[str]:
    with running_proxy(list(replicas)) as url:
        yield url


@pytest.fixture
def visit(browser: Browser, proxy: str) -> Iterator[Callable[..., Visit]]:
    """Return a function that opens the scenario as a new visitor; no visit may have met a fault."""
    visits: list[Visit] = []

    def open_(page: str = "What should I buy?") -> Visit:
        visits.append(Visit(browser, proxy))
        visits[-1].go(SCENARIO)
        visits[-1].page.get_by_role("link", name=page).click()
        visits[-1].settle()
        visits[-1].page.evaluate(REMEMBER)
        return visits[-1]

    yield open_
    for each in visits:
        each.close()
    assert [fault for each in visits for fault in each.faults] == []


def home(visit: Visit) -> int:
    """Return the port of the replica that a visitor is with."""
    [port] = [int(cookie["value"]) for cookie in visit.context.cookies() if cookie["name"] == COOKIE]
    return port


def type_calls(visit: Visit, calls: int) -> None:
    box = visit.page.get_by_role("textbox", name="Monthly calls")
    box.fill(f"{calls:,}")
    box.press("Enter")
    visit.settle()
    expect(visit.page).to_have_url(re.compile(rf"\bcalls={calls}\b"))


def shown(visit: Visit) -> list[str]:
    """Return what a visitor sees: the address, the inputs, and all text of the page."""
    inputs = visit.page.get_by_role("textbox")
    values = [inputs.nth(index).input_value() for index in range(inputs.count())]
    return [visit.page.url, *values, visit.page.get_by_test_id("stMain").inner_text()]


def come_back(visit: Visit) -> None:
    visit.page.wait_for_function(CAME_BACK)
    visit.settle()


def test_when_a_replica_is_killed_its_pages_come_back_and_no_other_notices(
    visit: Callable[..., Visit], replicas: dict[int, Replica]
) -> None:
    struck, spared = visit(), visit("Packs or postpaid?")
    killed, kept = home(struck), home(spared)
    assert {killed, kept} == replicas.keys()
    type_calls(struck, 700_000)
    type_calls(spared, 900_000)
    before = shown(struck), shown(spared)

    replicas[killed].kill()
    come_back(struck)
    assert (shown(struck), shown(spared)) == before
    assert home(struck) == kept
    assert spared.page.evaluate("window.states") == ["CONNECTED"]

    # The replica that took over knows the page: it hears the first change and gives out the files.
    type_calls(struck, 710_000)
    with struck.page.expect_download() as download:
        struck.page.get_by_role("button", name="Download CSV").first.click()
    assert b"710000" in Path(download.value.path()).read_bytes()

    replicas[killed].start()
    type_calls(struck, 720_000)
    type_calls(spared, 910_000)
    assert (home(struck), home(spared)) == (kept, kept)


WATCH_FOR_A_RUN = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    window.ran = false;
    new MutationObserver(() => { window.ran = true; }).observe(app, {
        attributeFilter: ["data-test-script-state"],
    });
}"""


def test_a_page_that_loses_its_replica_while_it_answers_is_whole_afterwards(
    visit: Callable[..., Visit], replicas: dict[int, Replica]
) -> None:
    """The change under way may be lost; but then the box, the link and the figures say so alike."""
    page = visit("QPS upgrade or another activity?")
    killed = home(page)
    box = page.page.get_by_role("textbox", name="Monthly calls")
    box.fill("1,200,000")
    page.page.evaluate(WATCH_FOR_A_RUN)
    box.press("Enter")
    page.page.wait_for_function("() => window.ran")
    replicas[killed].kill()
    come_back(page)
    calls = re.search(r"calls=(\d+)", page.page.url)
    expect(box).to_have_value(f"{int(calls[1]):,}" if calls else "400,000")
    again = Visit(page.context.browser, page.url)
    again.go(page.page.url.removeprefix(page.url))
    assert shown(again) == shown(page)
    again.close()
    type_calls(page, 1_300_000)
    replicas[killed].start()


def test_what_a_replica_did_not_hear_before_it_was_killed_the_other_one_hears(
    visit: Callable[..., Visit], replicas: dict[int, Replica]
) -> None:
    page = visit("Prices and assumptions")
    killed = home(page)
    discount = page.page.get_by_role("textbox", name="5M pack: discount in per cent")
    with replicas[killed].paused():
        discount.fill("10")
        page.page.get_by_role("textbox", name="Monthly calls").fill("1,200,000")
        page.page.get_by_role("textbox", name="Peak QPS").fill("300")
        page.page.get_by_role("textbox", name="Peak days").fill("abc")
        page.page.keyboard.press("Tab")
        replicas[killed].kill()
    come_back(page)
    expect(page.page).to_have_url(re.compile(r"calls=1200000&qps=300&days=5\b"))
    expect(page.page.get_by_role("textbox", name="Peak days")).to_have_value("abc")
    expect(page.page.get_by_role("alert").filter(has_text="abc")).to_be_visible()
    expect(discount).to_have_value("10")
    expect(page.page.get_by_role("button", name="Back to list prices")).to_be_visible()
    replicas[killed].start()


def test_what_a_box_showed_before_its_replica_was_killed_does_not_come_back(
    visit: Callable[..., Visit], replicas: dict[int, Replica]
) -> None:
    page = visit()
    killed = home(page)
    page.page.get_by_text("Two-week holiday campaign").click()  # the boxes make room for others
    page.settle()
    with replicas[killed].paused():
        page.page.get_by_text("Trial", exact=True).click()
        page.page.wait_for_timeout(300)  # the browser has sent it
        replicas[killed].kill()
    come_back(page)
    for label, figure in (("Monthly calls", "400"), ("Peak QPS", "1"), ("Peak days", "0")):
        expect(page.page.get_by_role("textbox", name=label)).to_have_value(figure)
    materials = page.page.get_by_role("textbox", name="Materials")
    materials.fill("4")
    materials.press("Enter")
    expect(page.page).to_have_url(re.compile(r"calls=400&months=1&qps=1&materials=4\b"))
    replicas[killed].start()


def test_a_rolling_restart_fails_no_request_and_loses_no_page(
    visit: Callable[..., Visit], replicas: dict[int, Replica], proxy: str
) -> None:
    page = visit()
    type_calls(page, 800_000)
    before = shown(page)
    asking = Asking(proxy)
    asking.start()
    try:
        for replica in replicas.values():
            replica.drain()
            replica.start()
        come_back(page)
    finally:
        asking.stop()
    assert asking.failed == []
    assert asking.answered.keys() == {True, False}
    assert min(asking.answered.values()) > 50
    assert asking.homes == replicas.keys()
    assert shown(page) == before


class Asking:
    """Asks the HTTP interface through the proxy until told to stop: as new clients, and as one that stays."""

    def __init__(self, proxy: str) -> None:
        self.failed: list[str] = []
        self.answered = {True: 0, False: 0}
        self.homes: set[int] = set()
        self._address = urlsplit(proxy).netloc
        self._enough = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=[keeps]) for keeps in self.answered]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._enough.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, keeps_its_replica: bool) -> None:
        cookie, end = {}, time.monotonic() + MOST_SECONDS
        scenario = json.dumps({"monthly_calls": [500_000] * 12}).encode()
        for number in range(MOST_REQUESTS):
            if self._enough.wait(0.01) or time.monotonic() > end:
                return
            with closing(HTTPConnection(self._address, timeout=20)) as connection:
                try:
                    if number % 2:
                        connection.request("GET", "/api/v1/quote?calls=500000", headers=cookie)
                    else:
                        kind = {"Content-Type": "application/json"}
                        connection.request("POST", "/api/v1/quote", scenario, {**kind, **cookie})
                    answer = connection.getresponse()
                    body = answer.read()
                    cheapest = json.loads(body)["cheapest"]
                except (OSError, ValueError, KeyError) as error:
                    self.failed.append(f"request {number}: {error!r}")
                    continue
            told = re.match(rf"{COOKIE}=(\d+)", answer.headers.get("Set-Cookie", ""))
            if told:
                self.homes.add(int(told[1]))
                cookie = {"Cookie": told[0]} if keeps_its_replica else {}
            if (answer.status, cheapest) == (200, CHEAPEST):
                self.answered[keeps_its_replica] += 1
            else:
                self.failed.append(f"request {number}: {answer.status} {body[:200]!r}")
