"""The cheapest sum of packs in an interval: every question answered as by enumeration, and nasty sizes."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.cheapest.minimum_table import MinimumTable
from pricing.cheapest.pack_menu import NOWHERE, build_menu
from pricing.money import from_micro, to_micro
from tests.pricing.books import face_fusion
from tests.pricing.packs import NO_LIMIT, few_packs, packs_of

PACKS = face_fusion().packs


def lowest(menu, price, low, high):
    """Return the lowest cost - price x calls in an interval, and the counts; None if no sum lies in it."""
    choice = MinimumTable(menu, price).lowest(np.array([low]), np.array([high]))
    value = int(choice.value[0])
    return None if value >= NOWHERE else (value, menu.counts_of(choice.entry, choice.periods)[0].tolist())


def enumerated(packs, price, low, high):
    """Return the same value by trying every number of every pack, up to one above ``high``."""
    limits = [range(high // pack.calls + 1) for pack in packs]
    values = []
    for counts in product(*limits):
        calls = sum(n * pack.calls for n, pack in zip(counts, packs, strict=True))
        if low <= calls <= high:
            cost = sum(n * to_micro(pack.price) for n, pack in zip(counts, packs, strict=True))
            values.append(cost - price * calls)
    return min(values, default=None)


@given(few_packs(), st.sampled_from((0, 400_000, 500_000, 1_000_000, 1_500_000)), st.data())
def test_the_cheapest_sum_of_any_interval_is_that_of_all_sums(packs, price, data):
    # Without a limit by fact 2 the menu has every sum at its lowest cost.
    low = data.draw(st.integers(0, 40))
    high = low + data.draw(st.integers(0, 25))
    found = lowest(build_menu(packs, NO_LIMIT), price, low, high)
    assert (found and found[0]) == enumerated(packs, price, low, high)
    if found is not None:
        value, counts = found
        calls = sum(n * pack.calls for n, pack in zip(counts, packs, strict=True))
        cost = sum(n * to_micro(pack.price) for n, pack in zip(counts, packs, strict=True))
        assert low <= calls <= high
        assert cost - price * calls == value


@pytest.mark.parametrize(
    ("calls", "cost", "counts"),
    [
        (0, 0, [0, 0, 0, 0]),
        (1, 16_000, [1, 0, 0, 0]),
        (1_000_000, 16_000, [1, 0, 0, 0]),
        (4_000_000, 64_000, [4, 0, 0, 0]),
        (4_000_001, 65_000, [0, 1, 0, 0]),
        (5_000_001, 81_000, [1, 1, 0, 0]),
        (6_000_001, 85_000, [0, 0, 1, 0]),  # dearer than 5m + 1m, which has 6,000,000 only
        (12_000_000, 117_000, [2, 0, 1, 0]),
        (12_000_001, 126_000, [0, 0, 0, 1]),  # 10m + 3 x 1m would be 133,000
        (30_000_001, 142_000, [1, 0, 0, 1]),
        (60_000_000, 252_000, [0, 0, 0, 2]),
    ],
)
def test_the_cheapest_packs_of_the_price_list_that_cover_a_demand(calls, cost, counts):
    value, found = lowest(build_menu(PACKS, NO_LIMIT), 0, calls, 10**9)
    assert (from_micro(value), found) == (cost, counts)


def test_no_pack_is_one_entry_of_nothing():
    menu = build_menu((), 0)
    assert menu.is_empty
    assert lowest(menu, 20_000, 0, 5) == (0, [])
    assert lowest(menu, 20_000, 1, 5) is None
    assert lowest(menu, 20_000, 0, -1) is None


def test_an_interval_between_two_sums_has_none():
    menu = build_menu(packs_of((10, 1)), 0)
    assert lowest(menu, 0, 11, 19) is None
    assert lowest(menu, 0, 30, 5) is None
    assert lowest(menu, 0, 11, 20) == (2_000_000, [2])


def test_ties_go_to_the_fewest_calls():
    # Calls at 0.1 are as dear as the pack's: every sum has the value 0.
    menu = build_menu(packs_of((10, 1)), 0)
    assert lowest(menu, 100_000, 0, 100) == (0, [0])
    assert lowest(menu, 100_000, 11, 100) == (0, [2])


def test_free_packs():
    menu = build_menu(packs_of((10, 0), (7, 0)), 0)
    assert lowest(menu, 0, 24, 24) == (0, [1, 2])
    assert lowest(menu, 1_000_000, 0, 30)[0] == -30_000_000


def test_small_packs_beside_large_ones_are_found():
    packs = (*packs_of((1_000, 19), (137_000, 2_400)), *PACKS)
    menu = build_menu(packs, to_micro(Decimal(35_000)))
    # 137 packs of 1,000 would cost 2,603.
    assert lowest(menu, 0, 137_000, 137_000) == (to_micro(Decimal(2_400)), [0, 1, 0, 0, 0, 0])
    assert lowest(menu, 0, 138_000, 138_000) == (to_micro(Decimal(2_419)), [1, 1, 0, 0, 0, 0])
