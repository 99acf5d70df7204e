"""What the pages have in common: where their figures come from, boxes, and the end of one that has none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

import streamlit as st

from dashboard.inputs import Inputs
from dashboard.markdown import as_markdown
from dashboard.names import currency_name
from dashboard.texts import Texts, small_text
from pricing.errors import PricingError


def source(inputs: Inputs) -> None:
    """Name the product, the price list and the currency, in small letters below the answer."""
    texts, book = inputs.texts, inputs.book
    words = texts(
        "{product}, price list of {version}. Amounts in {currency}.",
        product=inputs.product,
        version=book.version,
        currency=currency_name(texts, book.currency),
    )
    st.markdown(small_text(words))


def warn(sentences: Iterable[str]) -> None:
    """Show what a buyer must know, all in one box.

    Its place is taken where there is nothing to show, too: what stands below stays where it is, and a chart
    that changes its place on the page is gone for a moment.
    """
    with st.container():
        body = "\n\n".join(as_markdown(sentence) for sentence in sentences)
        if body:
            st.warning(body, icon=":material/warning:")


def stop_for(error: PricingError, texts: Texts) -> NoReturn:
    """Say what is wrong, a sentence a fault, and end the page."""
    for fault in error.faults:
        st.error(as_markdown(texts.faults(fault)))
    st.stop()
