"""A scenario's steady form, its quote and its curves: what "Packs or postpaid?" and the files compare."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.language.texts import Texts
from dashboard.options.notices import unavailable
from dashboard.questions.packs_or_postpaid.answer import notes
from dashboard.questions.packs_or_postpaid.values import CostCurves, cost_curves, longest_axis, steady
from pricing.price_book import PriceBook
from pricing.quotes.quote import quote
from pricing.quotes.values import Quote
from pricing.scenario import Scenario


@dataclass(frozen=True)
class SteadyComparison:
    """``asked`` is the quote of the steady scenario, ``shown`` the one that can be bought, with its curves.

    They differ where the peak can't be bought online: then the licenses that it takes are compared instead.
    """

    scenario: Scenario
    asked: Quote
    shown: Quote
    curves: CostCurves

    @classmethod
    def of(cls, book: PriceBook, scenario: Scenario) -> SteadyComparison:
        """Return what to compare for ``scenario``. Raises AmountTooLarge."""
        asked = shown = quote(book, steady(scenario))
        if not asked.option("postpaid").available:
            enough = asked.option("extra_activities").activities
            shown = quote(book, replace(asked.scenario, activities=enough))
        curves = cost_curves(book, shown.scenario, longest_axis(shown.scenario.monthly_calls[0]))
        return cls(scenario, asked, shown, curves)

    def instead(self, texts: Texts) -> str | None:
        """Return what is compared instead of what was asked for, None where that is the same."""
        if self.shown is self.asked:
            return None
        told = texts.plural(
            "Compared with {n} activity, which needs no upgrade.",
            "Compared with {n} activities, which need no upgrade.",
            self.shown.scenario.activities,
        )
        return texts.paragraph(*unavailable(self.asked, texts), told)

    def notes(self, texts: Texts) -> str:
        """Return what the comparison assumes, and what would cost still less."""
        return notes(self.scenario, self.curves, self.shown, texts)
