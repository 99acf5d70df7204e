"""The cash flow of an option as every screen and file has it: dated, its freezes measured by list prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from pricing.money import plain
from pricing.price_book import COMPONENTS, Component, PriceBook
from pricing.quotes.settlement import CashFlow, Movement, bills_at, first_of_month, settle
from pricing.quotes.values import Option, Quote

ZERO: Final = Decimal(0)


@dataclass(frozen=True)
class CashDay:
    """The first day of ``month`` at its end: what was paid so far by component, and what is frozen."""

    month: int
    date: date | None
    paid: Mapping[Component, Decimal]
    frozen: Decimal

    @property
    def paid_in_all(self) -> Decimal:
        """All that was paid so far."""
        return plain(sum(self.paid.values(), ZERO))

    @property
    def tied_up(self) -> Decimal:
        """What was paid so far and what is frozen."""
        return plain(self.paid_in_all + self.frozen)


def cash_flow(quote: Quote, option: Option, listed: PriceBook, start: date | None) -> CashFlow:
    """Return the movements of ``option``, one of the options of ``quote``.

    ``listed`` holds the list prices, ``start`` is the first day of month 1 where dates are wanted. Raises
    ValueError for an option that can't be bought.
    """
    return settle(
        option,
        quote.book.settlement,
        start=start,
        list_bills=bills_at(listed, quote.scenario.tier_basis, option),
    )


def cash_days(quote: Quote, flow: CashFlow, start: date | None) -> list[CashDay]:
    """Return where things stand on the first day of each month, from month 1 to the last movement."""
    last = max((movement.month for movement in flow.movements), default=0)
    paid, frozen = dict.fromkeys(COMPONENTS, ZERO), ZERO
    days = []
    for month in range(1, max(last, quote.scenario.months) + 1):
        for movement in flow.movements:
            if movement.month == month:
                component = _component(movement)
                if component is not None:
                    paid[component] += movement.amount
                frozen = movement.frozen
        day = None if start is None else first_of_month(start, month)
        days.append(CashDay(month, day, {name: plain(amount) for name, amount in paid.items()}, frozen))
    return days


def _component(movement: Movement) -> Component | None:
    """Return what a movement pays for; None for a freeze or a release."""
    return next((name for name in COMPONENTS if name == movement.clause), None)
