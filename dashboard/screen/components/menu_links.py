"""What links of one's own need in place of Streamlit's menu: ``menu_links()``, beside them in the sidebar.

On a narrow screen the menu closes once a page is chosen; Streamlit closes its own menu only, and remembers
that ours was open. And a figure that was just typed counts before the click on a link.
"""

from __future__ import annotations

import streamlit as st

from dashboard.screen.components.component import component


def menu_links() -> None:
    """Watch the links of the sidebar; nothing is drawn."""
    if st.runtime.exists():  # else the page was started as a plain script
        component("menu_links")(key="menu_links", height=0)
