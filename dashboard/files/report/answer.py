"""The sections that answer: what the options cost, what to order and when, where the calls come from."""

from __future__ import annotations

from typing import Final

from dashboard.dates.orders import payment_note
from dashboard.dates.reminders import license_note, reminders
from dashboard.dates.table import REMINDERS, reminder_table
from dashboard.files.case import Case
from dashboard.files.report.parts import Chart, Part, Section, Titled, Warnings, Words
from dashboard.files.report.tables import table
from dashboard.files.report.theme import TALLEST, on_paper
from dashboard.language.names import COMPONENTS, option_name
from dashboard.language.texts import Texts
from dashboard.options.notices import reason, unavailable, warnings
from dashboard.options.purchases import purchase_list
from dashboard.options.tables import COMPARISON, LINES, comparison, lines
from dashboard.questions.cash.values import cash_flow
from dashboard.questions.what_to_buy.chart import alt_text, chart_height, option_chart
from dashboard.questions.what_to_buy.month_chart import HEIGHT as MONTHS_HEIGHT
from dashboard.questions.what_to_buy.month_chart import month_alt_text, month_chart
from dashboard.questions.what_to_buy.month_table import MONTHS, source_table
from pricing.errors import message

COMPARED: Final = ("option", "total", "multiple", "upfront", "price_per_thousand", "unused_calls", "coverage")
ORDERS: Final = message("What to order, and when: {option}")


def options(case: Case, texts: Texts) -> Section:
    """Return all options side by side."""
    quote = case.quote
    sold = tuple(name for name in COMPONENTS if quote.book.sells(name))
    frame = comparison(quote, texts)
    compared = table(frame, COMPARISON, case.book.currency, texts, only=COMPARED, note="bought")
    components = table(frame, COMPARISON, case.book.currency, texts, only=("option", *sold, "total"))
    height = min(chart_height(quote), TALLEST)
    parts: list[Part] = [
        Chart("options", on_paper(option_chart(quote, texts), height), alt_text(quote, texts))
    ]
    missing = unavailable(quote, texts)
    if missing:
        parts.append(Warnings(tuple(missing)))
    return Section(texts("What the options cost"), (*parts, Titled(compared), Titled(components)))


def orders(case: Case, texts: Texts) -> Section:
    """Return the purchase list of the option that is told, and its dates where the first month is known."""
    quote, option = case.quote, case.option
    title = texts(ORDERS, option=option_name(texts, case.book, option.id))
    if option.costs is None:
        return Section(title, (Warnings((reason(quote, option, texts),)),))
    steps = tuple(
        texts("{when}: {what}, {amount}", when=step.when, what=step.what, amount=step.amount)
        for step in purchase_list(quote, option, texts, case.start)
    )
    parts: list[Part] = [
        Words(steps, as_list=True) if steps else Words((texts("Nothing has to be bought."),))
    ]
    if option.qps_units and case.start is not None:
        notes = (payment_note(texts), *license_note(quote, option, case.start, texts))
        parts.append(Words((texts.paragraph(*notes),)))
    if option.id != quote.cheapest and option.warnings:
        parts.append(Warnings(tuple(warnings(quote, option, texts))))
    if case.start is not None:
        flow = cash_flow(quote, option, case.listed, case.start)
        found = reminder_table(reminders(quote, option, flow, case.start, texts))
        if not found.empty:
            rows = table(found, REMINDERS, case.book.currency, texts)
            parts.append(Titled(rows, texts("Dates to remember")))
    return Section(title, tuple(parts))


def months(case: Case, texts: Texts) -> Section | None:
    """Return where the calls of the option that is told come from; None where it has no calls."""
    option = case.option
    if not any(month.calls for month in option.months):
        return None
    figure = on_paper(month_chart(option, texts), MONTHS_HEIGHT)
    rows = table(source_table(option, case.start, texts), MONTHS, case.book.currency, texts)
    alt = month_alt_text(case.quote, option, texts)
    return Section(
        texts("Where the calls come from, month by month"), (Chart("months", figure, alt), Titled(rows))
    )


def line_items(case: Case, texts: Texts) -> Section | None:
    """Return the lines behind the total of the option that is told; None where it has none."""
    if not case.option.lines:
        return None
    frame = lines(case.quote, case.option, texts)
    rows = table(frame, LINES, case.book.currency, texts, has_total=True)
    return Section(texts("The lines behind the total, and their sum"), (Titled(rows),))
