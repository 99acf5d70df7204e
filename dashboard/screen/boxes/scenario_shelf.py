"""The saved scenarios of this visit, in step with what the browser keeps."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final, cast

import streamlit as st

from dashboard.language.markdown import as_markdown, small_text
from dashboard.language.texts import Texts
from dashboard.questions.scenarios.answer import troubles, where_kept
from dashboard.questions.scenarios.kept_copy import KeptCopy, Trouble, handed_over
from dashboard.questions.scenarios.saved import Deed, Scenarios, Shelf
from dashboard.screen.components.browser_store import browser_store
from pricing.errors import Fault, InvalidScenario

KEPT_AS: Final = "face-fusion.scenarios"
"""The name under which a browser keeps the list."""

_SHELF: Final = "scenario_shelf"
_COPY: Final = "scenario_copy"
_VISIT: Final = "scenario_visit"
_REFUSED: Final = "scenario_refused"


def shelf() -> Shelf:
    """Return the saved scenarios."""
    kept: Shelf = st.session_state.setdefault(_SHELF, Shelf())
    return kept


def is_read() -> bool:
    """Return whether the browser has told what it keeps."""
    return _copy().is_read


def change(deed: Deed, scenarios: Scenarios, name: str, count: int = 1) -> bool:
    """Take ``scenarios`` for the list, and have the browser keep them; False where they are too many."""
    try:
        _put(shelf().changed(deed, scenarios, name, count))
    except InvalidScenario as error:
        refuse(error.faults)
        return False
    refuse(())
    return True


def undo() -> None:
    """Take the last change back, unless the list would be too long."""
    try:
        _put(shelf().undone())
    except InvalidScenario as error:
        refuse(error.faults)
    else:
        refuse(())


def refuse(faults: Sequence[Fault]) -> None:
    """Keep why the last thing that was asked for was not done; nothing where it was."""
    st.session_state[_REFUSED] = tuple(faults)


def refused() -> tuple[Fault, ...]:
    """Return why the last thing that was asked for was not done."""
    faults: tuple[Fault, ...] = st.session_state.get(_REFUSED, ())
    return faults


def browser_copy(texts: Texts, *, shown: bool) -> None:
    """Exchange the list with the browser, and say where it is kept if the list is ``shown``."""
    visit = st.session_state.setdefault(_VISIT, secrets.token_hex(8))
    with st.container(gap=None):  # what is not to be seen takes no room
        browser_store(_copy(), kept_as=KEPT_AS, visit=visit, on_handed=_take, on_written=_note)
        if shown:
            st.markdown(small_text(where_kept(_copy(), texts)))
    said = troubles(_copy(), texts)
    if said:
        st.warning("\n\n".join(as_markdown(sentence) for sentence in said), icon=":material/warning:")


def _copy() -> KeptCopy:
    kept: KeptCopy = st.session_state.setdefault(_COPY, KeptCopy())
    return kept


def _put(new: Shelf) -> None:
    st.session_state[_SHELF] = new
    st.session_state[_COPY] = _copy().in_step(new.scenarios)


def _take(number: int, text: str | None, trouble: str) -> None:
    copy, new = handed_over(_copy(), shelf(), number, text, cast("Trouble", trouble))
    st.session_state[_COPY], st.session_state[_SHELF] = copy, new


def _note(number: int, trouble: str) -> None:
    st.session_state[_COPY] = _copy().answer(number, cast("Trouble", trouble))
