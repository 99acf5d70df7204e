"""Exact money: decimals at the edges, whole millionths of the currency unit inside."""

from __future__ import annotations

from decimal import Decimal

MICRO = 1_000_000
"""Millionths in one currency unit; a price book's prices have at most 6 decimals."""

LARGEST = 2**59
"""Amounts in millionths stay below this, so that sums of several still fit in 64 bits."""


def to_micro(amount: Decimal) -> int:
    """Return ``amount`` (currency units) in whole millionths.

    Raises ValueError for an amount with more than 6 decimals.
    """
    scaled = amount * MICRO
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{amount} has more than 6 decimals")
    return whole


def from_micro(micro: int) -> Decimal:
    """Return an amount of whole millionths in currency units, exact and without trailing zeros."""
    return plain(Decimal(micro).scaleb(-6))


def plain(amount: Decimal) -> Decimal:
    """Return ``amount`` without trailing zeros and without an exponent: 20000, 12000.012."""
    normal = amount.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal
