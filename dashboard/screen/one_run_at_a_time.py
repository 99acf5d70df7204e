"""Mends how Streamlit (1.67) runs the app for one visitor after the other; importing this is enough.

Whoever types a figure and clicks a button asks for two runs within some milliseconds. Streamlit would begin
the second beside the first, and of such clicks some did nothing. The setting `runner.fastReruns = false` has
them follow each other. Then two things are left:

- A run that another overtakes ends at its next access to the session state, in the middle of its callbacks
  too, and they are called no more: 5 of 40 clicks did nothing. Here it first calls its callbacks and hears
  what was typed. (A callback that sends something to the browser may still end there.)
- A run of the whole app that follows the run of a fragment draws into the fragment's container, and the
  browser shows an error in place of the page: after 2 of 210 clicks. Here it begins at the top.
"""

from __future__ import annotations

from typing import Any

from streamlit.delta_generator_singletons import context_dg_stack, get_default_dg_stack_value
from streamlit.runtime.state import SafeSessionState

from dashboard.screen.session import hear, went_through_history

_CHECK = "_yield_callback"
"""The attribute of a session state that ends a run which has been overtaken."""

_begin = getattr(SafeSessionState.on_script_will_rerun, "mended", SafeSessionState.on_script_will_rerun)
"""What begins a run: it takes what the browser sent, and calls the callbacks."""


def _begin_undisturbed(state: SafeSessionState, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as it is
    context_dg_stack.set(get_default_dg_stack_value())
    check = object.__getattribute__(state, _CHECK)
    object.__setattr__(state, _CHECK, lambda: None)
    try:
        _begin(state, *args, **kwargs)
        if not went_through_history():  # then the link says what the inputs are
            hear()
    finally:
        object.__setattr__(state, _CHECK, check)


# Where this file is edited it is loaded again, and finds the method mended.
_begin_undisturbed.mended = _begin  # type: ignore[attr-defined]
SafeSessionState.on_script_will_rerun = _begin_undisturbed  # type: ignore[assignment, method-assign]
