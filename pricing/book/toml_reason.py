"""Why a text is not TOML: the parser's English reason as a `Phrase`, so that a screen can translate it."""

from __future__ import annotations

import re
from typing import Final

from pricing.errors import Phrase, message

REASONS: Final = (
    message("Invalid statement"),
    message("Expected newline or end of document after a statement"),
    message("Found invalid character {part}"),
    message("Cannot declare {part} twice"),
    message("Expected ']' at the end of a table declaration"),
    message("Expected ']]' at the end of an array declaration"),
    message("Cannot mutate immutable namespace {part}"),
    message("Cannot redefine namespace {part}"),
    message("Cannot overwrite a value"),
    message("Expected '=' after a key in a key/value pair"),
    message("Invalid initial character for a key part"),
    message("Unclosed array"),
    message("Duplicate inline table key {part}"),
    message("Unclosed inline table"),
    message("Unescaped '\\' in a string"),
    message("Invalid hex value"),
    message("Escaped character is not a Unicode scalar value"),
    message("Illegal character {part}"),
    message("Unterminated string"),
    message("Invalid date or datetime"),
    message("Invalid value"),
    message("Expected {part}"),
)
"""What `tomllib` says; ``part`` is what it found there. Another reason stays as it is."""

_PLACED: Final = re.compile(
    r"(?P<reason>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)


def toml_reason(told: str) -> Phrase:
    """Return what a TOMLDecodeError tells, the same words in English."""
    placed = _PLACED.fullmatch(told)
    if placed is None:
        return _reason(told)
    reason, line, column = placed["reason"], placed["line"], placed["column"]
    if line is None:
        return Phrase(message("{reason} (at end of document)"), reason=_reason(reason))
    place = {"line": line, "column": column}
    return Phrase(message("{reason} (at line {line}, column {column})"), reason=_reason(reason), **place)


def _reason(told: str) -> Phrase:
    for reason in REASONS:
        before, found, after = reason.partition("{part}")
        if told == reason:
            return Phrase(reason)
        inside = told.removeprefix(before).removesuffix(after)
        if found and told == before + inside + after:
            return Phrase(reason, part=inside)
    return Phrase("{reason}", reason=told)
