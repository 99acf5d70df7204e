"""How many quotes this process has given, by who asked and which option was cheapest: for its metrics."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from typing import Final, Literal

from pricing.book.file import shipped
from pricing.quotes.options import option_ids
from pricing.quotes.values import Quote

AskedBy = Literal["page", "api"]
OTHER: Final = "other"
"""Stands for an option of a visitor's own price book, whose ids are nobody else's business."""

_counts: Final[Counter[tuple[AskedBy, str]]] = Counter()
_counting: Final = threading.Lock()


def count_quote(quote: Quote, asked_by: AskedBy) -> None:
    """Count one quote by its cheapest option."""
    option = quote.cheapest if quote.cheapest in option_ids(shipped()) else OTHER
    with _counting:
        _counts[asked_by, option] += 1


def quote_counts() -> Mapping[tuple[AskedBy, str], int]:
    """Return the counts so far."""
    with _counting:
        return dict(_counts)
