"""What the clauses of the price list are called: the headings of the price page, the lines of a total."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dashboard.language.texts import Texts
from pricing.errors import message
from pricing.quotes.values import Clause

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


def clause_name(texts: Texts, clause: Clause) -> str:
    """Return what the price list calls the clause."""
    return texts(CLAUSES[clause])
