"""Every option's total against the monthly calls, who is cheapest where, and the price of 1,000 calls below.

The options' lines end at a jump and begin anew behind it. Bands have the colour, the pattern and the name of
the cheapest option; a dotted line with its figure stands where the next one takes over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.charts.axes import cents, hover_amount, linear_axis, logarithmic_axis, total_title
from dashboard.charts.figure import PAGE, QUIET, Figure, frame, note, points, shaded
from dashboard.charts.flags import ROW_PIXELS, Flag, flag_lines, flagged, share
from dashboard.charts.palette import Look, option_looks
from dashboard.language.formats import calls_short, money, number
from dashboard.language.names import currency_name, in_a_row, option_name
from dashboard.language.texts import Texts
from dashboard.questions.packs_or_postpaid.values import CostCurves
from pricing.arrays import Ints
from pricing.money import MICRO
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

    @property
    def axis(self) -> Figure:
        """The axis of monthly calls."""
        title, last = self.texts("Monthly calls"), self.curves.max_calls
        if self.logarithmic:
            return logarithmic_axis(self.texts, self.first, last, title)
        return linear_axis(self.texts, last, title)


FLAG_ROWS: Final = 5
BANDS: Final = (0.385, 0.425)
"""The strip between the two charts, in parts of the height."""

TINT: Final = 0.1


def bands(view: CurveView) -> Iterator[Figure]:
    """Yield the strip between the two charts: a patterned rectangle for each segment, one trace an option."""
    won: dict[str, list[tuple[int, int]]] = {}
    for option, start, end in _spans(view):
        won.setdefault(option, []).append((start, end))
    for option, spans in won.items():
        look = view.looks[option]
        pattern = {"shape": look.pattern, "fgcolor": PAGE, "fgopacity": 0.7, "size": 6, "solidity": 0.3}
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [x for first, last in spans for x in (first, last, last, first, first, None)],
            "y": [y for _ in spans for y in (0, 0, 1, 1, 0, None)],
            "yaxis": "y2",
            "fill": "toself",
            "fillcolor": look.color,
            "fillpattern": pattern | {"fillmode": "overlay"},
            "line": {"width": 0},
            **QUIET,
        }


def marks(view: CurveView) -> Figure:
    """Return the scenario's line, a dotted one for each break-even, figures above, and names in the bands."""
    axis = view.axis
    boundaries = [segment.first for segment in view.curves.segments[1:] if segment.first > view.first]
    boundaries.sort(key=lambda first: abs(share(axis, first) - share(axis, max(view.calls, view.first, 1))))
    flags = [Flag(first, number(view.texts, first)) for first in boundaries]
    if view.calls >= view.first:
        here = view.texts("You are here: {calls}", calls=view.calls)
        flags.insert(0, Flag(view.calls, here, bold=True))
    tints = [shaded((first, last), view.looks[option].color, TINT) for option, first, last in _spans(view)]
    return {
        "shapes": [*tints, *flag_lines(axis, flags, FLAG_ROWS)],
        "annotations": [*_band_names(view), *flagged(axis, flags, FLAG_ROWS)],
    }


def _spans(view: CurveView) -> Iterator[tuple[str, int, int]]:
    """Yield for each segment in sight its cheapest option, and the monthly calls at its two ends."""
    for segment in view.curves.segments:
        if segment.last > view.first:
            yield segment.cheapest, max(view.first, segment.first - 1), segment.last


def _band_names(view: CurveView) -> Iterator[Figure]:
    """Yield the name of the cheapest option in the middle of each band that has room for it.

    Where a band has room for no more than a pack's size, all packs go by their sizes.
    """
    axis = view.axis
    spans = [(option, share(axis, first), share(axis, last)) for option, first, last in _spans(view)]
    names = {option: option_name(view.texts, view.quote.book, option) for option, _, _ in spans}
    sizes = {option: _size_name(view, option) for option in names}
    if any(not _fits(names[each], *ends) and _fits(sizes[each], *ends) for each, *ends in spans):
        names = sizes
    for option, start, end in spans:
        if _fits(names[option], start, end):
            yield note(
                names[option],
                x=(start + end) / 2,
                xref="x domain",
                xanchor="center",
                y=BANDS[1],
                yref="paper",
                yanchor="bottom",
                yshift=-1,
                borderpad=0,
                bgcolor=PAGE,  # "you are here" passes behind it
            )


