"""What products, options, packs, cost components, clauses, movements and months are called on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from babel.lists import format_list

from dashboard.language.formats import calls_exact, calls_short, month_name
from dashboard.language.texts import Texts
from pricing.book.what_if import Item
from pricing.errors import message
from pricing.price_book import Component, PriceBook
from pricing.quotes.settlement import Kind as MovementKind
from pricing.quotes.settlement import Movement, usage_date
from pricing.quotes.values import Clause

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
CLAUSES: Final[Mapping[Clause, str]] = MappingProxyType(
    {
        "free": message("Free quota"),
        "license": message("License fee"),
        "qps": message("QPS upgrade"),
        "packs": message("Prepaid packs"),
        "postpaid": message("Monthly postpaid"),
    }
)
"""The catalogue's key of each clause that a line can come from: ``texts(CLAUSES[line.clause])``."""

SETTLEMENT: Final = message("Settlement")
LARGE_CUSTOMER: Final = message("Large customers")
MOVEMENTS: Final[Mapping[MovementKind, str]] = MappingProxyType(
    {
        "purchase": message("Purchase"),
        "settlement": message("Bill"),
        "freeze": message("Freeze"),
        "release": message("Release"),
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


def package_name(texts: Texts, book: PriceBook, package_id: str) -> str:
    """Return the name of a license package in the language of ``texts``, or its id where it has none."""
    package = next(package for package in book.packages if package.id == package_id)
    return package_id if package.name is None else package.name[texts.language.partition("_")[0]]


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


def clause_name(texts: Texts, clause: Clause) -> str:
    """Return what the price list calls the clause."""
    return texts(CLAUSES[clause])


def band(texts: Texts, start: int, up_to: int | None) -> str:
    """Return the quantities of a tier, those above ``start`` up to and including ``up_to`` (None: all)."""
    above = calls_exact(texts, start)
    if up_to is None:
        return texts("above {start}", start=above) if start else texts("any number")
    if start == 0:
        return texts("up to {up_to}", up_to=calls_exact(texts, up_to))
    return texts("above {start}, up to {up_to}", start=above, up_to=calls_exact(texts, up_to))


def item_name(texts: Texts, book: PriceBook, item: Item) -> str:
    """Return what an item of ``book`` is called: "1M pack", "A call (up to 1,000,000)"."""
    if item.clause == "qps" and book.qps is not None:
        return texts("{unit} QPS for one day and one activity", unit=book.qps.unit)
    if item.clause == "packs":
        return pack_name(texts, book, book.packs[item.place].id)
    if item.clause == "postpaid":
        tiers = book.postpaid.tiers
        start = tiers[item.place - 1].up_to if item.place else 0
        return texts("A call ({band})", band=band(texts, start or 0, tiers[item.place].up_to))
    return texts("License of one activity")


def usage_month(movement: Movement, texts: Texts) -> str:
    """Return the month that a settlement, a freeze or a release is measured by, inside a sentence."""
    day = usage_date(movement)
    return (
        month_names(texts, [movement.usage_month or movement.month])
        if day is None
        else month_name(texts, day)
    )
