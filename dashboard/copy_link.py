"""A button that copies the address of the scenario, ``copy_link(texts)``, or another, `copy_button`.

Streamlit has none. Unless one is given, the address is the browser's own, read when the button is pressed
(`static/copy_link.js`).
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

from dashboard.texts import Texts

_COMPONENT: Final = "dashboard.copy_link"
_SCRIPTS: Final = Path(__file__).parent / "static"
_registering: Final = threading.Lock()


def copy_link(texts: Texts) -> None:
    """Show the button for the address of the page."""
    copy_button(
        "copy_link",
        texts,
        label=texts("Copy link"),
        hint=texts("Copies the address of this scenario, to be sent or kept"),
        failed=texts("Could not copy: take it from the address bar"),
    )


def copy_button(
    key: str, texts: Texts, *, label: str, hint: str, failed: str, address: str | None = None
) -> None:
    """Show a button that copies ``address``, taken from the app's own, or that of the page without one."""
    if not st.runtime.exists():  # the page was started as a plain script
        return
    words = {"label": label, "hint": hint, "copied": texts("Copied"), "failed": failed}
    _component()(key=key, data=words if address is None else words | {"address": address})


def _component() -> ComponentRenderer:
    """Declare the folder of the script, as `dashboard.live_chart` does, and return the component."""
    with _registering:
        manager = get_bidi_component_manager()
        if manager.get_component_asset_root(_COMPONENT) is None:
            package, name = _COMPONENT.split(".")
            declared = [ComponentConfig(name=name, asset_dir=_SCRIPTS.name)]
            manager.register_from_manifest(ComponentManifest(package, "0", declared), _SCRIPTS.parent)
        return st.components.v2.component(_COMPONENT, css="copy_link.css", js="copy_link.js")
