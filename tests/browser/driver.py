"""Starts the app and a Chromium, and watches what a page does: for the fixtures and the screenshots.

with running_app() as server, sync_playwright() as playwright, chromium(playwright) as browser:
    visit = Visit(browser, server.url)
    visit.go("/?calls=400000")
    visit.page.get_by_role("textbox", name="Monthly calls").fill("5")
    visit.settle()
    assert not visit.faults
"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Playwright, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.frames import Frames

ROOT: Final = Path(__file__).parents[2]
START_SECONDS: Final = 60
STOP_SECONDS: Final = 15  # the app gives its last answers 10 s
STEP_MILLISECONDS: Final = 20_000
SEND_MILLISECONDS: Final = 300  # longer than the 200 ms for which a slider waits for the next key
QUIET_MILLISECONDS: Final = 120  # long enough for what a component answers when it is drawn
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS: Final = (
    "--no-sandbox",  # root, as in most containers, has no sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WHOLE: Final = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
QUIET: Final = """([send, quiet]) => {
    const app = document.querySelector('[data-testid="stApp"]');
    const idle = app?.dataset.testScriptState === "notRunning"
        && app.dataset.testConnectionState === "CONNECTED"
        && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]');
    const now = performance.now();
    window.askedAt ??= now;
    if (!idle || window.idleSince === undefined) window.idleSince = idle ? now : undefined;
    return idle && now - window.idleSince >= quiet && now - window.askedAt >= send;
}"""


class NoBrowserError(Exception):
    """There is no Chromium on this machine."""


@dataclass(frozen=True)
class Server:
    """A running app: where it answers, the file that it logs to, and its process."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Have it do nothing until the block ends, as a server that is busy."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def logged(self) -> str:
        """Return everything that the app has written so far."""
        return self.log.read_text(encoding="utf-8")


@contextmanager
def running_app(folder: Path = ROOT, /, **settings: str) -> Iterator[Server]:
    """Serve the app as `make run` does until the block ends, on a free port of this machine if none is set.

    ``folder`` is where the project lies; ``settings`` are environment variables, such as
    ``FACE_FUSION_BASE_PATH="/prices"``. Any number of apps may run at once.
    """
    here = {"FACE_FUSION_ADDRESS": "127.0.0.1", "FACE_FUSION_PORT": str(free_port())}
    here |= {"FACE_FUSION_LOG_LEVEL": "warning", **settings}
    url = f"http://127.0.0.1:{here['FACE_FUSION_PORT']}{here.get('FACE_FUSION_BASE_PATH', '')}"
    with _running([sys.executable, "serve.py"], url, "/readyz", here, folder) as server:
        yield server


@contextmanager
def running_script(script: Path) -> Iterator[Server]:
    """Run another Streamlit script than the app, on a free port of this machine, until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none"]
    with _running(command, f"http://127.0.0.1:{port}", "/_stcore/health", {}) as server:
        yield server


@contextmanager
def _running(
    command: list[str], url: str, health: str, settings: dict[str, str], folder: Path = ROOT
) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="app-") as logs:
        path = Path(logs) / "log.txt"
        with path.open("wb") as log:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env={**os.environ, **settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        server = Server(url, path, process)
        try:
            _wait_until_healthy(server, health)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(server: Server, health: str) -> None:
    address = urlsplit(server.url)
    deadline = time.monotonic() + START_SECONDS
    while server.process.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(address.netloc, timeout=5)
        try:
            connection.request("GET", f"{address.path}{health}")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    message = f"the app did not start at {server.url}; it logged:\n{server.logged()}"
    raise RuntimeError(message)


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Run this machine's Chromium, or the one that the variable CHROMIUM names, until the block ends."""
    named = os.environ.get("CHROMIUM")
    path = next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)
    if path is None:
        message = (
            f"No browser: {named or ', '.join(BROWSERS)} not found; 'make packages' installs one, "
            "and the variable CHROMIUM names another."
        )
        raise NoBrowserError(message)
    browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
    try:
        yield browser
    finally:
        browser.close()


