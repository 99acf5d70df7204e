"""A text that the visitor's browser keeps: ``browser_store(copy, ...)`` puts nothing on the screen.

`dashboard.kept_copy` says what is handed over and written when, `static/browser_store.js` does it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

from dashboard.kept_copy import KeptCopy

_COMPONENT: Final = "dashboard.browser_store"
_SCRIPTS: Final = Path(__file__).parent / "static"
_KEY: Final = "browser_store"
_registering: Final = threading.Lock()


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
    _component()(key=_KEY, data=data, on_handed_change=handed, on_written_change=written)


def _told(event: str) -> dict[str, Any] | None:
    told: dict[str, Any] | None = st.session_state[_KEY].get(event)
    return told


def _component() -> ComponentRenderer:
    """Declare the folder of the script, as `dashboard.live_chart` does, and return the component."""
    with _registering:
        manager = get_bidi_component_manager()
        if manager.get_component_asset_root(_COMPONENT) is None:
            package, name = _COMPONENT.split(".")
            declared = [ComponentConfig(name=name, asset_dir=_SCRIPTS.name)]
            manager.register_from_manifest(ComponentManifest(package, "0", declared), _SCRIPTS.parent)
        return st.components.v2.component(_COMPONENT, js="browser_store.js")
