"""How many sessions one process serves, each moving a slider once a second, and what a session takes.

``LOAD_SECONDS=10 python -m benchmarks load`` takes ten seconds a step in place of a minute.
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

SECONDS = float(os.environ.get("LOAD_SECONDS", "60"))
COLUMNS = (
    "median answer",
    "95 of 100 within",
    "answers a second",
    "processor time an answer",
    "cores of the server",
    "cores of other work",
)
STEPS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 32)
WARM_UP_SECONDS = 5
SHARED_CORES = 0.3
"""From so much other work on, the results say that there was some."""

IDLE = 100
"""Sessions that are opened for the memory of one."""


@dataclass(frozen=True)
class Step:
    """What one number of sessions met with; ``own`` and ``others`` are cores."""

    sessions: int
    answers: list[float]
    own: float
    others: float

    @property
    def median(self) -> float:
        """The median answer in seconds."""
        return statistics.median(self.answers)

    @property
    def line(self) -> str:
        """The line of the table."""
        late = statistics.quantiles(self.answers, n=20)[-1]
        pace = len(self.answers) / SECONDS
        return (
            f"| {self.sessions} | {spelled(self.median)} | {spelled(late)} | {pace:.1f} "
            f"| {spelled(self.own / pace)} | {self.own:.2f} | {self.others:.2f} |"
        )


def notes() -> list[str]:
    """Return the table of load and what a session takes, as Markdown."""
    with running_app() as server:
        each = asyncio.run(_memory(server.url, server.process.pid))
    with running_app() as server:
        steps = asyncio.run(_steps(server.url, server.process.pid))
    enough = max(step.sessions for step in steps if not _is_slow(step, steps[0]))
    end = "." if _is_slow(steps[-1], steps[0]) else "; more were not tried."
    lines = [
        *("## Sessions on one process", ""),
        f"Each session moves the volume slider of the first page once a second for {SECONDS:g} s, over a",
        "WebSocket and without a browser; an answer ends with its run's last message. One process serves,",
        "another one holds the visitors.",
        "",
        f"| sessions | {' | '.join(COLUMNS)} |",
        "|---" * (1 + len(COLUMNS)) + "|",
        *(step.line for step in steps),
        "",
        f"**{enough}** at a time are served before the median answer doubles{end}",
        *_shared(steps),
        f"A session takes {each / 2**20:.2f} MiB: the mean of {IDLE} open ones, each after two moves.",
        "",
    ]
    return ["\n".join(lines)]


def _shared(steps: list[Step]) -> list[str]:
    """Return what the number is worth, where other work had its share of the machine."""
    most = max(step.others for step in steps)
    if most < SHARED_CORES:
        return []
    pace = statistics.median(len(step.answers) / SECONDS / step.own for step in steps)
    return [
        f"The machine was shared: other work took up to {most:.1f} of its cores, so that number is rough. By",
        f"the processor time of an answer, a core of its own would give {pace:.1f} answers a second at most.",
    ]


def _is_slow(step: Step, first: Step) -> bool:
    return step.median > 2 * first.median


async def _steps(url: str, pid: int) -> list[Step]:
    """Measure step by step, until the median answer has doubled or the steps end."""
    crowd, steps = Crowd(url), list[Step]()
    for sessions in STEPS:
        await crowd.grow_to(sessions)
        await crowd.move_for(WARM_UP_SECONDS)
        meter = Meter(pid)
        await crowd.move_for(SECONDS)
        steps.append(Step(sessions, crowd.answers, *meter.cores()))
        if _is_slow(steps[-1], steps[0]):
            break
    await crowd.leave()
    return steps


async def _memory(url: str, pid: int) -> float:
    """Return the bytes that a session adds."""
    crowd = Crowd(url)
    await crowd.grow_to(2)
    await crowd.move_for(WARM_UP_SECONDS)
    before, first = memory(pid), len(crowd.visitors)
    await crowd.grow_to(first + IDLE)
    for visitor in crowd.visitors[first:]:
        for stop in ("5K", "500K"):
            await visitor.move(stop)
    after = memory(pid)
    await crowd.leave()
    return (after - before) / IDLE
