"""How numbers stand on a chart: round ticks in either language ("500K", "50万"), exact amounts on hover."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from math import log10
from typing import Final

from dashboard.charts.figure import Figure
from dashboard.language.formats import CENTS, Exact, calls_short, in_currency, number
from dashboard.language.names import currency_name
from dashboard.language.texts import Texts
from pricing.money import rounded

TICKS: Final = 5
STEPS: Final = (1, 2, 5, 10)
FEW_DECADES: Final = 2
"""Up to so many powers of ten, a logarithmic axis has ticks at 2 and 5 too."""


def linear_axis(texts: Texts, longest: Exact | float, title: str = "", *, room: float = 1) -> Figure:
    """Return a Plotly axis from 0 to ``room`` times ``longest``, with ticks up to the latter."""
    marks = ticks(Decimal(float(longest)) if not isinstance(longest, int | Decimal) else Decimal(longest))
    return _axis(texts, marks, title) | {
        "range": [0, float(longest) * room or 1],
        "tickvals": [float(mark) for mark in marks],
    }


def logarithmic_axis(texts: Texts, low: Exact, high: Exact, title: str = "") -> Figure:
    """Return a logarithmic Plotly axis; both ends are above 0."""
    marks = decades(low, high)
    return _axis(texts, marks, title) | {
        "type": "log",
        "range": [log10(low), log10(high)],
        "tickvals": [float(mark) for mark in marks],
    }


def ticks(longest: Decimal) -> list[Decimal]:
    """Return round amounts from 0 up to ``longest``, in at most `TICKS` steps."""
    if longest <= 0:
        return [Decimal(0)]
    power = Decimal(1).scaleb((longest / TICKS).adjusted())
    step = next(power * times for times in STEPS if longest <= power * times * TICKS)
    return [step * index for index in range(int(longest / step) + 1)]


def decades(low: Exact, high: Exact) -> list[Decimal]:
    """Return the powers of ten from ``low`` to ``high``; on a short axis 2 and 5 times these as well."""
    few = log10(high) - log10(low) <= FEW_DECADES
    first, last = Decimal(float(low)).adjusted(), Decimal(float(high)).adjusted()
    marks = [
        Decimal(times).scaleb(power)
        for power in range(first, last + 1)
        for times in (STEPS[:-1] if few else STEPS[:1])
    ]
    return [mark for mark in marks if low <= mark <= high]


def tick_text(texts: Texts, amount: Decimal) -> str:
    """Return what stands at a tick: "500K", "50万"; below 1 with as many decimals as it takes."""
    if amount == int(amount):
        return calls_short(texts, int(amount))
    return number(texts, amount, max(0, -int(amount.normalize().as_tuple().exponent)))


def hover_amount(texts: Texts, currency: str) -> str:
    """Return the part of a hover template that writes y, rounded by `cents`, as an amount."""
    return in_currency(texts, "%{y:,.2f}", escape(currency))


def total_title(texts: Texts, months: int, currency: str) -> str:
    """Return the title of an axis of totals: "Total for 12 months (CNY)"."""
    name = currency_name(texts, currency)
    return texts.plural(
        "Total for {n} month ({currency})", "Total for {n} months ({currency})", months, currency=name
    )


def cents(amount: Exact) -> float:
    """Return an amount for a chart: rounded half up from the exact value, so that its hover text is right."""
    return float(rounded(amount, CENTS))


def _axis(texts: Texts, marks: list[Decimal], title: str) -> Figure:
    return {
        "ticktext": [tick_text(texts, mark) for mark in marks],
        "title": {"text": escape(title)},
        "fixedrange": True,
    }
