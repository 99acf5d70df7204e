"""The shape of demand over the months: how an average of monthly calls becomes the calls of each month.

Whatever the shape, the months add up to exactly ``calls * months``: shapes can be compared. In weights:

- steady: every month the same.
- ramp: 1, 2, 3 ... growing by the same step to the last month.
- launch: 4 in the first month, 2 in the second, 1 in each later one.
- season: 4 in the month of the peak, 2 in the months beside it, 1 in the others.
- table: the months as they were typed.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

Shape = Literal["steady", "ramp", "launch", "season", "table"]
SHAPES: Final[tuple[Shape, ...]] = get_args(Shape)

NEAR_PEAK: Final = (4, 2)
"""The weight of the peak month and of the months next to it; all others weigh 1."""


def monthly_calls(shape: Shape, calls: int, months: int, peak_month: int = 1) -> tuple[int, ...]:
    """Return the calls of each month for an average of ``calls``; "table" is taken as steady.

    ``peak_month`` (1-based) places the peak of a season.
    """
    return apportioned(calls * months, weights(shape, months, peak_month))


def weights(shape: Shape, months: int, peak_month: int = 1) -> tuple[int, ...]:
    """Return the weight of each month."""
    if shape == "ramp":
        return tuple(range(1, months + 1))
    if shape == "launch":
        return tuple(_weight_at(month) for month in range(months))
    if shape == "season":
        return tuple(_weight_at(abs(month - (peak_month - 1))) for month in range(months))
    return (1,) * months


def apportioned(total: int, shares: tuple[int, ...]) -> tuple[int, ...]:
    """Return ``total`` split by ``shares`` into whole numbers that add up to it.

    What the divisions leave over goes, one each, to the largest remainders; the earlier month wins a tie.
    """
    whole = sum(shares)
    floors = [total * share // whole for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda month: -(total * shares[month] % whole))
    for month in by_remainder[: total - sum(floors)]:
        floors[month] += 1
    return tuple(floors)


def resized(table: tuple[int, ...], months: int) -> tuple[int, ...]:
    """Return ``table`` cut to ``months``, or its last month repeated up to there."""
    return (table + table[-1:] * months)[:months]


def average(table: tuple[int, ...]) -> int:
    """Return the average of the months, half up: what ``calls`` becomes when a table is left."""
    return (2 * sum(table) + len(table)) // (2 * len(table))


def _weight_at(distance: int) -> int:
    return NEAR_PEAK[distance] if distance < len(NEAR_PEAK) else 1
