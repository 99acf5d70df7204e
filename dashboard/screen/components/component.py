"""Components of our own: a script in `static/`, declared to the server and put on a page.

Streamlit reads folders of scripts from the manifests of installed packages only. The dashboard runs from a
checkout, so its folder is declared here instead, once for each registry: each server, and each ``AppTest``,
has its own.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

SCRIPTS: Final = Path(__file__).parent / "static"

_registering: Final = threading.RLock()
_declared: Final[WeakKeyDictionary[BidiComponentManager, dict[str, ComponentRenderer]]] = WeakKeyDictionary()
"""The commands that were made, by registry and script: to make one, Streamlit looks up its files."""


def component(name: str, *, css: str | None = None, isolate_styles: bool = True) -> ComponentRenderer:
    """Return the command that puts the component of the script ``name`` on a page."""
    with _registering:
        commands = _declared.setdefault(get_bidi_component_manager(), {})
        if name not in commands:
            commands[name] = st.components.v2.component(
                declare(name), css=css, js=f"{name}.js", isolate_styles=isolate_styles
            )
        return commands[name]


def declare(name: str, *, package: str = "dashboard", folder: Path = SCRIPTS) -> str:
    """Have the server serve ``folder`` to a component; return its full name, which is in the address."""
    full_name = f"{package}.{name}"
    with _registering:
        manager = get_bidi_component_manager()
        if manager.get_component_asset_root(full_name) is None:
            declared = [ComponentConfig(name=name, asset_dir=folder.name)]
            manager.register_from_manifest(ComponentManifest(package, "0", declared), folder.parent)
    return full_name
