"""The cheapest of the sums of packs (`pricing.cheapest.pack_menu`) in any interval of calls.

A question is always "in this interval of calls, where is cost minus p times calls lowest?" for the price p of
a postpaid tier (calls bought replace calls billed at p). Let c be the calls of the pack with the lowest price
per call, the best. If p is above that price, adding a best pack helps, so the answer lies in the last c calls
of the interval. If not, no call of any pack saves more than it costs, and least is lost with few calls of
best packs: the first c calls of the interval have a number of best packs alone that no sum above them beats,
so the answer lies in those. Either way the interval is short, and a table of minima over 1, 2, 4, ... entries
answers it with two look-ups.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pricing.arrays import Ints
from pricing.cheapest.pack_menu import NOWHERE, PackMenu


@dataclass(frozen=True)
class Choice:
    """The lowest ``value`` (cost - price x calls, millionths) in each interval and the purchase that has it.

    The purchase is menu entry ``entry`` and ``periods`` more of the best pack; ``value`` is `NOWHERE` if
    there is none.
    """

    value: Ints
    entry: Ints
    periods: Ints


class MinimumTable:
    """Answers, for one price (millionths), where cost minus price times calls is lowest in an interval."""

    def __init__(self, menu: PackMenu, price: int) -> None:
        self.menu = menu
        self.values = menu.cost - price * menu.calls
        self.period_value = menu.period_cost - price * menu.period
        self.from_the_end = self.period_value < 0

    @cached_property
    def levels(self) -> NDArray[np.int32]:
        """``levels[k, i]``: the entry of the lowest value among 2**k from i on; ties: the fewest calls."""
        entries = len(self.values)
        levels = [np.arange(entries, dtype=np.int32)]
        reach = 1
        while 2 * reach <= entries:
            left = levels[-1]
            right = left[np.minimum(np.arange(entries) + reach, entries - 1)]
            levels.append(np.where(self.values[right] < self.values[left], right, left))
            reach *= 2
        return np.stack(levels)

    @cached_property
    def level_of(self) -> Ints:
        """``level_of[n]``: the highest level that reaches over at most n entries, for n from 1 on.

        One look-up from the first of them and one that reaches to the last see them all.
        """
        return np.frexp(np.arange(len(self.values) + 1))[1].astype(np.int64) - 1

    def lowest(self, low: Ints, high: Ints) -> Choice:
        """Return the best purchase with ``low`` <= calls <= ``high``, for arrays of any one shape."""
        menu = self.menu
        low = np.maximum(low, 0)
        if menu.is_empty:
            value = np.where((low == 0) & (high >= 0), 0, NOWHERE)
            return Choice(value, np.zeros_like(low), np.zeros_like(low))
        if self.from_the_end:
            low = np.maximum(low, high - (menu.period - 1))
        else:
            high = np.minimum(high, low + (menu.period - 1))
        periods = np.maximum(0, (low - menu.repeats_from) // menu.period)
        shift = periods * menu.period
        first = menu.calls.searchsorted(low - shift)
        end = menu.calls.searchsorted(high - shift, side="right")
        found = end > first
        first, end = np.where(found, first, 0), np.where(found, end, 1)
        level = self.level_of.take(end - first)
        one, other = self.levels[level, first], self.levels[level, end - (1 << level)]
        entry = np.where(self.values.take(other) < self.values.take(one), other, one)
        value = np.where(found, self.values.take(entry) + periods * self.period_value, NOWHERE)
        return Choice(value, entry, periods)
