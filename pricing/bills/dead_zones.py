"""Quantities of a month that cost more than some larger quantity, which reaches a cheaper tier.

Source: the price list's clause "monthly postpaid". A bill of volume tiers falls only where a tier begins, so
of all larger quantities the cheapest is the first one of some later tier. Graduated bills never fall.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pricing.bills.tiers import Tariff
from pricing.money import from_micro
from pricing.price_book import PriceBook


@dataclass(frozen=True)
class DeadZone:
    """``first`` to ``last`` calls a month cost more than ``cheaper_at`` do, by up to ``saves_up_to``."""

    first: int
    last: int
    cheaper_at: int
    saves_up_to: Decimal


def dead_zones(book: PriceBook) -> tuple[DeadZone, ...]:
    """Return the quantities of one month, all of them billed, that cost more than some larger quantity."""
    tariff = Tariff(book.postpaid, "overage")
    zones = []
    for start, end, price in zip(tariff.starts, tariff.ends, tariff.prices, strict=True):
        rival = _cheapest_later(tariff, end)
        if rival is None:
            continue
        lowest, there = rival
        if price * end > lowest:
            first = max(start + 1, lowest // price + 1)
            zones.append(DeadZone(first, end, there, from_micro(price * end - lowest)))
    return tuple(zones)


def cheaper_at(tariff: Tariff, calls: int, overage: int) -> tuple[int, int] | None:
    """Return the larger quantity with the lowest bill, and by how much (millionths) it is lower.

    The quantity is the one that picks the tier: the overage, or on the total basis the month's calls.
    None where no larger quantity costs less: the month is in no dead zone.
    """
    if overage == 0:
        return None
    quantity = overage if tariff.basis == "overage" else calls
    rival = _cheapest_later(tariff, quantity, not_billed=quantity - overage)
    if rival is None:
        return None
    lowest, there = rival
    bill = sum(tariff.prices[tier] * share for tier, share in tariff.parts(calls, overage))
    return (there, bill - lowest) if lowest < bill else None


def _cheapest_later(tariff: Tariff, quantity: int, *, not_billed: int = 0) -> tuple[int, int] | None:
    """Return the lowest bill (millionths) among the first quantities of later tiers, and its quantity.

    ``not_billed`` calls of each quantity are covered otherwise. Of equal bills that of the smallest quantity;
    None where no tier begins above ``quantity`` or bills never fall.
    """
    if tariff.mode == "graduated":
        return None
    tiers = zip(tariff.starts, tariff.prices, strict=True)
    later = [(start + 1, price) for start, price in tiers if start >= quantity]
    return min(((price * (first - not_billed), first) for first, price in later), default=None)
