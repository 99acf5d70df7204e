"""Where the figures of a file come from: the prices, the scenario, the link and the day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from dashboard.inputs.own_prices import PriceChange, changes_in_words
from dashboard.inputs.words import BASES
from dashboard.language.names import option_name
from dashboard.language.texts import Texts
from pricing.errors import message
from pricing.price_book import PriceBook
from pricing.quotes.rows import calls_text
from pricing.quotes.spreadsheet import Cell
from pricing.quotes.values import Option, Quote
from pricing.scenario import Scenario

NOT_LIST_PRICES = message("These are not the list prices.")


@dataclass(frozen=True)
class Origin:
    """What every file says of itself.

    ``book`` holds the prices that are paid; ``changes`` says in what respects they are not those of a shipped
    price list. ``link`` opens the scenario on a screen, at list prices
    always; ``made_on`` is the day in the visitor's time zone. ``option_id`` names the option that the file is
    about, None where it is about all.
    """

    book: PriceBook
    scenario: Scenario
    link: str
    made_on: date
    option_id: str | None = None
    changes: tuple[PriceChange, ...] = ()

    @property
    def list_prices(self) -> bool:
        """Whether the prices are those of a shipped price list."""
        return not self.changes

    def of(self, quote: Quote, option: Option | None = None) -> Origin:
        """Return the origin of another quote of the same visit, or of one of its options."""
        option_id = None if option is None else option.id
        return replace(self, book=quote.book, scenario=quote.scenario, option_id=option_id)

    def prices(self, texts: Texts) -> str:
        """Return whether these are the list prices, and what is in force if they are not."""
        if self.list_prices:
            return texts("list prices")
        return texts.paragraph(texts(NOT_LIST_PRICES), *changes_in_words(texts, self.book, self.changes))

    def cells(self, texts: Texts, without: Collection[str] = ()) -> dict[str, Cell]:
        """Return headings and cells; ``without`` names fields of the scenario that do not apply."""
        book, scenario = self.book, self.scenario
        given: dict[str, Cell] = {
            "monthly_calls": calls_text(scenario.monthly_calls),
            "months": scenario.months,
            "peak_qps": scenario.peak_qps,
            "peak_days": scenario.peak_days,
            "peak_month": scenario.peak_month,
            "materials": scenario.materials,
            "activities": scenario.activities,
            "tier_basis": texts(BASES[scenario.tier_basis]),
            "free": texts("counted") if scenario.count_free_quota else texts("not counted"),
        }
        option_id = self.option_id
        named = {} if option_id is None else {texts("Option"): option_name(texts, book, option_id)}
        return {
            **named,
            texts("Currency"): book.currency,
            texts("Price list"): book.id,
            texts("Version"): book.version,
            texts("Prices"): self.prices(texts),
            **{texts.field(name): cell for name, cell in given.items() if name not in without},
            texts("Made on"): self.made_on.isoformat(),
            texts("Link"): self.link,
        }
