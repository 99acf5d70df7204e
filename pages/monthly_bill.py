"""How does the monthly bill behave? Its jumps and dead zones, and the same tiers read as graduated."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.language.markdown import as_markdown
from dashboard.questions.monthly_bill.answer import answer, own_months
from dashboard.questions.monthly_bill.chart import alt_text, bill_chart
from dashboard.questions.monthly_bill.table import BOTH_MODES, DEAD_ZONES, dead_zone_table, mode_table
from dashboard.screen.components.live_chart import live_chart
from dashboard.screen.inputs import current
from dashboard.screen.page import quote_or_stop, source
from dashboard.screen.widgets.download import table_with_file
from pricing.scenario import LIMITS

SCENARIO: Final = (*LIMITS, "tier_basis", "free")
"""None of it counts for the dead zones."""

inputs = current()
texts, book = inputs.texts, inputs.book

st.title(texts("How does the monthly bill behave?"), anchor=False)
quoted = quote_or_stop(inputs)

st.header(as_markdown(answer(book, texts)), anchor=False)
source(inputs)
st.markdown(as_markdown(own_months(quoted, texts)))

live_chart(bill_chart(quoted, texts), key="bill", alt=alt_text(quoted, texts), locale=texts.chart_locale)

st.subheader(texts("Dead zones"), anchor=False)
zones = dead_zone_table(book)
if zones.empty:
    st.markdown(texts("There are none: no quantity costs more than a larger one."))
else:
    st.markdown(texts("Each quantity in a dead zone costs more than the one at which it gets cheaper."))
    table_with_file(
        zones,
        DEAD_ZONES,
        inputs.origin.of(quoted),
        texts,
        alt=texts("The dead zones of the monthly bill"),
        holds="dead-zones",
        key="dead_zones",
        without=SCENARIO,
    )

both = mode_table(quoted, texts)
if not both.empty:
    st.subheader(texts("Volume and graduated tiers side by side"), anchor=False)
    st.markdown(texts("The same tiers, read either way: for the months of this scenario, and at each tier."))
    alt = texts("Bills with volume and with graduated tiers, and the price of 1,000 calls")
    origin = inputs.origin.of(quoted)
    table_with_file(both, BOTH_MODES, origin, texts, alt=alt, holds="tiers", key="both_modes")
