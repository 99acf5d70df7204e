"""Dead zones: at, below and above each edge, and against every larger quantity of small tiers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pricing.bills.dead_zones import DeadZone, cheaper_at, dead_zones
from pricing.money import to_micro
from pricing.price_book import Postpaid, Tier
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.pricing.books import face_fusion, sample
from tests.pricing.tariffs import GRADUATED, postpaid, price_of_parts, random_months, tariff

BOOK = face_fusion()


def test_the_dead_zones_of_the_price_list():
    # 1,000,001 x 0.012 = 12,000.012 = 600,000.6 x 0.02
    # 5,000,001 x 0.005 = 25,000.005 = 2,083,333.75 x 0.012
    assert dead_zones(BOOK) == (
        DeadZone(600_001, 1_000_000, 1_000_001, Decimal("7999.988")),
        DeadZone(2_083_334, 5_000_000, 5_000_001, Decimal("34999.995")),
    )


def test_graduated_tiers_have_none():
    assert dead_zones(sample("graduated")) == ()
    assert dead_zones(sample("minimal")) == ()


def price(tiers, quantity):
    return quantity * next(t.unit_price for t in tiers if t.up_to is None or quantity <= t.up_to)


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 30), min_size=0, max_size=4, unique=True),
    st.lists(st.sampled_from(("0", "0.3", "0.5", "0.7", "1", "2.000001")), min_size=5, max_size=5),
)
def test_dead_zones_of_small_tiers(ends, prices):
    up_to = [*sorted(ends), None]
    tiers = tuple(Tier(end, Decimal(each)) for end, each in zip(up_to, prices, strict=False))
    bills = [price(tiers, quantity) for quantity in range(80)]
    zones = dead_zones(replace(BOOK, postpaid=Postpaid("volume", tiers)))
    dead = {q for q in range(1, 31) if min(bills[q + 1 :]) < bills[q]}
    assert dead == {q for zone in zones for q in range(zone.first, zone.last + 1)}
    assert len(dead) == sum(zone.last - zone.first + 1 for zone in zones)
    for zone in zones:
        saved = bills[zone.last] - bills[zone.cheaper_at]
        assert zone.cheaper_at > zone.last
        assert zone.saves_up_to == saved == bills[zone.last] - min(bills[zone.last + 1 :])
        assert bills.index(bills[zone.cheaper_at], zone.last + 1) == zone.cheaper_at


@pytest.mark.parametrize(
    ("quantity", "cheaper", "saves"),
    [
        (0, None, None),
        (599_999, None, None),
        (600_000, None, None),  # 12,000.00, less than the 12,000.012 of 1,000,001
        (600_001, 1_000_001, "0.008"),  # 12,000.02 - 12,000.012
        (800_000, 1_000_001, "3999.988"),  # 16,000 - 12,000.012
        (1_000_000, 1_000_001, "7999.988"),  # 20,000 - 12,000.012
        (1_000_001, None, None),
        (2_083_333, None, None),  # 24,999.996, less than the 25,000.005 of 5,000,001
        (2_083_334, 5_000_001, "0.003"),  # 25,000.008 - 25,000.005
        (5_000_000, 5_000_001, "34999.995"),  # 60,000 - 25,000.005
        (5_000_001, None, None),
        (10_000_000_000, None, None),
    ],
)
def test_the_cheaper_quantities_of_the_price_list(quantity, cheaper, saves):
    expected = None if cheaper is None else (cheaper, to_micro(Decimal(saves)))
    assert cheaper_at(tariff(), quantity, quantity) == expected


def test_only_the_overage_counts_on_the_overage_basis():
    assert cheaper_at(tariff(), 9_000_000, 600_000) is None
    assert cheaper_at(tariff(), 9_000_000, 600_001) == (1_000_001, 8_000)


def test_dead_zones_on_the_total_basis_count_the_months_calls():
    # 900,000 calls, 300,000 of them billed: 6,000. At 1,000,001 calls 400,001 x 0.012 = 4,800.012.
    assert cheaper_at(tariff(basis="total"), 900_000, 300_000) == (1_000_001, to_micro(Decimal("1199.988")))
    # 150,000 billed cost 3,000; 250,001 x 0.012 = 3,000.012 are no cheaper.
    assert cheaper_at(tariff(basis="total"), 900_000, 150_000) is None
    assert cheaper_at(tariff(basis="total"), 900_000, 0) is None


def test_the_cheapest_of_two_larger_quantities_is_named():
    tiers = postpaid("volume", (100, "1"), (200, "0.9"), (None, "0.1"))
    # 100 - 201 x 0.1 = 79.9; in the second tier 101 x 0.9 = 90.9
    assert cheaper_at(tariff(tiers), 100, 100) == (201, to_micro(Decimal("79.9")))
    ties = postpaid("volume", (100, "1"), (201, "0.4"), (None, "0.2"))
    # 101 x 0.4 = 40.4 and 202 x 0.2 = 40.4: the smaller quantity of equal bills.
    assert cheaper_at(tariff(ties), 100, 100) == (101, to_micro(Decimal("59.6")))


def test_graduated_bills_have_no_dead_zone():
    assert cheaper_at(tariff(GRADUATED), 1_000_000, 1_000_000) is None


@given(random_months())
def test_a_cheaper_quantity_is_cheaper_and_the_cheapest(month):
    of, calls, overage = month
    if of.mode != "volume":
        return
    picks = calls if of.basis == "total" else overage
    more = {picks + n: price_of_parts(of, calls + n, overage + n) for n in range(90)}
    now, lowest = price_of_parts(of, calls, overage), min(more.values())
    expected = None
    if overage and lowest < now:
        expected = next(quantity for quantity, amount in more.items() if amount == lowest), now - lowest
    assert cheaper_at(of, calls, overage) == expected


@pytest.mark.parametrize(
    ("basis", "calls", "month", "cheaper", "saves"),
    [
        # The license and the quota serve 300,500 of the first month's calls.
        ("overage", (900_501, 0), 1, 1_000_001, "0.008"),  # overage 600,001
        ("overage", (300_500, 5_000_000), 2, 5_000_001, "34999.995"),
        # 1,000,000 calls, 699,500 billed: 13,990 - 699,501 x 0.012 = 8,394.012
        ("total", (1_000_000, 0), 1, 1_000_001, "5595.988"),
    ],
)
def test_a_quote_warns_of_a_dead_zone(basis, calls, month, cheaper, saves):
    option = quote(BOOK, Scenario(calls, tier_basis=basis)).option("postpaid")
    zones = [notice for notice in option.warnings if notice.code == "dead_zone"]
    assert [(zone.month, zone.cheaper_at, zone.saves) for zone in zones] == [(month, cheaper, Decimal(saves))]


@pytest.mark.parametrize("calls", [900_500, 1_300_501, 5_300_501])
def test_a_quote_outside_dead_zones_does_not_warn(calls):
    option = quote(BOOK, Scenario((calls,))).option("postpaid")
    assert [notice for notice in option.warnings if notice.code == "dead_zone"] == []
