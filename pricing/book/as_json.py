"""A price book as JSON: the tables of its file, amounts as exact decimal strings."""

from __future__ import annotations

import json

from pricing.notation import exact
from pricing.price_book import PriceBook
from pricing.quotes.as_json import Json


def price_book_json(book: PriceBook) -> str:
    """Return ``book`` as indented JSON with a newline at its end."""
    return json.dumps(price_book_object(book), ensure_ascii=False, indent=2) + "\n"


def price_book_object(book: PriceBook) -> dict[str, Json]:
    """Return the tables of ``book`` by the names of DESIGN section 4; null where the book has none."""
    free, granted, upgrade = book.free, book.license, book.qps
    return {
        "id": book.id,
        "version": book.version,
        "currency": book.currency,
        "source": book.source,
        "checked_on": book.checked_on.isoformat(),
        "name": dict(book.name),
        "free": None if free is None else {"calls": free.calls, "qps": free.qps},
        "license": None
        if granted is None
        else {
            "price": exact(granted.price),
            "term_months": granted.term_months,
            "calls": granted.calls,
            "qps": granted.qps,
            "materials": granted.materials,
        },
        "qps": None
        if upgrade is None
        else {
            "unit": upgrade.unit,
            "price_per_day": exact(upgrade.price_per_day),
            "max_units": upgrade.max_units,
            "order_window_days": upgrade.order_window_days,
        },
        "packs": [
            {
                "id": pack.id,
                "calls": pack.calls,
                "price": exact(pack.price),
                "valid_months": pack.valid_months,
            }
            for pack in book.packs
        ],
        "postpaid": {
            "mode": book.postpaid.mode,
            "tiers": [
                {"up_to": tier.up_to, "unit_price": exact(tier.unit_price)} for tier in book.postpaid.tiers
            ],
        },
        "settlement": None if book.settlement is None else {"hold_ratio": exact(book.settlement.hold_ratio)},
        "large_customer": None
        if book.large_customer is None
        else {"monthly_spend": exact(book.large_customer.monthly_spend)},
    }
