"""How does the monthly bill behave? Its jumps and dead zones, and the same tiers read as graduated."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.language.markdown import as_markdown
from dashboard.questions.monthly_bill.answer import bill_verdict, own_months
from dashboard.questions.monthly_bill.chart import HEIGHT, alt_text, bill_chart
from dashboard.questions.monthly_bill.table import BOTH_MODES, DEAD_ZONES, dead_zone_table, mode_table
from dashboard.screen.components.live_chart import live_chart
from dashboard.screen.inputs import current
from dashboard.screen.page import source, stop_for
from dashboard.screen.widgets.data_table import data_table
from dashboard.screen.widgets.download import csv_button
from pricing.errors import AmountTooLarge
from pricing.quotes.quote import quote
from pricing.scenario import LIMITS

SCENARIO: Final = (*LIMITS, "tier_basis", "free")
"""None of it counts for the dead zones."""

inputs = current()
texts, book = inputs.texts, inputs.book

st.title(texts("How does the monthly bill behave?"), anchor=False)
try:
    quoted = quote(book, inputs.scenario)
except AmountTooLarge as error:
    stop_for(error, texts)

st.header(as_markdown(bill_verdict(book, texts)), anchor=False)
source(inputs)
st.markdown(as_markdown(own_months(quoted, texts)))

live_chart(
    bill_chart(quoted, texts),
    key="bill",
    alt=alt_text(quoted, texts),
    height=HEIGHT,
    locale=texts.chart_locale,
)

st.subheader(texts("Dead zones"), anchor=False)
zones = dead_zone_table(book)
if zones.empty:
    st.markdown(texts("There are none: no quantity costs more than a larger one."))
else:
    st.markdown(texts("Each quantity in a dead zone costs more than the one at which it gets cheaper."))
    data_table(
        zones,
        DEAD_ZONES,
        currency=book.currency,
        texts=texts,
        key="dead_zones",
        alt=texts("The dead zones of the monthly bill"),
    )
    csv_button(zones, DEAD_ZONES, inputs.origin.of(quoted), texts, holds="dead-zones", without=SCENARIO)

both = mode_table(quoted, texts)
if not both.empty:
    st.subheader(texts("Volume and graduated tiers side by side"), anchor=False)
    st.markdown(texts("The same tiers, read either way: for the months of this scenario, and at each tier."))
    data_table(
        both,
        BOTH_MODES,
        currency=book.currency,
        texts=texts,
        key="both_modes",
        alt=texts("Bills with volume and with graduated tiers, and the price of 1,000 calls"),
    )
    csv_button(both, BOTH_MODES, inputs.origin.of(quoted), texts, holds="tiers")
