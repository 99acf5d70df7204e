"""The answer to "What should I buy?" in a sentence, and the purchase list behind it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dashboard.language.formats import day_name, money, month_label, number, percent
from dashboard.language.names import in_a_row, month_names, option_name, pack_name, package_name
from dashboard.language.texts import Texts
from pricing.quotes.settlement import first_of_month
from pricing.quotes.values import Clause, Costs, Line, Option, Quote

PREPAID: tuple[Clause, ...] = ("license", "qps", "packs")
LOWEST_PERCENT = Fraction(1, 200)
"""Below half a per cent, and above all but half a per cent, a saving is told in money."""


class Payment(NamedTuple):
    """What is paid on the first day of ``month`` (1-based), None: after each month, in currency units."""

    month: int | None
    what: str
    amount: Decimal


class Step(NamedTuple):
    """One row of the purchase list: when, what, and what it costs."""

    when: str
    what: str
    amount: str


def recommended(quote: Quote) -> Option | None:
    """Return the cheapest option; None where nothing can be bought online."""
    return next((option for option in quote.options if option.id == quote.cheapest and option.costs), None)


def verdict(quote: Quote, texts: Texts) -> str:
    """Return what to buy, what it costs and what it saves, in one sentence without a full stop."""
    option = recommended(quote)
    if option is None or option.costs is None:
        return texts("Nothing on this price list can be bought online for this scenario: contact sales")
    if option.id == "trial":
        return _trial(quote, texts)
    advice = _advice(quote, option, texts)
    total = money(texts, option.costs.total, quote.book.currency, decimals=None)
    sentence = texts.plural(
        "{advice}: {total} for {n} month",
        "{advice}: {total} for {n} months",
        quote.scenario.months,
        advice=advice,
        total=total,
    )
    return _alternative(quote, option, _comparison(quote, option, texts, sentence), texts)


def postpaid_costs(quote: Quote) -> Costs | None:
    """Return what the scenario costs without a pack; None where that can't be bought online."""
    return next((option.costs for option in quote.options if option.id == "postpaid"), None)


def saving(quote: Quote, option: Option) -> Decimal | None:
    """Return how much less ``option`` costs than postpaid (below 0: how much more); None without both."""
    postpaid = postpaid_costs(quote)
    if postpaid is None or option.costs is None:
        return None
    return postpaid.total - option.costs.total


def licenses(quote: Quote, option: Option) -> int:
    """Return how many licenses ``option`` buys: none for a trial, or where none is sold."""
    return 0 if option.id == "trial" or quote.book.license is None else option.activities


def bought(quote: Quote, option: Option, texts: Texts) -> list[str]:
    """Return what ``option`` buys in advance: "1 license", "one 10M pack in month 1"."""
    items = [_licenses(quote, bought.package, bought.quantity, texts) for bought in option.licenses]
    if option.qps_units:
        items.append(_upgrade(quote, option.qps_units, texts))
    months: dict[str, list[int]] = defaultdict(list)
    quantities: dict[str, int] = defaultdict(int)
    for purchase in option.purchases:
        months[purchase.pack].append(purchase.month)
        quantities[purchase.pack] += purchase.quantity
    later = any(purchase.month > 1 for purchase in option.purchases)
    for pack, quantity in quantities.items():
        item = _packs(quote, pack, quantity, texts)
        if later:
            item = texts("{item} in {months}", item=item, months=month_names(texts, months[pack]))
        items.append(item)
    return items


def payments(quote: Quote, option: Option, texts: Texts) -> list[Payment]:
    """Return a payment for each month with a purchase, then the bills as one."""
    paid = []
    for month in sorted({line.month for line in option.lines if line.clause in PREPAID}):
        lines = [line for line in option.lines if line.month == month and line.clause in PREPAID]
        what = in_a_row(texts, [purchased(quote, line, texts) for line in lines])
        paid.append(Payment(month, what, sum((line.amount for line in lines), Decimal(0))))
    billed = [line for line in option.lines if line.clause == "postpaid" and line.amount]
    if billed:
        months = month_names(texts, (line.month for line in billed))
        bills = texts("postpaid bills of {months}", months=months)
        paid.append(Payment(None, bills, sum((line.amount for line in billed), Decimal(0))))
    return paid


def purchase_list(quote: Quote, option: Option, texts: Texts, start: date | None = None) -> list[Step]:
    """Return what to pay when: a step for each of the `payments`; ``start`` is the first day of month 1."""
    return [
        Step(_when(payment, texts, start), payment.what, money(texts, payment.amount, quote.book.currency))
        for payment in payments(quote, option, texts)
    ]


