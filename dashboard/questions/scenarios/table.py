"""Saved scenarios as a table: what is asked, the cheapest option with exact figures; and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

import pandas as pd

from dashboard.inputs.words import BASES
from dashboard.language.names import in_a_row, option_name
from dashboard.language.texts import FIELDS, Texts
from dashboard.options.purchases import bought
from dashboard.options.tables import COMPARISON
from dashboard.questions.scenarios.saved import Saved, Scenarios
from dashboard.questions.scenarios.values import Figures, Priced
from dashboard.tables.column import Column
from pricing.errors import message
from pricing.quotes.rows import calls_text

NAME_PIXELS: Final = 170
"""Less than half of a telephone: the totals stand beside the names."""

SCENARIOS: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "name": Column(message("Scenario"), "text", pinned=True, width=NAME_PIXELS),
        "total": COMPARISON["total"],
        "option": Column(message("Cheapest option"), "text"),
        "price_per_thousand": COMPARISON["price_per_thousand"],
        "coverage": COMPARISON["coverage"],
        "bought": COMPARISON["bought"],
        "license": COMPARISON["license"],
        "qps": COMPARISON["qps"],
        "packs": COMPARISON["packs"],
        "postpaid": COMPARISON["postpaid"],
        "overage_calls": COMPARISON["overage_calls"],
        "unused_calls": COMPARISON["unused_calls"],
        "calls": Column(message("All calls"), "count", message("The calls of all months")),
        "monthly_calls": Column(FIELDS["monthly_calls"], "text"),
        "months": Column(FIELDS["months"], "count"),
        "peak_qps": Column(FIELDS["peak_qps"], "count"),
        "peak_days": Column(FIELDS["peak_days"], "count"),
        "materials": Column(FIELDS["materials"], "count"),
        "activities": Column(FIELDS["activities"], "count"),
        "basis": Column(FIELDS["basis"], "text"),
        "free": Column(FIELDS["free"], "text"),
        "prices": Column(
            message("Prices of"), "text", message("The price list, its version and its currency")
        ),
    }
)

Order = Literal["saved", "total", "price"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)

NAMES: Final[Mapping[Order, str]] = {
    "saved": message("As they were saved"),
    "total": message("Lowest total first"),
    "price": message("Lowest price per call first"),
}


def scenario_table(scenarios: Scenarios, priced: Priced, texts: Texts) -> pd.DataFrame:
    """Return a row for each scenario in the order of the list, the columns of `SCENARIOS`."""
    rows = [_row(each, priced, texts) for each in scenarios]
    return pd.DataFrame(rows, columns=list(SCENARIOS), dtype=object)


def in_order(scenarios: Scenarios, priced: Priced, order: Order) -> Scenarios:
    """Return the scenarios in ``order``; those without a figure come last.

    Where two have the same figure, or none, they stay as they were saved.
    """
    if order == "saved":
        return scenarios

    def place(saved: Saved) -> tuple[bool, Fraction]:
        figures = priced[saved.inputs]
        value = None
        if isinstance(figures, Figures):
            value = Fraction(figures.costs.total) if order == "total" else figures.option.price_per_call
        return value is None, value or Fraction(0)

    return tuple(sorted(scenarios, key=place))


def _row(saved: Saved, priced: Priced, texts: Texts) -> dict[str, Any]:
    inputs, figures = saved.inputs, priced[saved.inputs]
    row: dict[str, Any] = dict.fromkeys(SCENARIOS)
    row |= {
        "name": saved.name,
        "calls": sum(inputs.monthly_calls),
        "monthly_calls": calls_text(inputs.monthly_calls),
        "months": inputs.months,
        "peak_qps": inputs.qps,
        "peak_days": inputs.days,
        "materials": inputs.materials,
        "activities": inputs.activities,
        "basis": texts(BASES[inputs.basis]),
        "free": texts("counted") if inputs.free else texts("not counted"),
    }
    if isinstance(figures, Figures):
        book, option, costs = figures.book, figures.option, figures.costs
        row |= {
            "total": costs.total,
            "option": option_name(texts, book, option.id),
            "price_per_thousand": None if option.price_per_call is None else option.price_per_call * 1000,
            "coverage": option.coverage,
            "bought": in_a_row(texts, bought(figures.quote, option, texts)),
            "license": costs.license,
            "qps": costs.qps,
            "packs": costs.packs,
            "postpaid": costs.postpaid,
            "overage_calls": option.overage_calls,
            "unused_calls": option.unused_calls,
            "prices": f"{book.id} {book.version}, {book.currency}",
        }
    return row
