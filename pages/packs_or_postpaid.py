"""Packs or postpaid? Who is cheapest at which volume, the totals of all options, and the exact segments."""

from __future__ import annotations

import streamlit as st

from dashboard.language.markdown import as_markdown
from dashboard.questions.packs_or_postpaid.answer import answer, instead, notes
from dashboard.questions.packs_or_postpaid.chart import alt_text, cost_curve_chart
from dashboard.questions.packs_or_postpaid.table import SEGMENTS, segment_table
from dashboard.questions.packs_or_postpaid.values import SteadyComparison
from dashboard.screen.components.live_chart import live_chart
from dashboard.screen.inputs import current
from dashboard.screen.page import exact_amounts, source, warn
from dashboard.screen.widgets.download import table_with_file

inputs = current()
texts, book = inputs.texts, inputs.book

st.title(texts("Packs or postpaid?"), anchor=False)
with exact_amounts(texts):
    comparison = SteadyComparison.of(book, inputs.scenario)
shown, curves = comparison.shown, comparison.curves

st.header(as_markdown(answer(curves, shown, texts)), anchor=False)
source(inputs)
compared = instead(comparison, texts)
warn([compared] if compared else [])
st.markdown(as_markdown(notes(comparison, texts)))

logarithmic = st.toggle(texts("Logarithmic axes"), key="log", bind="query-params")
live_chart(
    cost_curve_chart(curves, shown, texts, logarithmic=logarithmic),
    key="curves",
    alt=alt_text(curves, shown, texts),
    locale=texts.chart_locale,
)

st.subheader(texts("Which is cheapest from where to where"), anchor=False)
st.markdown(
    texts(
        "Exact to the call, up to {most} calls a month; packs of one size, as many as are worth it.",
        most=curves.max_calls,
    )
)
table_with_file(
    segment_table(curves, book, texts),
    SEGMENTS,
    inputs.origin.of(shown),
    texts,
    alt=texts("The cheapest option for each range of monthly calls, with its totals"),
    holds="break-evens",
    key="segments",
    without=("monthly_calls",),
)
