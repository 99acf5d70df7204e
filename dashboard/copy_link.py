"""A button that copies the address of the scenario, or another: ``copy_link(texts)``.

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


def copy_link(texts: Texts, address: str | None = None) -> None:
    """Show the button, as wide as its container; ``address`` is that of the comparison on the page."""
    if not st.runtime.exists():  # the page was started as a plain script
        return
    words = {
        "label": texts("Copy link"),
        "hint": texts("Copies the address of this scenario, to be sent or kept"),
        "copied": texts("Copied"),
        "failed": texts("Could not copy: take it from the address bar"),
    }
    if address is not None:
        words |= {
            "address": address,
            "label": texts("Copy link to this comparison"),
            "hint": texts("Copies an address that opens these scenarios in any browser"),
            "failed": texts("Could not copy: the browser does not allow it"),
        }
    _component()(key="copy_link" if address is None else "copy_comparison", data=words)


def _component() -> ComponentRenderer:
    """Declare the folder of the script, as `dashboard.live_chart` does, and return the component."""
    with _registering:
        manager = get_bidi_component_manager()
        if manager.get_component_asset_root(_COMPONENT) is None:
            package, name = _COMPONENT.split(".")
            declared = [ComponentConfig(name=name, asset_dir=_SCRIPTS.name)]
            manager.register_from_manifest(ComponentManifest(package, "0", declared), _SCRIPTS.parent)
        return st.components.v2.component(_COMPONENT, css="copy_link.css", js="copy_link.js")
