"""The calls of each month as a table that one edits.

Its cells are texts: the number cells of Streamlit's editor drop what they do not know, and of 50万 keep 50.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.inputs.link import with_table
from dashboard.inputs.numbers import LONGEST, number_typed
from dashboard.language.formats import month_label, number
from dashboard.language.markdown import as_markdown
from dashboard.language.texts import Texts
from dashboard.screen.session import keep, kept, show
from pricing.errors import Fault

_BASE = "month_table_base"
_EDITION = "month_table_edition"
_UNTOUCHED: Final[Mapping[str, Any]] = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
"""The state of an editor in which nothing was typed."""

Changes = Mapping[int, Mapping[str, str | None]]
"""What was typed: the row, the column, the text."""


def month_table(texts: Texts) -> None:
    """Edit the months of the session's inputs.

    The editor keeps what is typed as changes to the table that it was given. When the months are changed
    elsewhere (by the link, by their number), a new editor under another key takes its place.
    """
    base: tuple[int, ...] | None = st.session_state.get(_BASE)
    edition: int = st.session_state.setdefault(_EDITION, 0)
    table = kept().table
    if base is None or edited(base, _changes(edition), table) != table:
        base, edition = table, edition + 1
        st.session_state[_BASE], st.session_state[_EDITION] = base, edition

    typed = st.session_state.get(_key(edition), _UNTOUCHED)
    month, calls = texts("Month"), texts("Calls")
    names = [month_label(texts, place) for place in range(1, len(base) + 1)]
    st.data_editor(
        pd.DataFrame({month: names, calls: [number(texts, each) for each in base]}),
        key=show(_key(edition), typed, _take),
        hide_index=True,
        disabled=[month],
        column_config={calls: st.column_config.TextColumn(max_chars=LONGEST, alignment="right")},
        alt=texts.field("table"),
    )
    for row, found in _read(_changes(edition)):
        if isinstance(found, Fault) and row < len(names):
            st.error(as_markdown(texts.faults(replace(found, where=names[row]))))


def edited(base: tuple[int, ...], changes: Changes, before: tuple[int, ...]) -> tuple[int, ...]:
    """Return ``base`` with what the changes write; what can't be read leaves a month as it was ``before``."""
    months = list(base)
    for row, found in _read(changes):
        if row < min(len(base), len(before)):
            months[row] = before[row] if isinstance(found, Fault) else found
    return tuple(months)


def _read(changes: Changes) -> Iterator[tuple[int, int | Fault]]:
    for row, cells in changes.items():
        for text in cells.values():
            yield row, number_typed("calls", text or "")


def _take(_: object) -> None:
    base, edition, inputs = st.session_state[_BASE], st.session_state[_EDITION], kept()
    if inputs.table:  # their number may have been changed just now
        months = (base + inputs.table[len(base) :])[: inputs.months]
        after = edited(months, _changes(edition), inputs.table)
        if after != inputs.table:
            keep(with_table(inputs, after))


def _key(edition: int) -> str:
    return f"month_table_{edition}"


def _changes(edition: int) -> Changes:
    state = st.session_state.get(_key(edition)) or {}
    rows: Changes = state.get("edited_rows", {})
    return rows
