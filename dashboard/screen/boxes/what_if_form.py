"""Own list prices and discounts: a line for each item of the price list in force, taken as they are typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.inputs.price_rows import Row, common_discount, discount_typed, price_typed, rows
from dashboard.language.markdown import as_markdown, small_text
from dashboard.language.names import currency_name
from dashboard.language.texts import Texts
from dashboard.screen.prices_in_force import (
    keep_prices,
    own_prices,
    prices_here,
    replace_prices,
    shipped_book,
    undo_line,
)
from dashboard.screen.widgets.typed_box import typed_box
from pricing.book.what_if import Item, WhatIf
from pricing.errors import Fault
from pricing.money import with_separators

NAME_PIXELS: Final = 260
PRICE_PIXELS: Final = 112
DISCOUNT_PIXELS: Final = 76
"""Without the names, a line fits on a telephone."""

LONGEST: Final = 24
"""Characters of the highest price with its separators and decimals, and a few more."""


def what_if_form(texts: Texts) -> None:
    """Show the form, and the way back to list prices."""
    own, book = own_prices(), shipped_book()
    base = own.base(book)
    listed = rows(texts, base, own.what_if, own.prices(book))
    with _line():
        label = texts("Item (prices in {currency})", currency=currency_name(texts, base.currency))
        st.markdown(small_text(label), width=NAME_PIXELS)
        st.markdown(small_text(texts("List price")), width=PRICE_PIXELS)
        st.markdown(small_text(texts("Discount, %")), width=DISCOUNT_PIXELS)
        st.markdown(small_text(texts("Price paid")), width=PRICE_PIXELS)
    for row in listed:
        with st.container():  # what is said of it moves no other row: see `dashboard.screen.page`
            _row(texts, row)
    if len(listed) > 1:
        _all_items(texts, listed)
    for fault in prices_here().refused:
        st.error(as_markdown(texts("Not taken. {fault}", fault=texts.faults(fault, of_file=True))))
    if own.what_if.changes:
        words = texts("Back to list prices")
        st.button(words, on_click=replace_prices, args=(own.at_list_prices(), "to_list_prices"))
    elif prices_here().did == "to_list_prices":
        undo_line(texts, texts("Own list prices and discounts are gone."))


def _row(texts: Texts, row: Row) -> None:
    def take_price(price: Decimal) -> None:
        _keep(_now().with_price(row.item, price))

    with _line():
        st.markdown(as_markdown(row.name), width=NAME_PIXELS)
        faults = [
            _box(
                texts("{item}: list price", item=row.name),
                f"price_{row.item.key}",
                row.listed,
                partial(price_typed, item=row.item),
                take_price,
                PRICE_PIXELS,
            ),
            _discount_box(
                texts("{item}: discount in per cent", item=row.name),
                row.item.key,
                row.discount,
                [row.item],
            ),
        ]
        st.markdown(as_markdown(row.paid), width=PRICE_PIXELS)
    _say(texts, faults)
    with st.container():  # as in `_say`
        if row.unrounded is not None:
            words = texts("Rounded half up to 6 decimals, from {exact}.", exact=row.unrounded)
            st.markdown(small_text(words))


def _all_items(texts: Texts, listed: list[Row]) -> None:
    """One discount on everything; the box is empty where the items differ."""
    with _line():
        words = texts("All items")
        st.markdown(words, width=NAME_PIXELS)
        st.space(PRICE_PIXELS)
        label = texts("{item}: discount in per cent", item=words)
        fault = _discount_box(label, "all", common_discount(listed), [row.item for row in listed])
    _say(texts, [fault])


def _discount_box(label: str, name: str, held: Decimal | None, items: list[Item]) -> Fault | None:
    def take(discount: Decimal) -> None:
        _keep(_now().with_discount(discount, *items))

    return _box(label, f"discount_{name}", held, discount_typed, take, DISCOUNT_PIXELS)


def _box(
    label: str,
    name: str,
    held: Decimal | None,
    read: Callable[[str], Decimal | Fault],
    take: Callable[[Decimal], None],
    width: int,
) -> Fault | None:
    """A box for ``held``, empty for None; the fault of what can't be read is returned."""
    return typed_box(
        label,
        f"what_if_{prices_here().edition}_{name}",
        held,
        "" if held is None else with_separators(held),
        read,
        take,
        max_chars=LONGEST,
        label_visibility="collapsed",
        width=width,
    )


def _now() -> WhatIf:
    return own_prices().what_if


def _keep(what_if: WhatIf) -> None:
    keep_prices(replace(own_prices(), what_if=what_if))


def _line() -> DeltaGenerator:
    """Return a line that wraps on a narrow screen."""
    return st.container(horizontal=True, vertical_alignment="center")


def _say(texts: Texts, faults: list[Fault | None]) -> None:
    with st.container():  # always there: what is half typed in the boxes below stays
        for fault in faults:
            if fault is not None:
                st.error(as_markdown(texts.faults(fault)))
