"""A button that copies the address of the scenario, ``copy_link(texts)``, or another, `copy_button`.

Streamlit has none. Unless one is given, the address is the browser's own. The button asks for a run before it
copies: the figure that was typed last, perhaps left by the click itself, is then in the address.
"""

from __future__ import annotations

import streamlit as st

from dashboard.language.texts import Texts
from dashboard.screen.components.component import component


def copy_link(texts: Texts) -> None:
    """Show the button for the address of the page; to be called when that is written."""
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
    data = {
        "label": label,
        "hint": hint,
        "copied": texts("Copied"),
        "failed": failed,
        "unanswered": texts("Not copied: the app does not answer, try again"),
        "address": address,
        "answered": st.session_state.get(key, {}).get("asked", 0),
    }
    component("copy_link", css="copy_link.css")(key=key, data=data, on_asked_change=lambda: None)
