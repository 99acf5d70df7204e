"""Sentences as Markdown: Streamlit reads every text as markup, and ours are none."""

from __future__ import annotations

import re
from typing import Final

from dashboard.texts import plain_text

MARKUP: Final = re.compile(r"[\\`*_\[\]$<>~#|&]|:\S+:")
"""What Markdown, or Streamlit's own additions to it, may take for more than a character inside a line."""


def as_markdown(sentence: str) -> str:
    """Return ``sentence`` so that it is shown as it is; unchanged where nothing in it could be markup."""
    return plain_text(sentence) if MARKUP.search(sentence) else sentence
