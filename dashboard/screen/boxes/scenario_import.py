"""Scenarios from a file: what was read is shown first, then it may be added to the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.language.markdown import as_markdown, small_text
from dashboard.language.texts import Texts
from dashboard.questions.scenarios.answer import own_name
from dashboard.questions.scenarios.saved import Scenarios
from dashboard.questions.scenarios.table import SCENARIOS
from dashboard.questions.scenarios.upload import read_upload, said
from dashboard.screen.inputs import Inputs
from dashboard.screen.widgets.data_table import data_table
from dashboard.screen.widgets.upload import Unusable, say_unusable, unusable, upload
from dashboard.usage.faults import UnusableFile, fault_sentence
from dashboard.usage.file_size import MOST_MEGABYTES
from dashboard.usage.headings import heading
from pricing.errors import InvalidScenario
from pricing.quotes.rows import SCENARIO_COLUMNS, calls_text

MOST_SHOWN: Final = 200

_TURN: Final = "scenarios_file_turn"
_READ: Final = "scenarios_file_read"
"""The file that was read last: its id, and its scenarios or what is wrong with it."""


def import_box(inputs: Inputs, add: Callable[[Scenarios], None]) -> None:
    """Ask for a file, show what it says, and hand it to ``add``, a callback, when that is asked for."""
    texts, turn = inputs.texts, st.session_state.setdefault(_TURN, 0)
    with st.expander(texts("Scenarios from a file"), icon=":material/upload_file:"):
        st.markdown(as_markdown(_expected(inputs)))
        label = texts("CSV or XLSX file, at most {most} MB", most=MOST_MEGABYTES)
        file = upload(label, texts, key=f"scenarios_file_{turn}")
        if file is None:
            return
        name = heading(file.name)
        with st.spinner(as_markdown(texts("Reading {file} ...", file=name))):
            found = _read(inputs, file.file_id, file.getvalue(), name)
        if isinstance(found, Unusable):
            say_unusable(found, name, texts)
        else:
            _offer(found, name, texts, partial(_take, found, add))


def _expected(inputs: Inputs) -> str:
    texts = inputs.texts
    return texts.paragraph(
        texts(
            "A row for each scenario, in the columns {columns}; the last four may be missing.",
            columns=", ".join(SCENARIO_COLUMNS),
        ),
        texts("monthly_calls is one number, or one for each month with spaces between them."),
        texts("The price list and how it is read are those of the sidebar."),
    )


def _read(inputs: Inputs, file_id: str, content: bytes, name: str) -> Scenarios | Unusable:
    """Return the scenarios, or what is wrong; a file is read once, and again at other prices."""
    texts = inputs.texts
    link = inputs.link
    of = (file_id, inputs.book, link.book, link.basis, link.free, texts.language)
    if st.session_state.get(_READ, (None,))[0] != of:
        found: Scenarios | Unusable
        try:
            found = read_upload(content, link, inputs.book, lambda asked: own_name(asked, texts))
        except InvalidScenario as error:
            found = unusable(error.faults, partial(said, texts=texts, file=name))
        except UnusableFile as error:
            found = unusable(error.faults, partial(fault_sentence, texts, file=name))
        st.session_state[_READ] = of, found
    read: Scenarios | Unusable = st.session_state[_READ][1]
    return read


def _offer(found: Scenarios, name: str, texts: Texts, take: Callable[[], None]) -> None:
    shown = found[:MOST_SHOWN]
    words = texts.plural("{file} has {n} scenario.", "{file} has {n} scenarios.", len(found), file=name)
    st.markdown(as_markdown(words))
    if len(shown) < len(found):
        st.markdown(small_text(texts("These are the first {n}.", n=len(shown))))
    rows = [
        (
            each.name,
            calls_text(each.inputs.monthly_calls),
            each.inputs.months,
            each.inputs.qps,
            each.inputs.days,
            each.inputs.materials,
            each.inputs.activities,
        )
        for each in shown
    ]
    data_table(
        pd.DataFrame(rows, columns=list(SCENARIO_COLUMNS), dtype=object),
        {name: SCENARIOS[name] for name in SCENARIO_COLUMNS},
        currency="",
        texts=texts,
        key="scenarios_read",
        alt=texts("The scenarios of the file"),
    )
    st.button(
        texts.plural("Add this scenario", "Add these {n} scenarios", len(found)),
        type="primary",
        key="add_from_file",
        icon=":material/bookmark_add:",
        on_click=take,
    )


def _take(found: Scenarios, add: Callable[[Scenarios], None]) -> None:
    add(found)
    st.session_state[_TURN] += 1  # the file has done its duty: an empty place for the next one
    st.session_state.pop(_READ, None)
