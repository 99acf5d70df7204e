"""Prices and assumptions: what the price list says, and how it is read."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.language.markdown import as_markdown, small_text
from dashboard.questions.prices.answer import Section, answer, assumptions, sections, source
from dashboard.screen.boxes.price_book_box import download, price_book_box
from dashboard.screen.boxes.what_if_form import what_if_form
from dashboard.screen.inputs import current

inputs = current()
texts, book = inputs.texts, inputs.book


def show(section: Section) -> None:
    """A clause: heading, table, rule."""
    st.subheader(as_markdown(section.heading), anchor=False)
    if section.rows:
        headings = section.columns or ("", " ")
        rows = [[as_markdown(cell) for cell in row] for row in section.rows]
        st.table(
            pd.DataFrame(rows, columns=headings),
            border="horizontal",
            hide_index=True,
            hide_header=not section.columns,
            alt=section.heading,
        )
    st.markdown(small_text(section.rule))


st.title(texts("Prices and assumptions"), anchor=False)
st.header(as_markdown(answer(texts, book)), anchor=False)
own_prices = any(change.kind != "price_book" for change in inputs.changes)
st.markdown(small_text(source(texts, book, inputs.product, own_prices=own_prices)))

clauses = list(sections(texts, book))
for first in range(0, len(clauses), 2):
    for column, section in zip(st.columns(2, gap="large"), clauses[first : first + 2], strict=False):
        with column:
            show(section)

st.header(texts("What if prices were different?"), anchor=False)
st.markdown(
    texts(
        "Type list prices of your own, or negotiated discounts: all pages and files use them at once."
        " They are kept for this visit only, and no link carries them."
        " What is frozen is measured by the list prices."
    )
)
what_if_form(texts)

st.header(texts("Another price list"), anchor=False)
price_book_box(texts)
download(inputs)

st.header(texts("Assumptions"), anchor=False)
st.markdown(texts("Where the price list leaves room, this is how it is read."))
in_force = texts("In force")
for assumption in assumptions(texts, book, inputs.scenario):
    paragraphs = [f"**{assumption.id} {as_markdown(assumption.question)}**"]
    if len(assumption.readings) == 1:
        paragraphs += [as_markdown(reading.text) for reading in assumption.readings]
    else:
        for reading in assumption.readings:
            mark = f":blue-badge[{in_force}]" if reading.in_force else ""
            paragraphs.append(f"- {as_markdown(reading.text)} {mark}")
        paragraphs.append(texts("The sidebar switches it, under Advanced."))
    st.markdown("  \n".join(paragraphs))
