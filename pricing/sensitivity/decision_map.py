"""The decision map: over monthly calls and months, the cheapest option, its plan and what it saves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pricing.arrays import Ints
from pricing.price_book import PriceBook
from pricing.quotes.options import option_ids
from pricing.scenario import Scenario
from pricing.sensitivity.totals import totals, variants


@dataclass(frozen=True)
class DecisionMap:
    """Cells of shape (months, calls) over the axes ``months`` and ``monthly_calls``.

    ``cheapest`` is a place in ``ids``. ``total``, of the cheapest option, and ``postpaid`` are millionths;
    the latter is `NOWHERE` where it can't be bought online. The plan: licenses of each package in ``mix``,
    shape (months, calls, packages), QPS ``units`` on a peak day, and ``packs`` of all months together, shape
    (months, calls, packs); both in the price book's order.
    """

    monthly_calls: Ints
    months: Ints
    ids: tuple[str, ...]
    cheapest: Ints
    total: Ints
    postpaid: Ints
    mix: Ints
    units: Ints
    packs: Ints

    @property
    def activities(self) -> Ints:
        """The number of activities, those of a trial too."""
        activities: Ints = self.mix.sum(axis=-1)
        return activities


def decision_map(book: PriceBook, scenario: Scenario, monthly_calls: Ints, months: Ints) -> DecisionMap:
    """Return the map of steady demands; of ``scenario`` all but its calls counts.

    ``monthly_calls`` and ``months`` (1 to 12) are the axes, ascending. The peak is paid in its month, or in
    the last one of a shorter demand. Raises AmountTooLarge.
    """
    ids = option_ids(book)
    rows = [_row(book, scenario, monthly_calls, over) for over in months.tolist()]
    cells = {name: np.stack([row[name] for row in rows]) for name in rows[0]}
    return DecisionMap(monthly_calls, months, ids, **cells)


def _row(book: PriceBook, scenario: Scenario, monthly_calls: Ints, months: int) -> dict[str, Ints]:
    """Return the cells over so many months by their names.

    Each row is priced alone: with empty months at its end another of some equally cheap purchases is found.
    """
    demands = variants(scenario, np.repeat(monthly_calls[:, None], months, axis=1))
    demands = replace(demands, peak_month=np.minimum(demands.peak_month, months))
    priced = totals(book, scenario, demands)
    winners, total = priced.cheapest, priced.amounts.min(axis=0)
    places = np.array([option_ids(book).index(id_) for id_ in priced.ids])

    units = np.zeros_like(total)
    mix = np.zeros((len(total), max(1, len(book.packages))), dtype=np.int64)
    packs = np.zeros((len(total), len(book.packs)), dtype=np.int64)
    for place, option in enumerate(priced.options):
        chosen = winners[option.rows] == place
        rows = option.rows[chosen]
        mix[rows], units[rows] = option.mix[chosen], option.units[chosen]
        packs[rows] = option.purchases[chosen].sum(axis=1)
    return {
        "cheapest": places[winners],
        "total": total,
        "postpaid": priced.amounts[priced.ids.index("postpaid")],
        "mix": mix,
        "units": units,
        "packs": packs,
    }
