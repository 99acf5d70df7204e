"""The calls of each month as a table that one edits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.formats import month_label
from dashboard.link import with_table
from dashboard.session import keep, kept
from dashboard.texts import Texts
from pricing.scenario import LIMITS

_BASE = "month_table_base"
_EDITION = "month_table_edition"


def month_table(texts: Texts) -> None:
    """Edit the months of the session's inputs.

    The editor keeps its changes on top of what it was given; when the months change elsewhere (the link,
    their number), it starts anew under another key.
    """
    base: tuple[int, ...] | None = st.session_state.get(_BASE)
    edition: int = st.session_state.setdefault(_EDITION, 0)
    table = kept().table
    if base is None or edited(base, _changes(edition)) != table:
        base, edition = table, edition + 1
        st.session_state[_BASE], st.session_state[_EDITION] = base, edition

    low, high = LIMITS["monthly_calls"]
    month, calls = texts("Month"), texts("Calls")
    names = [month_label(texts, number) for number in range(1, len(base) + 1)]
    st.data_editor(
        pd.DataFrame({month: names, calls: base}),
        key=_key(edition),
        on_change=_take,
        hide_index=True,
        disabled=[month],
        column_config={
            calls: st.column_config.NumberColumn(
                min_value=low, max_value=high, step=1, format="localized", required=True
            )
        },
        alt=texts.field("table"),
    )


def edited(base: tuple[int, ...], changes: Mapping[int, Mapping[str, Any]]) -> tuple[int, ...]:
    """Return ``base`` with the editor's changes (row: column: value), those within the limits."""
    low, high = LIMITS["monthly_calls"]
    months = list(base)
    for row, cells in changes.items():
        for value in cells.values():
            if type(value) is int and low <= value <= high and row < len(months):
                months[row] = value
    return tuple(months)


def _take() -> None:
    base, edition = st.session_state[_BASE], st.session_state[_EDITION]
    keep(with_table(kept(), edited(base, _changes(edition))))


def _key(edition: int) -> str:
    return f"month_table_{edition}"


def _changes(edition: int) -> Mapping[int, Mapping[str, Any]]:
    state = st.session_state.get(_key(edition)) or {}
    rows: Mapping[int, Mapping[str, Any]] = state.get("edited_rows", {})
    return rows
