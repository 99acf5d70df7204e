"""A usage table from a file: what was read is shown first, then it may become the demand; and undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.inputs.link import LinkInputs
from dashboard.language.markdown import as_markdown, small_text
from dashboard.language.texts import Texts
from dashboard.screen.inputs import Inputs
from dashboard.screen.session import keep, kept, key_of
from dashboard.screen.widgets.data_table import data_table
from dashboard.screen.widgets.upload import say_unusable, unusable, upload
from dashboard.tables.csv_file import file_name
from dashboard.usage.demand import (
    FIELDS,
    MOST_MONTHS,
    Demand,
    base_qps,
    demand_of,
    latest_whole,
    taken,
    windows,
)
from dashboard.usage.faults import fault_sentence
from dashboard.usage.file_size import MOST_MEGABYTES
from dashboard.usage.headings import heading
from dashboard.usage.months import Usage
from dashboard.usage.reading import Reading, read_usage
from dashboard.usage.template import template
from dashboard.usage.words import becomes, month_columns, month_frame, summary, was_read, when_in_words

_TAKEN: Final = "usage_taken"
_READ: Final = "usage_read"
_READ_SHEET: Final = "usage_read_sheet"
"""The file, and the sheet that was chosen in it, that were read last, and what they say."""


@dataclass(frozen=True)
class Taken:
    """That a file became the demand: its name, and the inputs before and after."""

    file: str
    before: LinkInputs
    after: LinkInputs


def usage_button(texts: Texts) -> bool:
    """Show the button that asks for a file, and what undoes the last one; return whether it was pressed."""
    taken_from: Taken | None = st.session_state.get(_TAKEN)
    if taken_from is not None and _same_demand(kept(), taken_from.after):
        st.markdown(small_text(texts("Demand from the file {file}.", file=taken_from.file)))
        st.button(texts("Undo"), key="usage_undo", on_click=_undo, icon=":material/undo:", type="tertiary")
    return st.button(
        texts("Usage table from a file"),
        key="usage_open",
        icon=":material/upload_file:",
        type="tertiary",
        help=texts("Past or planned calls, a row a month or a day, as CSV or XLSX"),
    )


def usage_dialog(inputs: Inputs) -> None:
    """Open the dialog that reads a file, shows what it says, and sets the inputs when it is told to."""
    texts = inputs.texts
    st.dialog(texts("Usage table from a file"), width="medium", icon=":material/upload_file:")(usage_body)(
        inputs
    )


def usage_body(inputs: Inputs) -> None:
    """Draw what the dialog holds: the place for the file, then what it says or what is wrong with it."""
    texts = inputs.texts
    st.markdown(
        as_markdown(
            texts("A row a month or a day: its date, its calls and, if known, its peak QPS. CSV or XLSX.")
        )
    )
    st.download_button(
        texts("Template with the months on the screen"),
        partial(template, inputs.scenario, inputs.start, texts),
        file_name(inputs.origin, "usage-template", of_demand=False),
        "text/csv",
        key="usage_template",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )
    label = texts("CSV or XLSX file, at most {most} MB", most=MOST_MEGABYTES)
    file = upload(label, texts, key="usage_file")
    if file is None:
        return
    name = heading(file.name)
    with st.spinner(as_markdown(texts("Reading {file} ...", file=name))):
        reading = _read(file, _READ)
    if len(reading.sheets) > 1:
        sheet = st.selectbox(texts("Sheet"), reading.sheets, key=key_of("usage_sheet", file.file_id))
        reading = _read(file, _READ_SHEET, sheet)
    if reading.usage is None:
        say_unusable(unusable(reading.faults, partial(fault_sentence, texts, file=name)), name, texts)
    else:
        begin = _begin(texts, reading.usage, key_of("usage_begin", file.file_id, reading.sheet))
        _usage(inputs, reading, reading.usage, begin, name)


def _read(file: UploadedFile, place: str, sheet: str = "") -> Reading:
    """Return what the file says, read once: it is kept in that ``place`` of the session until another is."""
    of = (file.file_id, sheet)
    if st.session_state.get(place, (None,))[0] != of:
        st.session_state[place] = of, read_usage(file.getvalue(), sheet)
    reading: Reading = st.session_state[place][1]
    return reading


def _usage(inputs: Inputs, reading: Reading, usage: Usage, begin: int, name: str) -> None:
    """Show the months and what they become, and the button that uses them."""
    texts = inputs.texts
    base = base_qps(inputs.book, inputs.scenario)
    demand = demand_of(usage, begin, base)
    st.markdown(f"**{as_markdown(summary(demand, texts))}**")
    data_table(
        month_frame(demand, texts),
        month_columns(usage),
        currency=inputs.book.currency,
        texts=texts,
        key="usage_months",
        alt=summary(demand, texts),
    )
    st.markdown(as_markdown(texts.paragraph(*becomes(demand, inputs.today, texts))))
    st.markdown(small_text(texts.paragraph(*was_read(usage, demand, reading.sheet, texts))))
    if st.button(texts("Use these figures"), key="usage_use", type="primary"):
        _use(demand, inputs, name)
        st.rerun()


def _begin(texts: Texts, usage: Usage, key: str) -> int:
    """Return where the months begin; a choice where there are more than a scenario has."""
    choices = windows(usage)
    if len(choices) == 1:
        return choices[0]
    told = texts(
        "The file has {n} months, and a scenario at most {most}: the latest that are whole are chosen.",
        n=len(usage.months),
        most=MOST_MONTHS,
    )
    st.info(as_markdown(told))

    def written(begin: int) -> str:
        ends = (usage.months[begin].when, usage.months[begin + MOST_MONTHS - 1].when)
        first, last = (when_in_words(when, texts) for when in ends)
        return texts("{first} to {last}", first=first, last=last)

    begin: int = st.selectbox(
        texts("Months to use"),
        choices,
        index=choices.index(latest_whole(usage)),
        format_func=written,
        key=key,
    )
    return begin


def _use(demand: Demand, inputs: Inputs, name: str) -> None:
    before = kept()
    after = taken(before, demand, inputs.today)
    st.session_state[_TAKEN] = Taken(name, before, after)
    keep(after)


def _undo() -> None:
    was: Taken | None = st.session_state.pop(_TAKEN, None)
    if was is not None:  # a second click may come before the button is gone
        keep(replace(kept(), **{name: getattr(was.before, name) for name in FIELDS}))


def _same_demand(one: LinkInputs, other: LinkInputs) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in FIELDS)
