"""The monthly bill: at, below and above each tier's edge, in both modes and on both bases."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given

from pricing.money import from_micro, to_micro
from pricing.scenario import Scenario
from tests.judges.plain_walk import bill as plain_bill
from tests.pricing.books import face_fusion
from tests.pricing.tariffs import (
    GRADUATED,
    postpaid,
    price_of_parts,
    random_months,
    random_tariffs,
    tariff,
)

BOOK = face_fusion()


def bill(calls, overage, of=None):
    """Return the bill in currency units and its 1-based tier."""
    bills, tiers = (of or tariff()).bill(np.array([calls]), np.array([overage]))
    return from_micro(int(bills[0])), int(tiers[0]) + 1


@pytest.mark.parametrize(
    ("overage", "amount", "tier"),
    [
        (0, "0", 1),
        (1, "0.02", 1),
        (600_000, "12000", 1),  # x 0.02
        (999_999, "19999.98", 1),
        (1_000_000, "20000", 1),
        (1_000_001, "12000.012", 2),  # x 0.012
        (2_083_334, "25000.008", 2),
        (4_999_999, "59999.988", 2),
        (5_000_000, "60000", 2),
        (5_000_001, "25000.005", 3),  # x 0.005
        (10_000_000_000, "50000000", 3),
    ],
)
def test_volume_tiers_at_and_around_their_edges(overage, amount, tier):
    assert bill(overage, overage) == (Decimal(amount), tier)


@pytest.mark.parametrize(
    ("overage", "amount", "tier"),
    [
        (0, "0", 1),
        (1, "0.02", 1),
        (1_000_000, "20000", 1),
        (1_000_001, "20000.012", 2),  # 20,000 and one call at 0.012
        (5_000_000, "68000", 2),  # 20,000 + 4,000,000 x 0.012
        (5_000_001, "68000.005", 3),  # 68,000 and one call at 0.005
        (6_000_000, "73000", 3),
    ],
)
def test_graduated_tiers_bill_each_band_at_its_own_price(overage, amount, tier):
    assert bill(overage, overage, tariff(GRADUATED)) == (Decimal(amount), tier)


@pytest.mark.parametrize(
    ("calls", "overage", "amount", "tier"),
    [
        (1_000_000, 400_000, "8000", 1),  # 400,000 x 0.02
        (1_000_001, 400_000, "4800", 2),  # 400,000 x 0.012: all calls of the month pick the tier
        (5_000_000, 400_000, "4800", 2),
        (5_000_001, 400_000, "2000", 3),  # 400,000 x 0.005
        (5_000_001, 0, "0", 3),
        (0, 0, "0", 1),
    ],
)
def test_on_the_total_basis_all_calls_of_the_month_pick_the_tier(calls, overage, amount, tier):
    assert bill(calls, overage, tariff(basis="total")) == (Decimal(amount), tier)


@pytest.mark.parametrize(
    ("calls", "overage", "amount"),
    [
        (1_000_000, 1_000_000, "20000"),
        (2_000_000, 400_000, "4800"),  # calls 1,600,001 to 2,000,000, all at 0.012
        (1_200_000, 400_000, "6400"),  # 200,000 x 0.02 + 200,000 x 0.012
        (1_400_000, 400_000, "4800"),  # from 1,000,001 on: 400,000 x 0.012
        (1_400_000, 400_001, "4800.02"),  # and call 1,000,000 at 0.02
        (6_000_000, 6_000_000, "73000"),
        (6_000_000, 1_000_000, "5000"),
        (6_000_000, 0, "0"),
    ],
)
def test_on_the_total_basis_graduated_tiers_bill_the_last_calls(calls, overage, amount):
    assert bill(calls, overage, tariff(GRADUATED, "total"))[0] == Decimal(amount)


def test_parts_say_what_a_bill_is_made_of():
    assert tariff().parts(1_000_001, 1_000_001) == [(1, 1_000_001)]
    assert tariff().parts(3, 0) == []
    assert tariff(basis="total").parts(5_000_001, 7) == [(2, 7)]
    bands = [(0, 1_000_000), (1, 4_000_000), (2, 3)]
    assert tariff(GRADUATED).parts(5_000_003, 5_000_003) == bands
    # Of 5,000,003 calls the last 4,000,004 are billed: one in the first tier's band.
    assert tariff(GRADUATED, "total").parts(5_000_003, 4_000_004) == [(0, 1), (1, 4_000_000), (2, 3)]


def test_many_months_at_once():
    calls = np.array([[1_000_000, 1_000_001], [5_000_000, 5_000_001]])
    bills, tiers = tariff().bill(calls, calls)
    assert bills.tolist() == [[20_000_000_000, 12_000_012_000], [60_000_000_000, 25_000_005_000]]
    assert tiers.tolist() == [[0, 1], [1, 2]]


@given(random_months())
def test_a_bill_is_the_sum_of_its_parts(month):
    of, calls, overage = month
    amount, _ = bill(calls, overage, of)
    assert to_micro(amount) == price_of_parts(of, calls, overage)
    assert sum(quantity for _, quantity in of.parts(calls, overage)) == overage


@given(random_months())
def test_a_bill_is_what_the_plain_walk_bills(month):
    of, calls, overage = month
    scenario = Scenario((calls,), tier_basis=of.basis)
    book = replace(BOOK, postpaid=of.postpaid)
    assert bill(calls, overage, of)[0] == plain_bill(book, scenario, calls, overage)


@given(random_months())
def test_bands_are_the_bill_as_straight_lines_without_gap_or_overlap(month):
    of, calls, overage = month
    inside = [
        int(band.base) + band.price * overage
        for band in of.bands(np.array(calls))
        if band.low <= overage <= band.high
    ]
    assert inside == [to_micro(bill(calls, overage, of)[0])]


@given(random_months())
def test_no_drop_is_deeper_than_the_deepest(month):
    of, calls, overage = month
    fall = price_of_parts(of, calls, overage) - price_of_parts(of, calls, calls)
    assert fall <= of.deepest_drop


@given(random_tariffs())
def test_the_deepest_drop_of_volume_tiers_happens(of):
    if of.mode == "volume" and of.basis == "overage":
        bills = [price_of_parts(of, overage, overage) for overage in range(70)]
        assert of.deepest_drop == max(
            one - other for at, one in enumerate(bills) for other in bills[at:]
        )  # fmt: skip


@given(random_months())
def test_no_rise_is_steeper_than_the_steepest(month):
    of, calls, overage = month
    if of.steepest is not None and overage:
        rise = price_of_parts(of, calls, calls) - price_of_parts(of, calls, calls - overage)
        assert rise <= of.steepest * overage


def test_rising_volume_prices_have_no_steepest_rise():
    rising = postpaid("volume", (10, "1"), (None, "2"))
    assert tariff(rising).steepest is None
    assert tariff(rising, "total").steepest == 2_000_000
    assert tariff(postpaid("graduated", (10, "1"), (None, "2"))).steepest == 2_000_000
    assert tariff().steepest == 20_000


def test_graduated_bills_never_fall():
    bills = [bill(quantity, quantity, tariff(GRADUATED))[0] for quantity in range(900_000, 1_100_000, 999)]
    assert all(one <= other for one, other in pairwise(bills))
