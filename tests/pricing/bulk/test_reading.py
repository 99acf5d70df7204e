"""Columns of texts: read all at once or row by row, the outcome is the same; faults name place and column."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pricing.book.file import shipped
from pricing.bulk.frame import compare
from pricing.bulk.reading import column_faults, read
from pricing.errors import InvalidScenario
from pricing.quotes.options import offer
from pricing.quotes.rows import SCENARIO_COLUMNS
from pricing.scenario_fields import scenario_from_texts

OFFER = offer(shipped(), "overage", count_free=True)
NUMBERS = tuple(name for name in SCENARIO_COLUMNS if name != "name")

CELLS = st.one_of(
    st.integers(-2, 13).map(str),
    st.integers(0, 10**12).map(str),
    st.sampled_from(
        ["", " ", " 7 ", "07", "+1", "1e3", "1,000", "5 6", "5  6 7", "1 x", "٣", "1\n", "9" * 30]
    ),
    st.lists(st.integers(0, 9), min_size=1, max_size=14).map(lambda calls: " ".join(map(str, calls))),
    st.none(),
    st.text(max_size=4),
)


def columns_of(rows):
    return {name: pa.array([row.get(name) for row in rows], pa.string()) for name in SCENARIO_COLUMNS}


def slowly(row, place):
    """Return the scenario of a row, or the texts of its faults."""
    given_texts = {name: row[name] for name in NUMBERS if (row.get(name) or "").strip(" ")}
    labels = {name: f"{place}, column {name}" for name in NUMBERS}
    try:
        return scenario_from_texts(given_texts, labels=labels, separator=" ")
    except InvalidScenario as error:
        return [str(fault) for fault in error.faults]


@settings(deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(NUMBERS, CELLS)), min_size=1, max_size=6))
def test_all_at_once_is_row_by_row(rows):
    reading = read(columns_of(rows), OFFER, "row {}".format)
    expected = [slowly(row, f"row {number}") for number, row in enumerate(rows)]
    good = [number for number, each in enumerate(expected) if not isinstance(each, list)]
    assert reading.rows.tolist() == good
    assert [str(fault) for _, fault in reading.faults] == [
        text for each in expected if isinstance(each, list) for text in each
    ]
    for at, number in enumerate(good):
        scenario = expected[number]
        assert reading.scenarios.calls[at].tolist() == [
            *scenario.monthly_calls,
            *[0] * (12 - scenario.months),
        ]
        for name in NUMBERS[1:]:
            assert getattr(reading.scenarios, name)[at] == getattr(scenario, name)


def refused(frame, book=None):
    with pytest.raises(InvalidScenario) as error:
        compare(frame, book or shipped())
    return str(error.value).split("\n")


def test_every_fault_of_every_row_is_named():
    frame = pd.DataFrame(
        {
            "name": ["a", "b", "c\0", "d"],
            "monthly_calls": ["x", "1 2 3", "4", "5"],
            "months": ["13", "2", "1", "1"],
            "materials": ["-1", "1", "1", "1"],
        }
    )
    assert refused(frame) == [
        "row 0, column monthly_calls: 'x' is not a whole number; allowed: 0 to 10,000,000,000",
        "row 0, column months: 13 is out of range; allowed: 1 to 12",
        "row 0, column materials: -1 is out of range; allowed: 0 to 1,000,000",
        "row 1, column months: 2 given, but the calls cover 3; allowed: 3",
        "row 2, column name: 'c\\x00' holds a NUL character; allowed: text without it",
    ]


def test_columns_that_are_missing_unknown_or_repeated_are_all_named():
    others = "monthly_calls, peak_qps, peak_days, materials, activities, base_qps"
    assert [
        str(fault) for fault in column_faults(["name", "calls", "months", "months"], "f.csv: line 1")
    ] == [
        f"f.csv: line 1: 'calls' is not a column of a scenario; allowed: {others}",
        "f.csv: line 1: 'months' stands there 2 times; allowed: once",
        "f.csv: line 1, column monthly_calls: missing; expected: name, monthly_calls, months",
    ]


def test_the_columns_that_may_be_missing_may_be_missing_each():
    for left_out in SCENARIO_COLUMNS[3:]:
        assert column_faults([name for name in SCENARIO_COLUMNS if name != left_out], "") == []


@pytest.mark.parametrize(
    "value", [1.5, True, b"7", Decimal("1.5"), pd.Timestamp("2030-01-31"), {"a": 1}, np.inf]
)
def test_what_is_no_whole_number_is_refused(value):
    frame = pd.DataFrame({"name": ["a", "b"], "monthly_calls": [7, 7], "months": [value, value]})
    if value == b"7":
        assert len(compare(frame, shipped()))  # the bytes of a text
    else:
        assert refused(frame)


def test_only_the_rows_whose_amounts_are_not_exact_are_named():
    license_ = dataclasses.replace(shipped().license, price=Decimal(10**9))
    book = dataclasses.replace(shipped(), packages=(license_,) if license_ else ())
    frame = pd.DataFrame(
        {"name": list("abcde"), "monthly_calls": 7, "months": 1, "activities": [1, 999, 1, 2, 99_999]}
    )
    # 999 and 99,999 licenses at 1,000,000,000 each: more than 2**59 millionths.
    assert [line.split(":")[0] for line in refused(frame, book)] == ["row 1, total", "row 4, total"]
