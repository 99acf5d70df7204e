"""Why charts are drawn in place: ``st.plotly_chart`` and ``live_chart`` side by side in Chromium.

The slider of charts_page.py is moved by the arrow keys, by turns with each kind of chart. An answer is
counted from the key's event until the frame after the new title and lines stand in the page. It has three
parts: from the key until the page writes to its websocket (Streamlit waits for further keys), until the
message with the figure comes back, and until the new chart stands.
"""

import statistics
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.driver import chromium, running_script

HERE = Path(__file__).parent
KINDS = {
    "st.plotly_chart": ("charts_page.py", "plotly_chart"),
    "live_chart": ("charts_page.py", "live_chart"),
    "live_chart, own route": ("charts_serve.py", "live_chart"),
}
PRESSES = 40
VISITS = 8
LINES = {
    "answer": "arrow key to new chart, ms",
    "send": "of it key to websocket",
    "server": "of it websocket to figure",
    "browser": "of it figure to new chart",
    "bytes": "to the browser, bytes",
    "first": "first visit to chart, ms",
    "again": "reload to chart, ms",
    "blank": "frames without a chart",
}

# All times are performance.now() of the page.
PROBE = """
(() => {
  const probe = (window.probe = { frames: 0, blank: 0 });
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...args) {
      super(...args);
      super.addEventListener("message", ({ data }) => {
        probe.received = performance.now();
        probe.bytes += data.byteLength ?? data.size ?? data.length;
      });
    }
    send(data) {
      probe.sent ||= performance.now();
      return super.send(data);
    }
  };
  const visible = (line) =>
    line.getBoundingClientRect().width > 1 &&
    line.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const drawn = () => [...document.querySelectorAll(".js-plotly-plot path.js-line")].some(visible);
  const title = () => document.querySelector(".js-plotly-plot .gtitle")?.textContent;
  const frame = () => {
    if (probe.counting) {
      probe.frames += 1;
      if (!drawn()) probe.blank += 1;
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  probe.expect = (wanted) => {
    Object.assign(probe, { sent: 0, bytes: 0, counting: true });
    addEventListener("keydown", () => (probe.key = performance.now()), { once: true, capture: true });
    probe.answer = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (title() !== wanted || !drawn()) return;
        observer.disconnect();
        const { key, sent, received } = probe;
        const now = performance.now();
        const parts = { send: sent - key, server: received - sent, browser: now - received };
        requestAnimationFrame(() => resolve({ answer: performance.now() - key, ...parts }));
      });
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
  };
  probe.first = new Promise((resolve) => {
    const look = () => (drawn() ? resolve(performance.now()) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  });
})();
"""


def opened(browser: Browser, url: str) -> tuple[Page, float]:
    """Open a page as a first visit; return it with the milliseconds until its chart stood."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(PROBE)
    page.goto(url)
    return page, page.evaluate("probe.first")


def press(page: Page, key: str, title: str) -> dict[str, float]:
    """Press an arrow key on the slider; return the times and bytes until the chart with that title."""
    page.bring_to_front()
    page.get_by_role("slider").focus()
    page.evaluate("title => probe.expect(title)", title)
    page.keyboard.press(key)
    measured = page.evaluate("probe.answer")
    page.wait_for_timeout(200)  # the run's last message is counted too
    return {**measured, "bytes": page.evaluate("probe.counting = false, probe.bytes")}


def notes() -> list[str]:
    """Return a table of medians, a column for each kind of chart."""
    measured = _measured()
    lines = [
        f"One chart, drawn in three ways: medians of {PRESSES} presses and {VISITS} first visits.",
        "",
        f"| | {' | '.join(KINDS)} |",
        f"|---|{'---|' * len(KINDS)}",
    ]
    for line, label in LINES.items():
        medians = (statistics.median(figures[line]) for figures in measured.values())
        lines.append(f"| {label} | {' | '.join(f'{value:,.0f}' for value in medians)} |")
    return ["\n".join([*lines, ""])]


def _measured() -> dict[str, dict[str, list[float]]]:
    """Return the values of each line of the table, kind by kind."""
    measured: dict[str, dict[str, list[float]]] = {kind: {line: [] for line in LINES} for kind in KINDS}
    with ExitStack() as stack:
        scripts = {script for script, _ in KINDS.values()}
        urls = {script: stack.enter_context(running_script(HERE / script)).url for script in scripts}
        playwright = stack.enter_context(sync_playwright())
        browser = stack.enter_context(chromium(playwright))
        address = {kind: f"{urls[script]}/?chart={chart}" for kind, (script, chart) in KINDS.items()}
        for kind in KINDS:  # the servers' own first runs are not counted
            opened(browser, address[kind])[0].context.close()
        for _ in range(VISITS):
            for kind, figures in measured.items():
                page, first = opened(browser, address[kind])
                figures["first"].append(first)
                page.wait_for_timeout(500)
                page.reload()
                figures["again"].append(page.evaluate("probe.first"))
                page.context.close()
        pages = {kind: opened(browser, address[kind])[0] for kind in KINDS}
        volume = 50
        for turn in range(PRESSES):
            up = turn % 20 < 10
            volume += 1 if up else -1
            for kind, page in pages.items():
                pressed = press(page, "ArrowRight" if up else "ArrowLeft", f"Volume {volume}")
                for line, value in pressed.items():
                    measured[kind][line].append(value)
        for kind, page in pages.items():
            measured[kind]["blank"].append(page.evaluate("probe.blank"))
    return measured
