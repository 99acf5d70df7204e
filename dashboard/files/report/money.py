"""The sections on money and change: when it leaves, and where another option becomes cheapest."""

from __future__ import annotations

from typing import Final

from dashboard.files.case import Case
from dashboard.files.report.parts import Chart, Part, Section, Titled, Warnings, Words
from dashboard.files.report.tables import table
from dashboard.files.report.theme import on_paper
from dashboard.language.texts import Texts
from dashboard.questions.cash.answer import at_the_peak, cash_verdict
from dashboard.questions.cash.chart import HEIGHT as CASH_HEIGHT
from dashboard.questions.cash.chart import alt_text as cash_alt_text
from dashboard.questions.cash.chart import cash_chart
from dashboard.questions.cash.table import CASH, cash_table
from dashboard.questions.cash.values import cash_days, cash_flow
from dashboard.questions.monthly_bill.table import DEAD_ZONES, dead_zone_table
from dashboard.questions.packs_or_postpaid.chart import HEIGHT as CURVES_HEIGHT
from dashboard.questions.packs_or_postpaid.chart import alt_text as curves_alt_text
from dashboard.questions.packs_or_postpaid.chart import cost_curve_chart
from dashboard.questions.packs_or_postpaid.steady_comparison import SteadyComparison
from dashboard.questions.packs_or_postpaid.table import SEGMENTS, segment_table
from dashboard.questions.what_to_buy.nearest_changes import nearest_change_lines
from pricing.errors import AmountTooLarge

MOVEMENTS: Final = ("when", "kind", "what", "amount", "paid", "frozen", "tied_up")


def cash(case: Case, texts: Texts) -> Section | None:
    """Return the movements of the option that is told; None where it can't be bought."""
    quote, option = case.quote, case.option
    if option.costs is None:
        return None
    flow = cash_flow(quote, option, case.listed, case.start)
    answer = cash_verdict(quote, option, flow, case.start, texts)
    parts: list[Part] = [Words((answer,))]
    if flow.movements:
        days = cash_days(quote, flow, case.start)
        figure = on_paper(cash_chart(quote, flow, days, texts), CASH_HEIGHT)
        rows = table(cash_table(quote, flow, texts), CASH, case.book.currency, texts, only=MOVEMENTS)
        parts.append(Chart("cash", figure, cash_alt_text(quote, option, days, texts)))
        peak = at_the_peak(quote, flow, texts)
        parts += [Words((peak,))] if peak else []
        parts.append(Titled(rows))
    return Section(texts("When does the money leave?"), tuple(parts))


def break_evens(case: Case, texts: Texts) -> Section:
    """Return the nearest changes, the totals over the monthly calls, and the dead zones of the bill."""
    nearest = tuple(
        texts("{figure}: {change}", figure=figure, change=change)
        for figure, change in nearest_change_lines(case.book, case.quote.scenario, texts)
    )
    parts: list[Part] = [Words(nearest, as_list=True), *_curves(case, texts)]
    zones = dead_zone_table(case.book)
    if not zones.empty:
        parts.append(Titled(table(zones, DEAD_ZONES, case.book.currency, texts), texts("Dead zones")))
        words = texts("Each quantity in a dead zone costs more than the one at which it gets cheaper.")
        parts.append(Words((words,)))
    return Section(texts("When another option becomes cheapest"), tuple(parts))


def _curves(case: Case, texts: Texts) -> list[Part]:
    try:
        comparison = SteadyComparison.of(case.book, case.quote.scenario)
    except AmountTooLarge as error:  # the axis goes on beyond the scenario
        return [Warnings(tuple(texts.faults(fault) for fault in error.faults))]
    curves, shown = comparison.curves, comparison.shown
    figure = on_paper(cost_curve_chart(curves, shown, texts, logarithmic=False), CURVES_HEIGHT)
    rows = table(segment_table(curves, case.book, texts), SEGMENTS, case.book.currency, texts)
    said = [note for note in (comparison.instead(texts), comparison.notes(texts)) if note is not None]
    return [
        Chart("curves", figure, curves_alt_text(curves, shown, texts)),
        Words(tuple(said)),
        Titled(rows, texts("Which is cheapest from where to where")),
    ]
