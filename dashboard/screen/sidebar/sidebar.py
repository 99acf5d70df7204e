"""The shared sidebar: every input of the scenario, from top to bottom.

What is shown only at times stands in a container that is always there: when an element above a box comes or
goes, Streamlit (1.67) makes a new box, and what is half typed in it is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from dashboard.inputs import words as input_names
from dashboard.inputs.link import LinkInputs, fitted, read_month, with_table, write_link
from dashboard.inputs.numbers import LONGEST, number_typed
from dashboard.inputs.presets import PRESETS, chosen, preset_of
from dashboard.inputs.shapes import SHAPES, Shape, resized
from dashboard.inputs.words import BASES, demand_in_words, language_name, replacement
from dashboard.language import formats
from dashboard.language.markdown import as_markdown, small_text
from dashboard.language.texts import LANGUAGES, Language, Texts
from dashboard.options.notices import no_peak_days
from dashboard.screen.inputs import Inputs
from dashboard.screen.prices_in_force import own_prices
from dashboard.screen.session import (
    browser_language,
    input_keeper,
    keep,
    kept,
    key_in,
    link_faults,
    show,
    today,
    write_address,
)
from dashboard.screen.sidebar.month_table import month_table
from dashboard.screen.sidebar.usage_dialog import usage_button, usage_dialog
from dashboard.screen.widgets.typed_box import typed_box
from pricing.book.file import shipped_ids
from pricing.errors import Fault
from pricing.scenario import LIMITS, TIER_BASES

CALL_STOPS: Final = (0, *(step * 10**power for power in range(2, 8) for step in (1, 2, 5)), 10**8)
QPS_STOPS: Final = (1, 10, *range(50, 501, 50), 600, 800, 1_000, 2_000, 5_000)
DAY_STOPS: Final = (*range(32), 45, 60, 90, 120, 180, 270, 366)
OPENED: Final = "advanced_opened"
ADVANCED: Final = ("peak_month", "start", "basis", "free", "book")


def sidebar(texts: Texts) -> Inputs:
    """Draw the inputs, write the link, say what it got wrong, and return what the page is to show."""
    with st.sidebar:
        _language(texts)
        _presets(texts)
        asked_for_file = _demand(texts)
        _service(texts)
        _advanced(texts)
    inputs, at_inputs = fitted(kept())
    write_address(write_link(inputs))
    lines = [f"- {replacement(texts, fault, inputs)}" for fault in link_faults() if fault not in at_inputs]
    if lines:
        st.warning("\n".join([texts("The link has values that can't be used:"), "", *lines]))
    book, own = inputs.price_list, own_prices()
    prices = own.prices(book)
    shown_now = Inputs(
        inputs.scenario,
        prices.paid,
        texts,
        inputs.start,
        inputs,
        prices.listed,
        st.context.url or "",
        today(),
        own.changes(book),
    )
    if asked_for_file:
        usage_dialog(shown_now)
    return shown_now


def _language(texts: Texts) -> None:
    def take_language(wanted: Language) -> None:
        keep(replace(kept(), lang=None if wanted == browser_language() else wanted))

    st.segmented_control(
        texts("Language"),
        LANGUAGES,
        default=texts.language,
        format_func=language_name,
        key=show("language", texts.language, take_language),
        required=True,
        label_visibility="collapsed",
        width="stretch",
    )


def _presets(texts: Texts) -> None:
    preset = preset_of(kept())

    def take_preset(name: str | None) -> None:
        if name is not None:
            keep(chosen(name, kept()))

    st.pills(
        texts("Examples"),
        list(PRESETS),
        default=preset,
        format_func=texts,
        key=show(key_in(texts, "preset"), preset, take_preset, last=True),
    )


def _demand(texts: Texts) -> bool:
    """Show the inputs of the demand; return whether a file was asked for in their place."""
    with st.container():
        if kept().shape != "table":
            _pair(texts, "calls", CALL_STOPS, written=partial(formats.calls_short, texts))
    _months(texts)
    _shape(texts)
    with st.container():
        if kept().shape == "table":
            month_table(texts)
    inputs, faults = fitted(kept())
    _say(texts, faults, "shape")
    st.markdown(small_text(demand_in_words(texts, inputs)))
    with st.container():
        return usage_button(texts)


def _months(texts: Texts) -> None:
    def take_months(months: int) -> None:
        inputs = kept()
        if inputs.shape == "table":
            keep(with_table(inputs, resized(inputs.table, months)))
        else:
            keep(replace(inputs, months=months))

    months = kept().months
    low, high = LIMITS["months"]
    st.slider(texts.field("months"), low, high, months, key=show("months_slider", months, take_months))


def _shape(texts: Texts) -> None:
    def take_shape(shape: Shape) -> None:
        inputs = kept()
        if shape == "table":
            keep(with_table(inputs, fitted(inputs)[0].monthly_calls))
        else:
            keep(replace(inputs, shape=shape, table=()))

    shape = kept().shape
    st.selectbox(
        texts.field("shape"),
        SHAPES,
        SHAPES.index(shape),
        format_func=lambda shape: texts(input_names.SHAPES[shape]),
        key=show(key_in(texts, "shape_box"), shape, take_shape, last=True),
    )


def _service(texts: Texts) -> None:
    _pair(texts, "qps", QPS_STOPS, hint=texts("The most calls a second that must be served."))
    _pair(texts, "days", DAY_STOPS, hint=texts("On all other days the QPS of the license is enough."))
    inputs = fitted(kept())[0]
    with st.container():
        for hint in no_peak_days(own_prices().prices(inputs.price_list).paid, inputs.scenario, texts):
            st.markdown(small_text(hint))
    left, right = st.columns(2)
    with left:
        fault = _number(texts, "materials", hint=texts("Pictures or videos that faces are put into."))
    with right:
        other = _number(texts, "activities", hint=texts("At least so many; more materials may need more."))
    _say(texts, (fault,), "materials")
    _say(texts, (other,), "activities")


def _advanced(texts: Texts) -> None:
    inputs = kept()
    differs = any(getattr(inputs, name) != getattr(LinkInputs(), name) for name in ADVANCED)
    # Open where an input in it differs from its default; once open, it stays open.
    st.session_state[OPENED] = differs or st.session_state.get(OPENED, False)
    with st.expander(texts("Advanced"), expanded=st.session_state[OPENED]):
        fault = _number(
            texts,
            "peak_month",
            hint=texts("The month in which the QPS upgrade is paid, and in which a season has its peak."),
        )
        _say(texts, (fault, *fitted(inputs)[1]), "peak_month")
        _start(texts)
        st.radio(
            texts.field("basis"),
            TIER_BASES,
            TIER_BASES.index(inputs.basis),
            format_func=lambda basis: texts(BASES[basis]),
            key=show(key_in(texts, "basis_radio"), inputs.basis, input_keeper("basis")),
            help=texts("The price list can be read either way: assumption A1 of the price page."),
        )
        st.toggle(
            texts("Count the free quota"),
            inputs.free,
            key=show("free_toggle", inputs.free, input_keeper("free")),
        )
        if len(shipped_ids()) > 1:
            st.selectbox(
                texts.field("book"),
                shipped_ids(),
                shipped_ids().index(inputs.book),
                key=show("book_box", inputs.book, input_keeper("book")),
            )


def _start(texts: Texts) -> None:
    """The first month as text."""
    start = kept().start
    fault = typed_box(
        texts.field("start"),
        "start_box",
        start,
        f"{start:%Y-%m}" if start else "",
        lambda text: read_month(text) if text.strip() else None,
        input_keeper("start"),
        placeholder=texts("YYYY-MM"),
        max_chars=7,
        help=texts("For dates in place of month numbers."),
    )
    _say(texts, (fault,), "start")


def _pair(
    texts: Texts,
    name: str,
    stops: Sequence[int],
    *,
    written: Callable[[int], str] | None = None,
    hint: str | None = None,
) -> None:
    """A slider over ``stops`` beside a number box for any value; the slider gets a stop for it."""
    slide, box = st.columns([3, 2], vertical_alignment="bottom")
    value: int = getattr(kept(), name)
    write_stop = written or (lambda stop: formats.number(texts, stop))
    # The browser can't tell two stops with the same text apart: for 500,001 the slider stands at 500K.
    alike = next((stop for stop in stops if write_stop(stop) == write_stop(value)), value)
    with slide:
        st.select_slider(
            texts.field(name),
            sorted({*stops, alike}),
            alike,
            format_func=write_stop,
            key=show(key_in(texts, f"{name}_slider"), alike, input_keeper(name)),
            help=hint,
        )
    with box:
        fault = _number(texts, name, labelled=False)
    _say(texts, (fault,), name)


def _number(texts: Texts, name: str, *, hint: str | None = None, labelled: bool = True) -> Fault | None:
    """A box that takes every whole number within the limits; the fault of anything else is returned."""
    held: int = getattr(kept(), name)
    return typed_box(
        texts.field(name),
        f"{name}_box",
        held,
        formats.number(texts, held),
        partial(number_typed, name),
        input_keeper(name),
        max_chars=LONGEST,
        help=hint,
        label_visibility="visible" if labelled else "collapsed",
    )


def _say(texts: Texts, faults: Sequence[Fault | None], name: str) -> None:
    """Say at the input ``name`` what is wrong with it."""
    with st.container():
        for fault in faults:
            if fault is not None and fault.where == name:
                st.error(as_markdown(texts.faults(fault)))
