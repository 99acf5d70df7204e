"""Which numbers of activities can be the cheapest at all, where there are many to choose from.

The argument. Count activities in steps of k, where k licenses bring as many calls as a whole number of best
packs and save a whole number of QPS units. One step changes licenses and units by a fixed amount, up to the
number that needs no unit. The calls at hand matter only to the first stretch of months (see `packs`),
whose packs are a purchase from an interval of calls that moves down with them. `PackMenu` repeats by the best
pack above its largest mix, so one step changes the cost of the stretch by a fixed amount too, except where an
end of the interval is near 0.

So there are *corners*: the ends of what there is to choose from, the number that needs no unit, and the calls
at hand of `PackSearch.corners`. Between them the total is, along the steps, the lowest of some straight
lines: such a curve is lowest at an end, and of equal totals the end with fewer activities is among them. What
remains are the numbers near a corner, and k of them on each side of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd, lcm

import numpy as np

from pricing.arrays import Ints
from pricing.bills.capacity import activities_without_units
from pricing.bills.demands import Demands
from pricing.cheapest.packs import PackSearch
from pricing.price_book import License, PriceBook

ROWS_AT_ONCE = 256
"""More scenarios together take much memory: each has some corners for every month and tier."""


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
        """Return what is left of these windows near the corners of the total.

        Each row must have one window: the whole interval. ``calls_each``: the calls that an activity brings.
        """
        peak_qps, peak_days = demands.peak_qps[self.row], demands.peak_days[self.row]
        without_units = activities_without_units(book, peak_qps)
        with_units = (peak_days > 0) & (self.start < without_units)
        step = _step(book, license_, search, calls_each, with_units=bool(with_units.any()))
        reach = search.menu.repeats_from + search.menu.period
        long = self.last - self.start > 2 * step
        windows = [self._take(np.flatnonzero(~long))]
        rows = np.flatnonzero(long)
        for part in (rows[at : at + ROWS_AT_ONCE] for at in range(0, len(rows), ROWS_AT_ONCE)):
            whole = self._take(part)
            near = far = np.stack([whole.start, whole.last, without_units[part]], axis=1)
            if calls_each:
                corners = search.corners(demands.calls[whole.row])
                near = np.concatenate([near, (corners - reach) // calls_each], axis=1)
                far = np.concatenate([far, -(-corners // calls_each)], axis=1)
            start = np.maximum(near - step, whole.start[:, None])
            last = np.minimum(far + step, whole.last[:, None])
            windows.append(_merged(whole.row, start, last))
        fields = ([getattr(each, name) for each in windows] for name in ("row", "start", "last"))
        return Windows(*map(np.concatenate, fields))

    def _take(self, which: Ints) -> Windows:
        return Windows(self.row[which], self.start[which], self.last[which])


def _step(
    book: PriceBook, license_: License, search: PackSearch, calls_each: int, *, with_units: bool
) -> int:
    """Return the fewest licenses that bring whole best packs and, ``with_units``, save whole QPS units."""
    packs = 1 if search.menu.is_empty else search.menu.period // gcd(search.menu.period, calls_each)
    units = book.qps.unit // gcd(book.qps.unit, license_.qps) if book.qps and with_units else 1
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
