"""When the QPS upgrades of each peak day can be ordered, with dates.

Source: the price list's clause "QPS upgrade": bought online for tomorrow up to 30 days ahead. The peak days
run on from the first day of the peak month, as `pricing.bills.capacity` has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Final

import pandas as pd

from dashboard.language.formats import day_name, money
from dashboard.language.texts import Texts
from dashboard.tables.column import Column, frame
from pricing.errors import message
from pricing.price_book import QpsUpgrade
from pricing.quotes.settlement import first_of_month
from pricing.quotes.values import Option, Quote

SCHEDULE: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "day": Column(message("Peak day"), "text", pinned=True),
        "first": Column(message("Order from"), "text", message("The first day on which it is sold")),
        "last": Column(message("Order until"), "text", message("The day before the peak day")),
        "units": Column(message("QPS units"), "count"),
        "qps": Column(message("QPS added"), "count"),
        "amount": Column(message("Amount"), "money"),
    }
)


@dataclass(frozen=True)
class Order:
    """Peak days ``first`` to ``last`` that can be ordered at once, from ``earliest`` to ``latest``."""

    first: date
    last: date
    earliest: date
    latest: date

    @property
    def days(self) -> int:
        """How many peak days it covers."""
        return (self.last - self.first).days + 1


def first_peak_day(start: date, peak_month: int) -> date:
    """Return the first day of the peak month; ``start`` is the first day of month 1."""
    return first_of_month(start, peak_month)


def order_window(upgrade: QpsUpgrade, day: date) -> tuple[date, date]:
    """Return the first and the last day on which the upgrade for ``day`` is sold online."""
    return day - timedelta(upgrade.order_window_days), day - timedelta(upgrade.order_from_days)


def orders(upgrade: QpsUpgrade, first: date, days: int) -> list[Order]:
    """Return the fewest orders that cover ``days`` peak days from ``first`` on."""
    return [
        Order(
            first + timedelta(at),
            first + timedelta(end - 1),
            order_window(upgrade, first + timedelta(end - 1))[0],
            order_window(upgrade, first + timedelta(at))[1],
        )
        for at in range(0, days, upgrade.order_window_days)
        for end in (min(days, at + upgrade.order_window_days),)
    ]


def day_amount(option: Option) -> Decimal:
    """Return what the upgrades of one peak day cost, in currency units, by the line that bills them all."""
    prices = (line.unit_price for line in option.lines if line.clause == "qps")
    return option.qps_units * next(prices, Decimal(0))


def order_rule(upgrade: QpsUpgrade, texts: Texts) -> str:
    """Return within which days upgrades are sold online, and which days the peak days are."""
    if upgrade.order_from_days == 0:
        return texts(
            "An upgrade can be bought online for today up to {days} days ahead, once its activity has a "
            "license. The peak days are taken to run on from the first day of the month of the peak.",
            days=upgrade.order_window_days,
        )
    return texts(
        "An upgrade can be bought online for tomorrow up to {days} days ahead, once its activity has a "
        "license. The peak days are taken to run on from the first day of the month of the peak.",
        days=upgrade.order_window_days,
    )


def payment_note(texts: Texts) -> str:
    """Return when an upgrade is really paid, where its month stands for the day."""
    return texts(
        "A QPS upgrade is paid when it is ordered; here it stands on the first day of the peak's month."
    )


def schedule(quote: Quote, option: Option, upgrade: QpsUpgrade, start: date) -> pd.DataFrame:
    """Return a row for each peak day of ``option``, the columns of `SCHEDULE`; dates in ISO 8601."""
    first = first_peak_day(start, quote.scenario.peak_month)
    days = [first + timedelta(day) for day in range(quote.scenario.peak_days)]
    return frame(
        SCHEDULE,
        days,
        day=date.isoformat,
        first=lambda day: order_window(upgrade, day)[0].isoformat(),
        last=lambda day: order_window(upgrade, day)[1].isoformat(),
        units=lambda _: option.qps_units,
        qps=lambda _: option.qps_units * upgrade.unit,
        amount=lambda _: day_amount(option),
    )


def order_list(quote: Quote, option: Option, upgrade: QpsUpgrade, start: date, texts: Texts) -> list[str]:
    """Return each order in a sentence: when to place it, for which days, and what it costs."""
    first = first_peak_day(start, quote.scenario.peak_month)
    sentences = []
    for order in orders(upgrade, first, quote.scenario.peak_days):
        amount = day_amount(option) * order.days
        told = {
            "qps": option.qps_units * upgrade.unit,
            "span": span(texts, order.first, order.last),
            "amount": money(texts, amount, quote.book.currency, decimals=None),
        }
        if order.earliest == order.latest:
            day = day_name(texts, order.earliest)
            sentences.append(texts("On {day}: {qps} QPS for {span}, {amount}", day=day, **told))
        else:
            window = span(texts, order.earliest, order.latest)
            sentences.append(texts("{window}: {qps} QPS for {span}, {amount}", window=window, **told))
    return sentences


def span(texts: Texts, first: date, last: date) -> str:
    """Return the days ``first`` to ``last`` in words."""
    if first == last:
        return day_name(texts, first)
    return texts(
        "{first_day} to {last_day}", first_day=day_name(texts, first), last_day=day_name(texts, last)
    )
