"""Where quantities stand on the axis of the cost curves, linear or logarithmic, and how options look."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import log10
from typing import Final

from dashboard.charts.palette import Look, option_looks
from dashboard.language.names import option_name
from dashboard.language.texts import Texts
from dashboard.questions.packs_or_postpaid.values import CostCurves
from pricing.quotes.values import Quote

SPAN: Final = 400
"""A logarithmic axis begins at its end divided by this."""


@dataclass(frozen=True)
class CurveView:
    """What is drawn, and how: the scenario's steady ``calls``, and the axis of quantities."""

    curves: CostCurves
    quote: Quote
    texts: Texts
    calls: int
    logarithmic: bool

    @property
    def first(self) -> int:
        """Where the axis begins."""
        return self.curves.max_calls // SPAN if self.logarithmic else 0

    @property
    def looks(self) -> dict[str, Look]:
        """The look of every option."""
        return option_looks(self.quote.book)

    def at(self, calls: int) -> float:
        """Return the place of a quantity on the axis, from 0 on the left to 1 on the right."""
        last = self.curves.max_calls
        if not self.logarithmic:
            return calls / last
        return log10(max(calls, self.first) / self.first) / log10(last / self.first)

    def x(self, calls: int) -> float:
        """Return a quantity as an annotation wants it."""
        return log10(max(calls, self.first)) if self.logarithmic else calls

    def name(self, option_id: str) -> str:
        """Return the name of an option, for a text of the figure."""
        return escape(option_name(self.texts, self.quote.book, option_id))
