"""Which numbers of activities can be the cheapest at all, where there are many to choose from.

The argument. Count activities in steps of k, where k licenses bring as many calls as a whole number of best
packs and save a whole number of QPS units. One step changes licenses and units by a fixed amount. The calls
at hand matter only to the first stretch of months (`pricing.cheapest`), whose packs are a purchase from an
interval of calls that moves down with them; `PackMenu` repeats every best pack above its largest mix, so
one step changes the cost of the stretch by a fixed amount too, except where an end of the interval comes
within reach of nothing at all: near the *corners*, which `PackSearch.corners` lists.

So between the corners the total is, along the steps, the lowest of some straight lines: such a curve is
lowest at an end, and of equal totals the end with fewer activities is among them. What remains are the
numbers near a corner, and k of them on each side of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd, lcm

import numpy as np

from pricing.arrays import Ints
from pricing.capacity import activities_without_units
from pricing.cheapest import PackSearch
from pricing.demands import Demands
from pricing.price_book import License, PriceBook


@dataclass(frozen=True)
class Windows:
    """Numbers of activities ``start`` to ``last`` of scenario ``row`` of a batch, one entry for each window.

    The windows of a row do not overlap.
    """

    row: Ints
    start: Ints
    last: Ints

    @classmethod
    def whole(cls, start: Ints, last: Ints) -> Windows:
        """Return one window for each row, none where ``last`` is less than ``start``."""
        row = np.flatnonzero(last >= start)
        return cls(row, start[row], last[row])

    def __len__(self) -> int:
        """Return how many numbers of activities there are in all windows."""
        return int((self.last - self.start + 1).sum())

    def numbers(self) -> tuple[Ints, Ints]:
        """Return the row and the activities of every number, shape (numbers,) each."""
        count = self.last - self.start + 1
        window = np.repeat(np.arange(len(count)), count)
        activities = self.start[window] + np.arange(len(window)) - np.repeat(np.cumsum(count) - count, count)
        return self.row[window], activities

    def near_corners(
        self, book: PriceBook, license_: License, search: PackSearch, calls_each: int, demands: Demands
    ) -> Windows:
        """Return what is left of these windows, one for each row, near the corners of the total.

        ``calls_each``: the calls that an activity brings.
        """
        step = _step(book, license_, search, calls_each)
        reach = search.menu.repeats_from + search.menu.period
        near, far = [self.start, self.last], [self.start, self.last]
        without_units = activities_without_units(book, demands.peak_qps[self.row])
        near.append(without_units)
        far.append(without_units)
        if calls_each:
            corners = search.corners(demands.calls[self.row])
            near += list(((corners - reach) // calls_each).T)
            far += list(-(-corners // calls_each).T)
        start = np.clip(np.stack(near, axis=1) - step, self.start[:, None], None)
        last = np.clip(np.stack(far, axis=1) + step, None, self.last[:, None])
        return _merged(self.row, start, last)


def _step(book: PriceBook, license_: License, search: PackSearch, calls_each: int) -> int:
    """Return the fewest licenses that bring whole best packs and save whole QPS units."""
    packs = 1 if search.menu.is_empty else search.menu.period // gcd(search.menu.period, calls_each)
    units = 1 if book.qps is None else book.qps.unit // gcd(book.qps.unit, license_.qps)
    return lcm(packs, units)


def _merged(row: Ints, start: Ints, last: Ints) -> Windows:
    """Return the union of the windows of each row; ``start`` and ``last``: shape (rows, windows)."""
    order = np.argsort(start, axis=1)
    start, last = (np.take_along_axis(ends, order, axis=1) for ends in (start, last))
    reached = np.maximum.accumulate(last, axis=1)
    start[:, 1:] = np.maximum(start[:, 1:], reached[:, :-1] + 1)
    some = last >= start
    rows = np.broadcast_to(row[:, None], some.shape)
    return Windows(rows[some], start[some], last[some])
