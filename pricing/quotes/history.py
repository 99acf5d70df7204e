"""One scenario on every price list of a product: what it would have cost, and what it would have bought."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pricing.errors import AmountTooLarge
from pricing.money import exact
from pricing.price_book import PriceBook
from pricing.quotes.as_json import Json, purchases_object
from pricing.quotes.quote import quote
from pricing.quotes.values import Option, Quote
from pricing.scenario import Scenario


@dataclass(frozen=True)
class Past:
    """A price list and the ``quote`` at its prices; None: nothing can be bought, for ``reason``, a code."""

    book: PriceBook
    quote: Quote | None
    reason: str | None = None

    @property
    def cheapest(self) -> Option | None:
        """The cheapest option."""
        return None if self.quote is None else self.quote.option(self.quote.cheapest)


def history(lists: Iterable[PriceBook], scenario: Scenario, *, says_basis: bool) -> tuple[Past, ...]:
    """Return ``scenario`` on each of ``lists``, in their order.

    Unless it ``says_basis``, each list has its own reading of A1.
    """
    return tuple(
        _past(book, scenario if says_basis else replace(scenario, tier_basis=book.default_basis))
        for book in lists
    )


def _past(book: PriceBook, scenario: Scenario) -> Past:
    try:
        return Past(book, quote(book, scenario))
    except AmountTooLarge as error:
        return Past(book, None, error.faults[0].code)


def history_json(found: Iterable[Past]) -> str:
    """Return the lists as indented JSON with a newline at its end."""
    lists: list[Json] = [_object(past) for past in found]
    return json.dumps({"lists": lists}, ensure_ascii=False, indent=2) + "\n"


def _object(past: Past) -> Json:
    book, option = past.book, past.cheapest
    sold = option is not None and option.costs is not None
    return {
        "version": book.version,
        "published": None if book.published is None else book.published.isoformat(),
        "cheapest": option.id if option and sold else None,
        "total": exact(option.costs.total) if option and option.costs else None,
        "licenses": purchases_object(option.licenses) if option and sold else None,
        "purchases": purchases_object(option.purchases) if option and sold else None,
        "reason": past.reason,
    }
