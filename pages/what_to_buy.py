"""What should I buy? The answer in a sentence, the options side by side, and the list to order from."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.dates.orders import payment_note
from dashboard.dates.reminders import license_note
from dashboard.files.case import Case
from dashboard.language.markdown import as_markdown, small_text
from dashboard.options.key_figures import key_figures
from dashboard.options.notices import reason, to_know, warnings
from dashboard.options.purchases import purchase_list, recommended, verdict
from dashboard.options.quote_count import count_quote
from dashboard.options.tables import COMPARISON, LINES, comparison, lines
from dashboard.questions.what_to_buy.answer import nearest_change_lines
from dashboard.questions.what_to_buy.chart import (
    alt_text,
    month_alt_text,
    month_chart,
    option_chart,
)
from dashboard.screen.boxes.take_with_you import take_with_you
from dashboard.screen.components.csv_link import copy_csv_link
from dashboard.screen.components.live_chart import live_chart
from dashboard.screen.inputs import current
from dashboard.screen.option_choice import chosen_option, option_names
from dashboard.screen.page import quote_or_stop, source, warn
from dashboard.screen.session import key_in
from dashboard.screen.widgets.data_table import data_table
from dashboard.screen.widgets.download import csv_button, table_with_file
from pricing.quotes.values import Option, Quote

COMPARED = "compared"

inputs = current()
texts, currency = inputs.texts, inputs.book.currency


def metrics(quoted: Quote, option: Option) -> None:
    """Show the figures that a buyer asks for; amounts in the currency that the caption names."""
    with st.grid(5, min_column_width=140):
        for figure in key_figures(quoted, option, texts):
            st.metric(figure.label, figure.written(texts), help=figure.help, border=True)


def only_compared(quoted: Quote) -> Quote:
    """Ask which options the table is to hold, and return the quote with these: all, unless some are named."""
    names, before = option_names(quoted, texts), st.session_state.get(COMPARED, [])
    chosen = st.multiselect(
        texts("Compare only these"),
        list(names),
        default=[option_id for option_id in before if option_id in names],
        format_func=lambda option_id: names.get(option_id, option_id),
        key=key_in(texts, f"{COMPARED}_box"),
        placeholder=texts("All options"),
    )
    st.session_state[COMPARED] = chosen
    return replace(
        quoted, options=tuple(option for option in quoted.options if option.id in (chosen or names))
    )


def comparison_table(quoted: Quote) -> None:
    """Show the options side by side, and offer exactly these as a file."""
    table, alt = comparison(quoted, texts), texts("All options with their costs, calls and availability")
    data_table(table, COMPARISON, currency=currency, texts=texts, key="comparison", alt=alt)
    with st.container(horizontal=True, vertical_alignment="center"):
        csv_button(table, COMPARISON, inputs.origin.of(quoted), texts, holds="comparison")
        copy_csv_link(inputs)


def details(quoted: Quote, option: Option) -> None:
    """Show what to pay when, and the lines behind the total."""
    if option.costs is None:
        warn([reason(quoted, option, texts)])
        return
    steps = []
    for step in purchase_list(quoted, option, texts, inputs.start):
        when, what, amount = (as_markdown(part) for part in step)
        steps.append("- " + texts("**{when}**: {what}, {amount}", when=when, what=what, amount=amount))
    st.markdown("\n".join(steps) or texts("Nothing has to be bought."))
    if option.qps_units and inputs.start is not None:
        notes = [payment_note(texts), *license_note(quoted, option, inputs.start, texts)]
        st.markdown(small_text(texts.paragraph(*notes)))
    if option.id != quoted.cheapest:
        warn(warnings(quoted, option, texts))
    rows, alt = lines(quoted, option, texts), texts("The lines behind the total, and their sum")
    table_with_file(rows, LINES, inputs.origin.of(quoted, option), texts, alt=alt, holds="lines")


st.title(texts("What should I buy?"), anchor=False)
quoted = quote_or_stop(inputs)
count_quote(quoted, "page")

st.header(as_markdown(verdict(quoted, texts)), anchor=False)
source(inputs)
best = recommended(quoted)
with st.container():  # has its place even if there is nothing to tell, so that the chart below stays
    if best is not None:
        metrics(quoted, best)

st.subheader(texts("What the options cost"), anchor=False)
live_chart(option_chart(quoted, texts), key="options", alt=alt_text(quoted, texts), locale=texts.chart_locale)

# What stands between the charts is filled in after them: they follow the slider first.
what_to_know = st.container()

st.subheader(texts("When another option becomes cheapest"), anchor=False)
nearest = st.container()

st.subheader(texts("All options side by side"), anchor=False)
side_by_side = st.container()

st.subheader(texts("What to order, and when"), anchor=False)
option = chosen_option(quoted, texts)
orders = st.container()

if any(month.calls for month in option.months):
    st.subheader(texts("Where the calls come from, month by month"), anchor=False)
    alt = month_alt_text(quoted, option, texts)
    live_chart(month_chart(option, texts), key="months", alt=alt, locale=texts.chart_locale)

with what_to_know:
    warn(to_know(quoted, best, texts))
with side_by_side:
    comparison_table(only_compared(quoted))
with orders:
    details(quoted, option)

take_with_you(Case(quoted, option, inputs.listed, inputs.start, inputs.origin.of(quoted)), texts)

nearest_lines = [  # last, because it takes longer than all the rest
    texts("{figure}: {change}", figure=f"**{as_markdown(figure)}**", change=as_markdown(change))
    for figure, change in nearest_change_lines(inputs.book, inputs.scenario, texts)
]
nearest.markdown("\n".join(f"- {line}" for line in nearest_lines))
