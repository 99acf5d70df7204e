"""The cost of a peak over its days and over its QPS: upgrades, extra activities, and the best of both.

Straight lines over the days; stairs over the QPS, for whatever is bought comes in units. The optimum is
a wide line below the others: where it lies under one of them, that one is the best there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.charts.axes import hover_amount, linear_axis, ticks, total_title
from dashboard.charts.figure import TEXT, Figure, bare_axis, frame, points
from dashboard.charts.flags import Flag, flag_lines, flagged
from dashboard.charts.palette import OPTION_LOOKS
from dashboard.language.formats import money, number
from dashboard.language.names import in_a_row
from dashboard.language.texts import Texts
from dashboard.questions.qps_or_activity.answer import NAMES, plan
from dashboard.questions.qps_or_activity.values import Peak
from pricing.arrays import Ints
from pricing.money import MICRO, from_micro
from pricing.sensitivity.peak_costs import MOST_DAYS, PeakCosts, PeakCurve

HEIGHT: Final = 410
FLAG_ROWS: Final = 2
WIDE: Final = 9
NARROW: Final = 2.5
TOP_PIXELS: Final = 86
LEGEND: Final = {
    "orientation": "h",
    "x": 0,
    "y": 1,
    "yref": "container",
    "yanchor": "top",
    "traceorder": "normal",
}
"""Above the flags; its entries hide and show the lines."""

LABEL_PIXELS: Final = 5
"""From the axes to their figures: those of both axes at the origin must not touch."""

ROOM_ABOVE: Final = 16
"""The upgrades' line may leave the chart at the top: it ends at so many tenths of the others' highest."""

CENT: Final = MICRO // 100

DAY_ENDS: Final = (31, 61, 92, 183, MOST_DAYS)
ROOM_BESIDE: Final = 1.4
"""The axis of days ends at one of these, beyond the break-even and the scenario."""


@dataclass(frozen=True)
class _Axis:
    """A horizontal axis: its values, its end, and what it is called; ``here`` is the place of the peak."""

    values: Ints
    first: int
    last: int
    title: str
    hover_title: str
    here: int
    stairs: bool


def day_chart(peak: Peak, texts: Texts, last_day: int) -> Figure:
    """Return the cost against the peak days, from 0 to ``last_day`` at first sight."""
    axis = _Axis(
        np.arange(MOST_DAYS + 1),
        0,
        last_day,
        texts("Peak days"),
        texts("Peak days: {days}", days="%{x:,d}"),
        peak.shown.peak_days,
        stairs=False,
    )
    flags = []
    if peak.scenario.peak_days and peak.is_needed:
        told = texts.plural("You are here: {n} day", "You are here: {n} days", peak.scenario.peak_days)
        flags.append(Flag(peak.scenario.peak_days, told, bold=True))
    if peak.from_day and peak.sells_upgrades:
        told = texts.plural("Break-even: {n} day", "Break-even: {n} days", peak.from_day)
        flags.append(Flag(peak.from_day, told))
    return _figure(peak, peak.by_days, axis, flags, texts)


def qps_chart(peak: Peak, stops: Ints, costs: PeakCosts, texts: Texts) -> Figure:
    """Return the cost against the peak QPS, on the peak days shown."""
    axis = _Axis(
        stops,
        int(stops[0]),
        int(stops[-1]),
        texts("Peak QPS"),
        texts("Peak QPS: {qps}", qps="%{x:,d}"),
        peak.shown.peak_qps,
        stairs=True,
    )
    flags = []
    if peak.is_needed:
        told = texts("You are here: {qps} QPS", qps=peak.scenario.peak_qps)
        flags.append(Flag(peak.scenario.peak_qps, told, bold=True))
    if peak.book.qps is not None:
        flags.append(Flag(peak.most_online, texts("Online up to {qps} QPS", qps=peak.most_online)))
    return _figure(peak, costs, axis, flags, texts)


def last_day(peak: Peak) -> int:
    """Return where the axis of days ends at first sight: beyond the break-even and the scenario's days."""
    needed = max(ROOM_BESIDE * (peak.from_day or 0), ROOM_BESIDE * peak.scenario.peak_days)
    return next((end for end in DAY_ENDS if end >= needed), MOST_DAYS)


def day_alt_text(peak: Peak, texts: Texts) -> str:
    """Return the totals over the days: at both ends, at the peak and at the break-even."""
    days = sorted({0, peak.shown.peak_days, *([peak.from_day] if peak.from_day else []), MOST_DAYS})
    lead = texts("The total cost of a peak of {qps} QPS, by peak days.", qps=peak.shown.peak_qps)
    told = [
        texts.plural("On {n} day: {costs}.", "On {n} days: {costs}.", day, costs=costs)
        for day in days
        for costs in (_told(peak, peak.by_days, day, texts),)
    ]
    return texts.paragraph(lead, *told)


