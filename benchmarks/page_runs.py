"""What a run of each page takes in the server, and how much of it the figures of its charts: by AppTest.

No browser takes part, and nothing else runs: the times are those of the script's thread on the processor.
"""

from __future__ import annotations

import importlib
import statistics
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from time import thread_time
from typing import Any
from unittest import mock

from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
PRESSES = 20
FIGURES = (
    ("dashboard.questions.what_to_buy.chart", "option_chart"),
    ("dashboard.questions.what_to_buy.chart", "month_chart"),
    ("dashboard.questions.packs_or_postpaid.chart", "cost_curve_chart"),
    ("dashboard.questions.qps_or_activity.chart", "day_chart"),
    ("dashboard.questions.qps_or_activity.chart", "qps_chart"),
    ("dashboard.questions.decision_map.chart", "map_chart"),
    ("dashboard.questions.monthly_bill.chart", "bill_chart"),
    ("dashboard.questions.cash.chart", "cash_chart"),
    ("dashboard.screen.components.live_chart", "chart_payload"),
    ("plotly.graph_objects", "Figure.__init__"),
    ("streamlit", "plotly_chart"),
)
"""What builds a figure and writes it down for the browser: ours, and the minimal page's."""


@dataclass
class Clock:
    """Adds up the milliseconds that a function takes, whoever calls it."""

    spent: float = 0.0

    def timed(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``work`` with its time noted."""

        def noted(*args: Any, **named: Any) -> Any:
            start = thread_time()
            try:
                return work(*args, **named)
            finally:
                self.spent += 1000 * (thread_time() - start)

        return noted


def run_times(script: Path, link: dict[str, str], page: str = "") -> tuple[float, float]:
    """Return the medians of a run after a step of the first slider: of all, and of the figures in it."""
    whole, figures = Clock(), Clock()
    with ExitStack() as stack:
        for module, name in FIGURES:
            work = attrgetter(name)(importlib.import_module(module))
            stack.enter_context(mock.patch(f"{module}.{name}", figures.timed(work)))
        run = script_runner.exec_func_with_error_handling
        stack.enter_context(mock.patch.object(script_runner, run.__name__, whole.timed(run)))
        app = AppTest.from_file(script, default_timeout=60)
        app.query_params.update(link)
        app.run()
        if page:
            app.switch_page(f"pages/{page}.py").run()
        times = [_press(app, turn, whole, figures) for turn in range(PRESSES)]
    run_time, figure_time = (statistics.median(column) for column in zip(*times[2:], strict=True))
    return run_time, figure_time


def _press(app: AppTest, turn: int, whole: Clock, figures: Clock) -> tuple[float, float]:
    """Step up and down by turns; return what the run took."""
    whole.spent = figures.spent = 0.0
    if app.select_slider:
        app.select_slider[0].set_value(500_000 if turn % 2 == 0 else 200_000)
    else:
        app.slider[0].set_value(51 if turn % 2 == 0 else 50)
    app.run()
    return whole.spent, figures.spent
