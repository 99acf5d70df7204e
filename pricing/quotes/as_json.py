"""A quote as JSON: one shape for the command line and the HTTP interface."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from decimal import Decimal
from fractions import Fraction

from pricing.money import exact, six_decimals
from pricing.quotes.columns import COST_COLUMNS, OPTION_COLUMNS
from pricing.quotes.values import LicensePurchase, Option, Purchase, Quote
from pricing.scenario import DEFAULT_BASE_QPS, Scenario

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def quote_json(quote: Quote) -> str:
    """Return ``quote`` as indented JSON with a newline at its end."""
    return json.dumps(quote_object(quote), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def quote_object(quote: Quote) -> dict[str, Json]:
    """Return ``quote`` as the object that is written: amounts are exact decimal strings, ratios numbers."""
    book = quote.book
    return {
        "price_book": {"id": book.id, "version": book.version, "currency": book.currency},
        "scenario": scenario_object(quote.scenario),
        "cheapest": quote.cheapest,
        "options": [option_object(option) for option in quote.options],
    }


def scenario_object(scenario: Scenario) -> dict[str, Json]:
    """Return the scenario's fields by their names, with the number of months after the calls.

    ``base_qps`` stands there only where it differs from its default.
    """
    calls, *others = (field.name for field in fields(scenario))
    if scenario.base_qps == DEFAULT_BASE_QPS:
        others.remove("base_qps")
    return {
        calls: list(scenario.monthly_calls),
        "months": scenario.months,
        **{name: getattr(scenario, name) for name in others},
    }


def option_object(option: Option) -> dict[str, Json]:
    """Return one option by the keys of `OPTION_COLUMNS`; null is what one that can't be bought lacks."""
    told: dict[str, Json] = {}
    for column in OPTION_COLUMNS:
        if column not in COST_COLUMNS:
            told[column.key] = _value(column.of(option))
        elif column is COST_COLUMNS[0]:
            costs = {cost.key: _value(cost.of(option)) for cost in COST_COLUMNS}
            told["costs"] = None if option.costs is None else costs
    return told


def purchases_object(bought: Iterable[Purchase | LicensePurchase]) -> list[Json]:
    """Return packs or licenses that are bought."""
    return [asdict(purchase) for purchase in bought]


def _value(value: object) -> Json:
    """Return a value of any `columns.Kind` for JSON: amounts as exact texts, ratios with six decimals."""
    match value:
        case Decimal():
            return exact(value)
        case Fraction():
            return float(six_decimals(value))  # the float that prints as those
        case tuple():
            return purchases_object(value)
        case list() | None | str() | int():
            return value
    raise TypeError(f"no JSON: {value!r}")
