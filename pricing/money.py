"""Exact money: decimals at the edges, whole millionths of the currency unit inside; how both are written."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

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


def exact(amount: Decimal) -> str:
    """Return ``amount`` in full, without trailing zeros or an exponent: ``20000``, ``12000.012``."""
    return format(plain(amount), "f")


def with_separators(amount: Decimal) -> str:
    """Return ``amount`` in full with its thousands separated: ``20,000``, ``12,000.012``."""
    whole, point, decimals = exact(amount).partition(".")
    return f"{int(whole):,}{point}{decimals}"


def rounded(number: Fraction | Decimal | int, decimals: int) -> Decimal:
    """Return ``number`` with so many decimals, half up (away from zero); exact, whatever its size."""
    units = (abs(Fraction(number)) * 10**decimals * 2 + 1) // 2
    signed = -units if number < 0 else units
    return Decimal(f"{signed}E-{decimals}")  # unlike `scaleb`, not cut to the context's 28 digits


def share(ratio: Fraction, decimals: int) -> Decimal:
    """Return a part of 1 with so many decimals, half up; 0 or 1 only if it is exactly that."""
    if not 0 < ratio < 1:
        return rounded(ratio, decimals)
    step = Decimal(f"1E-{decimals}")
    return min(max(rounded(ratio, decimals), step), 1 - step)


def six_decimals(ratio: Fraction) -> Decimal:
    """Return a `share` with at most six decimals, without trailing zeros."""
    return plain(share(ratio, 6))
