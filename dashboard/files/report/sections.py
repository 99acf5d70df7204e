"""What the report holds: a function for each section, from the scenario to the origin of the figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dashboard.dates.orders import payment_note
from dashboard.dates.reminders import REMINDERS, license_note, reminder_table, reminders
from dashboard.files.case import Case
from dashboard.files.report.parts import (
    Cell,
    Chart,
    Facts,
    Part,
    Section,
    Table,
    Words,
    table,
    written,
)
from dashboard.files.report.theme import on_paper
from dashboard.language.formats import day_name
from dashboard.language.names import COMPONENTS, option_name
from dashboard.language.texts import Texts
from dashboard.options.notices import reason, unavailable, warnings
from dashboard.options.purchases import purchase_list
from dashboard.options.tables import COMPARISON, LINES, comparison, lines
from dashboard.questions.cash.answer import answer as cash_answer
from dashboard.questions.cash.answer import at_the_peak
from dashboard.questions.cash.chart import alt_text as cash_alt_text
from dashboard.questions.cash.chart import cash_chart
from dashboard.questions.cash.table import CASH, cash_table
from dashboard.questions.cash.values import cash_days, cash_flow
from dashboard.questions.monthly_bill.table import DEAD_ZONES, dead_zone_table
from dashboard.questions.packs_or_postpaid.answer import instead, notes
from dashboard.questions.packs_or_postpaid.chart import alt_text as curves_alt_text
from dashboard.questions.packs_or_postpaid.chart import cost_curve_chart
from dashboard.questions.packs_or_postpaid.table import SEGMENTS, segment_table
from dashboard.questions.packs_or_postpaid.values import SteadyComparison
from dashboard.questions.prices.answer import assumptions, sections
from dashboard.questions.what_to_buy.answer import nearest_change_lines
from dashboard.questions.what_to_buy.chart import (
    alt_text,
    month_alt_text,
    month_chart,
    option_chart,
)
from dashboard.questions.what_to_buy.table import MONTHS, source_table
from dashboard.tables.facts import origin_facts, scenario_facts
from pricing.errors import AmountTooLarge, message


def scenario(case: Case, texts: Texts) -> Section:
    """Return every input of the scenario."""
    facts = scenario_facts(case.quote.scenario, case.start, texts)
    return Section(
        texts("Scenario"), (Facts(tuple((fact.label, written(fact.value, texts)) for fact in facts)),)
    )


def prices(case: Case, texts: Texts) -> Section:
    """Return the clauses of the price list with their rules."""
    return Section(texts("Price list"), tuple(_clauses(case, texts)))


def readings(case: Case, texts: Texts) -> Section:
    """Return how the price list is read where it leaves room."""
    named = (texts("Assumption"), texts("Question"), texts("Reading in force"))
    rows = tuple(
        (Cell(assumption.id), Cell(assumption.question), Cell(reading.text))
        for assumption in assumptions(texts, case.book, case.quote.scenario)
        for reading in assumption.readings
        if reading.in_force
    )
    words = Words((texts("Where the price list leaves room, this is how it is read."),))
    return Section(texts("Assumptions"), (words, Table(tuple(map(Cell, named)), rows)))


def origin(case: Case, texts: Texts) -> Section:
    """Return the price list, its version and source, and the day; the link stands below it."""
    facts = [(fact.label, written(fact.value, texts)) for fact in origin_facts(case.origin, texts)]
    source = texts(
        "{source}, checked on {date}", source=case.book.source, date=day_name(texts, case.book.checked_on)
    )
    facts.insert(3, (texts("Source"), source))
    return Section(texts("Where the figures come from"), (Facts(tuple(facts)),))


def _clauses(case: Case, texts: Texts) -> Iterator[Part]:
    for clause in sections(texts, case.book):
        if clause.rows:
            headings = clause.columns or ("", "")
            numeric = [False, *(True for _ in headings[1:])]
            rows = tuple(
                tuple(Cell(text, right) for text, right in zip(row, numeric, strict=True))
                for row in clause.rows
            )
            named = tuple(Cell(text, right) for text, right in zip(clause.columns, numeric, strict=False))
            yield Table(named, rows, clause.heading)
            yield Words((clause.rule,))
        else:
            yield Words((texts("{heading}: {rule}", heading=clause.heading, rule=clause.rule),))


COMPARED: Final = ("option", "total", "multiple", "upfront", "price_per_thousand", "unused_calls", "coverage")
ORDERS: Final = message("What to order, and when: {option}")


def options(case: Case, texts: Texts) -> Section:
    """Return all options side by side."""
    quote = case.quote
    sold = tuple(name for name in COMPONENTS if quote.book.sells(name))
    frame = comparison(quote, texts)
    compared = table(frame, COMPARISON, case.book.currency, texts, only=COMPARED, note="bought")
    components = table(frame, COMPARISON, case.book.currency, texts, only=("option", *sold, "total"))
    parts: list[Part] = [Chart("options", on_paper(option_chart(quote, texts)), alt_text(quote, texts))]
    missing = unavailable(quote, texts)
    if missing:
        parts.append(Words(tuple(missing), "warnings"))
    return Section(texts("What the options cost"), (*parts, compared, components))


def orders(case: Case, texts: Texts) -> Section:
    """Return the purchase list of the option that is told, and its dates where the first month is known."""
    quote, option = case.quote, case.option
    title = texts(ORDERS, option=option_name(texts, case.book, option.id))
    if option.costs is None:
        return Section(title, (Words((reason(quote, option, texts),), "warnings"),))
    steps = tuple(
        texts("{when}: {what}, {amount}", when=step.when, what=step.what, amount=step.amount)
        for step in purchase_list(quote, option, texts, case.start)
    )
    parts: list[Part] = [Words(steps, "list") if steps else Words((texts("Nothing has to be bought."),))]
    if option.qps_units and case.start is not None:
        notes = (payment_note(texts), *license_note(quote, option, case.start, texts))
        parts.append(Words((texts.paragraph(*notes),)))
    if option.id != quote.cheapest and option.warnings:
        parts.append(Words(tuple(warnings(quote, option, texts)), "warnings"))
    if case.start is not None:
        flow = cash_flow(quote, option, case.listed, case.start)
        found = reminder_table(reminders(quote, option, flow, case.start, texts))
        if not found.empty:
            dates = texts("Dates to remember")
            parts.append(table(found, REMINDERS, case.book.currency, texts, title=dates))
    return Section(title, tuple(parts))


def months(case: Case, texts: Texts) -> Section | None:
    """Return where the calls of the option that is told come from; None where it has no calls."""
    option = case.option
    if not any(month.calls for month in option.months):
        return None
    figure = on_paper(month_chart(option, texts))
    rows = table(source_table(option, case.start, texts), MONTHS, case.book.currency, texts)
    alt = month_alt_text(case.quote, option, texts)
    return Section(texts("Where the calls come from, month by month"), (Chart("months", figure, alt), rows))


def line_items(case: Case, texts: Texts) -> Section | None:
    """Return the lines behind the total of the option that is told; None where it has none."""
    if not case.option.lines:
        return None
    frame = lines(case.quote, case.option, texts)
    rows = table(frame, LINES, case.book.currency, texts, has_total=True)
    return Section(texts("The lines behind the total, and their sum"), (rows,))


CASH_COLUMNS: Final = ("when", "kind", "what", "amount", "paid", "frozen", "tied_up")


def cash(case: Case, texts: Texts) -> Section | None:
    """Return the movements of the option that is told; None where it can't be bought."""
    quote, option = case.quote, case.option
    if option.costs is None:
        return None
    flow = cash_flow(quote, option, case.listed, case.start)
    answer = cash_answer(quote, option, flow, case.start, texts)
    parts: list[Part] = [Words((answer,))]
    if flow.movements:
        days = cash_days(quote, flow, case.start)
        figure = on_paper(cash_chart(quote, flow, days, texts))
        rows = table(cash_table(quote, flow, texts), CASH, case.book.currency, texts, only=CASH_COLUMNS)
        parts.append(Chart("cash", figure, cash_alt_text(quote, option, days, texts)))
        peak = at_the_peak(quote, flow, texts)
        parts += [Words((peak,))] if peak else []
        parts.append(rows)
    return Section(texts("When does the money leave?"), tuple(parts))


