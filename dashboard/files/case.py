"""What the files of a scenario are about: its quote, the option told in full, and where both come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.tables.origin import Origin
from pricing.price_book import PriceBook
from pricing.quotes.settlement import first_of_month
from pricing.quotes.values import Option, Quote


@dataclass(frozen=True)
class Case:
    """A scenario as the first page shows it.

    ``option`` is the one whose details are shown, available or not; ``listed`` holds the list prices that a
    freeze is measured by; ``start`` is the first day of the first month, None where it is not known.
    """

    quote: Quote
    option: Option
    listed: PriceBook
    start: date | None
    origin: Origin

    @property
    def book(self) -> PriceBook:
        """The prices that are paid."""
        return self.quote.book

    def first_day(self, month: int) -> date | None:
        """Return the first day of a month, also of one after the last; None without a start."""
        return None if self.start is None else first_of_month(self.start, month)
