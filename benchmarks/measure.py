"""Times and ratios: how every benchmark measures, and the row it returns."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One line of the results: ``what`` is ``ratio`` times as fast as ``against``.

    At least ``wanted`` is wanted; ``detail`` gives the times behind the ratio.
    """

    what: str
    against: str
    ratio: float
    wanted: float
    detail: str

    @property
    def met(self) -> bool:
        """Tell whether the ratio is what was wanted."""
        return self.ratio >= self.wanted


def seconds(work: Work) -> float:
    """Return how long ``work`` takes once."""
    start = perf_counter()
    work()
    return perf_counter() - start


def side_by_side(ours: Work, theirs: Work, rounds: int = 5) -> tuple[float, float]:
    """Return the median seconds of both, run by turns after one run of each that does not count."""
    ours()
    theirs()
    times = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    one, other = (statistics.median(side) for side in zip(*times, strict=True))
    return one, other


def spelled(duration: float) -> str:
    """Return a duration for people: 1.2 s, 35 ms, 240 µs."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if duration >= size:
            return f"{duration / size:.3g} {unit}"
    return f"{duration * 1e6:.3g} µs"