def break_evens(case: Case, texts: Texts) -> Section:
    """Return the nearest changes, the totals over the monthly calls, and the dead zones of the bill."""
    nearest = tuple(
        texts("{figure}: {change}", figure=figure, change=change)
        for figure, change in nearest_change_lines(case.book, case.quote.scenario, texts)
    )
    parts: list[Part] = [Words(nearest, "list"), *_curves(case, texts)]
    zones = dead_zone_table(case.book)
    if not zones.empty:
        parts.append(table(zones, DEAD_ZONES, case.book.currency, texts, title=texts("Dead zones")))
        words = texts("Each quantity in a dead zone costs more than the one at which it gets cheaper.")
        parts.append(Words((words,)))
    return Section(texts("When another option becomes cheapest"), tuple(parts))


def _curves(case: Case, texts: Texts) -> list[Part]:
    try:
        comparison = SteadyComparison.of(case.book, case.quote.scenario)
    except AmountTooLarge as error:  # the axis goes on beyond the scenario
        return [Words(tuple(texts.faults(fault) for fault in error.faults), "warnings")]
    curves, shown = comparison.curves, comparison.shown
    figure = on_paper(cost_curve_chart(curves, shown, texts, logarithmic=False))
    title = texts("Which is cheapest from where to where")
    rows = table(segment_table(curves, case.book, texts), SEGMENTS, case.book.currency, texts, title=title)
    said = [note for note in (instead(comparison, texts), notes(comparison, texts)) if note]
    return [
        Chart("curves", figure, curves_alt_text(curves, shown, texts)),
        Words(tuple(said)),
        rows,
    ]


SECTIONS: Final = (
    *(scenario, options, orders, months, line_items, cash, break_evens),
    *(prices, readings, origin),
)
"""In the order of the report; each gives None where it has nothing to say."""
