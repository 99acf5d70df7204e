"""How fast every page of the app answers, in Chromium, beside a minimal Streamlit page.

The minimal page is charts_page.py: one slider, one metric, one ``st.plotly_chart``. An answer is counted from
the arrow key on the volume slider until the last change of any chart on the page; the page then has to stay
as it is for a moment. The key is sent after a little while, because Streamlit waits for further keys; the
run's last message may come after the last chart, for what stands below it.
"""

from __future__ import annotations

import statistics
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measure import Row
from tests.browser.driver import chromium, running_app, running_script

PRESSES = 20
VISITS = 5
MOST_BYTES = 200_000
MINIMAL = "minimal page"
PAGES = ("", "packs_or_postpaid", "qps_or_activity", "decision_map", "monthly_bill")
SCENARIO = "calls=400000&qps=200&days=7"

# All times are performance.now() of the page; a chart is shown while its drawing has an area.
PROBE = """
(() => {
  const QUIET = 400;
  const probe = (window.probe = { blank: 0 });
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
  const shown = () =>
    [...document.querySelectorAll(".js-plotly-plot svg.main-svg .xaxislayer-above, .js-plotly-plot .plot")]
      .filter((layer) => layer.checkVisibility({ opacityProperty: true, visibilityProperty: true })).length;
  const frame = () => {
    if (probe.counting && shown() < probe.charts) probe.blank += 1;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const inChart = ({ target, addedNodes }) =>
    target.closest?.(".js-plotly-plot") ||
    [...addedNodes].some((node) => node.querySelector?.(".js-plotly-plot"));
  probe.expect = () => {
    Object.assign(probe, { sent: 0, bytes: 0, changed: 0, charts: shown(), counting: true });
    addEventListener("keydown", () => (probe.key = performance.now()), { once: true, capture: true });
    probe.answer = new Promise((resolve) => {
      const observer = new MutationObserver((records) => {
        if (probe.sent && records.some(inChart)) probe.changed = performance.now();
      });
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      const look = () => {
        const last = Math.max(probe.changed, probe.received ?? 0);
        if (!probe.changed || performance.now() - last < QUIET) return setTimeout(look, 20);
        observer.disconnect();
        probe.counting = false;
        const { key, sent, received, changed, bytes } = probe;
        resolve({ answer: changed - key, send: sent - key, server: received - sent, bytes });
      };
      look();
    });
  };
  probe.first = new Promise((resolve) => {
    const look = () => (shown() ? resolve(performance.now()) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  });
})();
"""

Figures = dict[str, list[float]]


def measured() -> dict[str, Figures]:
    """Return the figures of each page: milliseconds, bytes, and frames that lacked a chart."""
    figures: dict[str, Figures] = {}
    with ExitStack() as stack:
        minimal = stack.enter_context(running_script(Path(__file__).with_name("charts_page.py"))).url
        app = stack.enter_context(running_app()).url
        browser = stack.enter_context(chromium(stack.enter_context(sync_playwright())))
        addresses = {MINIMAL: f"{minimal}/?chart=plotly_chart"}
        addresses |= {page or "what_to_buy": f"{app}/{page}?{SCENARIO}" for page in PAGES}
        for address in addresses.values():  # the servers' own first runs are not counted
            _opened(browser, address)[0].context.close()
        figures = {
            name: {"first": [], "answer": [], "send": [], "server": [], "bytes": []} for name in addresses
        }
        for _ in range(VISITS):
            for name, address in addresses.items():
                page, first = _opened(browser, address)
                figures[name]["first"].append(first)
                page.context.close()
        pages = {name: _opened(browser, address)[0] for name, address in addresses.items()}
        for page in pages.values():
            page.wait_for_timeout(2_000)
        for turn in range(PRESSES):
            for name, page in pages.items():
                for figure, value in _press(page, "ArrowRight" if turn % 2 == 0 else "ArrowLeft").items():
                    figures[name][figure].append(value)
        for name, page in pages.items():
            figures[name]["blank"] = [page.evaluate("probe.blank")]
    return figures


def _opened(browser: Browser, url: str) -> tuple[Page, float]:
    """Open a page as a first visit; return it with the milliseconds until its first chart stood."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(PROBE)
    page.goto(url)
    return page, page.evaluate("probe.first")


def _press(page: Page, key: str) -> dict[str, float]:
    """Press an arrow key on the first slider, the volume; return the times and bytes of the answer."""
    page.bring_to_front()
    page.get_by_role("slider").first.focus()
    page.evaluate("probe.expect()")
    page.keyboard.press(key)
    answer: dict[str, float] = page.evaluate("probe.answer")
    return answer


_KEPT: dict[str, Figures] = {}


def rows() -> list[Row]:
    """Return how each page compares with the minimal one."""
    _KEPT.update(measured())
    base = _medians(_KEPT[MINIMAL])
    found = []
    for name, figures in _KEPT.items():
        if name == MINIMAL:
            continue
        medians = _medians(figures)
        times = f"minimal {base['answer']:.0f} ms, ours {medians['answer']:.0f} ms"
        found.append(
            Row(f"{name}: arrow key to last chart", MINIMAL, base["answer"] / medians["answer"], 1 / 2, times)
        )
        visits = f"minimal {base['first']:.0f} ms, ours {medians['first']:.0f} ms"
        found.append(
            Row(
                f"{name}: first visit to first chart",
                MINIMAL,
                base["first"] / medians["first"],
                1 / 1.3,
                visits,
            )
        )
        weight = f"{medians['bytes']:,.0f} bytes"
        found.append(
            Row(
                f"{name}: bytes an interaction",
                f"{MOST_BYTES:,} bytes",
                MOST_BYTES / medians["bytes"],
                1,
                weight,
            )
        )
    return found


def notes() -> list[str]:
    """Return what an answer is made of, page by page."""
    lines = [
        f"What an answer is made of, medians of {PRESSES} presses; frames without a chart over all presses:",
        "",
        "| page | answer | key to websocket | then to the run's last message | frames without a chart |",
        "|---|---|---|---|---|",
    ]
    for name, figures in _KEPT.items():
        median = _medians(figures)
        lines.append(
            f"| {name} | {median['answer']:.0f} ms | {median['send']:.0f} ms | {median['server']:.0f} ms"
            f" | {median['blank']:.0f} |"
        )
    return ["\n".join([*lines, ""])]


def _medians(figures: Figures) -> dict[str, float]:
    return {name: statistics.median(values) for name, values in figures.items()}
