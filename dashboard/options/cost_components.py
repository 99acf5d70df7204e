"""The components that a total is made of: which of them a price list sells, and what each costs."""

from __future__ import annotations

from decimal import Decimal

from dashboard.charts.palette import Component
from dashboard.questions.scenarios.values import Figures
from pricing.price_book import PriceBook
from pricing.quotes.values import Costs


def is_sold(book: PriceBook, component: Component) -> bool:
    """Tell whether the price book sells this component at all."""
    sold = {"license": book.license, "qps": book.qps, "packs": book.packs, "postpaid": book.postpaid}
    return bool(sold[component])


def amount_of(costs: Costs | Figures, component: Component) -> Decimal:
    """Return the amount of one component, in currency units."""
    amounts = {"license": costs.license, "qps": costs.qps, "packs": costs.packs, "postpaid": costs.postpaid}
    return amounts[component]
