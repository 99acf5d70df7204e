"""Quotes for the tests of the screens, of Face Fusion's book or a sample, and the texts of both languages."""

from dashboard.language.texts import Texts
from pricing.quotes.quote import quote
from pricing.quotes.values import Quote
from pricing.scenario import Scenario
from tests.pricing.books import face_fusion, sample

EN, ZH = Texts("en"), Texts("zh_Hans")


def priced(*calls: int, months: int = 1, book: str | None = None, **given: object) -> Quote:
    """Return the quote for ``calls`` in each of ``months``, or for a month for each of several ``calls``."""
    scenario = Scenario(calls if len(calls) > 1 else calls * months, **given)
    return quote(face_fusion() if book is None else sample(book), scenario)