def _fits(name: str, start: float, end: float) -> bool:
    return Flag(start, name).width <= end - start


def _size_name(view: CurveView, option_id: str) -> str:
    """Return a pack's size alone where no other pack has it, else the option's name."""
    book = view.quote.book
    sizes = [pack.calls for pack in book.packs if f"pack:{pack.id}" == option_id]
    if sizes and sum(pack.calls == sizes[0] for pack in book.packs) == 1:
        return calls_short(view.texts, sizes[0])
    return option_name(view.texts, book, option_id)


Amounts = NDArray[np.float64] | Ints

HEIGHT: Final = 680
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


def cost_curve_chart(curves: CostCurves, quote: Quote, texts: Texts, *, logarithmic: bool) -> Figure:
    """Return the figure. ``quote`` is that of the steady scenario."""
    view = CurveView(curves, quote, texts, quote.scenario.monthly_calls[0], logarithmic)
    return {
        "data": [*bands(view), *_lines(view), *_here(view)],
        "layout": {
            **frame(HEIGHT, 8 + ROW_PIXELS * FLAG_ROWS, right=22) | {"hovermode": "x unified"},
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
            "name": escape(option_name(view.texts, view.quote.book, option)),
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
        "color": [look.color for look in looks],
        "symbol": [look.symbol for look in looks],
        "size": 10,
        "line": {"color": PAGE, "width": 1},
    }
    x = [view.calls] * len(options)
    yield points(x, [cents(total) for total in totals], marker)
    prices = [cents(Fraction(total) * 1000 / all_calls) for total in totals]
    yield points(x, prices, marker) | {"yaxis": "y3"}


def _axes(view: CurveView) -> Figure:
    texts, curves = view.texts, view.curves
    currency = escape(currency_name(texts, view.quote.book.currency))
    months = view.quote.scenario.months
    total = total_title(texts, months, view.quote.book.currency)
    price = texts("{currency} per 1,000 calls", currency=currency)
    shown = curves.quantities >= max(view.first, 1)
    totals = curves.totals[:, shown] / MICRO
    prices = totals * 1000 / (curves.quantities[shown] * months)
    if view.logarithmic:
        y, y3 = (_logarithmic(texts, amounts, title) for amounts, title in ((totals, total), (prices, price)))
    else:
        at = int(np.searchsorted(curves.quantities[shown], curves.max_calls // PRICE_FROM))
        y = linear_axis(texts, totals.max(initial=0), total, room=ROOM_ABOVE)
        y3 = linear_axis(texts, prices[:, at].min() * PRICE_ROOM, price, room=ROOM_ABOVE)
    title = {"text": texts("{calls} calls a month", calls="%{x:,d}")}
    return {
        "xaxis": view.axis | {"anchor": "y3", "showgrid": False, "unifiedhovertitle": title},
        "yaxis": y | {"domain": UPPER},
        "yaxis2": {"domain": list(BANDS), "range": [0, 1], "visible": False, "fixedrange": True},
        "yaxis3": y3 | {"domain": LOWER},
    }


def _logarithmic(texts: Texts, amounts: Amounts, title: str) -> Figure:
    highest = float(amounts.max(initial=0)) * ROOM_ABOVE
    if highest <= 0:  # nothing costs anything, and 0 has no logarithm
        return linear_axis(texts, 0, title)
    lowest = float(amounts[amounts > highest / LOWEST].min()) / ROOM_ABOVE
    return logarithmic_axis(texts, Fraction(lowest), Fraction(highest), title)
