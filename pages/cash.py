"""When does the money leave? How much must be ready and when, all movements, and the dates to remember."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from dashboard.dates.calendar_file import calendar_file
from dashboard.dates.orders import payment_note
from dashboard.dates.reminders import REMINDERS, Reminder, license_note, reminder_table, reminders
from dashboard.language.formats import CENTS, number
from dashboard.language.markdown import as_markdown
from dashboard.language.names import in_a_row, option_name
from dashboard.options.notices import reason
from dashboard.options.purchases import bought
from dashboard.questions.cash.answer import answer, at_the_peak, when
from dashboard.questions.cash.chart import alt_text, cash_chart
from dashboard.questions.cash.table import CASH, cash_table
from dashboard.questions.cash.values import cash_days, cash_flow
from dashboard.screen.components.live_chart import live_chart
from dashboard.screen.inputs import current
from dashboard.screen.option_choice import chosen_option
from dashboard.screen.page import quote_or_stop, source, warn
from dashboard.screen.widgets.data_table import data_table
from dashboard.screen.widgets.download import csv_button, table_with_file
from dashboard.tables.csv_file import file_name
from pricing.quotes.settlement import CashFlow

inputs = current()
texts, currency = inputs.texts, inputs.book.currency


def buys() -> str:
    """Return which option is shown, and what it buys in advance."""
    items = bought(quoted, option, texts)
    what = in_a_row(texts, items) if items else texts("nothing in advance")
    return texts("{option}: {what}", option=option_name(texts, inputs.book, option.id), what=what)


def metrics(flow: CashFlow) -> None:
    """Show what is paid when, and the most that is frozen and tied up."""
    peak = flow.peak
    then = "" if peak is None else when(peak, texts)
    figures = [
        (texts("Upfront"), flow.upfront, texts("Paid in month 1, before the first call")),
        (texts("Later"), flow.later, texts("Monthly bills, and what is bought in later months")),
        (texts("Total"), flow.paid, texts("All that is paid for all months")),
        (texts("Most frozen"), flow.most_frozen, texts("It is released again, and part of no total")),
        (
            texts("Most tied up"),
            flow.most_tied_up,
            texts("Paid so far and frozen, at its highest: {when}", when=then),
        ),
    ]
    with st.grid(5, min_column_width=140):
        for label, amount, words in figures:
            st.metric(label, number(texts, amount, CENTS), help=as_markdown(words), border=True)


def over_time(flow: CashFlow) -> None:
    """Show what is paid and frozen on each settlement day."""
    st.subheader(texts("What is paid and what is frozen"), anchor=False)
    days = cash_days(quoted, flow, inputs.start)
    live_chart(
        cash_chart(quoted, flow, days, texts),
        key="cash",
        alt=alt_text(quoted, option, days, texts),
        locale=texts.chart_locale,
    )
    explained = at_the_peak(quoted, flow, texts)
    if explained:
        st.markdown(as_markdown(explained))


def movements(flow: CashFlow) -> None:
    """Show every movement, and offer them as a file."""
    st.subheader(texts("All movements"), anchor=False)
    if option.qps_units:
        st.markdown(as_markdown(payment_note(texts)))
    table, alt = cash_table(quoted, flow, texts), texts("Every payment, freeze and release in its order")
    table_with_file(table, CASH, origin, texts, alt=alt, holds="cash", key="movements")


def dates(flow: CashFlow, start: date) -> None:
    """Show the dates to remember, and offer them as a table and as a calendar."""
    found = reminders(quoted, option, flow, start, texts)
    if not found:
        return
    st.subheader(texts("Dates to remember"), anchor=False)
    warn(license_note(quoted, option, start, texts))
    table, alt = reminder_table(found), texts("Dates to remember, with what to pay")
    data_table(table, REMINDERS, currency=currency, texts=texts, key="reminders", alt=alt)
    with st.container(horizontal=True):
        calendar_button(found)
        csv_button(table, REMINDERS, origin, texts, holds="reminders")


def calendar_button(found: list[Reminder]) -> None:
    """Offer the dates to remember as a calendar file, which is written when it is asked for."""
    st.download_button(
        texts("Download calendar"),
        lambda: calendar_file(found, origin, texts, datetime.now(UTC)),
        file_name(origin, "reminders", "ics"),
        "text/calendar",
        key="download_calendar",
        on_click="ignore",
        icon=":material/calendar_add_on:",
        help=texts("All-day events with alarms, for Outlook, Apple, Google and other calendars"),
    )


st.title(texts("When does the money leave?"), anchor=False)
quoted = quote_or_stop(inputs)

top = st.container()
option = chosen_option(quoted, texts)
origin = inputs.origin.of(quoted, option)
flow = cash_flow(quoted, option, inputs.listed, inputs.start) if option.available else None
with top:
    st.header(as_markdown(answer(quoted, option, flow, inputs.start, texts)), anchor=False)
    source(inputs)

st.markdown(as_markdown(buys()))
if flow is None:
    warn([reason(quoted, option, texts)])
    st.stop()
if flow.movements:
    metrics(flow)
    over_time(flow)
    movements(flow)
if inputs.start is not None:
    dates(flow, inputs.start)
elif flow.movements:
    st.info(
        texts(
            "For dates instead of month numbers, and for a calendar file, set the first month in the "
            "sidebar, under Advanced."
        )
    )
