"""Whole numbers as persons and spreadsheets write them: 500000, 500,000, 500k, 50万, ５０万, 1E+06."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from math import isfinite
from typing import Final

from dashboard.inputs.link import NUMBERS
from pricing.errors import Fault
from pricing.scenario import range_fault
from pricing.scenario_fields import whole_number

GROUPED: Final = re.compile(r"-?[0-9]{1,3}(?:([,' ])[0-9]{3})(?:\1[0-9]{3})*(?:\.0{1,2})?")
PLAIN: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
POINTED: Final = re.compile(r"-?[0-9]+(?:\.[0-9]{3})+")
"""1.234 is a thousand to some and a fraction to others."""
IN_UNITS: Final = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) ?(千|万|百万|千万|亿|k|w|m|b) ?次?")
POWERS: Final = {"千": 3, "万": 4, "w": 4, "百万": 6, "千万": 7, "亿": 8, "k": 3, "m": 6, "b": 9}
"""W is what Chinese chats write for 万."""
POWER_OF_TEN: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?e\+?[0-9]{1,2}")
"""1E+06 is what a spreadsheet makes of a large number in a narrow column."""
LONGEST: Final = 40


class Unreadable(Exception):
    """A cell can't be read; the text is the code of the fault."""


def number_typed(name: str, text: str) -> int | Fault:
    """Return the number that ``text`` writes as the input ``name`` of a link, or the fault of it."""
    limit = NUMBERS[name]
    try:
        number = whole_of(text)
    except Unreadable:
        return whole_number(limit, text, where=name)
    return range_fault(limit, number, where=name) or number


def whole_of(cell: object) -> int:
    """Return the whole number that ``cell`` says; raises Unreadable.

    Thousands may be parted by commas, spaces or apostrophes; full-width digits, 1e6, and 千, 万, 亿, k, w, m,
    b are read.
    """
    number = number_of(cell)
    if number != number.to_integral_value():
        raise Unreadable("not_a_whole_number")
    return int(number)


def number_of(cell: object) -> Decimal:
    """Return the number that ``cell`` says, with its decimals; raises Unreadable."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise Unreadable("not_a_whole_number")
    if not isinstance(cell, str):
        if not isfinite(cell):
            raise Unreadable("not_a_whole_number")
        return Decimal(str(cell))
    text = plain_cell(cell)
    if len(text) <= LONGEST:
        if GROUPED.fullmatch(text):
            return Decimal(re.sub(r"[,' ]", "", text))
        if found := IN_UNITS.fullmatch(text):
            return Decimal(f"{found[1]}E{POWERS[found[2]]}")  # a product would be rounded to 28 digits
        if POINTED.fullmatch(text):
            raise Unreadable("decimal_point")
        if PLAIN.fullmatch(text) or POWER_OF_TEN.fullmatch(text):
            return Decimal(text)
    raise Unreadable("not_a_whole_number")


def plain_cell(cell: object) -> str:
    """Return the text of ``cell`` in lower case, half-width, with single spaces."""
    text = unicodedata.normalize("NFKC", str(cell)).replace("\ufeff", "").replace("\u2019", "'")
    return " ".join(text.lower().split())
