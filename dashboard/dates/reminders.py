"""The dates that a buyer must not miss: purchases, orders, deadlines, settlement days and expiries.

Source: the price list's clauses "license" (valid for a year, materials until 7 days after the payment), "QPS
upgrade" (sold for tomorrow up to 30 days ahead), "prepaid packs" (valid for a year) and "monthly postpaid"
(settled on the 1st). Assumption A5: what is bought in a month is bought on its first day, and that day
counts.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from types import MappingProxyType
from typing import Final, Literal, get_args

import pandas as pd

from dashboard.dates.orders import day_amount, first_peak_day, order_rule, orders, span
from dashboard.language.formats import day_name, money
from dashboard.language.names import in_a_row, usage_month
from dashboard.language.texts import Texts
from dashboard.options.purchases import purchased
from dashboard.tables.column import Column, frame
from pricing.errors import message
from pricing.price_book import PriceBook
from pricing.quotes.settlement import CashFlow, Movement, first_of_month
from pricing.quotes.values import Line, Option, Quote

ReminderKind = Literal["order", "purchase", "materials", "settlement", "release", "expiry"]
KINDS: Final[tuple[ReminderKind, ...]] = get_args(ReminderKind)
"""In the order in which those of one day are told."""

DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Reminder:
    """Something to do or to know on ``first``, or on one of the days from ``first`` to ``last``.

    ``what`` is the summary, ``details`` are sentences, both in one language; ``subject`` tells reminders of
    one kind and day apart in any language. ``amount`` is what is to be paid, None for nothing.
    """

    kind: ReminderKind
    first: date
    last: date
    what: str
    details: str
    amount: Decimal | None = None
    subject: str = ""


def reminders(quote: Quote, option: Option, flow: CashFlow, start: date, texts: Texts) -> list[Reminder]:
    """Return the reminders of ``option`` by date; ``flow`` is its cash flow from ``start`` on."""
    found = [
        *_orders(quote, option, start, texts),
        *_purchases(quote, option, start, texts),
        *_materials(quote, option, start, texts),
        *_settlements(quote.book, flow, texts),
        *_expiries(quote, option, start, texts),
    ]
    return sorted(found, key=lambda one: (one.first, KINDS.index(one.kind), one.subject))


def license_note(quote: Quote, option: Option, start: date, texts: Texts) -> list[str]:
    """Return a sentence on the day by which the licenses must be paid ahead of month 1, or none.

    An upgrade for the first day of month 1 is ordered the day before, for an activity that has its license.
    """
    day = _license_day(quote, option, start)
    if day == start:
        return []
    sentence = texts(
        "The upgrade for the first day of month 1 is ordered the day before, so the licenses must be paid by "
        "{day}; their term and the days to change materials begin with that payment.",
        day=day_name(texts, day),
    )
    return [sentence]


def _license_day(quote: Quote, option: Option, start: date) -> date:
    """Return the day on which the licenses of month 1 are paid: its first, or the one before."""
    peak_at_once = option.qps_units > 0 and first_peak_day(start, quote.scenario.peak_month) == start
    return start - DAY if peak_at_once else start


def _orders(quote: Quote, option: Option, start: date, texts: Texts) -> Iterator[Reminder]:
    """The fewest orders that cover the peak days, each with the days on which it can be placed."""
    upgrade = quote.book.qps
    if upgrade is None or not option.qps_units:
        return
    details = texts.paragraph(order_rule(upgrade, texts), *license_note(quote, option, start, texts))
    first = first_peak_day(start, quote.scenario.peak_month)
    for order in orders(upgrade, first, quote.scenario.peak_days):
        days = span(texts, order.first, order.last)
        yield Reminder(
            "order",
            # Not before the license is there, unless the peak itself is too early for that.
            order.earliest if order.latest < start else max(order.earliest, start),
            order.latest,
            texts("Order {qps} QPS for {days}", qps=option.qps_units * upgrade.unit, days=days),
            details,
            day_amount(option) * order.days,
            f"qps {order.first}",
        )


def _purchases(quote: Quote, option: Option, start: date, texts: Texts) -> Iterator[Reminder]:
    """Licenses and packs, the first days of the months that need them; upgrades have orders of their own."""
    licensed = _license_day(quote, option, start)
    for day, lines in groupby(_lasting(option), key=lambda line: _day_bought(line, start, licensed)):
        bought = list(lines)
        note = license_note(quote, option, start, texts) if day < start else []
        amount = sum((line.amount for line in bought), Decimal(0))
        what = in_a_row(texts, [purchased(quote, line, texts) for line in bought])
        yield Reminder(
            "purchase",
            day,
            day,
            texts("Buy {items}", items=what),
            texts.paragraph(texts("Paid in advance, before the first call of the month."), *note),
            amount,
        )


def material_days(book: PriceBook, option: Option) -> int | None:
    """Return how many days after a license of ``option`` is paid materials can be changed, at the least.

    None where none of its packages has such a rule.
    """
    bought = {licensed.package for licensed in option.licenses}
    days = (package.materials_editable_days for package in book.packages if package.id in bought)
    return min((each for each in days if each is not None), default=None)


def _materials(quote: Quote, option: Option, start: date, texts: Texts) -> Iterator[Reminder]:
    days = material_days(quote.book, option)
    if days is None:
        return
    paid = _license_day(quote, option, start)
    end = paid + timedelta(days=days)
    yield Reminder(
        "materials",
        end - DAY,
        end - DAY,
        texts("Last day to add or change materials"),
        texts(
            "The license is paid on {paid}: from {end} on, {days} days later, materials can't be added or "
            "changed.",
            paid=day_name(texts, paid),
            end=day_name(texts, end),
            days=days,
        ),
    )


def _settlements(book: PriceBook, flow: CashFlow, texts: Texts) -> Iterator[Reminder]:
    """The days on which a bill is paid, and the day on which the last hold is released."""
    settled = [movement for movement in flow.movements if movement.kind != "purchase"]
    for day, on_that_day in groupby(settled, key=lambda movement: movement.date):
        movements = list(on_that_day)
        if day is None:
            continue
        moved = {movement.kind: movement for movement in movements}
        steps = [_step(book, movement, texts) for movement in movements]
        details = texts.paragraph(*steps, *_needed(book, movements, texts))
        bill, freeze = moved.get("settlement"), moved.get("freeze")
        settling = bill or freeze
        if settling is None:
            yield Reminder("release", day, day, texts("The freeze ends"), details)
        else:
            what = texts("Settlement for {month}", month=usage_month(settling, texts))
            yield Reminder("settlement", day, day, what, details, None if bill is None else bill.amount)


def _step(book: PriceBook, movement: Movement, texts: Texts) -> str:
    amount = money(texts, movement.amount, book.currency)
    if movement.kind == "release":
        return texts("{amount} is released.", amount=amount)
    if movement.kind == "freeze":
        return texts("{amount} is frozen.", amount=amount)
    return texts("{amount} is paid.", amount=amount)


def _needed(book: PriceBook, movements: Sequence[Movement], texts: Texts) -> Iterator[str]:
    """Say how much money the day takes from an account that still holds what is released."""
    signs = {"release": -1, "settlement": 1, "freeze": 1}
    amount = sum((signs[movement.kind] * movement.amount for movement in movements), Decimal(0))
    if amount > 0:
        yield texts("New money needed that day: {amount}.", amount=money(texts, amount, book.currency))


def _expiries(quote: Quote, option: Option, start: date, texts: Texts) -> Iterator[Reminder]:
    """The last days on which licenses and packs can be used."""
    licensed = _license_day(quote, option, start)
    for line in _lasting(option):
        bought, valid = _day_bought(line, start, licensed), _valid_months(quote.book, line)
        last = last_day(bought, valid)
        yield Reminder(
            "expiry",
            last,
            last,
            texts("Last day of {item}", item=purchased(quote, line, texts)),
            texts(
                "Bought on {bought} and valid for {months}: usable to the end of {last}. Calls that are left "
                "lapse, without a refund.",
                bought=day_name(texts, bought),
                months=texts.plural("{n} month", "{n} months", valid),
                last=day_name(texts, last),
            ),
            subject=f"{line.pack or line.package} {bought}",
        )


def last_day(first: date, months: int) -> date:
    """Return the last day of a term that begins on ``first``: the day before the same day ``months`` later.

    In a month too short for that day it is the month's last one: 18 months from August 31 end with February.
    """
    after = first_of_month(first, 1 + months)
    days = monthrange(after.year, after.month)[1]
    return after + timedelta(days=min(first.day - 1, days)) - DAY


def _day_bought(line: Line, start: date, licensed: date) -> date:
    """Return the day on which ``line`` is bought; ``licensed`` is that of the licenses of month 1."""
    return licensed if line.clause == "license" and line.month == 1 else first_of_month(start, line.month)


def _lasting(option: Option) -> list[Line]:
    """Return the lines of what is bought for a term: licenses and packs."""
    return [line for line in option.lines if line.clause in {"license", "packs"}]


def _valid_months(book: PriceBook, line: Line) -> int:
    if line.clause == "license":
        return next(package.term_months for package in book.packages if package.id == line.package)
    return next(pack.valid_months for pack in book.packs if pack.id == line.pack)


REMINDERS: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "first": Column(message("Date"), "text", pinned=True),
        "last": Column(message("Until"), "text", message("The last day, where there are several")),
        "what": Column(message("What to remember"), "text"),
        "amount": Column(message("To pay"), "money"),
        "details": Column(message("Details"), "text"),
    }
)


def reminder_table(reminders: Sequence[Reminder]) -> pd.DataFrame:
    """Return a row for each reminder, the columns of `REMINDERS`; dates in ISO 8601."""
    return frame(
        REMINDERS,
        reminders,
        first=lambda one: one.first.isoformat(),
        last=lambda one: None if one.last == one.first else one.last.isoformat(),
    )
