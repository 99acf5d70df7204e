"""Whether memory grows: visitors come, move the slider once a second, and go, for ten minutes.

``SOAK_SECONDS=60 python -m benchmarks soak`` takes one minute. A session that was left is kept for two
minutes, in case that its browser comes back: until then memory rises by itself.
"""

from __future__ import annotations

import asyncio
import os
import statistics
from dataclasses import dataclass

from benchmarks.crowd import Crowd
from benchmarks.machine import Meter, memory
from benchmarks.measure import spelled
from tests.browser.driver import running_app

SECONDS = float(os.environ.get("SOAK_SECONDS", "600"))
SPANS = 10
VISITORS = 4
STAY_SECONDS = 20
SAMPLE_SECONDS = 1.0
MOST_GROWTH = 0.02
"""From the middle spans to the last ones; what an allocator keeps varies by that much."""


@dataclass(frozen=True)
class Span:
    """A tenth of the time: resident memory in bytes, answers in seconds, cores of others."""

    memory: float
    median: float
    others: float

    def line(self, until: float) -> str:
        """Return the line of the table."""
        size = f"{self.memory / 2**20:.1f} MiB"
        return f"| {until:g} s | {size} | {spelled(self.median)} | {self.others:.2f} |"


def notes() -> list[str]:
    """Return memory over time as Markdown."""
    with running_app() as server:
        spans = asyncio.run(_spans(server.url, server.process.pid))
    middle, last = (statistics.median(span.memory for span in some) for some in (spans[4:7], spans[7:]))
    growth = last / middle - 1
    met = "yes" if growth <= MOST_GROWTH else "no"
    lines = [
        *("## Soak", ""),
        f"{VISITORS} visitors at a time for {SECONDS:g} s: each moves the slider once a second, leaves after",
        f"{STAY_SECONDS} s, and another comes. A session that was left is kept for 120 s.",
        "",
        "| until | resident memory | median answer | cores of other work |",
        "|---|---|---|---|",
        *(span.line(SECONDS * number / SPANS) for number, span in enumerate(spans, start=1)),
        "",
        f"From the middle (fifth to seventh line) to the end (last three): {growth:+.1%}. At most",
        f"{MOST_GROWTH:+.0%} is wanted; met: {met}.",
        "",
    ]
    return ["\n".join(lines)]


async def _spans(url: str, pid: int) -> list[Span]:
    crowd, spans = Crowd(url), list[Span]()
    await crowd.grow_to(VISITORS)
    for _ in range(SPANS):
        meter, samples = Meter(pid), list[int]()
        watching = asyncio.create_task(_watch(pid, samples))
        await crowd.move_for(SECONDS / SPANS, stay=STAY_SECONDS)
        watching.cancel()
        spans.append(Span(statistics.median(samples), statistics.median(crowd.answers), meter.cores()[1]))
    await crowd.leave()
    return spans


async def _watch(pid: int, samples: list[int]) -> None:
    while True:
        samples.append(memory(pid))
        await asyncio.sleep(SAMPLE_SECONDS)
