"""What a single value of a price book may be: whole numbers, prices, texts, words, dates.

Each rule raises a PydanticCustomError whose type is a fault code of `pricing.errors`. Its message is empty:
`book.format` makes the fault.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Context, Decimal

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pricing.errors import Fault, Phrase, message, shown
from pricing.money import plain

MOST_PRICE = 10**9
"""The highest price in currency units."""

PRICE_DECIMALS = 6
"""The most decimals of a price: a millionth of the currency unit is the smallest amount."""

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
        limits = {"low": f"{low:,}", "high": f"{high:,}"}
        self.allowed = Phrase(message("a whole number from {low} to {high}"), **limits)

    def check(self, value: object) -> int:
        """Accept integers of TOML only: neither true nor 1.0 is one."""
        if type(value) is not int:
            raise PydanticCustomError("wrong_type", "")
        if not self.low <= value <= self.high:
            raise _range_error(self.below if value < self.low else "out_of_range", self)
        return value


class Price(Rule):
    """An exact decimal from 0 to ``high`` with at most ``decimals``; whole numbers count as decimals."""

    low = 0

    def __init__(self, high: int = MOST_PRICE, decimals: int = PRICE_DECIMALS) -> None:
        self.high = high
        self.step = Decimal(1).scaleb(-decimals)
        limits = {"high": f"{high:,}", "decimals": str(decimals)}
        self.allowed = Phrase(message("a number from 0 to {high} with at most {decimals} decimals"), **limits)

    def check(self, value: object) -> Decimal:
        """Return the amount without trailing zeros."""
        if type(value) is not int and not isinstance(value, Decimal):
            raise PydanticCustomError("wrong_type", "")
        if isinstance(value, Decimal) and not value.is_finite():
            raise _range_error("not_finite", self)
        if not 0 <= value <= self.high:
            raise _range_error("out_of_range", self)
        exact = Decimal(value).copy_abs()
        rounded = exact.quantize(self.step, context=_EXACT)
        if rounded != exact:
            raise PydanticCustomError("too_many_decimals", "")
        return plain(rounded)


class Text(Rule):
    """A string of 1 to ``longest`` characters; with a ``pattern``, one that fits it as a whole."""

    longest = 200

    def __init__(self, allowed: str = "", pattern: str = r".*\S.*") -> None:
        self.pattern = re.compile(pattern)
        longest = str(self.longest)
        self.allowed = allowed or Phrase(
            message("a line of text of 1 to {longest} characters"), longest=longest
        )

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

    allowed = Phrase(message("a date without quotes, such as 2026-11-22"))

    def check(self, value: object) -> date:
        """Accept dates of TOML only; a date with a time is another type."""
        if type(value) is not date:
            raise PydanticCustomError("wrong_type", "")
        return value


def fault_of(rule: Rule, where: str, value: object) -> Fault | None:
    """Return what is wrong with ``value`` by ``rule``, or None; for values that stand in no file."""
    try:
        rule.check(value)
    except PydanticCustomError as error:
        return Fault(error.type, where, shown(value), error.context or {"allowed": rule.allowed})
    return None


def _range_error(code: str, rule: Whole | Price) -> PydanticCustomError:
    return PydanticCustomError(code, "", {"low": f"{rule.low:,}", "high": f"{rule.high:,}"})
