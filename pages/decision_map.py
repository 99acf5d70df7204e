"""When does which option win? The winner for the scenario, and a map of the winners around it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.inputs.shapes import average
from dashboard.language.formats import calls_short
from dashboard.language.markdown import as_markdown, small_text
from dashboard.questions.decision_map.answer import alt_text, answer, buys, is_uneven, one_winner, taken
from dashboard.questions.decision_map.chart import VIEWS, clicked, map_chart, place_of
from dashboard.questions.decision_map.table import MAP, map_table
from dashboard.questions.decision_map.values import MOST_MONTHS, Cell, DecisionMap, map_of, with_cell
from dashboard.screen.components.live_chart import Selection, live_chart
from dashboard.screen.inputs import current
from dashboard.screen.page import exact_amounts, quote_or_stop, source
from dashboard.screen.session import keep, kept, key_in, key_of
from dashboard.screen.widgets.download import table_with_file
from pricing.quotes.values import Quote

TAKEN = "map_cell_taken"
VIEW = "map_view"
CALLS, MONTHS = "map_calls", "map_months"

inputs = current()
texts, book, scenario = inputs.texts, inputs.book, inputs.scenario


def take(cell: Cell | None) -> None:
    """Take a cell's demand into the scenario: a callback."""
    if cell is not None:
        keep(with_cell(kept(), cell))
        st.session_state[TAKEN] = replace(kept(), lang=None)


def chart(drawn: DecisionMap) -> None:
    """Show the map; a click takes a cell, and the line below says so."""
    names = {"option": texts("Cheapest option"), "saving": texts("Saving against postpaid")}
    key = key_in(texts, f"{VIEW}_box")
    view = st.radio(
        texts("The colors tell"),
        VIEWS,
        index=VIEWS.index(st.session_state.get(VIEW, VIEWS[0])),
        format_func=names.__getitem__,
        key=key,
        horizontal=True,
    )
    st.session_state[VIEW] = view

    def on_select(point: Selection) -> None:
        take(clicked(drawn, point["x"], point["y"]))

    live_chart(
        map_chart(drawn, scenario, average(scenario.monthly_calls), texts, view),
        key="decision_map",
        alt=alt_text(drawn, scenario.months, texts),
        on_select=on_select,
        locale=texts.chart_locale,
    )
    if st.session_state.get(TAKEN) == replace(inputs.link, lang=None):
        st.success(as_markdown(taken(inputs.link, texts)), icon=":material/check:")
    else:
        st.markdown(small_text(texts("A click on a cell takes its calls and months into the scenario.")))


def boxes(drawn: DecisionMap) -> None:
    """Take a cell without a mouse: by its calls and its months."""
    nearest = round(place_of(drawn.stops, average(scenario.monthly_calls))[0])
    calls_key = key_of(CALLS, drawn.stops, nearest, texts.language)
    months_key = key_of(MONTHS, scenario.months)

    def on_click() -> None:
        calls, months = st.session_state[calls_key], st.session_state[months_key]
        take(drawn.rows[months - 1][drawn.stops.index(calls)])

    left, middle, right = st.columns(3, vertical_alignment="bottom")
    left.selectbox(
        texts("Monthly calls of the cell"),
        drawn.stops,
        index=nearest,
        format_func=partial(calls_short, texts),
        key=calls_key,
    )
    months = range(1, MOST_MONTHS + 1)
    middle.selectbox(texts("Months of the cell"), months, index=scenario.months - 1, key=months_key)
    right.button(texts("Take this cell"), on_click=on_click, key="take_cell", width="stretch")


def table(drawn: DecisionMap, quoted: Quote) -> None:
    """Show all cells, and offer them as a file."""
    st.subheader(texts("All cells of the map"), anchor=False)
    rows, alt = map_table(drawn, texts), texts("Each cell with its cheapest option, total and saving")
    without = ("monthly_calls", "months", "peak_month")
    origin = inputs.origin.of(quoted)
    table_with_file(rows, MAP, origin, texts, alt=alt, holds="decision-map", key="map_table", without=without)


st.title(texts("When does which option win?"), anchor=False)
quoted = quote_or_stop(inputs)
with exact_amounts(texts):
    drawn = map_of(book, scenario)
    st.header(as_markdown(answer(quoted, texts)), anchor=False)
source(inputs)
with st.container():  # has its place even if there is nothing to tell, so that the map below stays
    for words in (buys(quoted, texts), is_uneven(scenario, texts), one_winner(drawn, texts)):
        if words:
            st.markdown(as_markdown(words))
st.subheader(texts("The cheapest option by monthly calls and months"), anchor=False)
chart(drawn)
boxes(drawn)
table(drawn, quoted)
