"""Saved scenarios for the tests, and what they cost at the list prices."""

from dataclasses import replace
from decimal import Decimal

from dashboard.inputs.link import LinkInputs, with_table
from dashboard.questions.scenarios.saved import Saved, Scenarios
from dashboard.questions.scenarios.values import Priced, priced
from pricing.price_book import PriceBook
from tests.pricing.books import face_fusion

PRODUCT = "tencent-face-fusion"
STEADY = Saved("Steady", LinkInputs())
LARGE = Saved("Large", LinkInputs(calls=1_000_000))
CAMPAIGN = Saved("Campaign", LinkInputs(calls=500_000, months=1, qps=200, days=30))
UNEVEN = Saved("Uneven", with_table(LinkInputs(free=False, basis="total"), (0, 5_000_000, 1)))
NO_CALLS = Saved("No calls", LinkInputs(calls=0, months=1))
TOO_LARGE = Saved("Too large", LinkInputs(activities=100_000))
"""Too large at the prices of `dear` only: the list prices reach no amount that is not exact."""

ALL: Scenarios = (STEADY, LARGE, CAMPAIGN, UNEVEN, NO_CALLS)


def figures(scenarios: Scenarios, book: PriceBook | None = None) -> Priced:
    """Return what ``scenarios`` cost at the prices of ``book``, the list prices unless said."""
    return priced((each.inputs for each in scenarios), book or face_fusion(), PRODUCT)


def dear() -> PriceBook:
    """Return the price list with licenses of which 100,000 leave exact arithmetic."""
    book = face_fusion()
    assert book.license is not None
    return replace(book, packages=(replace(book.license, price=Decimal(10**7)),))
