"""Sentences as Markdown: Streamlit reads every text as markup, and ours are none."""

from __future__ import annotations

from dashboard.language.texts import MARKUP, SHORTHAND, plain_text


def as_markdown(sentence: str) -> str:
    """Return ``sentence`` so that it is shown as it is; unchanged where nothing in it could be markup."""
    line = sentence.strip()
    return plain_text(line) if MARKUP.search(line) or SHORTHAND.search(line) else line
