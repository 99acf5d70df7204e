"""The bills of single months: at any quantity, read either way, and those of a scenario without a pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from pricing.bills.tiers import Tariff
from pricing.money import from_micro
from pricing.price_book import PriceBook, TierMode
from pricing.quotes.values import Quote
from pricing.scenario import TierBasis


@dataclass(frozen=True)
class MonthBill:
    """What each of ``months`` (1-based) pays for ``overage`` of its ``calls``, in currency units."""

    months: tuple[int, ...]
    calls: int
    overage: int
    amount: Decimal


def bill(
    book: PriceBook, overage: int, mode: TierMode, *, calls: int | None = None, basis: TierBasis = "overage"
) -> Decimal:
    """Return the bill of a month for ``overage`` calls, its tiers read as ``mode``.

    ``calls`` are all calls of the month where packs or licenses cover some of them; see `Tariff`.
    """
    tariff = Tariff(replace(book.postpaid, mode=mode), basis)
    all_calls = overage if calls is None else calls
    amount, _ = tariff.bill(np.array([all_calls]), np.array([overage]))
    return from_micro(int(amount[0]))


def bills(book: PriceBook, quantities: Sequence[int], mode: TierMode) -> list[Decimal]:
    """Return the bills of months with these quantities, all of them billed."""
    billed = np.array(quantities, dtype=np.int64)
    amounts, _ = Tariff(replace(book.postpaid, mode=mode), "overage").bill(billed, billed)
    return [from_micro(amount) for amount in amounts.tolist()]


def own_bills(quote: Quote) -> tuple[MonthBill, ...]:
    """Return the bills of the scenario without a pack, months with the same bill together.

    Months without a bill are left out, and all of them where the scenario can't be bought online.
    """
    groups: dict[tuple[int, int], list[int]] = {}
    amounts = {}
    for month in quote.option("postpaid").months:
        if month.overage_calls:
            alike = (month.calls, month.overage_calls)
            groups.setdefault(alike, []).append(month.month)
            amounts[alike] = month.bill
    return tuple(MonthBill(tuple(months), *alike, amounts[alike]) for alike, months in groups.items())
