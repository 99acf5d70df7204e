"""Warnings and reasons of a quote in plain sentences; those who share one are named together."""

from __future__ import annotations

from decimal import Decimal

from pricing.cli.phrases import counted, figure, months, qps_not_online
from pricing.quotes.values import Notice, Quote


def warning_lines(quote: Quote) -> list[str]:
    """Return a line for each warning of the options, in their order."""
    shared: dict[tuple[str, str], list[str]] = {}
    for option in quote.options:
        by_sentence: dict[str, list[int]] = {}
        for notice in option.warnings:
            by_sentence.setdefault(_sentence(quote, notice), []).append(notice.month)
        for sentence, numbers in by_sentence.items():
            shared.setdefault((months(numbers), sentence), []).append(option.id)
    return [f"{when.capitalize()}: {sentence} ({', '.join(ids)})" for (when, sentence), ids in shared.items()]


def reason_lines(quote: Quote) -> list[str]:
    """Return a line for each reason why options can't be bought."""
    shared: dict[str, list[str]] = {}
    for option in quote.options:
        if not option.available:
            peak = qps_not_online(
                quote.book, quote.scenario.peak_qps, activities=option.activities, units=option.qps_units
            )
            shared.setdefault(f"{peak}; contact sales", []).append(option.id)
    return [f"{', '.join(ids)}: {reason}" for reason, ids in shared.items()]


def _sentence(quote: Quote, notice: Notice) -> str:
    currency = quote.book.currency
    match notice.code:
        case "dead_zone":
            kind = "billed call" if quote.scenario.tier_basis == "overage" else "call"
            saves = figure(notice.saves or Decimal(0))
            return f"{counted(notice.cheaper_at or 0, kind)} would cost {currency} {saves} less"
        case "large_customer":
            large = quote.book.large_customer
            limit = figure(Decimal(0) if large is None else large.monthly_spend)
            return f"more than {currency} {limit} is spent, so prices are negotiable; contact sales"
        case "volume_exceeds_capacity":
            return "more calls than the QPS can serve, even around the clock"
