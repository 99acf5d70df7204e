"""The scenario of one visitor: one frozen `LinkInputs` in the session, kept in step with the link.

The link is read when a session starts and on the browser's back and forward, and at no other time: a rerun
that overtakes the browser's update of its address would otherwise take an input back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.inputs.link import NAMES, LinkInputs, read_link
from dashboard.language.texts import Language, Texts
from pricing.errors import Fault

_INPUTS = "link_inputs"
_REPLACED = "link_replaced"
_SESSION = "widget_session"
_TURNS = "widget_turns"
_LISTENERS = "widget_listeners"
_NEW = "session_is_new"


@dataclass(frozen=True)
class _Listener:
    key: str
    value: object
    take: Callable[[Any], None]
    last: bool


def open_link() -> Texts:
    """Take the link into the session where it is new, and return the texts of its language."""
    new = _INPUTS not in st.session_state
    if new:
        st.session_state[_NEW] = True
    if new or went_through_history():
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


def show(name: str, value: object, take: Callable[[Any], None] | None = None, *, last: bool = False) -> str:
    """Return the key of the widget ``name`` that shows ``value``: with a number once it was told a new one.

    A widget that shows it already is left alone, and what is half typed with it. Any other makes room for
    a new one: the browser sends what all widgets show, and what it sent before it heard of ``value`` would
    otherwise count as an input and bring the old one back. ``take`` gets what the visitor makes of it, see
    `listen`.

    The widget gets ``value`` as its default too, never through the session state: Streamlit (1.67) tells the
    browser of that in one run only, and when another overtakes this one, the browser shows the default.
    """
    if st.session_state.get(shown(name), value) != value:
        turns = st.session_state[_TURNS]
        turns[name] = turns.get(name, 0) + 1
    key = shown(name)
    if take:
        listen(name, key, value, take, last=last)
    return key


def shown(name: str) -> str:
    """Return the key under which `show` last showed the widget ``name``.

    Of a widget that has made room for another the key is of this session only. A browser that comes from
    another server still holds what widgets showed there.
    """
    turn = st.session_state.setdefault(_TURNS, {}).get(name, 0)
    session = st.session_state.setdefault(_SESSION, secrets.token_hex(4))
    return f"{name} {session} {turn}" if turn else name


def listen(name: str, key: str, value: object, take: Callable[[Any], None], *, last: bool = False) -> None:
    """Have the next run give ``take`` the value of the widget ``key`` if it is not ``value`` any more.

    Of the keys of one ``name`` only the last is heard. One that has made room for another is not: until
    the browser learns that it is gone, it goes on sending what it showed. ``take`` may get a value twice.
    A widget that sets several inputs is heard ``last``: what was typed just before does not undo it.
    """
    _listeners()[name] = _Listener(key, value, take, last)


def hear() -> bool:
    """Take what the visitor has changed since the widgets were shown: before anything is drawn, or done.

    Return whether there was anything.

    `one_run_at_a_time` calls it at the start of each run. Not by callbacks of the widgets: a figure
    that was just typed and the click that follows come together, and Streamlit (1.67) calls their callbacks
    in the order in which the browser lists the widgets. So a button whose deed builds on the inputs hears
    first.
    """
    heard, listeners = False, _listeners()
    for name, one in sorted(listeners.items(), key=lambda item: item[1].last):
        if one.key not in st.session_state:  # the widget is gone
            del listeners[name]
        elif (new := st.session_state[one.key]) != one.value:
            one.take(new)
            listeners[name] = replace(one, value=new)
            heard = True
    return heard


def hear_of_before() -> None:
    """At the end of the first run of a session: take what the browser shows already, and begin again.

    A browser that has lost its server finds another, which knows the link alone; what was typed and not
    answered stands in the browser's boxes, and the new widgets take it over. Where the page stopped before
    its end, the next run hears it.
    """
    if st.session_state.pop(_NEW, False) and hear():
        st.rerun()


def _listeners() -> dict[str, _Listener]:
    listeners: dict[str, _Listener] = st.session_state.setdefault(_LISTENERS, {})
    return listeners


def input_keeper(name: str) -> Callable[[Any], None]:
    """Return a function that keeps a value as the input ``name``."""
    return lambda value: keep(replace(kept(), **{name: value}))


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
