"""How fast every page of the app answers, in Chromium, beside a minimal Streamlit page.

The minimal page is charts_page.py: one slider, one metric, one ``st.plotly_chart``. An answer is counted from
the arrow key on the volume slider until the last change of any chart on the page; the page then has to stay
as it is for a moment. It is made of: the wait (Streamlit sends the key after a little while, because it waits
for further ones), the run of the script with its figures (page_runs.py), the drawing of the charts, and the
rest: the transfer of the messages, and Streamlit's own drawing of everything else on the page.
"""

from __future__ import annotations

import statistics
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measure import Row
from benchmarks.page_runs import ROOT, run_times
from tests.browser.driver import chromium, running_app, running_script

PRESSES = 20
VISITS = 9
MOST_BYTES = 200_000
MINIMAL = "minimal page"
PAGES = ("", "packs_or_postpaid", "qps_or_activity", "decision_map", "monthly_bill", "cash")
SCENARIO = {"calls": "200000", "qps": "200", "days": "7"}
MINIMAL_LINK = {"chart": "plotly_chart"}

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
  let plotly;
  Object.defineProperty(window, "Plotly", {
    get: () => plotly,
    set(script) {
      const react = script.react;
      script.react = (...args) => {
        const start = performance.now();
        const drawn = react(...args);
        probe.drawing += performance.now() - start;
        return drawn;
      };
      plotly = script;
    },
  });
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
    Object.assign(probe, { sent: 0, bytes: 0, changed: 0, drawing: 0, charts: shown(), counting: true });
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
        const { key, sent, changed, drawing, bytes } = probe;
        resolve({ answer: changed - key, send: sent - key, drawing, bytes });
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
        addresses = {MINIMAL: f"{minimal}/?{urlencode(MINIMAL_LINK)}"}
        addresses |= {page or "what_to_buy": f"{app}/{page}?{urlencode(SCENARIO)}" for page in PAGES}
        for address in addresses.values():  # the servers' own first runs are not counted
            _opened(browser, address)[0].context.close()
        figures = {
            name: {"first": [], "answer": [], "send": [], "drawing": [], "bytes": []} for name in addresses
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
    for name, parts in figures.items():
        parts["script"], parts["building"] = ([time] for time in _run_times(name))
    return figures


def _run_times(name: str) -> tuple[float, float]:
    if name == MINIMAL:
        return run_times(ROOT / "benchmarks" / "charts_page.py", MINIMAL_LINK)
    return run_times(ROOT / "app.py", SCENARIO, name if name in PAGES else "")


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
        f"What an answer is made of, medians of {PRESSES} presses; frames without a chart over all of them.",
        "The script's time is that on the processor, its figures' included; the rest is the transfer of the",
        "messages, and what Streamlit draws beside the charts.",
        "",
        "| page | answer | wait for keys | script | its figures | drawing | rest | bytes | no chart |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, figures in _KEPT.items():
        median = _medians(figures)
        rest = median["answer"] - median["send"] - median["script"] - median["drawing"]
        times = [median[part] for part in ("answer", "send", "script", "building", "drawing")]
        cells = [f"{time:.0f} ms" for time in (*times, rest)]
        cells += [f"{median['bytes']:,.0f}", f"{median['blank']:.0f}"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += [
        "",
        "A first visit takes as long as one thread of the browser needs for Plotly's script, the same on all",
        "pages, and for what Streamlit draws beside the first chart; the script has come long before.",
    ]
    return ["\n".join([*lines, ""])]


def _medians(figures: Figures) -> dict[str, float]:
    return {name: statistics.median(values) for name, values in figures.items()}
