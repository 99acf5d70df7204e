"""The worked examples of the design, every option of every row, and what follows from the price list."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.pricing.books import face_fusion

BOOK = face_fusion()
LICENSED = (
    "postpaid",
    "pack:1m",
    "pack:5m",
    "pack:10m",
    "pack:30m",
    "best_mix",
    "extra_activities",
    "optimal",
)
UNAVAILABLE = "unavailable"
ABSENT = "-"

EXAMPLES = [
    pytest.param(
        Scenario((400_000,) * 12),
        # 4,800,000 - 300,500 = 4,499,500 calls to pay for. Postpaid: all at 0.02 = 89,990.
        # 1m: 4 packs (64,000), 499,500 left x 0.02 = 9,990. The others cover everything with one pack.
        ("109990", "93990", "85000", "105000", "146000", "85000", ABSENT, "85000"),
        id="steady-400k",
    ),
    pytest.param(
        Scenario((1_000_000,) * 12),
        # Postpaid: 699,500 x 0.02 + 11 x 20,000 = 233,990. 1m: 11 packs (176,000), 699,500 x 0.02 = 13,990.
        # 5m: 2 (130,000), 699,500 + 1,000,000 x 0.02. 10m: 1, the same rest = 33,990.
        # Best mix: 10m + 1m, 699,500 x 0.02 = 13,990.
        ("253990", "209990", "183990", "138990", "146000", "134990", ABSENT, "134990"),
        id="steady-1m",
    ),
    pytest.param(
        Scenario((500_000,), peak_qps=200, peak_days=7),
        # 3 units x 7 days x 1,050 = 22,050; 199,500 calls x 0.02 = 3,990. Four licenses: 80,000.
        ("46040", "58050", "107050", "127050", "168050", "46040", "80000", "46040"),
        id="week-of-200-qps",
    ),
    pytest.param(
        Scenario((500_000,), peak_qps=200, peak_days=30),
        # 3 units x 30 days x 1,050 = 94,500.
        ("118490", "130500", "179500", "199500", "240500", "118490", "80000", "80000"),
        id="month-of-200-qps",
    ),
    pytest.param(
        Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10),
        # One activity can add 250 QPS online. Eight licenses: 160,000, with 2,404,000 calls: month 1 is
        # covered, month 2 bills 1,596,000 and month 3 2,000,000 at 0.012 = 43,152.
        (*[UNAVAILABLE] * 6, "203152", "167788"),
        id="400-qps",
    ),
    pytest.param(
        Scenario((100_000,) * 3, materials=90),
        # Three licenses, 900,000 calls: nothing to bill.
        ("60000", "76000", "125000", "145000", "186000", "60000", ABSENT, "60000"),
        id="90-materials",
    ),
    pytest.param(
        Scenario((8_000_000,) * 6, tier_basis="total"),
        # Every month's 8,000,000 calls are in the last tier: (48,000,000 - 300,500) x 0.005 = 238,497.50.
        ("258497.50", "269497.50", "298497.50", "293497.50", "234497.50", "234497.50", ABSENT, "234497.50"),
        id="total-basis",
    ),
]


@pytest.mark.parametrize(("scenario", "totals"), EXAMPLES)
def test_all_options_of_the_worked_examples(scenario, totals):
    expected = {
        option_id: UNAVAILABLE if total == UNAVAILABLE else Decimal(total)
        for option_id, total in zip(LICENSED, totals, strict=True)
        if total != ABSENT
    }
    assert {
        option.id: option.costs.total if option.available else UNAVAILABLE
        for option in quote(BOOK, scenario).options
    } == expected


def test_the_cheapest_of_the_worked_examples():
    assert [quote(BOOK, example.values[0]).cheapest for example in EXAMPLES] == [
        "pack:5m",
        "best_mix",
        "postpaid",
        "extra_activities",
        "optimal",
        "postpaid",
        "best_mix",  # the same total as one 30M pack in month 1, paid later
    ]


def test_optimal_of_the_fifth_example_mixes_licenses_and_units():
    # 2 licenses, 6 units (400 - 100 QPS) x 10 days x 1,050 = 63,000, and the calls above 601,000.
    option = quote(BOOK, EXAMPLES[4].values[0]).option("optimal")
    assert (option.activities, option.qps_units) == (2, 6)
    assert (option.costs.license, option.costs.qps) == (40_000, 63_000)
    # 1,399,000 + 2 x 2,000,000 calls x 0.012 = 64,788, and no pack.
    assert (option.costs.packs, option.costs.postpaid) == (0, 64_788)


# What follows from the price list. Free quota and license serve the first 300,500 calls.


def bill_of(overage):
    return quote(BOOK, Scenario((300_500 + overage,))).option("postpaid").costs.postpaid


def test_a_million_calls_cost_more_than_one_call_more():
    assert bill_of(1_000_000) == Decimal(20_000)
    assert bill_of(1_000_001) == Decimal("12000.012")


@pytest.mark.parametrize(
    ("first", "last", "rival"),
    [(600_001, 1_000_000, 1_000_001), (2_083_334, 5_000_000, 5_000_001)],
)
def test_dead_zones_begin_and_end_where_the_design_says(first, last, rival):
    for dearer in (first, (first + last) // 2, last):
        assert bill_of(dearer) > bill_of(rival)
    assert bill_of(first - 1) <= bill_of(rival)
    assert bill_of(5_000_001) == Decimal("25000.005")


def test_the_5m_pack_is_dearer_per_call_than_the_middle_tier():
    pack = next(pack for pack in BOOK.packs if pack.id == "5m")
    assert pack.price / pack.calls == Decimal("0.013") > BOOK.postpaid.tiers[1].unit_price == Decimal("0.012")
    # So 5,000,000 calls in one month are cheaper postpaid, 60,000 against 65,000 ...
    options = quote(BOOK, Scenario((5_300_500,)))
    assert options.option("postpaid").costs.total == 20_000 + 60_000
    assert options.option("pack:5m").costs.total == 20_000 + 65_000


def test_50_qps_for_20_days_cost_more_than_a_second_activity_for_a_year():
    priced = quote(BOOK, Scenario((601_000,), peak_qps=100, peak_days=20))
    upgraded, second = priced.option("best_mix"), priced.option("extra_activities")
    assert upgraded.costs.qps == 1_050 * 20 == 21_000
    assert second.costs.license - upgraded.costs.license == 20_000
    # The second activity also serves 300,500 calls more: 300,500 x 0.02 = 6,010 less to bill.
    assert upgraded.costs.total - second.costs.total == 21_000 - 20_000 + 6_010
    assert priced.option("optimal").activities == 2


def test_50_qps_for_19_days_cost_less_than_a_second_activity_where_its_calls_are_not_needed():
    priced = quote(BOOK, Scenario((300_500,), peak_qps=100, peak_days=19))
    assert priced.option("best_mix").costs.total == 20_000 + 19_950
    assert priced.option("optimal").activities == 1
