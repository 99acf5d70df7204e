"""The decision map: every cell as its quote tells it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from pricing.cheapest.pack_menu import NOWHERE
from pricing.money import from_micro
from pricing.quotes.quote import quote
from pricing.scenario import TIER_BASES, Scenario
from pricing.sensitivity.decision_map import decision_map
from tests.pricing.books import face_fusion, sample, samples

BOOK = face_fusion()
AXIS = np.array(sorted({times * 10**power for power in range(10) for times in (1, 2, 5)}))[:28]
YEAR = np.arange(1, 13)


def cell_by_quote(book, scenario, calls, months):
    """Return the cheapest option of one cell, its total and saving, activities, units and packs."""
    priced = quote(
        book,
        replace(scenario, monthly_calls=(int(calls),) * months, peak_month=min(scenario.peak_month, months)),
    )
    best, postpaid = priced.option(priced.cheapest), priced.option("postpaid")
    saving = postpaid.costs.total - best.costs.total if postpaid.costs else None
    packs = [sum(p.quantity for p in best.purchases if p.pack == pack.id) for pack in book.packs]
    return best.id, best.costs.total, saving, best.activities, best.qps_units, packs


def cell(found, month, call):
    at = (month, call)
    online = found.postpaid[at] < NOWHERE
    saving = from_micro(int(found.postpaid[at] - found.total[at])) if online else None
    plan = (int(found.activities[at]), int(found.units[at]), found.packs[at].tolist())
    return found.ids[found.cheapest[at]], from_micro(int(found.total[at])), saving, *plan


def assert_cells(book, scenario, axis, months, cells):
    found = decision_map(book, scenario, axis, months)
    assert found.cheapest.shape == (len(months), len(axis))
    for month, call in cells:
        wanted = cell_by_quote(book, scenario, axis[call], int(months[month]))
        assert cell(found, month, call) == wanted, (int(axis[call]), int(months[month]))


def some(random, count):
    return [(random.randrange(12), random.randrange(len(AXIS))) for _ in range(count)]


@pytest.mark.parametrize("basis", TIER_BASES)
@pytest.mark.parametrize("peak", [(50, 0), (200, 30), (400, 10)])
def test_cells_of_face_fusion(basis, peak):
    scenario = Scenario((0,) * 12, peak_qps=peak[0], peak_days=peak[1], peak_month=5, tier_basis=basis)
    assert_cells(BOOK, scenario, AXIS, YEAR, some(Random(7), 60))


def test_of_equal_purchases_the_one_of_the_quote():
    scenario = Scenario((0,), peak_qps=200, peak_days=60, count_free_quota=False)
    assert_cells(BOOK, scenario, np.array([2_000_000]), YEAR, [(month, 0) for month in range(12)])


@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
def test_cells_of_samples(book):
    scenario = Scenario((7,), peak_qps=0, materials=40, count_free_quota=False)
    assert_cells(book, scenario, AXIS, YEAR, some(Random(8), 25))


def test_a_single_cell_and_months_in_any_number():
    assert_cells(BOOK, Scenario((0,)), np.array([400_000]), np.array([12]), [(0, 0)])
    assert_cells(BOOK, Scenario((0,)), np.array([0, 5]), np.array([2, 3, 5, 9]), [(3, 0), (1, 1)])


def test_the_free_quota_is_a_trial():
    found = decision_map(BOOK, Scenario((0,), peak_qps=1), np.array([40, 50, 500]), np.array([1, 10, 12]))
    ids = [[found.ids[option] for option in row] for row in found.cheapest.tolist()]
    # 500 calls: 50 x 10, 500 x 1, 40 x 12 = 480 fit; 50 x 12 do not.
    assert ids == [["trial"] * 3, ["trial", "trial", "postpaid"], ["trial", "postpaid", "postpaid"]]


def test_all_options_have_their_place_in_the_fixed_order():
    found = decision_map(sample("no-packs"), Scenario((0,)), AXIS, YEAR)
    assert found.ids == ("trial", "postpaid", "best_mix", "extra_activities", "optimal")
    assert {found.ids[option] for option in np.unique(found.cheapest)} == {"postpaid"}
