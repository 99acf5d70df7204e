"""Price books as TOML texts: what `book.file` reads back as the same book.

The counterpart of the loader: `tables` of a book are those of its file, `dumps` writes them. Amounts are
written in full, never as binary floats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

import tomli_w

from pricing.book.format import BookTable
from pricing.price_book import PriceBook


def dumps(book: PriceBook) -> str:
    """Return ``book`` as the text of a price book file, its tables in the order of the format."""
    return tomli_w.dumps(tables(book), indent=2)


def tables(book: PriceBook) -> dict[str, Any]:
    """Return the tables of the file of ``book``: what is None or empty is left out, as in a file."""
    found: dict[str, Any] = _value(book)
    return {name: found[name] for name in BookTable.model_fields if name in found}


def _value(value: object) -> Any:  # noqa: ANN401  whatever TOML has
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _value(each) for name, each in pairs if each is not None and each != ()}
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        return int(value)
    return value
