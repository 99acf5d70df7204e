"""A text that the visitor's browser keeps: ``browser_store(copy, ...)`` puts nothing on the screen.

`questions.scenarios.kept_copy` says what is handed over and written when, `static/browser_store.js` does it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from dashboard.questions.scenarios.kept_copy import KeptCopy, Trouble
from dashboard.screen.components.component import component

_KEY: Final = "browser_store"


def browser_store(
    copy: KeptCopy, *, kept_as: str, visit: str, on_told: Callable[[int, str | None, int, Trouble], None]
) -> None:
    """Exchange ``copy`` with what the browser keeps under the name ``kept_as``.

    ``visit`` is told apart from others of the same tab. ``on_told`` is called before a run: with the number
    and the text of a handover, the number of the last write, and the trouble of the two.
    """
    if not st.runtime.exists():  # the page was started as a plain script
        return

    def told() -> None:
        said: dict[str, Any] | None = st.session_state.get(_KEY, {}).get("told")
        if said:  # not if the visitor has left the page: then the browser tells it again
            on_told(said["handed"], said["text"], said["written"], said["trouble"])

    data = {"key": kept_as, "visit": visit, "taken": copy.taken, "asked": copy.asked, "text": copy.text}
    component(_KEY)(key=_KEY, data=data, on_told_change=told)
