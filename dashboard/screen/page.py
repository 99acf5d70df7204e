"""What pages have in common: the line on own prices, where figures come from, warnings, an early end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.inputs.link import write_link
from dashboard.language.markdown import as_markdown, small_text
from dashboard.language.texts import Texts
from dashboard.screen.inputs import Inputs
from dashboard.tables.facts import LINK_WITHOUT_PRICES, source_in_words
from pricing.errors import AmountTooLarge, PricingError
from pricing.quotes.quote import quote
from pricing.quotes.values import Quote


@contextmanager
def exact_amounts(texts: Texts) -> Iterator[None]:
    """Say so, and end the page, where an amount is too large to be exact."""
    try:
        yield
    except AmountTooLarge as error:
        stop_for(error, texts)


def quote_or_stop(inputs: Inputs) -> Quote:
    """Return the quote of the scenario, if its amounts can be exact."""
    with exact_amounts(inputs.texts):
        return quote(inputs.book, inputs.scenario)


def source(inputs: Inputs) -> None:
    """Name the product, the price list and the currency, in small letters below the answer."""
    st.markdown(small_text(source_in_words(inputs.origin, inputs.texts)))


def warn(sentences: Sequence[str]) -> None:
    """Show what a buyer must know, all in one box.

    The container is there even without sentences, so that a chart below it keeps its place among the
    elements: a chart that changes its place is gone for some frames.
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


def prices_banner(inputs: Inputs, page: StreamlitPage, prices: StreamlitPage) -> None:
    """Say above ``page`` what is in force in the place of the list prices, and lead to ``prices``."""
    # The container is there at list prices too: an element whose place changes is made anew, without focus.
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
