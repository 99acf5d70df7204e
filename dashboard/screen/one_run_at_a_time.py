"""Changes how Streamlit (1.67) runs the app when two runs are asked for at once; importing this is enough.

Whoever types a figure and clicks a button asks for two runs within some milliseconds. With the setting
`runner.fastReruns = false` they follow each other. Three things are left:

- Streamlit ends a run at its next access to the session state as soon as another run is asked for, also
  before it has called all callbacks: 5 of 40 clicks did nothing. Here a run first calls its callbacks. (One
  that sends something to the browser may still be ended.)
- A run of the whole app that follows the run of a fragment draws into the fragment's container, and the
  browser shows an error: after 2 of 210 clicks. Here it draws from the top.
- The callback of a button may run before that of the box that was just left. Here the session takes what was
  typed before any callback is called.
"""

from __future__ import annotations

from functools import wraps
from inspect import unwrap
from typing import Any

from streamlit.delta_generator_singletons import context_dg_stack, get_default_dg_stack_value
from streamlit.runtime.state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState

from dashboard.screen.session import take_changes, went_through_history

_ENDS_THE_RUN = "_yield_callback"
"""The attribute of a session state that ends the run when another one is asked for."""
_CALLBACKS = "_call_callbacks"
"""The method of a session state that calls the callbacks."""

# Unwrapped: where this file is edited, Streamlit loads it again and finds the functions below in place.
_begin = unwrap(SafeSessionState.on_script_will_rerun)
_call_callbacks = unwrap(getattr(SessionState, _CALLBACKS))


@wraps(_begin)
def _begin_undisturbed(state: SafeSessionState, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as it is
    context_dg_stack.set(get_default_dg_stack_value())
    ends_the_run = object.__getattribute__(state, _ENDS_THE_RUN)
    object.__setattr__(state, _ENDS_THE_RUN, lambda: None)
    try:
        _begin(state, *args, **kwargs)
    finally:
        object.__setattr__(state, _ENDS_THE_RUN, ends_the_run)


@wraps(_call_callbacks)
def _take_and_call(state: SessionState, **kwargs: Any) -> None:  # noqa: ANN401  as it is
    if not went_through_history():  # then the link says what the inputs are
        take_changes()
    _call_callbacks(state, **kwargs)


SafeSessionState.on_script_will_rerun = _begin_undisturbed  # type: ignore[assignment, method-assign]
setattr(SessionState, _CALLBACKS, _take_and_call)
