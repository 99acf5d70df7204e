"""Columns of text, aligned for a terminal; Chinese and other wide characters take two places."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "  "


def width(text: str) -> int:
    """Return how many places ``text`` takes in a terminal."""
    places = 0
    for character in text:
        if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn", "Me"}:
            continue
        places += 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
    return places


def aligned(rows: Sequence[Sequence[str]], align: str) -> list[str]:
    """Return ``rows`` as lines of equally wide columns.

    ``align`` has a letter per column: ``l`` or ``r``. Spaces at the end of a line are cut.
    """
    widths = [max(width(row[column]) for row in rows) for column in range(len(align))] if rows else []
    lines = []
    for row in rows:
        cells = []
        for text, places, side in zip(row, widths, align, strict=True):
            space = " " * (places - width(text))
            cells.append(space + text if side == "r" else text + space)
        lines.append(GAP.join(cells).rstrip())
    return lines


def indented(lines: Sequence[str]) -> list[str]:
    """Return ``lines``, each moved in by two places."""
    return [f"{GAP}{line}" for line in lines]