class Profiles:
    """The visits of one app, used again: what a profile opened before takes a third of the time to open."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        self._url = url
        self._free: dict[str, list[Visit]] = {}

    def take(self, **options: Any) -> "Visit":
        """Return a visit with these options of ``Browser.new_context`` that nobody uses."""
        free = self._free.setdefault(repr(sorted(options.items())), [])
        return free.pop() if free else Visit(self._browser, self._url, **options)

    def give_back(self, visit: "Visit", **options: Any) -> None:
        """Renew a visit, and keep it for the next one who asks for these options."""
        visit.renew()
        self._free[repr(sorted(options.items()))].append(visit)


class Runs:
    """Whether a run of the app has followed what the browser asked for, by the frames of the connection."""

    def __init__(self) -> None:
        self.are_done = True
        self.frames = Frames()
        self._has_begun = False

    def sent(self, frame: bytes | str) -> None:
        """Note what the browser sent."""
        if isinstance(frame, bytes):
            message = BackMsg.FromString(frame)
            self.frames.sent(message)
            if message.HasField("rerun_script"):
                self.are_done = self._has_begun = False

    def received(self, frame: bytes | str) -> None:
        """Note what the app sent: that a run begins, or that one has ended and was not overtaken."""
        if isinstance(frame, bytes):
            message = ForwardMsg.FromString(frame)
            self.frames.received(message)
            if message.HasField("new_session"):
                self._has_begun = True
            elif message.HasField("script_finished") and message.script_finished in WHOLE:
                self.are_done = self._has_begun


class Visit:
    """A visitor's browser profile with one page, and a record of everything that it should not do.

    ``faults`` collects errors of the console, uncaught exceptions, answers of 400 and above, and every
    request to a host other than the app's.
    """

    def __init__(self, browser: Browser, url: str, **options: Any) -> None:
        """Open a blank page; ``options`` are those of Playwright's ``Browser.new_context``."""
        self.url = url
        self.faults: list[str] = []
        self._runs = Runs()
        defaults = {"locale": "en-US", "timezone_id": "UTC", "viewport": {"width": 1280, "height": 900}}
        self._options = defaults | options
        self.context = browser.new_context(**self._options)
        self.context.set_default_timeout(STEP_MILLISECONDS)
        self.context.on("page", self._watch)
        self.page = self.context.new_page()

    def go(self, path: str = "/") -> Page:
        """Open a path of the app with its query string, wait until it stands, and return the page."""
        self.page.goto(self.url + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the app has answered: connected, no run under way, and quiet for a moment.

        A widget waits a little before it sends a change, and a busy server before it runs: so the page is
        given that while, has to be quiet for a moment, and a run must have followed all that was asked for.
        Call it after an action; to wait for something in particular, Playwright's ``expect`` is better.
        """
        deadline = time.monotonic() + STEP_MILLISECONDS / 1000
        self.page.evaluate("() => { window.askedAt = performance.now(); }")
        while True:
            self.page.evaluate("() => { window.idleSince = undefined; }")
            self.page.wait_for_function(QUIET, arg=[SEND_MILLISECONDS, QUIET_MILLISECONDS], polling=40)
            if self._runs.are_done:
                return
            assert time.monotonic() < deadline, "the app did not answer"

    def frames(self) -> str:
        """Return the latest messages between this visit's pages and the app, a line each."""
        return self._runs.frames.text()

    def close(self) -> None:
        """Leave the app and forget the profile."""
        self.context.close()

    def renew(self) -> None:
        """Leave the app and forget what it stored: what the browser fetched and compiled stays.

        The page stays at the app's address: a page that goes elsewhere and comes back compiles all anew.
        """
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        self.page.goto(f"{self.url}/_stcore/health")
        self.page.set_viewport_size(self._options["viewport"])
        self.page.emulate_media(color_scheme=self._options.get("color_scheme", "light"))
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.context.clear_cookies()
        self.faults.clear()
        self._runs = Runs()

    def _watch(self, page: Page) -> None:
        page.on("console", lambda message: message.type == "error" and self._note("console", message.text))
        page.on("pageerror", lambda error: self._note("exception", str(error)))
        page.on("request", lambda request: self._note_foreign(request.url))
        page.on("websocket", self._follow)
        page.on(
            "response",
            lambda answer: (
                answer.status >= http.HTTPStatus.BAD_REQUEST and self._note(str(answer.status), answer.url)
            ),
        )

    def _follow(self, socket: WebSocket) -> None:
        self._note_foreign(socket.url)
        runs = self._runs
        socket.on("framesent", runs.sent)
        socket.on("framereceived", runs.received)

    def _note(self, kind: str, text: str) -> None:
        self.faults.append(f"{kind}: {text}")

    def _note_foreign(self, url: str) -> None:
        target = urlsplit(url)
        if target.scheme in {"http", "https", "ws", "wss"} and target.netloc != urlsplit(self.url).netloc:
            self._note("foreign request", url)
