"""The decision map of 120 x 12 cells against a quote for each of them."""

from __future__ import annotations

from random import Random

import numpy as np

from benchmarks.measure import Row, side_by_side, spelled
from pricing.book.file import shipped
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from pricing.sensitivity.decision_map import decision_map

WIDTH, MONTHS = 120, 12
SAMPLE = 120
SEED = 20261124
SCENARIOS = {
    "no peak": Scenario((0,)),
    "a peak of 200 QPS on 30 days": Scenario((0,), peak_qps=200, peak_days=30),
}


def rows() -> list[Row]:
    """Return the ratios; a random sample of cells is quoted, and its time taken for all cells."""
    book = shipped()
    calls = np.unique(np.geomspace(10_000, 100_000_000, WIDTH).astype(np.int64))
    months = np.arange(1, MONTHS + 1)
    cells = WIDTH * MONTHS
    random = Random(SEED)
    chosen = [(int(random.choice(calls)), random.randint(1, MONTHS)) for _ in range(SAMPLE)]
    found = []
    for name, scenario in SCENARIOS.items():
        service = {"peak_qps": scenario.peak_qps, "peak_days": scenario.peak_days}
        scenarios = [Scenario((n,) * count, **service) for n, count in chosen]
        ours, theirs = side_by_side(
            lambda scenario=scenario: decision_map(book, scenario, calls, months),
            lambda scenarios=scenarios: [quote(book, one) for one in scenarios],
        )
        theirs *= cells / SAMPLE
        detail = f"{spelled(ours)} and {spelled(theirs)}, the latter from {SAMPLE} cells"
        what = f"decision map {WIDTH} x {MONTHS}, {name}"
        found.append(Row(what, "computing each cell with `quote`", theirs / ours, 20, detail))
    return found
