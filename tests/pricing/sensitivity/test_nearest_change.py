"""The nearest change of verdict: each side against the quotes of everything between."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pricing.errors import AmountTooLarge
from pricing.price_book import License, Postpaid, QpsUpgrade, Tier
from pricing.quotes.quote import quote
from pricing.scenario import LIMITS, Scenario
from pricing.sensitivity.nearest_calls import Change, Nearest
from pricing.sensitivity.nearest_change import nearest_changes
from pricing.sensitivity.totals import totals, variants
from tests.examples import examples
from tests.judges.books import tiny_cases
from tests.pricing.books import face_fusion, sample, samples

BOOK = face_fusion()
YEAR = Scenario((400_000,) * 12)


@cache
def verdict(book, scenario):
    return quote(book, scenario).cheapest


def with_calls(scenario, calls):
    return replace(scenario, monthly_calls=(calls,) * scenario.months)


def with_percent(scenario, percent):
    scaled = tuple((calls * percent * 2 + 100) // 200 for calls in scenario.monthly_calls)
    return replace(scenario, monthly_calls=scaled)


def with_months(scenario, months):
    calls = (scenario.monthly_calls + scenario.monthly_calls[-1:] * 12)[:months]
    return replace(scenario, monthly_calls=calls, peak_month=min(scenario.peak_month, months))


def with_days(scenario, days):
    return replace(scenario, peak_days=days)


def assert_nearest(book, scenario, nearest, varied, here, between):
    """Check that the verdict holds ``between`` and changes at both ends."""
    at_home = verdict(book, scenario)
    low, high = nearest.searched
    assert low <= here <= high
    for change, step in ((nearest.below, -1), (nearest.above, 1)):
        if change is not None:
            assert (change.at - here) * step > 0
            assert change.cheapest != at_home
            assert verdict(book, varied(scenario, change.at)) == change.cheapest
            assert verdict(book, varied(scenario, change.at - step)) == at_home
    first = nearest.below.at + 1 if nearest.below else low
    last = nearest.above.at - 1 if nearest.above else high
    for value in between(first, last):
        assert verdict(book, varied(scenario, value)) == at_home, value


def every(first, last):
    return range(first, last + 1)


def some(first, last):
    return sorted({int(value) for value in np.linspace(first, last, 12)})


def assert_all(book, scenario, between=some):
    found = nearest_changes(book, scenario)
    assert found.verdict == verdict(book, scenario)
    if found.unit == "calls":
        assert_nearest(book, scenario, found.volume, with_calls, scenario.monthly_calls[0], between)
    else:
        assert_nearest(book, scenario, found.volume, with_percent, 100, some)
    assert_nearest(book, scenario, found.months, with_months, scenario.months, every)
    assert_nearest(book, scenario, found.peak_days, with_days, scenario.peak_days, some)
    return found


def test_face_fusion_over_a_year():
    found = nearest_changes(BOOK, YEAR)
    assert (found.verdict, found.unit) == ("pack:5m", "calls")
    # From 481,864 on the first bill fits beside the 5M pack: it costs the same when bought later.
    assert (found.volume.below, found.volume.above) == (
        Change(362_541, "best_mix"),
        Change(481_864, "best_mix"),
    )
    assert found.months == Nearest(Change(10, "best_mix"), None, (1, 12))
    assert found.peak_days == Nearest(None, None, (0, 366))


@pytest.mark.parametrize(
    "scenario",
    [
        YEAR,
        Scenario((1_000_000,) * 12),
        Scenario((1_000_000,)),
        Scenario((0,)),
        Scenario((10_000_000,) * 6, tier_basis="total"),
        Scenario((500_000,), peak_qps=200, peak_days=7),
        Scenario((500_000,) * 3, peak_qps=200, peak_days=30, peak_month=3),
        Scenario((500_000,) * 3, peak_qps=400, peak_days=17),
        Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10),
        Scenario((300_000,) * 12, peak_qps=120, peak_days=18, activities=2),
        Scenario((100_000, 2_000_000, 50_000)),
        Scenario((0, 0, 7_000_000, 1), peak_qps=90, peak_days=20, peak_month=4),
        Scenario((10,) * 12, peak_qps=1),
        Scenario((100,) * 12, peak_qps=1),
        Scenario((41,) * 12, peak_qps=2, activities=3, materials=70),
    ],
    ids=lambda scenario: f"{scenario.monthly_calls[0]} x {scenario.months}, {scenario.peak_qps} QPS",
)
def test_face_fusion_against_quotes(scenario):
    assert_all(BOOK, scenario)


@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
@pytest.mark.parametrize(
    "scenario", [Scenario((700_000,) * 5, peak_qps=130, peak_days=9), Scenario((40,), peak_qps=1)]
)
def test_samples_against_quotes(book, scenario):
    assert_all(book, scenario)


@settings(deadline=None, max_examples=examples(40))
@given(tiny_cases(), st.integers(0, 12), st.integers(1, 5), st.booleans())
def test_every_quantity_of_small_books(case, calls, months, steady):
    book, scenario = case
    if book.license is not None and book.license.qps == 0:
        return
    if steady:
        scenario = replace(scenario, monthly_calls=(calls,) * months)
    found = nearest_changes(book, scenario)
    assert found.verdict == verdict(book, scenario)
    here = scenario.monthly_calls[0]
    if found.unit == "calls":
        near = replace_searched(found.volume, here, 25)
        assert_nearest(book, scenario, near, with_calls, here, every)
    assert_nearest(book, scenario, found.months, with_months, scenario.months, every)
    days = replace_searched(found.peak_days, scenario.peak_days, 6)
    assert_nearest(book, scenario, days, with_days, scenario.peak_days, every)


def replace_searched(nearest, here, width):
    """Return the part of ``nearest`` that lies within ``width`` of ``here``."""
    low, high = max(nearest.searched[0], here - width), min(nearest.searched[1], here + width)
    below = nearest.below if nearest.below and nearest.below.at >= low else None
    above = nearest.above if nearest.above and nearest.above.at <= high else None
    return Nearest(below, above, (low, high))


def test_an_uneven_demand_is_scaled():
    scenario = Scenario(tuple(range(100_000, 1_300_000, 100_000)))
    found = assert_all(BOOK, scenario)
    assert found.unit == "percent"
    assert found.volume == Nearest(None, None, (50, 200))


def test_every_percent_of_an_uneven_demand():
    scenario = Scenario((1_500_000, 300_000, 4_000_000))
    found = nearest_changes(BOOK, scenario).volume
    percents = np.arange(50, 201)
    calls = (2 * percents[:, None] * np.array(scenario.monthly_calls) + 100) // 200
    winners = totals(BOOK, scenario, variants(scenario, calls)).winners
    home = winners[50]
    others = [percent for percent, winner in zip(percents.tolist(), winners, strict=True) if winner != home]
    assert found.below == Change(
        max(p for p in others if p < 100), winners[max(p for p in others if p < 100) - 50]
    )
    assert found.above == Change(
        min(p for p in others if p > 100), winners[min(p for p in others if p > 100) - 50]
    )


def test_no_month_is_scaled_beyond_the_most_calls_of_a_scenario():
    most = LIMITS["monthly_calls"][1]
    searched = {
        calls: nearest_changes(BOOK, Scenario(calls)).volume.searched
        for calls in [(most, 1), (most // 4 * 3, 1), (most // 2, 1)]
    }
    # 3/4 of the most may grow to 133%: 9,975,000,000.
    assert searched == {(most, 1): (50, 100), (most // 4 * 3, 1): (50, 133), (most // 2, 1): (50, 200)}


def test_a_steady_demand_with_many_numbers_of_activities_is_scaled():
    # 19 days of a unit cost 19,950: each of many licenses of 20,000 in place of a unit may pay by its calls.
    found = nearest_changes(BOOK, Scenario((500_000,) * 12, peak_qps=10_000, peak_days=19))
    assert found.unit == "percent"


@pytest.mark.parametrize("seed", range(4))
def test_every_change_of_real_scenarios_is_one_of_their_quotes(seed):
    """Peaks above the base QPS, where other numbers of activities win: quotes at and next to each change."""
    random = Random(seed)
    for _ in range(6):
        calls = random.choice((50_000, 100_000, 400_000, 1_000_000, 2_000_000)) + random.randrange(3)
        scenario = Scenario(
            (calls,) * random.choice((1, 1, 2, 3, 6)),
            peak_qps=random.choice((100, 150, 200, 350, 400)),
            peak_days=random.choice((7, 15, 20, 25, 30)),
            count_free_quota=random.random() < 0.7,
        )
        assert_all(BOOK, scenario)


def test_more_calls_at_hand_may_cost_more():
    """2 licenses and a unit, 61,000 + 1,000,001 x 0.012, against 3 licenses, 60,000 + 699,501 x 0.02."""
    scenario = Scenario((100_000,), peak_qps=150, peak_days=20)
    assert nearest_changes(BOOK, scenario).volume.above == Change(1_601_001, "optimal")
    priced = quote(BOOK, with_calls(scenario, 1_601_001))
    totals = {option.id: option.costs.total for option in priced.options}
    assert totals["optimal"] == Decimal("73000.012")
    assert totals["extra_activities"] == Decimal("73990.02")


def test_amounts_at_the_edge_of_exact_arithmetic():
    """Where twice the demand would not be exact, the search stays below."""
    dear = Postpaid("volume", (Tier(None, BOOK.license.price),))
    book = replace(sample("minimal"), postpaid=dear)
    for calls in ((20_000_000,), (20_000_000, 1)):
        found = nearest_changes(book, Scenario(calls))
        assert (found.verdict, found.volume.above) == ("postpaid", None)
        assert found.volume.searched[1] >= calls[0] or found.unit == "percent"
    with pytest.raises(AmountTooLarge):
        nearest_changes(book, Scenario((60_000_000,)))


def test_numbers_of_activities_that_cost_the_same_do_not_rule_each_other_out():
    # Without calls of its own a license is bought for its QPS alone: 3 with upgrades cost what 6 do without.
    book = replace(
        face_fusion(),
        free=None,
        packages=(License(Decimal(10), 12, 0, 100, 30),),
        qps=QpsUpgrade(30, Decimal(3), 100, 30),
        packs=(),
        postpaid=Postpaid("volume", (Tier(None, Decimal("0.01")),)),
    )
    found = nearest_changes(book, Scenario((1000, 1000), peak_qps=630, peak_days=1))
    assert found.verdict == "optimal"
    assert found.volume is not None
    assert (found.volume.below, found.volume.above) == (None, None)
