"""What the sidebar would hand to a page, for tests that run a page alone."""

from datetime import date

from dashboard.inputs.link import LinkInputs
from dashboard.inputs.own_prices import PriceChange
from dashboard.language.texts import Texts
from dashboard.screen.inputs import Inputs
from pricing.price_book import PriceBook
from pricing.scenario import Scenario
from tests.pricing.books import face_fusion

TODAY = date(2026, 11, 25)
ADDRESS = "http://localhost:8501/"


def given(
    scenario: Scenario,
    language: str = "en",
    book: PriceBook | None = None,
    *,
    start: date | None = None,
    link: LinkInputs | None = None,
) -> Inputs:
    """Return the inputs of a visit at the prices of ``book``, the list prices of Face Fusion unless said."""
    prices = book or face_fusion()
    changes = () if prices == face_fusion() else (PriceChange("price_book"),)
    inputs = link or LinkInputs()
    return Inputs(scenario, prices, Texts(language), start, inputs, prices, ADDRESS, TODAY, changes)
