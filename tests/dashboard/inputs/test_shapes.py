"""The shapes of demand: sums are exact, shapes are what their names say."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.inputs.shapes import SHAPES, apportioned, average, monthly_calls, resized

CALLS = st.integers(0, 10_000_000_000)
MONTHS = st.integers(1, 12)


@given(st.sampled_from(SHAPES), CALLS, MONTHS, st.integers(1, 12))
def test_every_shape_adds_up_to_the_average_times_the_months(shape, calls, months, peak_month):
    demand = monthly_calls(shape, calls, months, min(peak_month, months))
    assert len(demand) == months
    assert sum(demand) == calls * months
    assert all(type(month) is int and month >= 0 for month in demand)


@given(CALLS, MONTHS)
def test_steady_is_the_same_each_month(calls, months):
    assert monthly_calls("steady", calls, months) == (calls,) * months


@given(CALLS, MONTHS)
def test_a_ramp_never_falls_by_more_than_a_rounding(calls, months):
    demand = monthly_calls("ramp", calls, months)
    assert all(later >= earlier - 1 for earlier, later in pairwise(demand))


def test_a_ramp_grows_by_the_same_step():
    # 12 months of 650 on average are 7,800; shares 1 + 2 + ... + 12 = 78, so a step is 100.
    assert monthly_calls("ramp", 650, 12) == tuple(range(100, 1300, 100))


def test_a_launch_starts_with_four_times_the_calls_of_a_later_month():
    # Shares 4, 2, 1, 1 = 8 of 4 x 200 = 800 calls.
    assert monthly_calls("launch", 200, 4) == (400, 200, 100, 100)


def test_a_season_has_its_peak_where_it_is_put():
    # Shares 1, 2, 4, 2, 1 = 10 of 5 x 200 = 1,000 calls.
    assert monthly_calls("season", 200, 5, 3) == (100, 200, 400, 200, 100)
    # At an end it has one neighbour: 4, 2, 1, 1 = 8 of 800 calls.
    assert monthly_calls("season", 200, 4, 1) == (400, 200, 100, 100)
    assert monthly_calls("season", 200, 4, 4) == (100, 100, 200, 400)


def test_one_month_has_all_calls_in_every_shape():
    assert {monthly_calls(shape, 400, 1) for shape in SHAPES} == {(400,)}


def test_what_is_left_over_goes_to_the_largest_remainders():
    # 10 by 1 : 1 : 1 is 3.33 each: the earliest month takes the one that is left.
    assert apportioned(10, (1, 1, 1)) == (4, 3, 3)
    # 10 by 1 : 2 : 4 is 1.43, 2.86 and 5.71: the two left go to .86 and .71.
    assert apportioned(10, (1, 2, 4)) == (1, 3, 6)
    assert apportioned(0, (4, 2, 1)) == (0, 0, 0)


@given(st.lists(CALLS, min_size=1, max_size=12).map(tuple), MONTHS)
def test_a_resized_table_keeps_what_it_can(table, months):
    longer = resized(table, months)
    assert len(longer) == months
    assert longer[: len(table)] == table[:months]
    assert set(longer[len(table) :]) <= {table[-1]}


def test_the_average_of_a_table_is_rounded_half_up():
    assert average((1, 2)) == 2
    assert average((1, 1, 2)) == 1
    assert average((5,)) == 5
