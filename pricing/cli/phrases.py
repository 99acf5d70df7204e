"""Small pieces of the sentences that the command line prints: money, counts, months, packs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pricing.money import rounded
from pricing.price_book import License, PriceBook, QpsUpgrade

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SHORT = ((1_000_000, "M"), (1_000, "K"))


def figure(amount: Decimal) -> str:
    """Return an amount as people read it: thousands separated, two decimals, half up."""
    return f"{rounded(amount, 2):,f}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return ``1 license``, ``2 licenses``, ``3 activities``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(parts: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def pack_name(book: PriceBook, pack_id: str) -> str:
    """Return a pack's size if that tells it from the others (``5M``), else its id."""
    sizes = {pack.id: pack.calls for pack in book.packs}
    calls = sizes.get(pack_id, 0)
    if list(sizes.values()).count(calls) == 1:
        for unit, letter in SHORT:
            if calls and calls % unit == 0:
                return f"{calls // unit:,}{letter}"
    return pack_id


def package_name(book: PriceBook, package_id: str) -> str:
    """Return a license package's name in English, or its id where it has none."""
    names = {package.id: package.name for package in book.packages}
    return (names.get(package_id) or {}).get("en", package_id)


def packs(book: PriceBook, pack_id: str, quantity: int) -> str:
    """Return ``one 5M pack``, ``two 1M packs``, ``12 1M packs``."""
    number = WORDS[quantity] if quantity < len(WORDS) else f"{quantity:,}"
    return f"{number} {pack_name(book, pack_id)} pack{'' if quantity == 1 else 's'}"


def qps_not_online(book: PriceBook, peak_qps: int, mix: Sequence[int], *, units: int) -> str:
    """Return why a peak can't be bought online: it needs more ``units`` than are sold, or none are sold.

    ``mix``: licenses of each package.
    """
    few = counted(sum(mix), "activity", "activities")
    if book.qps is None:
        return f"{peak_qps:,} QPS for {few} need a QPS upgrade, which is not sold"
    needed, most = counted(units, "unit"), _most_units(book.qps, book.packages, mix)
    return (
        f"{peak_qps:,} QPS for {few} need {needed} of {book.qps.unit:,}, "
        f"and at most {most:,} can be bought online"
    )


def _most_units(qps: QpsUpgrade, packages: Sequence[License], mix: Sequence[int]) -> int:
    """Return how many units the licenses of a mix can add together."""
    each = (qps.most_units(package.qps) or 0 for package in packages)
    return sum(most * count for most, count in zip(each, mix, strict=True))


def months(numbers: Iterable[int]) -> str:
    """Return ``month 3``, or ``months 1 and 3 to 5`` for several."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    one = len(runs) == 1 and len(runs[0]) == 1
    return f"month{'' if one else 's'} {listed(texts)}"
