"""A quote for people: the verdict, the options side by side, purchases, warnings, the origin of prices."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import cast

from pricing.cheapest.mixes import idle_peak
from pricing.cli.output import aligned, indented, printable
from pricing.cli.phrases import counted, figure, listed, months, package_name, packs, qps_not_online
from pricing.money import rounded, share
from pricing.price_book import PriceBook
from pricing.quotes.values import Costs, LicensePurchase, Notice, Option, Quote
from pricing.scenario import DEFAULT_BASE_QPS, Scenario

HEADER = (
    *("option", "activities", "QPS units", "license", "QPS", "packs", "postpaid", "total"),
    *("coverage", "x cheapest", ""),
)


def quote_text(quote: Quote) -> str:
    """Return ``quote`` as plain text, a newline at its end; money has two decimals, half up."""
    book, scenario = quote.book, quote.scenario
    blocks = [
        [verdict(quote)],
        ["; ".join([demand(scenario), *service(scenario), *peak(book, scenario)])],
        aligned([HEADER, *(_row(quote, option) for option in quote.options)], "lrrrrrrrrrl"),
    ]
    for title, lines in (
        ("Purchases", _purchases(quote)),
        ("Can't be bought online", reason_lines(quote)),
        ("Warnings", [*idle_peak_lines(book, scenario), *warning_lines(quote)]),
    ):
        if lines:
            blocks.append([title, *indented(lines)])
    blocks.append([prices(book), assumptions(book, scenario)])
    return "\n\n".join("\n".join(printable(line) for line in block) for block in blocks) + "\n"


def _row(quote: Quote, option: Option) -> tuple[str, ...]:
    counts = (option.id, f"{option.activities:,}", f"{option.qps_units:,}")
    costs = option.costs
    if costs is None:
        return (*counts, "-", "-", "-", "-", "unavailable", "-", "-", "")
    amounts = (costs.license, costs.qps, costs.packs, costs.postpaid, costs.total)
    coverage = "-" if option.coverage is None else f"{share(option.coverage, 3) * 100:.1f}%"
    multiple = "-" if option.multiple is None else f"{rounded(option.multiple, 2):,f}"
    mark = "<- cheapest" if option.id == quote.cheapest else ""
    return (*counts, *(figure(amount) for amount in amounts), coverage, multiple, mark)


def _purchases(quote: Quote) -> list[str]:
    """Return a line per option: what it buys, month by month."""
    rows = []
    for option in quote.options:
        if not option.available:
            continue
        by_month: dict[int, list[str]] = {}
        for licensed in option.licenses:
            by_month.setdefault(licensed.month, []).append(licenses(quote.book, licensed))
        if option.qps_units:
            by_month.setdefault(quote.scenario.peak_month, []).append(qps(quote, option))
        for bought in option.purchases:
            by_month.setdefault(bought.month, []).append(packs(quote.book, bought.pack, bought.quantity))
        rows.append((option.id, _steps(by_month) or "nothing"))
    return aligned(rows, "ll")


def _steps(by_month: dict[int, list[str]]) -> str:
    """Return what is bought when; months in which the same is bought are named together."""
    alike: dict[str, list[int]] = {}
    for month, things in sorted(by_month.items()):
        alike.setdefault(", ".join(things), []).append(month)
    return "; ".join(
        f"{'in each of ' if len(numbers) > 1 else ''}{months(numbers)}: {things}"
        for things, numbers in alike.items()
    )


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
    parts += [licenses(quote.book, licensed) for licensed in option.licenses]
    if option.qps_units:
        parts.append(qps(quote, option))
    totals: dict[str, int] = {}
    for purchase in option.purchases:
        totals[purchase.pack] = totals.get(purchase.pack, 0) + purchase.quantity
    order = [pack.id for pack in quote.book.packs]
    parts += [packs(quote.book, pack, totals[pack]) for pack in order if pack in totals]
    return parts


def quantities(book: PriceBook, option: Option) -> list[int]:
    """Return the licenses of each package, bought or not."""
    counts = {licensed.package: licensed.quantity for licensed in option.mix}
    return [counts.get(package.id, 0) for package in book.packages]


def licenses(book: PriceBook, bought: LicensePurchase) -> str:
    """Return licenses: ``2 licenses``; of several packages ``1 package two``, ``2 x package one``."""
    if book.has_single_license:
        return counted(bought.quantity, "license")
    name = package_name(book, bought.package)
    times = "1" if bought.quantity == 1 else f"{bought.quantity:,} x"
    return f"{times} {name[:1].lower()}{name[1:]}"


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
                quote.book, quote.scenario.peak_qps, quantities(quote.book, option), units=option.qps_units
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


def demand(scenario: Scenario) -> str:
    """Return the calls of all months: ``7 calls a month for 2 months``."""
    calls, period = scenario.monthly_calls, counted(scenario.months, "month")
    if len(set(calls)) == 1:
        return f"{counted(calls[0], 'call')} a month for {period}"
    return f"{counted(scenario.total_calls, 'call')} in {period}: {' '.join(f'{n:,}' for n in calls)}"


def service(scenario: Scenario) -> list[str]:
    """Return the materials, and the activities where more than one is asked for."""
    parts = [counted(scenario.materials, "material")]
    if scenario.base_qps != DEFAULT_BASE_QPS:
        parts.append(f"{scenario.base_qps:,} QPS every day")
    if scenario.activities > 1:
        parts.append(f"at least {counted(scenario.activities, 'activity', 'activities')}")
    return parts


def peak(book: PriceBook, scenario: Scenario) -> list[str]:
    """Return the peak with its days and the month it is paid in; nothing where it is like any day."""
    on_days = f"{scenario.peak_qps:,} QPS on {counted(scenario.peak_days, 'day')}"
    if scenario.peak_days:
        when = f" (paid in month {scenario.peak_month})" if book.qps and scenario.months > 1 else ""
        return [f"{on_days}{when}"]
    return [on_days] if idle_peak(book, scenario) else []


def idle_peak_lines(book: PriceBook, scenario: Scenario) -> list[str]:
    """Return a warning where the peak counts on no day, so that nothing is bought for it."""
    if not idle_peak(book, scenario):
        return []
    said = f"The peak of {scenario.peak_qps:,} QPS counts on 0 days, so it costs nothing"
    return [f"{said}: set --peak-days (peak_days in a file)"]


def prices(book: PriceBook) -> str:
    """Return where the prices come from."""
    return f"Price book: {book.id}, version {book.version}; amounts in {book.currency}."


def assumptions(book: PriceBook, scenario: Scenario) -> str:
    """Return the readings of the price list that are in force."""
    quantity = "the billed calls pick" if scenario.tier_basis == "overage" else "all calls pick"
    free = f"the free quota is {'' if scenario.count_free_quota else 'not '}counted"
    readings = [f"{quantity} a month's tier"] + ([free] if book.free else [])
    return f"Assumptions: {'; '.join(readings)}."
