"""The sums of packs: what the menu keeps and leaves out, and the books that are refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from pricing.cheapest.pack_menu import build_menu
from pricing.errors import InvalidPriceBook
from pricing.money import to_micro
from tests.pricing.packs import NO_LIMIT, few_packs, packs_of


@given(few_packs())
def test_a_menu_repeats_above_its_largest_mix(packs):
    menu = build_menu(packs, NO_LIMIT)
    costs = dict(zip(menu.calls.tolist(), menu.cost.tolist(), strict=True))
    assert list(costs) == sorted(costs)
    for calls, cost in costs.items():
        if calls >= menu.repeats_from and calls + menu.period <= menu.calls[-1]:
            assert costs[calls + menu.period] == cost + menu.period_cost


def test_a_dearer_pack_is_ruled_out_and_does_not_lengthen_the_menu():
    # 1,000,000 calls for 1,000 against 100 from small packs: dearer than fact 2 allows.
    menu = build_menu(packs_of((10, "0.001"), (1_000_000, 1_000)), 0)
    assert menu.calls.tolist() == [0, 10, 20]


def test_a_deep_drop_keeps_mixes_that_are_worth_it():
    # One 7 costs 2 more than its calls at the best pack's price: worth it only where bills can fall.
    packs = packs_of((10, 10), (7, 40))
    assert build_menu(packs, 0).counts[:, 1].max() == 0
    assert build_menu(packs, to_micro(Decimal(100))).counts[:, 1].max() > 0


@pytest.mark.parametrize(
    "packs",
    [
        packs_of((9_999_991, 9_999_992), (9_999_973, 9_999_974), (9_999_971, 9_999_973), (7_919, 7_920)),
        packs_of((7, 7), (30_000_002, 30_000_002)),
    ],
    ids=["awkward sizes at almost equal prices", "a pack of 7 calls as cheap as one of millions"],
)
def test_a_book_with_too_many_sums_is_refused_in_words(packs):
    with pytest.raises(InvalidPriceBook, match=r"packs: .*; allowed: at most .*"):
        build_menu(packs, 0)


@pytest.mark.parametrize(("count", "high"), [(5, 200_000), (6, 166_666), (100, 10_000)])
def test_the_more_packs_the_fewer_mixes_are_kept(count, high):
    # Each mix has a count of every pack: 100 packs with 200,000 mixes would take a minute and a gigabyte.
    sizes = [1_000_003 + 7_919 * n for n in range(count)]
    packs = packs_of(*((size, size * Decimal("0.013")) for size in sizes))
    with pytest.raises(InvalidPriceBook, match=rf"packs: .*; allowed: at most {high:,}"):
        build_menu(packs, to_micro(Decimal(100_000)))
