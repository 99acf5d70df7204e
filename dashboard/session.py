"""The scenario of one visitor: one frozen `LinkInputs` in the session, kept in step with the link.

The link is read when a session starts and on the browser's back and forward, and at no other time: a rerun
that overtakes the browser's update of its address would otherwise take an input back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.link import NAMES, LinkInputs, read_link
from dashboard.texts import Language, Texts
from pricing.errors import Fault

_INPUTS = "link_inputs"
_REPLACED = "link_replaced"
_TURNS = "widget_turns"


def open_link() -> Texts:
    """Take the link into the session where it is new, and return the texts of its language."""
    if _INPUTS not in st.session_state or went_through_history():
        inputs, faults = read_link(st.query_params.to_dict())
        st.session_state[_INPUTS] = inputs
        st.session_state[_REPLACED] = faults
    return Texts(kept().lang or browser_language())


def run_when_reconnected() -> None:
    """Have the browser ask for a run when it has lost its server and found it, or another one, again.

    A new server knows nothing of the session: without a run it would not hear the next change, nor give out
    the files of the page. Streamlit asks for one only where something on the page runs by the clock.

    The fragment has a container to itself. Where it runs directly after a page run, Streamlit (1.67) sends
    both runs at once, the fragment's elements last. By then the browser has removed the old ones and moved up
    what followed, so the new ones would be drawn over it.
    """
    with st.container():
        _by_the_clock()


@st.fragment(run_every=timedelta(days=1))
def _by_the_clock() -> None:
    pass


def kept() -> LinkInputs:
    """Return the inputs of this session."""
    inputs: LinkInputs = st.session_state[_INPUTS]
    return inputs


def keep(inputs: LinkInputs) -> None:
    """Replace the inputs of this session; what the link got wrong has been seen by then."""
    st.session_state[_INPUTS] = inputs
    st.session_state[_REPLACED] = ()


def show(key: str, value: object) -> str:
    """Return the key of a widget that shows ``value``: ``key``, and a number once it was told a new one.

    A widget that shows it already is left alone, and what is half typed with it. Any other makes room for
    a new one: the browser sends what all widgets show, and what it sent before it heard of ``value`` would
    otherwise count as an input and bring the old one back.
    """
    if st.session_state.get(shown(key), value) != value:
        turns = st.session_state[_TURNS]
        turns[key] = turns.get(key, 0) + 1
    st.session_state.setdefault(shown(key), value)
    return shown(key)


def shown(key: str) -> str:
    """Return the key under which `show` last showed the widget ``key``."""
    turn = st.session_state.setdefault(_TURNS, {}).get(key, 0)
    return f"{key} {turn}" if turn else key


def taker(key: str, take: Callable[[Any], None]) -> Callable[[], None]:
    """Return a callback that hands the value of the widget ``key`` to ``take``.

    A widget that has made room for a new one is not heard any more: until the browser learns that it is
    gone, it goes on sending what it showed.
    """

    def callback() -> None:
        if shown(key.partition(" ")[0]) == key:
            take(st.session_state[key])

    return callback


def input_keeper(name: str) -> Callable[[Any], None]:
    """Return a function that keeps a value as the input ``name``."""
    return lambda value: keep(replace(kept(), **{name: value}))


def input_taker(key: str, name: str) -> Callable[[], None]:
    """Return a callback that keeps the value of the widget ``key`` as the input ``name``."""
    return taker(key, input_keeper(name))


def key_in(texts: Texts, key: str) -> str:
    """Return the key of a widget whose options are texts: the browser answers with one of this language."""
    return f"{key}_{texts.language}"


def replaced() -> tuple[Fault, ...]:
    """Return what the link asked for and did not get, until an input is changed."""
    faults: tuple[Fault, ...] = st.session_state[_REPLACED]
    return faults


def browser_language() -> Language:
    """Return the language that the browser asks for, English where it is neither of ours."""
    return "zh_Hans" if (st.context.locale or "").lower().startswith("zh") else "en"


def page_address() -> str:
    """Return the address of the page as the browser shows it, without its query string."""
    return st.context.url or ""


def today() -> date:
    """Return the day in the time zone of the browser."""
    return datetime.now(ZoneInfo(st.context.timezone or "UTC")).date()


def write(link: Mapping[str, str]) -> None:
    """Put ``link`` into the address, in one step so that "back" takes one step; other parameters stay."""
    now = {name: st.query_params[name] for name in NAMES if name in st.query_params}
    if now == link:
        return
    others = {name: st.query_params.get_all(name) for name in st.query_params if name not in NAMES}
    try:
        st.query_params.from_dict({**others, **link})
    except StreamlitAPIException:  # one of the others is bound to a widget of the page
        for name in now.keys() - link.keys():
            del st.query_params[name]
        st.query_params.update(link)


def went_through_history() -> bool:
    """Return whether this run answers the browser's back or forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation
