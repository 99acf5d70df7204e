"""Who is cheapest from where to where, and the proof: what both options cost on either side of a boundary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import numpy as np

from pricing.arrays import Ints
from pricing.money import from_micro


@dataclass(frozen=True)
class Segment:
    """The option ``cheapest`` has the lowest total from ``first`` to ``last``, both included."""

    first: int
    last: int
    cheapest: str


@dataclass(frozen=True)
class Boundary:
    """Up to ``at`` the option ``before`` is cheapest, from the next whole number on ``after`` is.

    The costs are those of ``at`` - 1 (not below 0), ``at`` and ``at`` + 1, in currency units; None where
    the option can't be bought online.
    """

    at: int
    before: str
    after: str
    costs_before: tuple[Decimal | None, ...]
    costs_after: tuple[Decimal | None, ...]


def merged(pieces: Iterable[tuple[int, int, str]]) -> tuple[Segment, ...]:
    """Return pieces (first, last, cheapest) in order as segments; neighbours with one winner become one."""
    segments: list[Segment] = []
    for first, last, cheapest in sorted(pieces):
        if segments and segments[-1].cheapest == cheapest:
            segments[-1] = Segment(segments[-1].first, last, cheapest)
        else:
            segments.append(Segment(first, last, cheapest))
    return tuple(segments)


def proven_boundaries(
    segments: Sequence[Segment], ids: Sequence[str], totals: Callable[[Ints], Ints], unsold: int
) -> tuple[Boundary, ...]:
    """Return what lies between ``segments``, with the costs of the two options at n - 1, n and n + 1.

    The totals of all options there are the proof.

    ``totals`` gives for quantities each option's total, shape (options, quantities), millionths, or
    ``unsold``. Raises ArithmeticError where the segments don't name the cheapest option.
    """
    if len(segments) < 2:  # noqa: PLR2004  a boundary lies between two
        return ()
    at = np.array([segment.last for segment in segments[:-1]], dtype=np.int64)
    quantities = np.stack([np.maximum(at - 1, 0), at, at + 1], axis=1)
    amounts = totals(quantities.ravel())
    winners = amounts.argmin(axis=0).reshape(quantities.shape).tolist()
    amounts = amounts.reshape(-1, *quantities.shape)

    def costs(option: str, boundary: int) -> tuple[Decimal | None, ...]:
        found = amounts[ids.index(option), boundary].tolist()
        return tuple(None if amount == unsold else from_micro(amount) for amount in found)

    boundaries = []
    for number, (one, other) in enumerate(pairwise(segments)):
        back, here, next_ = (ids[winner] for winner in winners[number])
        inside = one.last == one.first or back == here
        if not inside or (here, next_) != (one.cheapest, other.cheapest) or one.last + 1 != other.first:
            raise ArithmeticError(f"{back}, {here}, {next_} are cheapest at {one.last:,} and next to it")
        before, after = one.cheapest, other.cheapest
        boundaries.append(Boundary(one.last, before, after, costs(before, number), costs(after, number)))
    return tuple(boundaries)
