"""How amounts and ratios are written in files: exact amounts, ratios with six decimals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from pricing.money import plain


def exact(amount: Decimal) -> str:
    """Return ``amount`` in full, without trailing zeros or an exponent: ``20000``, ``12000.012``."""
    return format(plain(amount), "f")


def with_separators(amount: Decimal) -> str:
    """Return ``amount`` in full with its thousands separated: ``20,000``, ``12,000.012``."""
    whole, point, decimals = exact(amount).partition(".")
    return f"{int(whole):,}{point}{decimals}"


def rounded(number: Fraction | Decimal, decimals: int) -> Decimal:
    """Return ``number`` (not negative) with so many decimals, half up; exact, whatever its size."""
    scale = 10**decimals
    units = int((Fraction(number) * scale * 2 + 1) // 2)
    return Decimal(f"{units}E-{decimals}")  # unlike `scaleb`, not cut to the context's 28 digits


def share(ratio: Fraction, decimals: int) -> Decimal:
    """Return a part of 1 with so many decimals, half up; 0 or 1 only if it is exactly that."""
    if not 0 < ratio < 1:
        return rounded(ratio, decimals)
    step = Decimal(f"1E-{decimals}")
    return min(max(rounded(ratio, decimals), step), 1 - step)


def six_decimals(ratio: Fraction | None) -> Decimal | None:
    """Return a `share` with at most six decimals, without trailing zeros; None stays None."""
    return None if ratio is None else plain(share(ratio, 6))
