"""A button that copies the address of the scenario, ``copy_link(texts)``, or another, `copy_button`.

Streamlit has none. Unless one is given, the address is the browser's own, read when the button is pressed
(`static/copy_link.js`).
"""

from __future__ import annotations

import streamlit as st

from dashboard.component import component
from dashboard.texts import Texts


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
    show = component("copy_link", css="copy_link.css")
    show(key=key, data=words if address is None else words | {"address": address})
