"""In which order saved scenarios are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final, Literal, get_args

from dashboard.questions.scenarios.saved import Saved, Scenarios
from dashboard.questions.scenarios.values import Figures, Priced
from pricing.errors import message

Order = Literal["saved", "total", "price"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)

NAMES: Final[Mapping[Order, str]] = {
    "saved": message("As they were saved"),
    "total": message("Lowest total first"),
    "price": message("Lowest price per call first"),
}


def in_order(scenarios: Scenarios, priced: Priced, order: Order) -> Scenarios:
    """Return the scenarios in ``order``; those without a figure come last.

    Where two have the same figure, or none, they stay as they were saved.
    """
    if order == "saved":
        return scenarios
    figure: Callable[[Figures], Fraction | None] = (
        (lambda figures: Fraction(figures.total))
        if order == "total"
        else lambda figures: figures.price_per_call
    )

    def place(saved: Saved) -> tuple[bool, Fraction]:
        figures = priced[saved.inputs]
        value = figure(figures) if isinstance(figures, Figures) else None
        return value is None, value or Fraction(0)

    return tuple(sorted(scenarios, key=place))
