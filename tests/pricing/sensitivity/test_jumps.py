"""The jumps of totals along steady monthly calls: all that can be seen from the points, and no others."""

from __future__ import annotations

import numpy as np
import pytest

from pricing.quotes.options import offer
from pricing.scenario import Scenario
from pricing.sensitivity.jumps import jumps
from pricing.sensitivity.steady import SteadyOptions
from tests.pricing.books import face_fusion, sample

BOOK = face_fusion()


def steady(book, months):
    scenario = Scenario((0,) * months)
    return SteadyOptions.of(offer(book, "overage", count_free=True), scenario)


def test_the_tiers_jump():
    axis = np.linspace(0, 6_000_000, 61).astype(np.int64)
    # One month, 300,500 calls at hand: the bill falls after 1,300,500 and after 5,300,500 calls.
    assert {1_300_500, 5_300_500} <= set(jumps(steady(BOOK, 1), axis).tolist())


@pytest.mark.parametrize("months", [1, 4, 12])
def test_between_the_points_no_line_slopes_across_a_jump_of_postpaid(months):
    options = steady(BOOK, months)
    axis = np.linspace(0, 20_000_000, 101).astype(np.int64)
    found = jumps(options, axis)
    points = np.unique(np.concatenate([axis, found, found + 1]))
    total = options.totals(points)[options.ids.index("postpaid")]
    falls = np.diff(total) < 0
    assert (np.diff(points)[falls] == 1).all()
    assert falls.any()


def test_without_jumps_nothing_is_found():
    assert jumps(steady(sample("minimal"), 12), np.array([0, 1_000, 2_000_000])).tolist() == []
    assert jumps(steady(BOOK, 1), np.array([0])).tolist() == []
