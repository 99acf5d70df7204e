"""The cash flow of an option as every screen and file has it: dated, its freezes measured by list prices."""

from __future__ import annotations

from datetime import date

from pricing.price_book import PriceBook
from pricing.quote_values import Option, Quote
from pricing.settlement import CashFlow, bills_at, settle


def cash_flow(quote: Quote, option: Option, listed: PriceBook, start: date | None) -> CashFlow:
    """Return the movements of ``option``, one of the options of ``quote``.

    ``listed`` holds the list prices, ``start`` is the first day of month 1 where dates are wanted. Raises
    ValueError for an option that can't be bought.
    """
    return settle(
        option,
        quote.book.settlement,
        start=None if start is None else (start.year, start.month),
        list_bills=bills_at(listed, quote.scenario.tier_basis, option),
    )
