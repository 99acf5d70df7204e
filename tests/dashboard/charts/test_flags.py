"""Figures on vertical lines never overlap at the narrowest width, and the first ones are placed first."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.flags import (
    NARROWEST_PLOT,
    ROW_PIXELS,
    Flag,
    Place,
    annotation,
    flag_lines,
    places,
    share,
)

spots = st.floats(0, 1)
flags = st.builds(Flag, spots, st.text("0123456789,万", min_size=1, max_size=12))
AXIS = {"range": [0, 1]}


def span(flag, place):
    start = flag.value - flag.width if place.leftwards else flag.value
    return start, start + flag.width


@given(st.lists(flags, max_size=12), st.integers(1, 5))
def test_no_two_figures_in_a_row_overlap(flags, rows):
    placed = [(flag, place) for flag, place in zip(flags, places(AXIS, flags, rows), strict=True) if place]
    for (one, here), (other, there) in combinations(placed, 2):
        if here.row == there.row:
            (start, end), (start_2, end_2) = span(one, here), span(other, there)
            assert end <= start_2 or end_2 <= start


@given(st.lists(flags, min_size=1, max_size=12), st.integers(1, 5))
def test_the_first_is_always_placed_next_to_the_plot(flags, rows):
    first = places(AXIS, flags, rows)[0]
    assert first is not None
    assert first.row == 0


def test_neighbours_are_stacked_and_what_finds_no_row_is_left_out():
    three = [Flag(0.5, "525,042"), Flag(0.51, "530,000"), Flag(0.52, "540,000")]
    assert places(AXIS, three, 2) == [Place(0), Place(1), None]


def test_a_figure_at_the_right_end_stands_left_of_its_line():
    assert places({"range": [0, 1_000_000]}, [Flag(980_000, "980,000")], 1) == [Place(0, leftwards=True)]


def test_letters_are_measured():
    assert Flag(0, "8" * 10).width * NARROWEST_PLOT == 10 * 6.4 + 8
    assert Flag(0, "万" * 10).width > Flag(0, "8" * 10).width


def test_a_figure_is_drawn_in_its_row():
    drawn = annotation({"range": [0, 1000]}, Flag(500, "a < b", bold=True), Place(2))
    assert drawn["text"] == "<b>a &lt; b</b>"
    assert (drawn["x"], drawn["xanchor"], drawn["yshift"]) == (500, "left", 2 * ROW_PIXELS)


def test_on_a_logarithmic_axis_the_place_is_that_of_the_logarithm():
    axis = {"range": [2, 6], "type": "log"}
    assert share(axis, 10_000) == 0.5
    assert annotation(axis, Flag(10_000, "10,000"), Place(0))["x"] == 4


def test_a_line_leads_up_to_the_row_of_its_figure():
    upright, stem = flag_lines(AXIS, [Flag(0.5, "525,042")], 1)
    assert upright["x0"] == upright["x1"] == stem["x0"] == 0.5
    assert 0 < stem["y1"] < ROW_PIXELS
