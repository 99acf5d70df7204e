"""The walk through the months: burn order, what a month costs, and the plain walk as its judge."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.bills.ledger import Plans, free_calls, walk
from pricing.bills.packages import packages_of
from pricing.bills.tiers import Tariff
from pricing.money import from_micro
from tests.judges.books import Drawn, real_case, tiny_case
from tests.judges.plain_walk import monthly_overages, qps_cost, qps_units, total_cost
from tests.pricing.books import face_fusion, sample

BOOK = face_fusion()


def walked(calls, bought=(), *, activities=1, book=BOOK, count_free=True, qps_days=0, qps_month=1):
    """Walk one plan; ``bought`` is (month, pack id, quantity)."""
    ids = [pack.id for pack in book.packs]
    purchases = np.zeros((1, len(calls), len(ids)), dtype=np.int64)
    for month, pack, quantity in bought:
        purchases[0, month - 1, ids.index(pack)] = quantity
    plans = Plans(*(np.array([x]) for x in ([activities], qps_days, qps_month)), purchases)
    return walk(book, Tariff(book.postpaid, "overage"), np.array([calls]), plans, count_free=count_free)


def sources(ledger):
    """Return for each month: free, license, pack, overage, balance afterwards."""
    columns = (ledger.free, ledger.license, ledger.pack, ledger.overage, ledger.balance)
    return [tuple(int(column[0, month]) for column in columns) for month in range(ledger.calls.shape[1])]


@st.composite
def plans(draw):
    """Any plan, cheap or not, for any book."""
    case = draw(st.sampled_from((real_case, tiny_case)))
    book, scenario = case(Drawn(draw))
    activities = draw(st.integers(1, 4))
    keys = product(range(1, scenario.months + 1), [pack.id for pack in book.packs])
    bought = {key: draw(st.integers(0, 3)) for key in keys if draw(st.booleans())}
    return book, scenario, activities if book.license else 1, bought


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        # free quota 500, then the license's 300,000, then billed
        (0, (0, 0, 0, 0, 300_000)),
        (499, (499, 0, 0, 0, 300_000)),
        (500, (500, 0, 0, 0, 300_000)),
        (501, (500, 1, 0, 0, 299_999)),
        (300_499, (500, 299_999, 0, 0, 1)),
        (300_500, (500, 300_000, 0, 0, 0)),
        (300_501, (500, 300_000, 0, 1, 0)),
    ],
)
def test_free_quota_then_license_then_bill(calls, expected):
    assert sources(walked([calls])) == [expected]


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        (300_500, (500, 300_000, 0, 0, 1_000_000)),
        (300_501, (500, 300_000, 1, 0, 999_999)),
        (1_300_500, (500, 300_000, 1_000_000, 0, 0)),
        (1_300_501, (500, 300_000, 1_000_000, 1, 0)),
    ],
)
def test_packs_come_after_the_license_and_before_the_bill(calls, expected):
    assert sources(walked([calls], [(1, "1m", 1)])) == [expected]


def test_what_is_left_carries_on_to_the_next_month():
    assert sources(walked([200_000, 200_000, 200_000])) == [
        (500, 199_500, 0, 0, 100_500),
        (0, 100_500, 0, 99_500, 0),
        (0, 0, 0, 200_000, 0),
    ]


def test_a_pack_serves_from_the_month_in_which_it_is_bought_not_before():
    assert sources(walked([400_000, 400_000, 400_000], [(2, "1m", 1)])) == [
        (500, 300_000, 0, 99_500, 0),
        (0, 0, 400_000, 0, 600_000),
        (0, 0, 400_000, 0, 200_000),
    ]


def test_twelve_months_after_the_first_a_pack_still_serves():
    ledger = walked([300_500, *[0] * 10, 1_000_000], [(1, "1m", 1)])
    assert sources(ledger)[-1] == (0, 0, 1_000_000, 0, 0)


def test_each_activity_brings_its_quota_and_its_calls():
    assert sources(walked([700_000], activities=2)) == [(1_000, 600_000, 0, 99_000, 0)]
    assert free_calls(BOOK, np.array([1, 3]), count_free=True).tolist() == [500, 1_500]
    assert packages_of(BOOK).calls.tolist() == [300_000]


def test_the_free_quota_counts_only_where_it_is_counted():
    assert sources(walked([300_500], count_free=False)) == [(0, 300_000, 0, 500, 0)]


def test_a_month_costs_what_is_bought_in_it_and_its_bill():
    # Month 1: license 20,000 and 99,500 x 0.02 = 1,990. Month 2: 6 unit-days = 6,300 and a pack, 16,000.
    ledger = walked([400_000, 400_000], [(2, "1m", 1)], qps_days=6, qps_month=2)
    assert [from_micro(int(x)) for x in ledger.spend[0]] == [21_990, 22_300]
    assert from_micro(int(ledger.total[0])) == 44_290
    assert [from_micro(int(x)) for x in ledger.qps[0]] == [0, 6_300]
    assert [from_micro(int(x)) for x in ledger.packs[0]] == [0, 16_000]
    assert [from_micro(int(x)) for x in ledger.licenses[0]] == [20_000, 0]


def test_a_batch_is_the_plans_one_by_one():
    alone = [walked([n * 100_000, 900_000], [(1, "1m", n)], activities=n) for n in (1, 2, 3)]
    plans_ = Plans(
        np.array([[1], [2], [3]]),
        np.zeros(3, dtype=np.int64),
        np.ones(3, dtype=np.int64),
        np.array([[[n, 0, 0, 0], [0, 0, 0, 0]] for n in (1, 2, 3)]),
    )
    calls = np.array([[n * 100_000, 900_000] for n in (1, 2, 3)])
    together = walk(BOOK, Tariff(BOOK.postpaid, "overage"), calls, plans_, count_free=True)
    for name in vars(together):
        rows = [getattr(ledger, name)[0].tolist() for ledger in alone]
        assert getattr(together, name).tolist() == rows


def test_a_book_without_license_and_packs_bills_every_call():
    ledger = walked([7, 0, 5], book=sample("minimal"))
    assert sources(ledger) == [(0, 0, 0, 7, 0), (0, 0, 0, 0, 0), (0, 0, 0, 5, 0)]
    assert from_micro(int(ledger.total[0])) == Decimal("0.12")


@given(plans())
def test_any_plan_costs_what_the_plain_walk_says(plan):
    book, scenario, activities, bought = plan
    units = qps_units(book, scenario, activities)
    if units is None:  # not for sale: priced without its peak
        scenario, units = replace(scenario, peak_days=0), 0
    ids = [pack.id for pack in book.packs]
    purchases = np.zeros((1, scenario.months, len(ids)), dtype=np.int64)
    for (month, pack), quantity in bought.items():
        purchases[0, month - 1, ids.index(pack)] = quantity
    row = Plans(
        *(np.array([x]) for x in ([activities], units * scenario.peak_days, scenario.peak_month)), purchases
    )
    tariff = Tariff(book.postpaid, scenario.tier_basis)
    ledger = walk(book, tariff, np.array([scenario.monthly_calls]), row, count_free=scenario.count_free_quota)
    assert from_micro(int(ledger.total[0])) == total_cost(book, scenario, activities, bought)
    assert ledger.overage[0].tolist() == monthly_overages(book, scenario, activities, bought)
    assert from_micro(int(ledger.qps.sum())) == qps_cost(book, scenario, activities)
    used = ledger.free + ledger.license + ledger.pack + ledger.overage
    assert used.tolist() == [list(scenario.monthly_calls)]
    assert not ((ledger.overage > 0) & (ledger.balance > 0)).any()
