"""The saved scenarios of this visit, in step with what the browser keeps."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final

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
    """Take the last change back."""
    _put(shelf().undone())
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
        browser_store(_copy(), kept_as=KEPT_AS, visit=visit, on_told=_told)
        if shown:
            st.markdown(small_text(where_kept(_copy(), texts)))
    said = troubles(_copy(), texts)
    if said:
        st.warning("\n\n".join(as_markdown(sentence) for sentence in said), icon=":material/warning:")


def _copy() -> KeptCopy:
    kept: KeptCopy = st.session_state.setdefault(_COPY, KeptCopy())
    return kept


def _put(new: Shelf) -> None:
    if new.scenarios != shelf().scenarios:
        st.session_state[_COPY] = _copy().asking(new.scenarios)
    st.session_state[_SHELF] = new


def _told(handed: int, text: str | None, written: int, trouble: Trouble) -> None:
    copy, new = handed_over(_copy(), shelf(), handed, text, trouble)
    st.session_state[_COPY], st.session_state[_SHELF] = copy.answered(written, trouble), new
