"""A box that takes one file at a time and hands it over: ``upload_box(texts, label, key=..., take=...)``.

Streamlit's uploader speaks English only, and names its own limit; its words are covered by ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

import streamlit as st

from dashboard.texts import Texts

_TURN: Final = "upload_turn"


def upload_box(texts: Texts, label: str, *, key: str, hint: str, take: Callable[[str, bytes], None]) -> None:
    """Show the box; ``take`` gets the name and the content of a file, and the box is empty again.

    ``hint`` stands beside its button: what kind of file, and how large.
    """
    turns: dict[str, int] = st.session_state.setdefault(_TURN, {})
    turn = turns.get(key, 0)
    widget = f"{key}_{turn}"

    def on_change() -> None:
        file = st.session_state.get(widget)
        if file is not None:
            turns[key] = turn + 1
            take(file.name, file.getvalue())

    with st.container(key=key):
        refusal = texts("This file is not taken. Allowed: {hint}.", hint=hint)
        st.html(_words(key, texts("Choose a file"), hint, refusal))
        st.file_uploader(label, key=widget, on_change=on_change)


def _words(key: str, button: str, hint: str, refusal: str) -> str:
    """Return the style that puts our words in the place of Streamlit's; it refuses what no server takes."""
    box = f".st-key-{key} [data-testid=stFileUploaderDropzone"
    return (
        "<style>"
        f"{box}] button p {{ font-size: 0; }}"
        f"{box}] button p::after {{ font-size: 1rem; content: {_quoted(button)}; }}"
        f"{box}Instructions] span {{ font-size: 0; }}"
        f"{box}Instructions] span::after {{ font-size: 0.875rem; content: {_quoted(hint)}; }}"
        f".st-key-{key}:has([aria-invalid=true])::after {{ content: {_quoted(refusal)}; }}"
        "</style>"
    )


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
