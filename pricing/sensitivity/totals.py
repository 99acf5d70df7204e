"""What all options cost for many variants of one scenario: the base of the map and of distances."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pricing.arrays import Ints
from pricing.bills.demands import Demands
from pricing.price_book import PriceBook
from pricing.quotes.options import OptionBatch, offer
from pricing.quotes.ties import cheapest_of, paid_by_month
from pricing.scenario import Scenario


@dataclass(frozen=True)
class Totals:
    """The options that some of a batch have, in their fixed order, and their totals.

    ``amounts`` has shape (options, batch), millionths, and is `NOWHERE` where an option does not exist or
    can't be bought online; ``cheapest``, shape (batch,), is the number of the cheapest option.
    """

    options: tuple[OptionBatch, ...]
    amounts: Ints
    cheapest: Ints

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of each option."""
        return tuple(option.id for option in self.options)

    @property
    def winners(self) -> list[str]:
        """The id of the cheapest option of each scenario of the batch."""
        return [self.ids[option] for option in self.cheapest.tolist()]


def totals(book: PriceBook, scenario: Scenario, demands: Demands) -> Totals:
    """Return all options of ``demands`` under the readings of ``scenario``. Raises AmountTooLarge."""
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    priced.check_amounts(demands)
    options = tuple(priced.options(demands))
    paid = paid_by_month(options, len(demands))
    return Totals(options, paid[..., -1], cheapest_of(paid))


def variants(scenario: Scenario, calls: Ints) -> Demands:
    """Return ``scenario`` with each row of ``calls``, shape (batch, months), as its demand.

    Months without calls at the end cost nothing, so scenarios of fewer months fit in the same batch.
    """
    rows = Demands.of(scenario).take(np.zeros(len(calls), dtype=np.int64))
    return replace(rows, calls=calls)
