"""A price book written: as TOML, which `book.file` reads back as the same book, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import tomli_w

from pricing.book.format import BookTable
from pricing.money import exact
from pricing.price_book import PriceBook


def dumps(book: PriceBook) -> str:
    """Return ``book`` as the text of a price book file, its tables in the order of the format."""
    return tomli_w.dumps(tables(book), indent=2)


def tables(book: PriceBook) -> dict[str, Any]:
    """Return the tables of the file of ``book``: what is None or empty is left out, amounts are decimals."""
    found: dict[str, Any] = _toml(_plain(book))
    return found


def price_book_json(book: PriceBook) -> str:
    """Return ``book`` as indented JSON with a newline at its end.

    The tables are those of the file, null where the book has none; amounts are exact decimal strings.
    """
    return json.dumps(_plain(book), default=_text, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> Any:  # noqa: ANN401  whatever a book holds
    """Return ``value`` with its dataclasses as dictionaries and its tuples as lists, in the file's order."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        names = BookTable.model_fields if isinstance(value, PriceBook) else [f.name for f in fields(value)]
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
