"""Random price books and scenarios, plain and nasty: for hypothesis and for seeded runs.

One generator serves both: it asks a `Choice` for every figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from pricing.book.file import shipped
from pricing.price_book import (
    Free,
    License,
    Pack,
    Postpaid,
    PriceBook,
    QpsUpgrade,
    Tier,
)
from pricing.scenario import TIER_BASES, Scenario

T = TypeVar("T")
Case = tuple[PriceBook, Scenario]

MOST_PACKS_A_MONTH = 2000
"""No month needs more packs of one kind: thousands of them take HiGHS, in floating point, for ever."""


class Choice(Protocol):
    """Where the figures of a random case come from."""

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both possible."""

    def one_of(self, options: Sequence[T]) -> T:
        """Return one of ``options``."""


class Seeded:
    """Figures from a seeded generator."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def whole(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def one_of(self, options: Sequence[T]) -> T:
        return self._random.choice(options)


class Drawn:
    """Figures that hypothesis draws, and shrinks."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def whole(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))

    def one_of(self, options: Sequence[T]) -> T:
        return self._draw(st.sampled_from(options))


@st.composite
def tiny_cases(draw: st.DrawFn) -> Case:
    """Books of a few calls and at most 4 months: small enough to enumerate."""
    return tiny_case(Drawn(draw))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Books and scenarios of real size: up to 12 uneven months of up to 100,000,000 calls."""
    return real_case(Drawn(draw))


def random_cases(seed: int, count: int, *, tiny: bool = False) -> list[Case]:
    """Return ``count`` cases, the same ones for the same seed."""
    choice = Seeded(Random(seed))
    return [tiny_case(choice) if tiny else real_case(choice) for _ in range(count)]


def face_fusion_cases(seed: int, count: int, *, months: int = 12) -> list[Case]:
    """Return ``count`` scenarios of that many uneven months at the prices of the shipped book."""
    choice = Seeded(Random(seed))
    book = shipped()
    return [(book, real_scenario(choice, months)) for _ in range(count)]


def real_case(choice: Choice) -> Case:
    """Return a random book and scenario of real size, one book in three being the shipped one."""
    book = shipped() if choice.whole(0, 2) == 0 else real_book(choice)
    smallest = min((pack.calls for pack in book.packs), default=1_000_000)
    most_calls = min(100_000_000, MOST_PACKS_A_MONTH * smallest)
    return book, real_scenario(choice, choice.one_of((1, 2, 3, 6, 12, 12)), most_calls)


def real_scenario(choice: Choice, months: int, most_calls: int = 100_000_000) -> Scenario:
    """Return uneven demand of up to ``most_calls`` a month, months without any among them."""
    largest = min(most_calls, choice.one_of((300_000, 3_000_000, 20_000_000, 100_000_000)))
    step = choice.one_of((1, 1, 1000, 100_000))
    return Scenario(
        monthly_calls=tuple(real_calls(choice, largest, step) for _ in range(months)),
        peak_qps=choice.one_of((0, 50, 51, 120, 300, 301, 1000, 2345)),
        peak_days=choice.one_of((0, 0, 1, 7, 30, 366)),
        materials=choice.one_of((1, 30, 31, 90)),
        activities=choice.one_of((1, 1, 1, 2, 5)),
        tier_basis=choice.one_of(TIER_BASES),
        count_free_quota=choice.one_of((True, False)),
    )


def real_calls(choice: Choice, largest: int, step: int) -> int:
    """Return the calls of one month: nothing, a trickle, a tier's edge or anything up to ``largest``."""
    kind = choice.whole(0, 9)
    if kind == 0:
        return 0
    if kind == 1:
        return choice.whole(1, 1000)
    if kind == 2:
        return min(largest, choice.one_of((1_000_000, 5_000_000)) + choice.one_of((-1, 0, 1)))
    return choice.whole(0, largest // step) * step


def real_book(choice: Choice) -> PriceBook:
    """Return a book of nice or awkward pack sizes and prices with up to 6 decimals."""
    sizes = (137, 5000, 99_999, 250_000, 1_000_000, 1_234_567, 5_000_000, 7_777_777, 30_000_000)
    prices = ("0", "0.005", "0.012", "0.02", "0.013579", "0.000001", "0.031", "0.0199")
    return _book(
        free=choice.one_of((None, Free(500, 1), Free(12_345, 1))),
        license_=choice.one_of(
            (
                None,
                License(Decimal(20000), 12, 300_000, 50, 30),
                License(Decimal("99.9"), 12, 10_000, 10, 1),
                License(Decimal(150_000), 12, 0, 100, 10),
                License(Decimal("1234.567891"), 12, 1_234_567, 0, 30),
            )
        ),
        qps=choice.one_of(
            (
                None,
                QpsUpgrade(50, Decimal(1050), 5, 30),
                QpsUpgrade(7, Decimal("3.141592"), 3, 30),
                QpsUpgrade(100, Decimal(0), 1000, 30),
            )
        ),
        packs=_packs(choice, choice.whole(0, 5), sizes, prices),
        postpaid=_postpaid(choice, (1000, 99_999, 1_000_000, 3_333_333, 5_000_000), prices),
    )


def tiny_case(choice: Choice) -> Case:
    """Return a book of a few calls and a scenario of few enough purchases to enumerate."""
    months = choice.whole(1, 4)
    most_packs = (3, 3, 2, 1)[months - 1]
    prices = ("0", "1", "0.5", "0.7", "0.3", "2.000001")
    book = _book(
        free=choice.one_of((None, Free(1, 1), Free(3, 1))),
        license_=choice.one_of(
            (
                None,
                License(Decimal(1), 12, 2, 1, 1),
                License(Decimal(5), 12, 4, 5, 2),
                License(Decimal("0.1"), 12, 1, 0, 30),
                License(Decimal(20), 12, 0, 50, 30),
                License(Decimal(0), 12, 3, 2, 30),
            )
        ),
        qps=choice.one_of((None, QpsUpgrade(1, Decimal("0.6"), 2, 30), QpsUpgrade(4, Decimal(3), 1, 30))),
        packs=_packs(choice, choice.whole(0, most_packs), (3, 4, 5, 7, 11), prices),
        postpaid=_postpaid(choice, (1, 3, 4, 6, 9), prices),
    )
    most_calls = (20, 14, 9, 8)[months - 1]
    scenario = Scenario(
        monthly_calls=tuple(choice.whole(0, most_calls) for _ in range(months)),
        peak_qps=choice.whole(0, 9),
        peak_days=choice.whole(0, 2),
        materials=choice.whole(0, 3),
        activities=choice.whole(1, 2),
        tier_basis=choice.one_of(TIER_BASES),
        count_free_quota=choice.one_of((True, False)),
    )
    return book, scenario


def package_cases(seed: int, count: int, *, tiny: bool = False) -> list[Case]:
    """Return ``count`` books of 1 to 4 license packages with a scenario each, the same for the same seed."""
    choice = Seeded(Random(seed))
    return [tiny_packages(choice) if tiny else real_packages(choice) for _ in range(count)]


def tiny_packages(choice: Choice) -> Case:
    """Return a tiny book of 1 to 4 packages, and a scenario with QPS on ordinary days."""
    book, scenario = tiny_case(choice)
    packages = tuple(
        License(
            Decimal(choice.one_of(("0", "1", "2", "2.5", "3", "5"))),
            12,
            choice.one_of((0, 1, 2, 4)),
            choice.whole(1, 4),
            choice.one_of((None, 1, 2, 3)),
            f"l{number}",
        )
        for number in range(choice.whole(1, 4))
    )
    limits = choice.one_of(({}, {"max_units": 1}, {"max_units": 2}, {"max_qps": 4}))
    qps = choice.one_of(
        (None, QpsUpgrade(choice.whole(1, 2), Decimal(choice.one_of(("0", "0.4", "2"))), **limits))
    )
    scenario = replace(scenario, base_qps=choice.whole(0, 3), peak_qps=choice.whole(0, 6))
    return replace(book, packages=packages, qps=qps), scenario


def real_packages(choice: Choice) -> Case:
    """Return a book of 1 to 4 packages like those on sale, and a scenario of a few months."""
    packages = tuple(
        License(
            Decimal(choice.one_of((99, 5_000, 20_000, 20_000, 80_000))),
            12,
            choice.one_of((0, 10_000, 300_000, 5_000_000)),
            choice.one_of((1, 10, 50, 50, 500)),
            choice.one_of((None, 10, 30, 1_000)),
            f"l{number}",
        )
        for number in range(choice.whole(1, 4))
    )
    limits = choice.one_of(({}, {"max_units": 5}, {"max_qps": 1_000}, {"max_qps": 300}))
    qps = choice.one_of(
        (
            None,
            QpsUpgrade(50, Decimal(1_050), **limits),
            QpsUpgrade(10, Decimal(210), **limits),
            QpsUpgrade(7, Decimal("3.141592"), **limits),
        )
    )
    scenario = real_scenario(choice, choice.one_of((1, 2, 3, 6)), 20_000_000)
    scenario = replace(
        scenario, base_qps=choice.one_of((1, 10, 50, 120)), materials=choice.one_of((1, 31, 90, 1_001))
    )
    return replace(real_book(choice), packages=packages, qps=qps), scenario


def _packs(choice: Choice, count: int, sizes: Sequence[int], prices: Sequence[str]) -> tuple[Pack, ...]:
    packs = []
    for number in range(count):
        calls = choice.one_of(sizes)
        price = calls * Decimal(choice.one_of(prices))
        packs.append(Pack(f"p{number}", calls, price, 12))
    return tuple(packs)


def _postpaid(choice: Choice, ends: Sequence[int], prices: Sequence[str]) -> Postpaid:
    """Return 1 to 4 tiers whose prices fall, rise or jump."""
    count = choice.whole(0, 3)
    first = choice.whole(0, len(ends) - count)
    up_to = (*ends[first : first + count], None)
    unit_prices = [Decimal(choice.one_of(prices)) for _ in up_to]
    order = choice.one_of(("falling", "falling", "rising", "any"))
    if order != "any":
        unit_prices.sort(reverse=order == "falling")
    tiers = tuple(Tier(end, price) for end, price in zip(up_to, unit_prices, strict=True))
    return Postpaid(choice.one_of(("volume", "volume", "graduated")), tiers)


def _book(
    *,
    free: Free | None,
    license_: License | None,
    qps: QpsUpgrade | None,
    packs: tuple[Pack, ...],
    postpaid: Postpaid,
) -> PriceBook:
    return PriceBook(
        id="random",
        version="1",
        currency="CNY",
        source="drawn at random",
        checked_on=date(2026, 11, 22),
        name={"en": "Random"},
        postpaid=postpaid,
        free=free,
        packages=(license_,) if license_ else (),
        qps=qps,
        packs=packs,
    )
