"""Saved scenarios side by side as a table: what is asked, the cheapest option, and its exact figures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

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
from pricing.quotes.values import Option, Quote

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


def scenario_table(scenarios: Scenarios, priced: Priced, texts: Texts) -> pd.DataFrame:
    """Return a row for each scenario in the order of the list, the columns of `SCENARIOS`."""
    rows = [_row(each, priced, texts) for each in scenarios]
    return pd.DataFrame(rows, columns=list(SCENARIOS), dtype=object)


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
        per_call = figures.price_per_call
        row |= {
            "total": figures.total,
            "option": option_name(texts, figures.book, figures.option),
            "price_per_thousand": None if per_call is None else per_call * 1000,
            "coverage": figures.coverage,
            "bought": in_a_row(texts, bought(*_plan(saved, figures), texts)),
            "license": figures.license,
            "qps": figures.qps,
            "packs": figures.packs,
            "postpaid": figures.postpaid,
            "overage_calls": figures.overage_calls,
            "unused_calls": figures.unused_calls,
            "prices": f"{figures.book.id} {figures.book.version}, {figures.book.currency}",
        }
    return row


def _plan(saved: Saved, figures: Figures) -> tuple[Quote, Option]:
    """Return what is bought in the form that a quote has it."""
    option = Option(
        id=figures.option,
        available=True,
        reason=None,
        activities=figures.activities,
        qps_units=figures.qps_units,
        purchases=figures.purchases,
    )
    return Quote(figures.book, saved.inputs.scenario, (option,), option.id), option
