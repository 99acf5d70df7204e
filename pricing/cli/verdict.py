"""The answer to a quote in one sentence: what to buy, what it costs, what it saves against postpaid."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from pricing.cli.phrases import counted, figure, listed, packs
from pricing.notation import rounded
from pricing.quotes.values import Costs, Option, Quote


def verdict(quote: Quote) -> str:
    """Return the sentence for ``quote``."""
    best = quote.option(quote.cheapest)
    if best.id == "trial":
        calls = counted(quote.scenario.total_calls, "call")
        few = counted(best.activities, "activity", "activities")
        fit = "fits" if quote.scenario.total_calls == 1 else "fit"
        return f"Buy nothing: {calls} {fit} in the free quota of {few}."
    costs = cast("Costs", best.costs)  # the cheapest option can be bought
    money = f"{quote.book.currency} {figure(costs.total)}"
    period = counted(quote.scenario.months, "month")
    return f"{_action(quote, best)}: {money} for {period}{_comparison(quote, best, costs)}."


def bought(quote: Quote, option: Option) -> list[str]:
    """Return what ``option`` buys in all months together, each thing in words."""
    parts = []
    if quote.book.license is not None:
        parts.append(counted(option.activities, "license"))
    if option.qps_units:
        parts.append(qps(quote, option))
    totals: dict[str, int] = {}
    for purchase in option.purchases:
        totals[purchase.pack] = totals.get(purchase.pack, 0) + purchase.quantity
    order = [pack.id for pack in quote.book.packs]
    parts += [packs(quote.book, pack, totals[pack]) for pack in order if pack in totals]
    return parts


def qps(quote: Quote, option: Option) -> str:
    """Return ``option``'s QPS units in words: ``3 QPS units on 7 days``."""
    units = counted(option.qps_units, "QPS unit")
    return f"{units} on {counted(quote.scenario.peak_days, 'day')}"


def _action(quote: Quote, option: Option) -> str:
    parts = bought(quote, option)
    if not parts:
        return "Buy nothing in advance and pay by the call"
    by_call = ", and pay the rest by the call" if option.overage_calls and not option.purchases else ""
    return f"Buy {listed(parts)}{by_call}"


def _comparison(quote: Quote, best: Option, costs: Costs) -> str:
    if best.id == "postpaid":
        return "; no pack makes it cheaper" if quote.book.packs else ""
    postpaid = quote.option("postpaid")
    if postpaid.costs is None:
        few = counted(postpaid.activities, "activity", "activities")
        return f"; with {few} the QPS can't be bought online"
    saved = postpaid.costs.total - costs.total
    if saved <= 0:
        return ""
    percent = rounded(Fraction(saved) / Fraction(postpaid.costs.total) * 100, 1)
    return f", {percent:f}% less than postpaid"
