"""Every option's total against the monthly calls, who is cheapest where, and the price of 1,000 calls below.

The options' lines end at a jump and begin anew behind it. Bands have the colour, the pattern and the name of
the cheapest option; a dotted line with its figure stands where the next one takes over.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dashboard.charts.axes import cents, hover_amount, linear_axis, logarithmic_axis
from dashboard.charts.flags import ROW_PIXELS
from dashboard.language.formats import money
from dashboard.language.names import currency_name, in_a_row, option_name
from dashboard.language.texts import Texts
from dashboard.questions.packs_or_postpaid.curve_view import CurveView
from dashboard.questions.packs_or_postpaid.values import CostCurves
from dashboard.questions.packs_or_postpaid.winner_bands import BANDS, FLAG_ROWS, bands, marks
from pricing.arrays import Ints
from pricing.money import MICRO
from pricing.quotes.values import Quote

Figure = dict[str, Any]
Amounts = NDArray[np.float64] | Ints

HEIGHT: Final = 680
MARGIN_PIXELS: Final = {"l": 6, "r": 22, "t": 8 + ROW_PIXELS * FLAG_ROWS, "b": 44}
UPPER: Final = [0.48, 1.0]
LOWER: Final = [0.0, 0.33]
ROOM_ABOVE: Final = 1.06
PRICE_FROM: Final = 10
PRICE_ROOM: Final = 2.5
"""The axis of prices ends at so many times the lowest price at a tenth of the quantities."""

LOWEST: Final = 2000
"""A logarithmic axis of amounts begins at no less than its end divided by this."""

WIDE: Final = 8
PALE: Final = 0.4
PAGE: Final = "var(--st-background-color)"


def cost_curve_chart(curves: CostCurves, quote: Quote, texts: Texts, *, logarithmic: bool) -> Figure:
    """Return the figure; draw it `HEIGHT` pixels high. ``quote`` is that of the steady scenario."""
    view = CurveView(curves, quote, texts, quote.scenario.monthly_calls[0], logarithmic)
    return {
        "data": [*bands(view), *_lines(view), *_here(view)],
        "layout": {
            "height": HEIGHT,
            "margin": MARGIN_PIXELS,
            "dragmode": False,
            "hovermode": "x unified",
            "legend": {"orientation": "h", "x": 0, "y": 0, "yref": "container", "yanchor": "bottom"}
            | {"itemclick": False, "itemdoubleclick": False},
            **_axes(view),
            **marks(view),
        },
    }


def alt_text(curves: CostCurves, quote: Quote, texts: Texts) -> str:
    """Return what the chart shows: the totals at the scenario, and who is cheapest from where to where."""
    totals = {option.id: option.costs.total for option in quote.options if option.costs}
    told = [
        f"{option_name(texts, quote.book, name)} {money(texts, totals[name], quote.book.currency)}"
        for name in curves.ids
        if name in totals
    ]
    here = in_a_row(texts, told)
    won = [
        texts(
            "{option} from {first} to {last}",
            option=option_name(texts, quote.book, segment.cheapest),
            first=segment.first,
            last=segment.last,
        )
        for segment in curves.segments
    ]
    return texts.paragraph(
        texts.plural(
            "Total cost for {n} month at {calls} calls a month: {options}.",
            "Total cost for {n} months at {calls} calls a month: {options}.",
            quote.scenario.months,
            calls=quote.scenario.monthly_calls[0],
            options=here,
        ),
        texts("Cheapest: {options}.", options=in_a_row(texts, won)),
    )


def _lines(view: CurveView) -> Iterator[Figure]:
    """Yield the total and the price of 1,000 calls of each option, with a gap at each of its jumps."""
    amount = hover_amount(view.texts, view.quote.book.currency)
    per_thousand = view.texts("{amount} per 1,000 calls", amount=amount)
    quantities = view.curves.quantities
    months = view.quote.scenario.months
    if view.logarithmic:  # a logarithm has no place for 0
        quantities = quantities[1:]
    for row, option in reversed(list(enumerate(view.curves.ids))):
        totals = view.curves.totals[row][-len(quantities) :]
        gaps = np.flatnonzero(view.curves.jumps[row][-len(quantities) :]) + 1
        prices = np.where(quantities > 0, totals * 1000 / np.maximum(quantities * months, 1), np.nan)
        x = np.insert(quantities, gaps, quantities[gaps - 1]).tolist()
        look = view.looks[option]
        line = {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            "name": view.name(option),
            "legendrank": row + 1,
            "line": {"color": look.color, "width": 2, "dash": look.dash},
        }
        if option == "best_mix":  # wide and below all others: where it lies under one, there is no better mix
            line |= {"line": {"color": look.color, "width": WIDE}, "opacity": PALE}
        yield line | {"y": _amounts(totals, gaps), "hovertemplate": amount}
        lower = {"yaxis": "y3", "showlegend": False, "hovertemplate": per_thousand}
        yield line | {"y": _amounts(prices, gaps), **lower}


def _amounts(micro: Amounts, gaps: Ints) -> list[float | None]:
    """Return amounts in cents, None at each gap and where there is none."""
    rounded = np.floor(np.asarray(micro) / (MICRO // 100) + 0.5) / 100
    return [None if np.isnan(each) else each for each in np.insert(rounded, gaps, np.nan).tolist()]


def _here(view: CurveView) -> Iterator[Figure]:
    """Yield a marker on each line where the scenario stands, in the option's shape."""
    if view.calls < max(view.first, 1):
        return
    options = [option for option in view.quote.options if option.id in view.curves.ids and option.costs]
    looks = [view.looks[option.id] for option in options]
    totals = [option.costs.total for option in options if option.costs]
    all_calls = view.quote.scenario.total_calls
    marker = {
        "type": "scatter",
        "mode": "markers",
        "x": [view.calls] * len(options),
        "marker": {
            "color": [look.color for look in looks],
            "symbol": [look.symbol for look in looks],
            "size": 10,
            "line": {"color": PAGE, "width": 1},
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }
    yield marker | {"y": [cents(total) for total in totals]}
    yield marker | {"y": [cents(Fraction(total) * 1000 / all_calls) for total in totals], "yaxis": "y3"}


def _axes(view: CurveView) -> Figure:
    texts, curves = view.texts, view.curves
    currency = escape(currency_name(texts, view.quote.book.currency))
    months = view.quote.scenario.months
    total = texts.plural(
        "Total for {n} month ({currency})", "Total for {n} months ({currency})", months, currency=currency
    )
    price = texts("{currency} per 1,000 calls", currency=currency)
    calls = texts("Monthly calls")
    shown = curves.quantities >= max(view.first, 1)
    totals = curves.totals[:, shown] / MICRO
    prices = totals * 1000 / (curves.quantities[shown] * months)
    if view.logarithmic:
        x = logarithmic_axis(texts, view.first, curves.max_calls, calls)
        y, y3 = (_logarithmic(texts, amounts, title) for amounts, title in ((totals, total), (prices, price)))
    else:
        at = int(np.searchsorted(curves.quantities[shown], curves.max_calls // PRICE_FROM))
        x = linear_axis(texts, curves.max_calls, calls)
        y = _linear(texts, totals.max(initial=0), total)
        y3 = _linear(texts, prices[:, at].min() * PRICE_ROOM, price)
    title = {"text": texts("{calls} calls a month", calls="%{x:,d}")}
    return {
        "xaxis": x | {"anchor": "y3", "showgrid": False, "unifiedhovertitle": title},
        "yaxis": y | {"domain": UPPER},
        "yaxis2": {"domain": list(BANDS), "range": [0, 1], "visible": False, "fixedrange": True},
        "yaxis3": y3 | {"domain": LOWER},
    }


def _linear(texts: Texts, highest: float, title: str) -> Figure:
    axis = linear_axis(texts, Fraction(float(highest)).limit_denominator(100), title)
    return axis | {"range": [0, float(highest) * ROOM_ABOVE or 1]}


def _logarithmic(texts: Texts, amounts: Amounts, title: str) -> Figure:
    highest = float(amounts.max(initial=0)) * ROOM_ABOVE
    if highest <= 0:  # nothing costs anything, and 0 has no logarithm
        return linear_axis(texts, 0, title)
    lowest = float(amounts[amounts > highest / LOWEST].min()) / ROOM_ABOVE
    return logarithmic_axis(texts, Fraction(lowest), Fraction(highest), title)
