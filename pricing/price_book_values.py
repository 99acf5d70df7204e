"""What a single value of a price book may be: whole numbers, prices, texts, words, dates.

Each rule raises a PydanticCustomError whose type is a fault code of `pricing.errors`; the message is left
empty, for `price_book_format` makes the fault.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Context, Decimal

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pricing.money import MICRO, plain

MOST_PRICE = 10**9
"""The highest price in currency units."""

_STEP = 1 / Decimal(MICRO)
_EXACT = Context(prec=40, traps=[])


class Rule:
    """What one value may be; ``allowed`` says it in words."""

    allowed: str

    def check(self, value: object) -> object:
        """Return the value as the price book holds it; raises PydanticCustomError with a fault code."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)


class Whole(Rule):
    """A whole number from ``low`` to ``high``; ``below`` is the fault code of a smaller one."""

    def __init__(self, low: int, high: int, below: str = "out_of_range") -> None:
        self.low, self.high, self.below = low, high, below
        self.allowed = f"a whole number from {low:,} to {high:,}"

    def check(self, value: object) -> int:
        """Accept integers of TOML only: neither true nor 1.0 is one."""
        if type(value) is not int:
            raise PydanticCustomError("wrong_type", "")
        if not self.low <= value <= self.high:
            raise _range_error(self.below if value < self.low else "out_of_range", self)
        return value


class Price(Rule):
    """An exact decimal from 0 to ``high`` with at most 6 decimals; whole numbers count as decimals."""

    low = 0

    def __init__(self, high: int = MOST_PRICE) -> None:
        self.high = high
        self.allowed = f"a number from 0 to {high:,} with at most 6 decimals"

    def check(self, value: object) -> Decimal:
        """Return the amount without trailing zeros."""
        if type(value) is not int and not isinstance(value, Decimal):
            raise PydanticCustomError("wrong_type", "")
        if isinstance(value, Decimal) and not value.is_finite():
            raise _range_error("not_finite", self)
        if not 0 <= value <= self.high:
            raise _range_error("out_of_range", self)
        exact = Decimal(value).copy_abs()
        rounded = exact.quantize(_STEP, context=_EXACT)
        if rounded != exact:
            raise PydanticCustomError("too_many_decimals", "")
        return plain(rounded)


class Text(Rule):
    """A string of 1 to ``longest`` characters; with a ``pattern``, one that fits it as a whole."""

    longest = 200

    def __init__(self, allowed: str = "", pattern: str = r".*\S.*") -> None:
        self.pattern = re.compile(pattern)
        self.allowed = allowed or f"a line of text of 1 to {self.longest} characters"

    def check(self, value: object) -> str:
        """Accept printable text, so that a name can stand on any screen and in any file."""
        if not isinstance(value, str):
            raise PydanticCustomError("wrong_type", "")
        if len(value) > self.longest or not value.isprintable() or not self.pattern.fullmatch(value):
            raise PydanticCustomError("invalid_text", "")
        return value


class Choice(Rule):
    """One of a few words."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.allowed = ", ".join(words)

    def check(self, value: object) -> str:
        """Accept the words as they are spelt."""
        if not isinstance(value, str):
            raise PydanticCustomError("wrong_type", "")
        if value not in self.words:
            raise PydanticCustomError("not_allowed", "")
        return value


class Day(Rule):
    """A date without a time of day."""

    allowed = "a date without quotes, such as 2026-11-22"

    def check(self, value: object) -> date:
        """Accept dates of TOML only; a date with a time is another type."""
        if type(value) is not date:
            raise PydanticCustomError("wrong_type", "")
        return value


def _range_error(code: str, rule: Whole | Price) -> PydanticCustomError:
    return PydanticCustomError(code, "", {"low": f"{rule.low:,}", "high": f"{rule.high:,}"})
