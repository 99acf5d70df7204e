"""QPS upgrade or another activity? The answer in a sentence, two pictures of it, and when to order what."""

from __future__ import annotations

import streamlit as st

from dashboard.dates.orders import SCHEDULE, order_list, order_rule, schedule
from dashboard.dates.reminders import license_note
from dashboard.language.formats import DASH
from dashboard.language.markdown import as_markdown
from dashboard.questions.qps_or_activity.answer import (
    answer,
    example,
    figures,
    not_online,
    plan,
    with_upgrade,
)
from dashboard.questions.qps_or_activity.chart import (
    day_alt_text,
    day_chart,
    last_day,
    qps_alt_text,
    qps_chart,
)
from dashboard.questions.qps_or_activity.table import TABLE, table
from dashboard.questions.qps_or_activity.values import Peak, by_qps, peak
from dashboard.screen.components.live_chart import live_chart
from dashboard.screen.inputs import current
from dashboard.screen.page import exact_amounts, source, warn
from dashboard.screen.widgets.download import table_with_file
from pricing.price_book import QpsUpgrade
from pricing.sensitivity.peak_costs import MOST_DAYS

inputs = current()
texts, book = inputs.texts, inputs.book
currency = book.currency


def metrics(one: Peak) -> None:
    """Show what each way costs for the peak shown, and the break-even."""
    with st.grid(4, min_column_width=150):
        for label, total, bought in figures(one, texts):
            st.metric(label, total or DASH, help=as_markdown(bought), border=True)
        turns = one.from_day if one.sells_upgrades else None
        days = DASH if turns is None else texts.plural("{n} day", "{n} days", turns)
        words = texts("From so many peak days on, extra activities cost less than upgrades")
        st.metric(texts("Break-even"), days, help=words, border=True)


def charts(one: Peak) -> None:
    """Show the cost against the peak days and against the peak QPS."""
    heading = texts("Cost against peak days, for {qps} QPS", qps=one.shown.peak_qps)
    st.subheader(as_markdown(heading), anchor=False)
    end = last_day(one)
    with st.container():
        if end < MOST_DAYS and st.toggle(texts("Show all {days} days", days=MOST_DAYS), key="all_peak_days"):
            end = MOST_DAYS
    alt = day_alt_text(one, texts)
    live_chart(day_chart(one, texts, end), key="cost_by_days", alt=alt, locale=texts.chart_locale)

    heading = texts.plural(
        "Cost against peak QPS, on {n} peak day",
        "Cost against peak QPS, on {n} peak days",
        one.shown.peak_days,
    )
    st.subheader(as_markdown(heading), anchor=False)
    stops, costs = by_qps(one)
    alt = qps_alt_text(one, stops, costs, texts)
    live_chart(qps_chart(one, stops, costs, texts), key="cost_by_qps", alt=alt, locale=texts.chart_locale)


def days_table(one: Peak) -> None:
    """Show the figures behind the first chart."""
    st.subheader(texts("The figures, by peak days"), anchor=False)
    rows, alt = table(one, texts), texts("Total cost of each way for chosen numbers of peak days")
    origin, without = inputs.origin.of(one.quoted), ("peak_days",)
    table_with_file(
        rows, TABLE, origin, texts, alt=alt, holds="peak-days", key="peak_days_table", without=without
    )


def ordering(one: Peak, upgrade: QpsUpgrade) -> None:
    """Show when to order the upgrades: with dates where the first month is known."""
    st.subheader(texts("When to order QPS upgrades"), anchor=False)
    st.markdown(as_markdown(order_rule(upgrade, texts)))
    option = with_upgrade(one)
    if option is None:
        st.markdown(
            as_markdown(
                texts("For this peak no upgrade can be bought online, so there is no order to place.")
            )
        )
    elif inputs.start is None:
        st.info(texts("For a schedule with dates, set the first month in the sidebar, under Advanced."))
    else:
        buys = plan(one.by_days[option.id], one.shown.peak_days, one, texts)
        st.markdown(as_markdown(texts("The schedule is that of {plan}:", plan=buys)))
        steps = order_list(one.quoted, option, upgrade, inputs.start, texts)
        st.markdown("\n".join(f"- {as_markdown(step)}" for step in steps))
        warn(license_note(one.quoted, option, inputs.start, texts))
        rows = schedule(one.quoted, option, upgrade, inputs.start)
        alt = texts("For each peak day, from when to when its upgrade can be ordered")
        origin = inputs.origin.of(one.quoted)
        table_with_file(rows, SCHEDULE, origin, texts, alt=alt, holds="order-schedule", key="schedule")


st.title(texts("QPS upgrade or another activity?"), anchor=False)
with exact_amounts(texts):
    one = peak(book, inputs.scenario)
    if one is None:
        sentence = texts("Neither: this price list sells no licenses, and sets no limit to the QPS")
        st.header(as_markdown(sentence), anchor=False)
        st.stop()
    st.header(as_markdown(answer(one, texts)), anchor=False)
    source(inputs)
    if not one.can_be_shown:
        st.stop()
    words = example(one, texts)
    with st.container():  # has its place even if there is nothing to tell, so that the charts below stay
        if words:
            st.info(as_markdown(words))
    metrics(one)
    why = not_online(one, texts)
    warn([why] if why else [])
    charts(one)
days_table(one)
if book.qps is not None:
    ordering(one, book.qps)
