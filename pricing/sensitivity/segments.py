"""Who is cheapest from where to where, and the proof at each boundary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from pricing.arrays import Ints


@dataclass(frozen=True)
class Segment:
    """The option ``cheapest`` has the lowest total from ``first`` to ``last``, both included."""

    first: int
    last: int
    cheapest: str


def merged(pieces: Iterable[tuple[int, int, str]]) -> tuple[Segment, ...]:
    """Return pieces (first, last, cheapest) in order as segments; neighbours with one winner become one."""
    segments: list[Segment] = []
    for first, last, cheapest in sorted(pieces):
        if segments and segments[-1].cheapest == cheapest:
            segments[-1] = Segment(segments[-1].first, last, cheapest)
        else:
            segments.append(Segment(first, last, cheapest))
    return tuple(segments)


def prove(segments: Sequence[Segment], cheapest: Callable[[Ints], Sequence[str]]) -> None:
    """Raise ArithmeticError where the segments don't name the cheapest option at a boundary and next to it.

    ``cheapest`` gives the ids of the cheapest options for quantities.
    """
    expected = {at: segment.cheapest for segment in segments for at in (segment.first, segment.last)}
    for at, found in zip(expected, cheapest(np.array([*expected], dtype=np.int64)), strict=True):
        if found != expected[at]:
            raise ArithmeticError(f"{found} is cheapest at {at:,}, not {expected[at]}")
