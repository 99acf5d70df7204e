"""What should I buy? The answer in a sentence, the options side by side, and the list to order from."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.csv_link import copy_csv_link
from dashboard.data_table import data_table
from dashboard.download import csv_button
from dashboard.formats import CENTS, number, percent
from dashboard.inputs import current
from dashboard.live_chart import live_chart
from dashboard.markdown import as_markdown
from dashboard.month_chart import HEIGHT, month_alt_text, month_chart
from dashboard.names import option_name
from dashboard.nearest_change_text import nearest_change_lines
from dashboard.notices import reason, unavailable, warnings
from dashboard.option_chart import alt_text, chart_height, option_chart
from dashboard.option_table import COMPARISON, LINES, comparison, lines
from dashboard.page import source, stop_for, warn
from dashboard.quote_count import count_quote
from dashboard.session import key_in
from dashboard.verdict import purchase_list, recommended, saving, verdict
from pricing.errors import AmountTooLarge
from pricing.notation import share
from pricing.quote import quote
from pricing.quote_values import Option, Quote

NOTHING = "–"
THE_CHEAPEST = "cheapest"
DETAILS = "details_of"
COMPARED = "compared"

inputs = current()
texts, currency = inputs.texts, inputs.book.currency
locale = "en" if texts.language == "en" else "zh-CN"


def metrics(quoted: Quote, option: Option) -> None:
    """Show the figures that a buyer asks for; amounts in the currency that the caption names."""
    if option.costs is None:
        return
    saved, per_call = saving(quoted, option), option.price_per_call
    figures = [
        (texts("Total"), option.costs.total, texts("All that is paid for all months")),
        (texts("Upfront"), option.costs.upfront, texts("Paid in month 1, before the first call")),
        (
            texts("Per 1,000 calls"),
            None if per_call is None else per_call * 1000,
            texts("The total divided by all calls, times 1,000"),
        ),
        (
            texts("Saved"),
            saved,
            texts("Against licenses and monthly postpaid bills, without a pack"),
        ),
    ]
    with st.grid(5, min_column_width=140):
        for label, amount, words in figures:
            shown = NOTHING if amount is None else number(texts, amount, CENTS)
            st.metric(label, shown, help=words, border=True)
        coverage = NOTHING if option.coverage is None else percent(texts, share(option.coverage, 3), 1)
        words = texts("Calls that are not billed postpaid, of all calls")
        st.metric(texts("Coverage"), coverage, help=words, border=True)


def option_names(quoted: Quote) -> dict[str, str]:
    """Return the names of all options by their ids."""
    return {option.id: option_name(texts, inputs.book, option.id) for option in quoted.options}


def only_compared(quoted: Quote) -> Quote:
    """Ask which options the table is to hold, and return the quote with these: all, unless some are named."""
    names, before = option_names(quoted), st.session_state.get(COMPARED, [])
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


def chosen_option(quoted: Quote) -> Option:
    """Ask whose details to show; the cheapest, whichever that is, unless one is named."""
    names = {THE_CHEAPEST: texts("The cheapest"), **option_names(quoted)}
    ids, before = list(names), st.session_state.get(DETAILS)
    chosen = st.selectbox(
        texts("Show details of"),
        ids,
        index=ids.index(before) if before in ids else 0,
        format_func=lambda name: names.get(name, name),
        key=key_in(texts, f"{DETAILS}_box"),
    )
    st.session_state[DETAILS] = chosen
    return quoted.option(quoted.cheapest if chosen == THE_CHEAPEST else chosen)


def details(quoted: Quote, option: Option) -> None:
    """Show what to pay when, and the lines behind the total."""
    if option.costs is None:
        warn([reason(quoted, option, texts)])
        return
    steps = []
    for step in purchase_list(quoted, option, texts):
        when, what, amount = (as_markdown(part) for part in step)
        steps.append("- " + texts("**{when}**: {what}, {amount}", when=when, what=what, amount=amount))
    st.markdown("\n".join(steps) or texts("Nothing has to be bought."))
    if option.id != quoted.cheapest:
        warn(warnings(quoted, option, texts))
    rows, alt = lines(quoted, option, texts), texts("The lines behind the total, and their sum")
    data_table(rows, LINES, currency=currency, texts=texts, key="lines", alt=alt)


st.title(texts("What should I buy?"), anchor=False)
try:
    quoted = quote(inputs.book, inputs.scenario)
except AmountTooLarge as error:
    stop_for(error, texts)
count_quote(quoted, "page")

st.header(as_markdown(verdict(quoted, texts)), anchor=False)
source(inputs)
best = recommended(quoted)
with st.container():  # has its place even if there is nothing to tell, so that the chart below stays
    if best is not None:
        metrics(quoted, best)

st.subheader(texts("What the options cost"), anchor=False)
live_chart(
    option_chart(quoted, texts),
    key="options",
    alt=alt_text(quoted, texts),
    height=chart_height(quoted),
    locale=locale,
)

warn([*unavailable(quoted, texts), *([] if best is None else warnings(quoted, best, texts))])

st.subheader(texts("When another option becomes cheapest"), anchor=False)
nearest = st.container()

st.subheader(texts("All options side by side"), anchor=False)
comparison_table(only_compared(quoted))

st.subheader(texts("What to order, and when"), anchor=False)
option = chosen_option(quoted)
details(quoted, option)

if any(month.calls for month in option.months):
    st.subheader(texts("Where the calls come from, month by month"), anchor=False)
    alt = month_alt_text(quoted, option, texts)
    live_chart(month_chart(option, texts), key="months", alt=alt, height=HEIGHT, locale=locale)

nearest_lines = [  # last, because it takes longer than all the rest
    texts("{figure}: {change}", figure=f"**{as_markdown(figure)}**", change=as_markdown(change))
    for figure, change in nearest_change_lines(inputs.book, inputs.scenario, texts)
]
nearest.markdown("\n".join(f"- {line}" for line in nearest_lines))
