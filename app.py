"""The router: the page of the address, under one sidebar that all pages share."""

from __future__ import annotations

from pathlib import Path

import pandas as pd  # noqa: F401  (Plotly imports it lazily, and two threads doing so at once fail)
import streamlit as st

import dashboard.screen.one_run_at_a_time  # noqa: F401  (what was asked for is done, whatever comes next)
from dashboard.inputs.link import write_link
from dashboard.screen.components.copy_link import copy_link
from dashboard.screen.components.menu_links import menu_links
from dashboard.screen.inputs import shared
from dashboard.screen.opened_comparison import parameters
from dashboard.screen.page import prices_banner
from dashboard.screen.session import open_link, run_when_reconnected, take_what_was_typed_before
from dashboard.screen.sidebar.sidebar import sidebar

FAVICON = Path(__file__).parent / "dashboard" / "favicon.svg"
COMPARE, PRICES = ":material/compare_arrows:", ":material/receipt_long:"
SIDEBAR_PIXELS = 340  # room for the longest question of the menu, and for a slider beside a box

st.set_page_config(layout="wide", initial_sidebar_state=SIDEBAR_PIXELS)  # before anything is in the sidebar
texts = open_link()
run_when_reconnected()
# No icons here: Streamlit would fetch one for the browser's tab from another host.
menu = {
    ":material/shopping_cart:": st.Page(
        "pages/what_to_buy.py", title=texts("What should I buy?"), default=True
    ),
    ":material/balance:": st.Page("pages/packs_or_postpaid.py", title=texts("Packs or postpaid?")),
    ":material/speed:": st.Page("pages/qps_or_activity.py", title=texts("QPS upgrade or another activity?")),
    ":material/map:": st.Page("pages/decision_map.py", title=texts("When does which option win?")),
    ":material/stairs:": st.Page("pages/monthly_bill.py", title=texts("How does the monthly bill behave?")),
    ":material/payments:": st.Page(
        "pages/cash.py", title=texts("When does the money leave?"), url_path="cash"
    ),
    COMPARE: st.Page("pages/scenarios.py", title=texts("Compare scenarios"), url_path="scenarios"),
    PRICES: st.Page("pages/prices.py", title=texts("Prices and assumptions"), url_path="prices"),
}
page = st.navigation(list(menu.values()), position="hidden")
links = st.sidebar.container(gap="xxsmall")
button = st.sidebar.container()
inputs = sidebar(texts)
with button:
    copy_link(texts)
with st.sidebar:
    menu_links()
st.set_page_config(page_title=f"{page.title} · {inputs.product}", page_icon=FAVICON)
for icon, target in menu.items():  # unlike the navigation's own menu, these links carry the scenario
    brought = parameters() if icon == COMPARE else {}
    links.page_link(target, icon=icon, query_params={**write_link(inputs.link), **brought}, width="stretch")
with shared(inputs):
    prices_banner(inputs, page, menu[PRICES])
    page.run()
take_what_was_typed_before()
