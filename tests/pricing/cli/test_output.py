"""Columns of text: aligned, whatever the width of a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.cli.output import aligned, printable, width


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", 0),
        ("abc", 3),
        ("人脸", 4),
        ("Ａ", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("\u200b", 0),
        ("ｱ", 1),
        ("…", 1),
    ],
)
def test_width(text, places):
    assert width(text) == places


def test_columns_line_up():
    assert aligned([("人脸", "1"), ("a", "1,000")], "lr") == ["人脸      1", "a     1,000"]


def test_no_rows():
    assert aligned([], "lr") == []


@given(st.lists(st.tuples(*[st.text(st.sampled_from("ab人Ａe\u0301")) for _ in range(3)]), min_size=1))
def test_right_aligned_columns_end_at_the_same_place(rows):
    lines = aligned([(*row, "|") for row in rows], "lrrl")
    assert len({width(line) for line in lines}) == 1


@given(st.text())
def test_printed_texts_hold_no_controls(text):
    assert printable(text).isprintable()


@pytest.mark.parametrize("text", ["", "活动", "a b", "C:\\x", "é"])
def test_printable_texts_stay(text):
    assert printable(text) == text
