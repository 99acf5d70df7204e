"""Visitors who each move the volume slider once a second, for the load and the soak."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from time import perf_counter

from benchmarks.visitor import Visitor

SEED = 20261125
EVERY_SECONDS = 1.0


@dataclass
class Crowd:
    """Open pages of one server; ``answers`` are the seconds from move to answer of the last `move_for`."""

    url: str
    visitors: list[Visitor] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    _random: random.Random = field(default_factory=lambda: random.Random(SEED))

    async def grow_to(self, count: int) -> None:
        """Let visitors in, one after the other, until there are ``count``."""
        while len(self.visitors) < count:
            self.visitors.append(await self._enter())

    async def move_for(self, seconds: float, *, stay: float = float("inf")) -> None:
        """Let each visitor move its slider once a second, evenly spread; one who waits longer moves then.

        After ``stay`` seconds a visitor leaves and another comes in.
        """
        self.answers = []
        start = perf_counter()
        await asyncio.gather(
            *(self._move(place, start, seconds, stay) for place in range(len(self.visitors)))
        )

    async def leave(self) -> None:
        """Close all pages."""
        await asyncio.gather(*(visitor.leave() for visitor in self.visitors))
        self.visitors = []

    async def _move(self, place: int, start: float, seconds: float, stay: float) -> None:
        due = start + EVERY_SECONDS * place / len(self.visitors)
        while due < start + seconds:
            await asyncio.sleep(max(0.0, due - perf_counter()))
            if perf_counter() - self.visitors[place].entered >= stay:
                await self.visitors[place].leave()
                self.visitors[place] = await self._enter()
            moved = perf_counter()
            await self.visitors[place].move(self._random.choice(self.visitors[place].stops))
            self.answers.append(perf_counter() - moved)
            due = max(due + EVERY_SECONDS, perf_counter())

    async def _enter(self) -> Visitor:
        """Let a visitor in with a scenario of its own."""
        months, qps = self._random.randint(2, 12), self._random.choice([50, 100, 200])
        return await Visitor.enter(self.url, f"months={months}&qps={qps}&days=7")
