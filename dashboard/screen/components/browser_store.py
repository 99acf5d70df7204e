"""A text that the visitor's browser keeps: ``browser_store(copy, ...)`` puts nothing on the screen.

`questions.scenarios.kept_copy` says what is handed over and written when, `static/browser_store.js` does it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from dashboard.questions.scenarios.kept_copy import KeptCopy
from dashboard.screen.components.component import component

_KEY: Final = "browser_store"


def browser_store(
    copy: KeptCopy,
    *,
    kept_as: str,
    visit: str,
    on_handed: Callable[[int, str | None, str], None],
    on_written: Callable[[int, str], None],
) -> None:
    """Exchange ``copy`` with what the browser keeps under the name ``kept_as``.

    ``visit`` is told apart from others of the same tab. The functions are called before a run: with the
    number, the text and the trouble of a handover, and with the number and the trouble of a write.
    """
    if not st.runtime.exists():  # the page was started as a plain script
        return
    beat = st.session_state.setdefault(f"{_KEY}_beat", 0) + 1
    st.session_state[f"{_KEY}_beat"] = beat  # a new number each time, so that the browser looks each time

    def handed() -> None:
        if told := _told("handed"):
            on_handed(told["number"], told["text"], told["trouble"])

    def written() -> None:
        if told := _told("written"):
            on_written(told["number"], told["trouble"])

    waiting = copy.asked != copy.answered
    data = {
        "key": kept_as,
        "visit": visit,
        "beat": beat,
        "taken": copy.taken,
        "asked": copy.asked,
        "answered": copy.answered,
        "text": copy.text if waiting else None,
        "rescue": copy.rescue,
    }
    component(_KEY)(key=_KEY, data=data, on_handed_change=handed, on_written_change=written)


def _told(event: str) -> dict[str, Any] | None:
    """Return what the browser told; None too where the visitor has left the page: it will tell it again."""
    told: dict[str, Any] | None = st.session_state.get(_KEY, {}).get(event)
    return told