def purchased(quote: Quote, line: Line, texts: Texts) -> str:
    """Return what a prepaid line buys: "1 license", "a QPS upgrade of 50 for 7 days", "one 5M pack"."""
    if line.pack is not None:
        return _packs(quote, line.pack, line.quantity, texts)
    if line.clause == "qps":
        return _upgrade(quote, line.quantity // quote.scenario.peak_days, texts)
    return _licenses(quote, line.package or "", line.quantity, texts)


def _licenses(quote: Quote, package: str, quantity: int, texts: Texts) -> str:
    """Return "2 licenses", with several packages "2 licenses of Package one"."""
    if quote.book.has_single_license:
        return texts.plural("{n} license", "{n} licenses", quantity)
    name = package_name(texts, quote.book, package)
    return texts.plural("{n} license of {package}", "{n} licenses of {package}", quantity, package=name)


def _when(payment: Payment, texts: Texts, start: date | None) -> str:
    if payment.month is None:
        return texts("After each month")
    if start is None:
        return month_label(texts, payment.month)
    return day_name(texts, first_of_month(start, payment.month))


def _trial(quote: Quote, texts: Texts) -> str:
    if quote.scenario.total_calls == 0:
        return texts("Buy nothing: no calls are planned")
    activities = quote.option("trial").activities
    if activities > 1:
        return texts(
            "Buy nothing: the free quota of {activities} activities covers all {calls} calls",
            activities=number(texts, activities),
            calls=number(texts, quote.scenario.total_calls),
        )
    return texts.plural(
        "Buy nothing: the free quota covers the one call",
        "Buy nothing: the free quota covers all {n} calls",
        quote.scenario.total_calls,
    )


def _advice(quote: Quote, option: Option, texts: Texts) -> str:
    items = bought(quote, option, texts)
    if not items:
        return texts("Buy nothing in advance, pay monthly bills")
    advice = texts("Buy {items}", items=in_a_row(texts, items))
    return texts("{advice}, plus monthly bills", advice=advice) if option.overage_calls else advice


def _comparison(quote: Quote, option: Option, texts: Texts, sentence: str) -> str:
    saved, postpaid = saving(quote, option), postpaid_costs(quote)
    if option.id == "postpaid" and option.overage_calls and quote.book.packs:
        return texts("{sentence}; packs save nothing", sentence=sentence)
    if not saved or postpaid is None or saved < 0:
        return sentence
    ratio = Fraction(saved) / Fraction(postpaid.total)
    told = percent(texts, ratio)
    if not LOWEST_PERCENT <= ratio <= 1 - LOWEST_PERCENT:
        told = money(texts, saved, quote.book.currency)
    return texts("{sentence}, {saving} less than postpaid", sentence=sentence, saving=told)


def _alternative(quote: Quote, option: Option, sentence: str, texts: Texts) -> str:
    """Add the options that cost exactly as much but buy something else; if some are paid later, these."""
    if option.costs is None:
        return sentence
    rivals: dict[tuple[object, ...], tuple[Option, Costs]] = {}
    for other in quote.options:
        if other.costs and other.costs.total == option.costs.total and _way(other) != _way(option):
            rivals.setdefault(_way(other), (other, other.costs))
    later = [other for other, costs in rivals.values() if costs.upfront < option.costs.upfront]
    others = later or [other for other, _ in rivals.values()]
    if not others:
        return sentence
    names = in_a_row(texts, (option_name(texts, quote.book, other.id) for other in others))
    if later:
        return texts(
            "{sentence}; the same total, less of it upfront: {options}", sentence=sentence, options=names
        )
    return texts("{sentence}; the same total: {options}", sentence=sentence, options=names)


def _way(option: Option) -> tuple[object, ...]:
    return option.id == "trial", option.activities, option.qps_units, option.purchases


def _upgrade(quote: Quote, units: int, texts: Texts) -> str:
    unit = 1 if quote.book.qps is None else quote.book.qps.unit
    return texts.plural(
        "a QPS upgrade of {qps} for {n} day",
        "a QPS upgrade of {qps} for {n} days",
        quote.scenario.peak_days,
        qps=units * unit,
    )


def _packs(quote: Quote, pack: str, quantity: int, texts: Texts) -> str:
    name = pack_name(texts, quote.book, pack)
    return texts.plural("one {pack}", "{n} × {pack}", quantity, pack=name)
