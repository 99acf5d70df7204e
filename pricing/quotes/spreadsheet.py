"""Cells that are safe to open in a spreadsheet: a text that would run as a formula is made a plain text."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

Cell = str | int | Decimal | None
"""What a row holds: texts, numbers that we computed ourselves, or nothing."""

FORMULA_STARTS = frozenset("=+-@")
CONTROL_STARTS = frozenset("\t\r\n")
INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Unicode categories that a spreadsheet may drop before it looks for a formula: spaces, controls, marks."""


def runs_as_formula(text: str) -> bool:
    """Tell whether a spreadsheet may take ``text`` for a formula.

    That is so if it starts with ``=``, ``+``, ``-`` or ``@``, in any width and behind any space, or with a
    tab or a line break.
    """
    for character in text:
        if character in CONTROL_STARTS:
            return True
        if unicodedata.category(character) in INVISIBLE:
            continue
        return unicodedata.normalize("NFKC", character)[:1] in FORMULA_STARTS
    return False


def safe_text(text: str) -> str:
    """Return ``text``, with an apostrophe before it if a spreadsheet would run it."""
    return f"'{text}" if runs_as_formula(text) else text


def cell_text(cell: Cell) -> str:
    """Return a cell as a file holds it: texts made safe, numbers exact without an exponent, None empty."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe_text(cell)
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
