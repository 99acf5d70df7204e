"""Sentences as Markdown: Streamlit reads every text as markup, and ours are none."""

from __future__ import annotations

import re
from typing import Final

_OF_A_LIST: Final = "|".join(rf"(?<=^\d{{{digits}}})[.)](?=\s|$)" for digits in range(1, 10))
MARKUP: Final = re.compile(rf"[\\`*_\[\]<>$~#|&]|^[-+=](?=\s|[-+=])|{_OF_A_LIST}")
"""What Markdown takes for more than a character, inside a line or at its start."""
SHORTHAND: Final = re.compile(r":(?=[\w/+])|[Ww]{3}(?=\.)|[-.+\w](?=@)|[-<>](?=[-=>])")
"""Where Streamlit, after Markdown, finds icons, emojis, addresses and arrows, backslash or not."""


def as_markdown(text: str) -> str:
    """Return ``text`` on one line so that Markdown shows it as it is: what a person typed is never markup.

    Markup is escaped; shorthand is cut by a word joiner, which cannot be seen.
    """
    line = re.sub(r"[^\S\u00a0]+", " ", text).strip()  # a no-break space stays
    return MARKUP.sub(r"\\\g<0>", SHORTHAND.sub("\\g<0>\N{WORD JOINER}", line))


def small_text(text: str) -> str:
    """Return the same in small letters; Streamlit's captions are too pale to be read by all (WCAG AA)."""
    return f":small[{as_markdown(text)}]"
