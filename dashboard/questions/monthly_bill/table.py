"""The dead zones as a table, and volume beside graduated tiers: exact values, no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from dashboard.language.names import month_names
from dashboard.language.texts import Texts
from dashboard.questions.monthly_bill.chart import MODES
from dashboard.questions.monthly_bill.values import bill, own_bills
from dashboard.tables.column import Column, frame
from pricing.bills.dead_zones import dead_zones
from pricing.errors import message
from pricing.price_book import PriceBook
from pricing.quotes.values import Quote

DEAD_ZONES: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "first": Column(message("From"), "count", message("Billed calls of one month")),
        "last": Column(message("To"), "count", message("Billed calls of one month")),
        "dearest": Column(message("Highest bill"), "money", message("The bill at the end of the zone")),
        "cheaper_at": Column(message("Cheaper at"), "count", message("The next quantity that costs less")),
        "bill_there": Column(message("Bill there"), "money"),
        "saves_up_to": Column(
            message("Saves up to"), "money", message("What the zone's dearest month pays too much")
        ),
    }
)

BOTH_MODES: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "what": Column(message("Month"), "text", pinned=True),
        "quantity": Column(message("Billed calls"), "count"),
        "volume": Column(
            MODES["volume"], "money", message("The month's quantity picks one price for all its billed calls")
        ),
        "graduated": Column(
            MODES["graduated"], "money", message("The calls of each tier take the price of that tier")
        ),
        "difference": Column(message("Difference"), "money", message("Graduated less volume")),
        "volume_price": Column(message("Volume, per 1,000 calls"), "money"),
        "graduated_price": Column(message("Graduated, per 1,000 calls"), "money"),
    }
)


def dead_zone_table(book: PriceBook) -> pd.DataFrame:
    """Return a row for each dead zone, the columns of `DEAD_ZONES`."""
    return frame(
        DEAD_ZONES,
        dead_zones(book),
        dearest=lambda zone: bill(book, zone.last, "volume"),
        bill_there=lambda zone: bill(book, zone.cheaper_at, "volume"),
    )


def mode_table(quote: Quote, texts: Texts) -> pd.DataFrame:
    """Return the scenario's months without a pack and the ends of the tiers, the columns of `BOTH_MODES`."""
    book = quote.book
    rows = [
        _row(quote, _capital(month_names(texts, month.months)), month.overage, month.calls)
        for month in own_bills(quote)
    ]
    for number, tier in enumerate(book.postpaid.tiers[:-1], 1):
        end = tier.up_to or 0
        rows.append(_row(quote, texts("End of tier {tier}", tier=number), end, end))
        rows.append(_row(quote, texts("First call of tier {tier}", tier=number + 1), end + 1, end + 1))
    return pd.DataFrame(rows, columns=list(BOTH_MODES), dtype=object)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _row(quote: Quote, what: str, overage: int, calls: int) -> dict[str, Any]:
    basis = quote.scenario.tier_basis
    volume = bill(quote.book, overage, "volume", calls=calls, basis=basis)
    graduated = bill(quote.book, overage, "graduated", calls=calls, basis=basis)
    return {
        "what": what,
        "quantity": overage,
        "volume": volume,
        "graduated": graduated,
        "difference": graduated - volume,
        "volume_price": Fraction(volume) * 1000 / overage,
        "graduated_price": Fraction(graduated) * 1000 / overage,
    }
