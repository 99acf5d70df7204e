"""The comparison that a link has brought, until it is closed: shown, and not among the saved scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from dashboard.questions.scenarios.comparison_link import PARAMETER, Comparison, read_comparison
from dashboard.screen.session import went_through_history

_OPENED: Final = "comparison_opened"
_READ: Final = "comparison_read"


def opened() -> Comparison | None:
    """Return the comparison of the link; None without one, or after it was closed: then the link has none."""
    values = tuple(st.query_params.get_all(PARAMETER))
    # A run may begin before the browser has updated its address: what was read once is not opened again,
    # unless the visitor went back or forward.
    if went_through_history() or (values and values != st.session_state.get(_READ)):
        st.session_state[_READ] = values
        st.session_state[_OPENED] = read_comparison(values) if values else None
    brought: Comparison | None = st.session_state.get(_OPENED)
    if values and brought is None:  # it was closed
        del st.query_params[PARAMETER]
    return brought


def parameters() -> Mapping[str, Sequence[str]]:
    """Return what the link to the page of the comparison says, so that it is there again on coming back."""
    return {PARAMETER: st.session_state[_READ]} if st.session_state.get(_OPENED) else {}


def close() -> None:
    """Close the comparison; the run that follows takes it out of the address."""
    st.session_state[_OPENED] = None
