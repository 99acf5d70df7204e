"""A price book written: as TOML, which `book.file` reads back as the same book, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import tomli_w

from pricing.book.format import BookTable, LicenseTable
from pricing.money import exact
from pricing.price_book import License, PriceBook


def dumps(book: PriceBook) -> str:
    """Return ``book`` as the text of a price book file, its tables in the order of the format."""
    return tomli_w.dumps(tables(book), indent=2)


def tables(book: PriceBook) -> dict[str, Any]:
    """Return the tables of the file of ``book``: what is None or empty is left out, amounts are decimals."""
    found: dict[str, Any] = _toml(_plain(book))
    if book.has_single_license:
        del found["license"]["id"]
    return found


def price_book_json(book: PriceBook) -> str:
    """Return ``book`` as indented JSON with a newline at its end.

    The tables are those of the file, null where the book has none; amounts are exact decimal strings.
    """
    return json.dumps(_plain(book), default=_text, ensure_ascii=False, indent=2) + "\n"


def price_books_json(books: Iterable[PriceBook], default: str) -> str:
    """Return when which list was in force, as indented JSON; ``default`` is the version taken by itself."""
    names = ("id", "version", "published", "superseded", "currency")
    lists = [
        {**{name: getattr(book, name) for name in names}, "default": book.version == default}
        for book in books
    ]
    return json.dumps({"price_books": lists}, default=_text, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> Any:  # noqa: ANN401  whatever a book holds
    """Return ``value`` with its dataclasses as dictionaries and its tuples as lists, in the file's order."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, PriceBook):
        found = {name: _plain(getattr(value, name)) for name in BookTable.model_fields if name != "license"}
        packages = [_plain(package) for package in value.packages]
        license_ = packages[0] if value.has_single_license else packages or None
        return {name: license_ if name == "license" else found[name] for name in BookTable.model_fields}
    if is_dataclass(value):
        names = LicenseTable.model_fields if isinstance(value, License) else [f.name for f in fields(value)]
        return {name: _plain(getattr(value, name)) for name in names}
    return value


def _toml(value: object) -> Any:  # noqa: ANN401  whatever TOML has
    if isinstance(value, dict):
        return {key: _toml(each) for key, each in value.items() if each is not None and each != []}
    if isinstance(value, list):
        return [_toml(each) for each in value]
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        return int(value)
    return value


def _text(value: Decimal | date) -> str:
    """Write what JSON does not have."""
    return exact(value) if isinstance(value, Decimal) else value.isoformat()
