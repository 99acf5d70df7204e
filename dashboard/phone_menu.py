"""The menu of a narrow screen closes once a page is chosen: ``phone_menu()``, beside links of one's own.

Streamlit closes its own menu only, and remembers that ours was open.
"""

from __future__ import annotations

import streamlit as st

from dashboard.component import component


def phone_menu() -> None:
    """Watch the links of the sidebar; nothing is drawn."""
    if st.runtime.exists():  # else the page was started as a plain script
        component("phone_menu")(key="phone_menu", height=0)
