"""What the pages have in common: where their figures come from, warnings, the end of one that has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import streamlit as st

from dashboard.language.markdown import as_markdown, small_text
from dashboard.language.texts import Texts
from dashboard.screen.inputs import Inputs
from dashboard.tables.facts import source_in_words
from pricing.errors import AmountTooLarge, PricingError
from pricing.quotes.quote import quote
from pricing.quotes.values import Quote


def quote_or_stop(inputs: Inputs) -> Quote:
    """Return the quote of the scenario; say so and end the page where an amount is too large."""
    try:
        return quote(inputs.book, inputs.scenario)
    except AmountTooLarge as error:
        stop_for(error, inputs.texts)


def source(inputs: Inputs) -> None:
    """Name the product, the price list and the currency, in small letters below the answer."""
    st.markdown(small_text(source_in_words(inputs.origin, inputs.texts)))


def warn(sentences: Sequence[str]) -> None:
    """Show what a buyer must know, all in one box.

    Its place is taken where there is nothing to show, too: a chart that stands below stays where it is. One
    that changes its place on the page is gone for some frames.
    """
    with st.container():
        if sentences:
            body = "\n\n".join(as_markdown(sentence) for sentence in sentences)
            st.warning(body, icon=":material/warning:")


def stop_for(error: PricingError, texts: Texts) -> NoReturn:
    """Say what is wrong, a sentence a fault, and end the page."""
    for fault in error.faults:
        st.error(as_markdown(texts.faults(fault)))
    st.stop()
