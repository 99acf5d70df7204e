"""A text file with separators, in the encodings that spreadsheets write, into lines of cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from dashboard.usage.cells import Line, Sheet
from dashboard.usage.faults import UnusableFile, UsageFault

SEPARATORS: Final = (",", ";", "\t")
MARKED: Final = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
FALLBACK: Final = "gb18030"
"""GBK, what Chinese spreadsheets write where they do not write UTF-8, is a part of it."""

MOST_LINES: Final = 10_000
"""Rows of a table: 27 years of days."""
ENOUGH: Final = MOST_LINES + 100
"""Lines to look at: some may be titles."""
MOST_BLANK: Final = 10 * MOST_LINES
MOST_CELLS: Final = 1_000
END_OF_FILE: Final = "\x1a"  # as DOS wrote it
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
CJK_IN_UTF8: Final = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")


def text_sheets(content: bytes) -> list[Sheet]:
    """Return the lines of ``content`` once for each separator that it may have, the likeliest first.

    Raises UnusableFile for what is no text.
    """
    text = decoded(content)
    if text.count("\n") + text.count("\r") > MOST_BLANK:
        raise UnusableFile(UsageFault("too_many_rows", params={"high": MOST_LINES}))
    likely = sorted(SEPARATORS, key=lambda mark: -text.count(mark, 0, 10_000))
    return [Sheet(tuple(_lines(text, separator))) for separator in likely]


def decoded(content: bytes) -> str:
    """Return ``content`` as text, in whichever encoding it is; raises UnusableFile for what is no text."""
    text = _in_some_encoding(content).rstrip(END_OF_FILE)
    if CONTROLS.search(text):
        raise UnusableFile(UsageFault("binary"))
    return text


def _in_some_encoding(content: bytes) -> str:
    for mark, encoding in MARKED.items():
        if content.startswith(mark):
            return _strictly(content.removeprefix(mark), encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        _refuse_mixture(content)
    return _strictly(content, FALLBACK)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in content and encoding == FALLBACK:
            raise UnusableFile(UsageFault("binary")) from None
        row = content.count(b"\n", 0, error.start) + 1
        raise UnusableFile(UsageFault("no_encoding", row)) from None


def _refuse_mixture(content: bytes) -> None:
    """Raise UnusableFile where one line is surely UTF-8, having Chinese in it, and another is not."""
    utf8 = other = 0
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            other = other or number
        else:
            utf8 = utf8 or (number if CJK_IN_UTF8.search(line) else 0)
    if utf8 and other:
        raise UnusableFile(UsageFault("mixed_encodings", other, params={"first": utf8}))


def _lines(text: str, separator: str) -> Iterator[Line]:
    """Yield the lines that are not blank, each by the number on which it begins; broken quotes end it.

    Raises UnusableFile for a line of a great many cells.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found = 0
    while found < ENOUGH:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Line(number, (), "broken_quotes")
            return
        if len(cells) > MOST_CELLS:
            raise UnusableFile(UsageFault("too_many_cells", number, params={"high": MOST_CELLS}))
        if any(cell.strip() for cell in cells):
            found += 1
            yield Line(number, tuple(cells))
