"""A box that takes what is typed: what can't be read stays in it, and its fault is returned.

Streamlit's own number box speaks English only, and drops what it does not know: of 50万 it keeps 50.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypedDict, TypeVar, Unpack

import streamlit as st

from dashboard.screen.session import key_shown, show
from pricing.errors import Fault

Value = TypeVar("Value")
_HELD: Final = "typed_box_held"


class Look(TypedDict, total=False):
    """Settings of the box that go to ``st.text_input``."""

    max_chars: int
    help: str | None
    placeholder: str
    label_visibility: Literal["visible", "hidden", "collapsed"]
    width: int


def typed_box(
    label: str,
    name: str,
    held: object,
    text: str,
    read: Callable[[str], Value | Fault],
    take: Callable[[Value], None],
    **look: Unpack[Look],
) -> Fault | None:
    """Show ``text``, which stands for the value ``held``; ``take`` gets the value of what is typed instead.

    ``read`` turns a text into a value or a fault. A text for the same value (500k for 500,000) stays as it
    was typed. So does one that can't be read, until ``held`` is changed elsewhere; its fault is returned.
    ``look`` goes to ``st.text_input``.
    """
    before: dict[str, object] = st.session_state.setdefault(_HELD, {})
    typed = st.session_state.get(key_shown(name))
    found = None if typed is None else read(typed)
    same = found is not None and found == held
    stays = same or (isinstance(found, Fault) and before.get(name, held) == held)
    before[name] = held
    words = typed if stays else text

    def take_typed(text: str) -> None:
        value = read(text)
        if not isinstance(value, Fault):
            take(value)

    st.text_input(label, words, key=show(name, words, take_typed), **look)
    return found if stays and isinstance(found, Fault) else None
