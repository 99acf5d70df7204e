"""What a command writes: the whole answer at once, as UTF-8, whatever the locale, and lines on stderr.

Tables are columns of text, aligned for a terminal; Chinese and other wide characters take two places.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import unicodedata
from collections.abc import Sequence

import click


def write(text: str) -> None:
    """Write a finished answer to standard output; line ends stay as they are in ``text``."""
    if sys.stdout is None:  # closed by the caller
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def note(line: str) -> None:
    """Write a line to standard error; where nobody reads it, the exit code has to do."""
    with contextlib.suppress(OSError):
        click.echo(line, err=True)


def printable(text: str) -> str:
    """Return ``text`` with everything that would steer a terminal written as an escape."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


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
