"""The cheapest option of each of many scenarios that are given as objects: no file, no texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np

from pricing.arrays import Ints
from pricing.bills.demands import Demands
from pricing.bulk.columns import PIECE
from pricing.bulk.reading import inexact
from pricing.errors import Fault
from pricing.money import from_micro
from pricing.price_book import PriceBook
from pricing.quotes.options import Offer, OptionBatch, offer
from pricing.quotes.quote import licenses_of
from pricing.quotes.ties import cheapest_of, paid_by_month
from pricing.quotes.values import Costs, Option, Purchase
from pricing.scenario import Scenario, TierBasis


def cheapest_options(book: PriceBook, scenarios: Sequence[Scenario]) -> list[Option | Fault]:
    """Return of each scenario the option that `quote` names the cheapest, at the prices of ``book``.

    The options have all totals, but no lines, months and notices. A scenario whose amounts are not exact in
    64 bits gets the fault of it.
    """
    alike: dict[tuple[TierBasis, bool, int], list[int]] = defaultdict(list)
    for row, scenario in enumerate(scenarios):
        alike[scenario.tier_basis, scenario.count_free_quota, scenario.months].append(row)
    found: dict[int, Option | Fault] = {}
    for (basis, count_free, _), rows in alike.items():
        offered = offer(book, basis, count_free=count_free)
        for start in range(0, len(rows), PIECE):
            piece = rows[start : start + PIECE]
            demands = Demands.of(*(scenarios[row] for row in piece))
            found |= {piece[at]: option for at, option in _of_piece(offered, demands).items()}
    return [found[row] for row in range(len(scenarios))]


def _of_piece(offered: Offer, demands: Demands) -> Mapping[int, Option | Fault]:
    """Return by row what `cheapest_options` returns."""
    found: dict[int, Option | Fault] = dict(inexact(offered, demands))
    rows = np.array([row for row in range(len(demands)) if row not in found], dtype=np.int64)
    if rows.size:
        batches = list(offered.options(demands.take(rows)))
        cheapest = cheapest_of(paid_by_month(batches, len(rows)))
        for place, batch in enumerate(batches):
            at = np.flatnonzero(cheapest[batch.rows] == place)
            found |= zip(rows[batch.rows[at]].tolist(), _options(offered.book, batch, at), strict=True)
    return found


def _options(book: PriceBook, batch: OptionBatch, at: Ints) -> Iterator[Option]:
    """Yield the options of the rows ``at`` of a batch, all of them available."""
    ledger = batch.ledger
    months = (ledger.licenses[at], ledger.qps[at], ledger.packs[at], ledger.bill[at])
    upfront = sum(amounts[:, 0] for amounts in months[:3])
    figures = zip(
        *(amounts.sum(axis=1).tolist() for amounts in months),
        ledger.total[at].tolist(),
        np.asarray(upfront).tolist(),
        ledger.calls[at].sum(axis=1).tolist(),
        ledger.overage_calls[at].tolist(),
        ledger.granted_calls[at].tolist(),
        ledger.used_calls[at].tolist(),
        ledger.unused_calls[at].tolist(),
        strict=True,
    )
    for row, (*amounts, calls, overage, granted, used, unused) in zip(at.tolist(), figures, strict=True):
        bought = batch.purchases[row]
        costs = Costs(*map(from_micro, amounts))
        yield Option(
            id=batch.id,
            available=True,
            reason=None,
            activities=int(batch.activities[row]),
            qps_units=int(batch.units[row]),
            licenses=licenses_of(book, batch.licenses[row]),
            mix=licenses_of(book, batch.mix[row]),
            expired_calls=0,
            purchases=tuple(
                Purchase(month + 1, book.packs[pack].id, int(bought[month, pack]))
                for month, pack in np.argwhere(bought).tolist()
            ),
            costs=costs,
            overage_calls=overage,
            granted_calls=granted,
            used_calls=used,
            unused_calls=unused,
            coverage=Fraction(calls - overage, calls) if calls else None,
            utilization=Fraction(used, granted) if granted else None,
            price_per_call=Fraction(costs.total) / calls if calls else None,
        )
