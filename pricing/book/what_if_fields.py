"""Texts into own list prices and discounts: what a person types, exact, or the fault of it.

Thousands may be separated by commas, spaces around it are ignored, and a discount may end in a per cent sign.
Full-width characters, as a Chinese keyboard gives them, count as plain ones.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from pricing.book.values import Price, fault_of
from pricing.book.what_if import DISCOUNT
from pricing.errors import Fault, shown

PRICE: Final = Price()

_NUMBER: Final = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?|-?\.[0-9]+")


def read_price(text: str) -> Decimal | Fault:
    """Return the list price that ``text`` writes, in currency units."""
    return _read("list_price", text, PRICE)


def read_discount(text: str) -> Decimal | Fault:
    """Return the discount that ``text`` writes, in per cent: 12.5 for "12.5" and "12.5%"."""
    return _read("discount", text, DISCOUNT, "%")


def _read(where: str, text: str, rule: Price, ending: str = "") -> Decimal | Fault:
    digits = unicodedata.normalize("NFKC", text).strip().removesuffix(ending).rstrip()
    if not _NUMBER.fullmatch(digits):
        return Fault("not_a_number", where, shown(text), {"allowed": rule.allowed})
    value = Decimal(digits.replace(",", ""))
    return fault_of(rule, where, value) or value
