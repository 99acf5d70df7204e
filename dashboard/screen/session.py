"""The scenario of one visitor: one frozen `LinkInputs` in the session, and the widgets that change it.

The link is read when a session starts, and when the visitor goes back or forward in the browser. It is not
read in other runs: Streamlit may begin one before the browser has updated its address, and the old address
would undo the last input.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.inputs.link import NAMES, LinkInputs, read_link
from dashboard.language.texts import Language, Texts
from pricing.errors import Fault

_INPUTS = "link_inputs"
_FAULTS = "link_faults"
_WIDGETS = "widgets_shown"
_NEW = "session_is_new"


@dataclass(frozen=True)
class _Shown:
    """A widget: its key, the value that it was given, and what takes another value from it."""

    key: str
    value: object
    take: Callable[[Any], None]
    last: bool


@dataclass(frozen=True)
class _Widgets:
    """The widgets of a session: how often each was replaced by a new one, and what each shows."""

    replaced: dict[str, int] = field(default_factory=dict)
    shown: dict[str, _Shown] = field(default_factory=dict)
    session: str = field(default_factory=lambda: secrets.token_hex(4))


def open_link() -> Texts:
    """Read the link where the session is new or the visitor went back; return the texts of its language."""
    new = _INPUTS not in st.session_state
    if new:
        st.session_state[_NEW] = True
    if new or went_through_history():
        st.session_state[_INPUTS], st.session_state[_FAULTS] = read_link(st.query_params.to_dict())
    return Texts(kept().lang or browser_language())


def run_when_reconnected() -> None:
    """Have the browser ask for a run when it has found a server again after it lost one.

    A new server knows nothing of the session: without a run it would not take the next change, nor give out
    the files of the page. Streamlit (1.67) asks for a run only where a fragment has ``run_every``.

    The fragment is alone in its container: when its run follows a run of the page at once, the browser would
    draw it over the element that comes after it.
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
    """Replace the inputs of this session, and forget what was wrong with the link."""
    st.session_state[_INPUTS] = inputs
    st.session_state[_FAULTS] = ()


def link_faults() -> tuple[Fault, ...]:
    """Return what is wrong with the link, until an input is changed."""
    faults: tuple[Fault, ...] = st.session_state[_FAULTS]
    return faults


def input_keeper(name: str) -> Callable[[Any], None]:
    """Return a function that keeps a value as the input ``name``."""
    return lambda value: keep(replace(kept(), **{name: value}))


def show(name: str, value: object, take: Callable[[Any], None] | None = None, *, last: bool = False) -> str:
    """Return the key for the widget ``name``, which shows ``value``; ``take`` gets what a visitor changes.

    Give the widget ``value`` as its default as well. A widget that shows another value is replaced by a new
    one with a new key. Streamlit's own way, setting the value in the session state, is not safe here: it
    tells the browser once, and if the next run begins before that, the browser goes on with the old value.

    ``take`` may get a value twice. A widget that sets several inputs is taken ``last``, so that it is not
    undone by what was typed just before.
    """
    widgets = _widgets()
    if st.session_state.get(key_shown(name), value) != value:
        widgets.replaced[name] = widgets.replaced.get(name, 0) + 1
    key = key_shown(name)
    if take:
        widgets.shown[name] = _Shown(key, value, take, last)
    return key


def key_shown(name: str) -> str:
    """Return the key that `show` last gave the widget ``name``.

    A browser that comes from another server still sends what widgets showed there: so the key of a widget
    that replaced another is of this session only.
    """
    widgets = _widgets()
    times = widgets.replaced.get(name, 0)
    return f"{name} {widgets.session} {times}" if times else name


def key_in(texts: Texts, key: str) -> str:
    """Return the key of a widget whose options are texts: the browser answers with one of this language."""
    return f"{key}_{texts.language}"


def key_of(name: str, *data: object) -> str:
    """Return the key of the widget ``name`` whose choices or default come from ``data``.

    Streamlit (1.67) takes two boxes with one key for the same box, whatever their choices: it goes on with
    what was chosen before, while the browser shows the new default.
    """
    return f"{name} {sha256(repr(data).encode()).hexdigest()[:16]}"


def take_changes() -> bool:
    """Take what the visitor changed in the widgets since they were shown; return whether there was anything.

    `one_run_at_a_time` calls it once a run, before the callbacks of buttons. The widgets have no callbacks of
    their own: a figure that was just typed and the click that follows come together, and Streamlit (1.67)
    calls callbacks in the order in which the browser lists the widgets.
    """
    changed, shown = False, _widgets().shown
    for name, one in sorted(shown.items(), key=lambda item: item[1].last):
        if one.key not in st.session_state:  # the widget is gone
            del shown[name]
        elif (new := st.session_state[one.key]) != one.value:
            one.take(new)
            shown[name] = replace(one, value=new)
            changed = True
    return changed


def take_what_was_typed_before() -> None:
    """At the end of a session's first run: take what the browser's boxes hold already, and run again.

    A browser that has lost its server finds another one, which knows the link alone; its boxes still hold
    what was typed last.
    """
    if st.session_state.pop(_NEW, False) and take_changes():
        st.rerun()


def _widgets() -> _Widgets:
    widgets: _Widgets = st.session_state.setdefault(_WIDGETS, _Widgets())
    return widgets


def browser_language() -> Language:
    """Return the language that the browser asks for, English where it is neither of ours."""
    return "zh_Hans" if (st.context.locale or "").lower().startswith("zh") else "en"


def today() -> date:
    """Return the day in the time zone that the browser names; in UTC where there is no such zone here."""
    zone: tzinfo = UTC
    # A browser may name anything: Etc/Unknown, an offset, a folder of the zones, a path, a text with a NUL.
    with suppress(LookupError, ValueError, OSError):
        zone = ZoneInfo(st.context.timezone or "UTC")
    return datetime.now(zone).date()


def write_address(link: Mapping[str, str]) -> None:
    """Put ``link`` into the address at once, so that "back" undoes all of it; other parameters stay."""
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
