"""The answer to "How does the monthly bill behave?" in sentences, with the scenario's own months."""

from __future__ import annotations

from dataclasses import replace

from dashboard.language.formats import money, unit_price
from dashboard.language.names import in_a_row, month_names
from dashboard.language.texts import Texts
from dashboard.options.notices import warnings
from dashboard.questions.monthly_bill.values import MonthBill, bill, own_bills
from pricing.bills.dead_zones import dead_zones
from pricing.price_book import PriceBook
from pricing.quotes.values import Quote

FEW_BILLS = 3
"""So many different bills are told one by one; of more, the lowest and the highest."""


def answer(book: PriceBook, texts: Texts) -> str:
    """Return how the bill behaves, in one sentence without a full stop."""
    tiers = book.postpaid.tiers
    if len(tiers) == 1:
        price = unit_price(texts, tiers[0].unit_price, book.currency)
        return texts("Every billed call costs {price}: the bill grows evenly with the calls", price=price)
    zones = dead_zones(book)
    if zones:
        return texts(
            "A month of {more} calls costs {high}; {calls} cost {low}: a little more, past the end of the "
            "tier, costs less",
            more=zones[0].last,
            high=_bill(book, zones[0].last, texts),
            calls=zones[0].cheaper_at,
            low=_bill(book, zones[0].cheaper_at, texts),
        )
    end = tiers[0].up_to or 0
    return texts(
        "More calls never cost less: a month of {fewer} calls costs {low}, {calls} cost {high}",
        fewer=end,
        low=_bill(book, end, texts),
        calls=end + 1,
        high=_bill(book, end + 1, texts),
    )


def own_months(quote: Quote, texts: Texts) -> str:
    """Return what the scenario is billed without a pack, and what more calls would save in dead zones."""
    postpaid = quote.option("postpaid")
    if not postpaid.available:
        return texts("This scenario can't be bought online, so its own bills are not shown.")
    own = own_bills(quote)
    if not own:
        return texts("Without a pack, no call of this scenario is billed.")
    told = texts("Without a pack, this scenario is billed {bills}.", bills=_bills(own, quote, texts))
    zones = tuple(notice for notice in postpaid.warnings if notice.code == "dead_zone")
    if zones:
        sentences = warnings(quote, replace(postpaid, warnings=zones), texts)
        return texts.paragraph(told, *sentences)
    if dead_zones(quote.book):
        return texts.paragraph(told, texts("None of these bills lies in a dead zone."))
    return told


def _bills(own: tuple[MonthBill, ...], quote: Quote, texts: Texts) -> str:
    currency = quote.book.currency
    if len(own) > FEW_BILLS:
        lowest, highest = min(own, key=lambda month: month.amount), max(own, key=lambda month: month.amount)
        return texts(
            "between {low} ({first}) and {high} ({last})",
            low=money(texts, lowest.amount, currency, None),
            first=month_names(texts, lowest.months),
            high=money(texts, highest.amount, currency, None),
            last=month_names(texts, highest.months),
        )
    return in_a_row(
        texts,
        [
            texts(
                "{amount} in {months}",
                amount=money(texts, month.amount, currency, None),
                months=month_names(texts, month.months),
            )
            for month in own
        ],
    )


def _bill(book: PriceBook, quantity: int, texts: Texts) -> str:
    return money(texts, bill(book, quantity, book.postpaid.mode), book.currency, None)