def qps_alt_text(peak: Peak, stops: Ints, costs: PeakCosts, texts: Texts) -> str:
    """Return the totals over the QPS: at both ends, at the peak and at the online limit."""
    shown = sorted({int(stops[0]), peak.shown.peak_qps, peak.most_online, int(stops[-1])})
    lead = texts.plural(
        "The total cost by peak QPS, with {n} peak day.",
        "The total cost by peak QPS, with {n} peak days.",
        peak.shown.peak_days,
    )
    told = [
        texts("With {qps} QPS: {costs}.", qps=qps, costs=_told(peak, costs, place, texts))
        for qps in shown
        for place in (int(np.searchsorted(stops, qps)),)
    ]
    return texts.paragraph(lead, *told)


def _told(peak: Peak, costs: PeakCosts, place: int, texts: Texts) -> str:
    parts = []
    for option, curve in costs.items():
        name = texts(NAMES[option])
        if curve.available[place]:
            parts.append(f"{name} {money(texts, from_micro(int(curve.total[place])), peak.book.currency)}")
        else:
            parts.append(texts("{option} is not available online", option=name))
    return in_a_row(texts, parts)


def _figure(peak: Peak, costs: PeakCosts, axis: _Axis, flags: list[Flag], texts: Texts) -> Figure:
    seen = [flag for flag in flags if flag.value <= axis.last]
    marks = [axis.first, *(mark for mark in map(int, ticks(Decimal(axis.last))) if mark > axis.first)]
    title = total_title(texts, peak.shown.months, peak.book.currency)
    labels = {mark: number(texts, mark) for mark in marks}
    x_axis = bare_axis((axis.first, axis.last), labels, axis.title)
    return {
        "data": list(_traces(peak, costs, axis, texts)),
        "layout": {
            **frame(HEIGHT, TOP_PIXELS, right=14) | {"hovermode": "x unified", "legend": LEGEND},
            "uirevision": f"{axis.title} {axis.first} {axis.last}",
            "xaxis": x_axis
            | {"ticklabelstandoff": LABEL_PIXELS, "unifiedhovertitle": {"text": escape(axis.hover_title)}},
            "yaxis": linear_axis(texts, _top(costs, axis), title) | {"ticklabelstandoff": LABEL_PIXELS},
            "annotations": flagged(x_axis, seen, FLAG_ROWS),
            "shapes": flag_lines(x_axis, seen, FLAG_ROWS),
        },
    }


def _traces(peak: Peak, costs: PeakCosts, axis: _Axis, texts: Texts) -> Iterator[Figure]:
    """Yield the lines, the widest first, and a mark where the scenario is."""
    amount = hover_amount(texts, peak.book.currency)
    for option in ("optimal", "best_mix", "extra_activities"):
        curve, look, name = costs[option], OPTION_LOOKS[option], escape(texts(NAMES[option]))
        if not curve.available[1:].any():
            continue
        yield {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": axis.values,
            "y": _amounts(curve),
            "line": {
                "color": look.color,
                "width": WIDE if option == "optimal" else NARROW,
                "dash": "solid" if option == "optimal" else look.dash,
                "shape": "vh" if axis.stairs else "linear",
            },
            "opacity": 0.75 if option == "optimal" else 1,
            **_hover(f"{name}: {amount}", _plans(curve, peak, texts)),
        }
    if peak.is_needed and (axis.stairs or peak.scenario.peak_days):
        place = int(np.searchsorted(axis.values, axis.here))
        y = [float(_amounts(costs["optimal"])[place])]
        yield points([axis.here], y, {"symbol": "diamond", "size": 13, "color": TEXT})


def _amounts(curve: PeakCurve) -> NDArray[np.float64]:
    """Return the totals in currency units, rounded half up to cents; a gap where it can't be bought."""
    cents = (curve.total + CENT // 2) // CENT
    return np.where(curve.available, cents / 100, np.nan)


def _hover(told: str, plans: list[str]) -> Figure:
    """Return the hover text with what is bought at each place; said once where it is the same for all."""
    if len(set(plans[1:])) == 1:
        return {"hovertemplate": f"{told} ({plans[-1]})<extra></extra>"}
    return {"hovertemplate": f"{told} (%{{customdata}})<extra></extra>", "customdata": plans}


def _plans(curve: PeakCurve, peak: Peak, texts: Texts) -> list[str]:
    """Return `plan` for every place of the curve."""
    pairs = list(zip(curve.activities.tolist(), curve.units.tolist(), strict=True))
    told = {pair: escape(plan(curve, pairs.index(pair), peak, texts)) for pair in set(pairs)}
    return [told[pair] for pair in pairs]


def _top(costs: PeakCosts, axis: _Axis) -> Decimal:
    """Return where the axis of amounts ends: above the cheapest lines, and above upgrades for the peak."""
    seen = (axis.values >= axis.first) & (axis.values <= axis.last)
    upgrade, here = costs["best_mix"], int(np.searchsorted(axis.values, axis.here))
    calm = max(int(costs[option].total[seen].max()) for option in ("extra_activities", "optimal"))
    highest = int(upgrade.total[seen & upgrade.available].max(initial=0))
    at_the_peak = int(upgrade.total[here]) * 11 // 10 if upgrade.available[here] else 0
    top = max(calm * 11 // 10, min(highest * 11 // 10, max(calm * ROOM_ABOVE // 10, at_the_peak)))
    return from_micro(top)
