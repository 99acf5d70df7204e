"""What products, options, packs, cost components, months and currencies are called on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from babel.lists import format_list

from dashboard.charts.palette import Component
from dashboard.language.formats import calls_short
from dashboard.language.texts import Texts
from pricing.errors import message
from pricing.price_book import PriceBook

OPTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "trial": message("Trial"),
        "postpaid": message("Postpaid only"),
        "best_mix": message("Best mix of packs"),
        "extra_activities": message("Extra activities"),
        "optimal": message("Optimal"),
    }
)
COMPONENTS: Final[Mapping[Component, str]] = MappingProxyType(
    {
        "license": message("License"),
        "qps": message("QPS upgrade"),
        "packs": message("Packs"),
        "postpaid": message("Postpaid"),
    }
)


def product_name(texts: Texts, book: PriceBook) -> str:
    """Return the product's name in the language of the screen, or in any that the book has."""
    code = "zh" if texts.language == "zh_Hans" else "en"
    return book.name.get(code) or next(iter(book.name.values()), book.id)


def option_name(texts: Texts, book: PriceBook, option_id: str) -> str:
    """Return the name of an option: "Best mix of packs", "5M pack"."""
    if option_id.startswith("pack:"):
        return pack_name(texts, book, option_id.removeprefix("pack:"))
    return texts(OPTIONS[option_id])


def pack_name(texts: Texts, book: PriceBook, pack_id: str) -> str:
    """Return the name of a pack by its calls, "5M pack"; with its id where two packs have as many."""
    pack = next(pack for pack in book.packs if pack.id == pack_id)
    name = texts("{calls} pack", calls=calls_short(texts, pack.calls))
    if sum(other.calls == pack.calls for other in book.packs) > 1:
        return texts("{name} ({id})", name=name, id=pack.id)
    return name


def currency_name(texts: Texts, currency: str) -> str:
    """Return the unit of an axis or a column: "CNY", "元"."""
    return texts("CNY") if currency == "CNY" else currency


def month_names(texts: Texts, months: Iterable[int]) -> str:
    """Return months inside a sentence, neighbours joined: "month 3", "months 1 to 4 and 9"."""
    runs: list[list[int]] = []
    for month in sorted(set(months)):
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    if len(runs) == len(runs[0]) == 1:
        return texts("month {month}", month=runs[0][0])
    spans = [
        texts("{first} to {last}", first=run[0], last=run[-1]) if len(run) > 1 else str(run[0])
        for run in runs
    ]
    return texts("months {months}", months=in_a_row(texts, spans))


def in_a_row(texts: Texts, things: Iterable[str]) -> str:
    """Return ``things`` as a list in a sentence: "a, b, and c", "a、b和 c"."""
    row = format_list(list(things), locale=texts.language)
    return re.sub(r"(?<=[0-9A-Za-z])(?=和)|(?<=和)(?=[0-9A-Za-z])", " ", row)
