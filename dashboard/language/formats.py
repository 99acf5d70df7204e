"""How numbers, money and months are written in either language; nothing is rounded before it gets here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from dashboard.language.texts import Texts
from pricing.money import rounded

Exact = Decimal | Fraction | int
DASH: Final = "–"
"""Where there is no figure."""

WHOLE = 0
CENTS = 2
POWERS: Final[Mapping[str, tuple[int, ...]]] = {"en": (12, 9, 6, 3), "zh_Hans": (8, 4)}
"""The powers of ten that have a short name: T, B, M, K; 亿, 万."""

_kept = lru_cache(maxsize=8192)
"""Every run writes the stops of all sliders again: a fifth of its time, were they not kept."""


@_kept
def number(texts: Texts, value: Exact, decimals: int = 0) -> str:
    """Return ``value`` with separators and exactly ``decimals`` decimals, half up."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(
        rounded(value, decimals), pattern, locale=texts.language, decimal_quantization=False
    )


def money(texts: Texts, amount: Exact, currency: str, decimals: int | None = CENTS) -> str:
    """Return ``amount`` with its currency: "CNY 85,000.00", "85,000.00 元".

    ``decimals=None`` is for sentences and metrics: two decimals, none for a whole amount ("CNY 85,000").
    """
    if decimals is None:
        decimals = WHOLE if Fraction(amount).denominator == 1 else CENTS
    return in_currency(texts, number(texts, amount, decimals), currency)


def in_currency(texts: Texts, written: str, currency: str) -> str:
    """Return an amount that is written already with its currency."""
    if currency == "CNY":
        return texts("CNY {amount}", amount=written)
    return texts("{currency} {amount}", currency=currency, amount=written)


def unit_price(texts: Texts, price: Exact, currency: str) -> str:
    """Return the price of one call with all its decimals, at least two: "CNY 0.005"."""
    decimals = next((d for d in range(CENTS, 12) if rounded(price, d) == price), 6)
    return money(texts, price, currency, decimals)


def price_per_thousand(texts: Texts, price_per_call: Exact, currency: str) -> str:
    """Return what 1,000 calls cost, with two decimals: "CNY 13.00"."""
    return money(texts, Fraction(price_per_call) * 1000, currency)


def calls_exact(texts: Texts, quantity: int) -> str:
    """Return a number of calls for sentences, exact: "400,000"; "40万", but "400,001"."""
    unit = _unit(texts, quantity)
    if texts.language == "zh_Hans" and unit and quantity * 10**CENTS % 10**unit == 0:
        return calls_short(texts, quantity)
    return number(texts, quantity)


def calls_in_words(texts: Texts, quantity: int) -> str:
    """Return a number of calls with its noun, exact: "1 call", "400,000 calls"; "40万次", "400,001 次"."""
    written = calls_exact(texts, quantity)
    words = texts.plural("{calls} call", "{calls} calls", quantity, calls=written)
    return words.replace("万 ", "万").replace("亿 ", "亿")


@_kept
def calls_short(texts: Texts, quantity: int) -> str:
    """Return a number of calls for axes and labels: "400K", "1.2M"; "40万", "1.2亿"."""
    unit = _unit(texts, quantity)
    # Rounded here, because Babel would write 999,999 as "1000K".
    near = int(rounded(Fraction(quantity, 10**unit), CENTS) * 10**unit) if unit else quantity
    return format_compact_decimal(near, locale=texts.language, fraction_digits=CENTS)


def percent(texts: Texts, ratio: Exact, decimals: int = 0) -> str:
    """Return ``ratio`` in per cent, half up: Fraction(23, 100) is "23%"."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    return format_percent(rounded(ratio, decimals + 2), pattern, locale=texts.language)


def multiple(texts: Texts, ratio: Exact) -> str:
    """Return how many times the cheapest something costs: "× 1.42"."""
    return texts("× {ratio}", ratio=number(texts, ratio, 2))


def month_label(texts: Texts, month: int) -> str:
    """Return the name of a month of the scenario, 1-based: "Month 1", "第 1 个月"."""
    return texts("Month {month}", month=month)


def month_name(texts: Texts, month: date) -> str:
    """Return a month of the calendar: "January 2027", "2027年1月"."""
    return format_skeleton("yMMMM", month, locale=texts.language)


def day_name(texts: Texts, day: date) -> str:
    """Return a day of the calendar in full: "January 15, 2027", "2027年1月15日"."""
    return format_date(day, format="long", locale=texts.language)


def _unit(texts: Texts, quantity: int) -> int:
    """Return the largest power of ten with a short name up to ``quantity``; 0 where there is none."""
    return next((power for power in POWERS[texts.language] if quantity >= 10**power), 0)
