"""Compare scenarios: which of those that I have saved costs what?"""

from __future__ import annotations

from dataclasses import replace
from math import ceil

import streamlit as st

from dashboard.charts.bars import height
from dashboard.language.markdown import as_markdown, small_text
from dashboard.questions.scenarios.answer import answer, best_price, left_out, with_figures, without_figures
from dashboard.questions.scenarios.chart import MOST_BARS, alt_text, scenario_chart
from dashboard.questions.scenarios.comparison_link import Comparison
from dashboard.questions.scenarios.saved import Scenarios, not_among
from dashboard.questions.scenarios.table import SCENARIOS, in_order, scenario_table
from dashboard.questions.scenarios.values import Priced, priced
from dashboard.screen.boxes.scenario_desk import (
    add,
    buttons,
    choose,
    choose_order,
    load_button,
    save_box,
    say_loaded,
    say_refused,
    undo_bar,
)
from dashboard.screen.boxes.scenario_downloads import downloads
from dashboard.screen.boxes.scenario_import import import_box
from dashboard.screen.boxes.scenario_shelf import browser_copy, is_read, shelf
from dashboard.screen.components.live_chart import live_chart
from dashboard.screen.inputs import current
from dashboard.screen.opened_comparison import close, opened
from dashboard.screen.page import source
from dashboard.screen.session import today
from dashboard.screen.widgets.data_table import data_table

FIGURES = "scenario_figures"
PAGE_ROWS = 500

inputs = current()
texts, currency = inputs.texts, inputs.book.currency


def figures_of(scenarios: Scenarios) -> Priced:
    """Return what the scenarios cost; what an earlier run has priced is not priced again."""
    known: Priced | None = st.session_state.get(FIGURES)
    found = priced((each.inputs for each in scenarios), inputs.book, inputs.link.book, known)
    st.session_state[FIGURES] = found
    return found


def ask_about(brought: Comparison) -> None:
    """Say that the link has brought a comparison, and ask whether to keep it."""
    new = not_among(shelf().scenarios, brought.scenarios)
    words = texts.plural(
        "The link has brought {n} scenario. It is shown here, beside your own list.",
        "The link has brought {n} scenarios. They are shown here, beside your own list.",
        len(brought.scenarios),
    )
    with st.container(border=True):
        st.markdown(as_markdown(words))
        if brought.scenarios and not new:
            st.markdown(as_markdown(texts("All of them are in your list.")))
        with st.container(horizontal=True, gap="small"):
            if new:
                st.button(
                    texts("Add to my scenarios"),
                    type="primary",
                    key="add_comparison",
                    icon=":material/bookmark_add:",
                    on_click=lambda: (add(new), close()),
                )
            st.button(texts("Show my own list"), key="close_comparison", on_click=close)
    if brought.faults:
        st.warning("\n".join(f"- {as_markdown(line)}" for line in left_out(brought, texts)))


def picture(scenarios: Scenarios, figures: Priced) -> None:
    """Show the totals as bars, as many as make a picture."""
    rows = with_figures(scenarios, figures, currency)
    bars = rows[:MOST_BARS]
    if bars:
        live_chart(
            scenario_chart(bars, texts),
            key="scenarios",
            alt=alt_text(bars, texts),
            height=height(len(bars)),
            locale=texts.chart_locale,
        )
    if len(rows) > len(bars):
        words = texts("The chart has the first {n} of {all} scenarios.", n=len(bars), all=len(rows))
        st.markdown(small_text(words))


def table(scenarios: Scenarios, figures: Priced) -> None:
    """Show the scenarios side by side, a long list in pages."""
    pages = ceil(len(scenarios) / PAGE_ROWS)
    page = st.pagination(pages, key=f"scenarios_page_{pages}") if pages > 1 else 1
    rows = scenarios[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    data_table(
        scenario_table(rows, figures, texts),
        SCENARIOS,
        currency=currency,
        texts=texts,
        key="scenarios_table",
        alt=texts("All scenarios with their cheapest option, its costs and its coverage"),
    )


def compare(scenarios: Scenarios, figures: Priced, *, own: bool) -> None:
    """Show the scenarios, and what can be done with them; only the visitor's own can be changed."""
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        chosen = choose(scenarios, texts)
    with right:
        shown = in_order(chosen, figures, choose_order(texts))
    if own:
        buttons(scenarios, shown, texts)
    else:
        load_button(shown, texts)
    st.subheader(texts("What they cost"), anchor=False)
    picture(shown, figures)
    st.subheader(texts("Side by side"), anchor=False)
    table(shown, figures)
    downloads(replace(inputs, today=today()), shown, figures)  # the page may stand for days


@st.fragment
def page() -> None:
    """Show the page, by itself: what the browser tells is no reason to run the whole app.

    Of two such runs that meet, Streamlit (1.67) keeps the page of the later one: a visitor who goes to
    another page just then would stay here.
    """
    brought = opened()
    scenarios = shelf().scenarios if brought is None else brought.scenarios
    figures = figures_of(scenarios)

    st.title(texts("Compare scenarios"), anchor=False)
    if scenarios or is_read():
        st.header(as_markdown(answer(scenarios, figures, currency, texts)), anchor=False)
    else:
        st.header(texts("Save scenarios, and see side by side what they cost"), anchor=False)
    source(inputs)
    browser_copy(texts, shown=brought is None)
    lowest = best_price(scenarios, figures, currency, texts)
    if lowest:
        st.markdown(as_markdown(lowest))
    inexact = without_figures(scenarios, figures, texts)
    if inexact:
        st.warning("\n\n".join(as_markdown(line) for line in inexact), icon=":material/warning:")
    if brought is None:
        save_box(inputs.link, texts)
        import_box(inputs, add)
        say_refused(texts)
        undo_bar(texts)
    else:
        ask_about(brought)
    if scenarios:
        compare(scenarios, figures, own=brought is None)


say_loaded(texts)
with st.container():  # see `dashboard.screen.session.run_when_reconnected`
    page()
