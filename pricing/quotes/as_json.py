"""A quote as JSON: one shape for the command line and the HTTP interface."""

from __future__ import annotations

import json
from fractions import Fraction

from pricing.money import exact, six_decimals
from pricing.quotes.values import Costs, Option, Quote
from pricing.scenario import Scenario

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
    """Return the scenario's fields by their names, with the number of months."""
    return {
        "monthly_calls": list(scenario.monthly_calls),
        "months": scenario.months,
        "peak_qps": scenario.peak_qps,
        "peak_days": scenario.peak_days,
        "peak_month": scenario.peak_month,
        "materials": scenario.materials,
        "activities": scenario.activities,
        "tier_basis": scenario.tier_basis,
        "count_free_quota": scenario.count_free_quota,
    }


def option_object(option: Option) -> dict[str, Json]:
    """Return one option; costs and calls are null where it can't be bought."""
    return {
        "id": option.id,
        "available": option.available,
        "reason": option.reason,
        "activities": option.activities,
        "qps_units": option.qps_units,
        "purchases": [
            {"month": bought.month, "pack": bought.pack, "quantity": bought.quantity}
            for bought in option.purchases
        ],
        "costs": _costs_object(option.costs),
        "overage_calls": option.overage_calls,
        "granted_calls": option.granted_calls,
        "used_calls": option.used_calls,
        "unused_calls": option.unused_calls,
        "coverage": _number(option.coverage),
        "utilization": _number(option.utilization),
        "warnings": list(dict.fromkeys(notice.code for notice in option.warnings)),
    }


def _costs_object(costs: Costs | None) -> dict[str, Json] | None:
    if costs is None:
        return None
    return {
        "license": exact(costs.license),
        "qps": exact(costs.qps),
        "packs": exact(costs.packs),
        "postpaid": exact(costs.postpaid),
        "total": exact(costs.total),
        "upfront": exact(costs.upfront),
    }


def _number(ratio: Fraction | None) -> float | None:
    """Return a ratio with six decimals: the float that prints as those."""
    decimal = six_decimals(ratio)
    return None if decimal is None else float(decimal)
