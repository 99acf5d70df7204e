"""The figures that a buyer asks for first: the page shows them as metrics, the files as a list."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from dashboard.language.formats import CENTS, DASH, Exact, number, percent
from dashboard.language.texts import Texts
from dashboard.options.purchases import saving
from pricing.money import share
from pricing.quotes.values import Option, Quote


class KeyFigure(NamedTuple):
    """A figure of an option: ``name`` is its column in a comparison, ``help`` says what it counts.

    Amounts are exact currency units, shares are parts of 1; None where there is nothing to show.
    """

    name: str
    label: str
    value: Exact | None
    kind: Literal["money", "ratio"]
    help: str

    def written(self, texts: Texts) -> str:
        """Return the figure as screens show it, without its currency; a dash where there is none."""
        if self.value is None:
            return DASH
        if self.kind == "ratio":
            return percent(texts, share(Fraction(self.value), 3), 1)
        return number(texts, self.value, CENTS)


def key_figures(quote: Quote, option: Option, texts: Texts) -> list[KeyFigure]:
    """Return the figures of one option of ``quote``; none where it can't be bought."""
    if option.costs is None:
        return []
    costs, per_call = option.costs, option.price_per_call
    return [
        KeyFigure("total", texts("Total"), costs.total, "money", texts("All that is paid for all months")),
        KeyFigure(
            "upfront",
            texts("Upfront"),
            costs.upfront,
            "money",
            texts("Paid in month 1, before the first call"),
        ),
        KeyFigure(
            "price_per_thousand",
            texts("Per 1,000 calls"),
            None if per_call is None else per_call * 1000,
            "money",
            texts("The total divided by all calls, times 1,000"),
        ),
        KeyFigure(
            "saved",
            texts("Saved"),
            saving(quote, option),
            "money",
            texts("Against licenses and monthly postpaid bills, without a pack"),
        ),
        KeyFigure(
            "coverage",
            texts("Coverage"),
            option.coverage,
            "ratio",
            texts("Calls that are not billed postpaid, of all calls"),
        ),
    ]
