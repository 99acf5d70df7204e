"""The line above every page while its figures are not at list prices."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.inputs.link import write_link
from dashboard.language.markdown import as_markdown
from dashboard.screen.inputs import Inputs
from dashboard.tables.facts import LINK_WITHOUT_PRICES


def prices_banner(inputs: Inputs, page: StreamlitPage, prices: StreamlitPage) -> None:
    """Say above ``page`` what is in force in the place of the list prices, and lead to ``prices``."""
    # Its place is kept at list prices too: what moves in the page is drawn anew, and loses the focus.
    with st.container(key="prices_banner", gap="xsmall"):
        if inputs.list_prices:
            return
        texts = inputs.texts
        words = texts.paragraph(inputs.origin.prices(texts), texts(LINK_WITHOUT_PRICES))
        st.info(as_markdown(words), icon=":material/sell:")
        if page.url_path != prices.url_path:
            label = texts("Change them, or go back to list prices")
            icon = ":material/arrow_forward:"
            st.page_link(prices, label=label, icon=icon, query_params=write_link(inputs.link))
