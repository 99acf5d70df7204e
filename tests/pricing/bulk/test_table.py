"""A comparison in bulk says what `quote` says of each row, however the rows are cut, mixed or ordered."""

from __future__ import annotations

import dataclasses
import pickle
import re
from decimal import Decimal
from fractions import Fraction
from random import Random

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pricing.book.file import shipped
from pricing.bulk import columns, frame, table
from pricing.bulk.columns import Scenarios
from pricing.bulk.frame import compare
from pricing.bulk.table import SCHEMA, comparison
from pricing.bulk.texts import csv_bytes, header, safe
from pricing.errors import InvalidPriceBook
from pricing.money import six_decimals
from pricing.quotes.options import offer
from pricing.quotes.quote import quote
from pricing.quotes.rows import COLUMNS, calls_text, csv_text, quote_rows
from pricing.scenario import Scenario
from tests.examples import examples
from tests.judges.books import Drawn, face_fusion_cases, real_book, real_scenario, tiny_case
from tests.pricing.books import samples

PLAIN = settings(deadline=None, max_examples=examples(12), suppress_health_check=[HealthCheck.too_slow])


@st.composite
def batches(draw):
    """A random book, one reading of the assumptions, and scenarios of mixed months under it."""
    choice = Drawn(draw)
    if choice.whole(0, 3) == 0:
        book, _ = tiny_case(choice)
    else:
        book = real_book(choice)
    if book.license is not None and book.license.qps == 0:
        book = dataclasses.replace(book, packages=(dataclasses.replace(book.license, qps=1),))
    count = choice.whole(1, 6)
    scenarios = [real_scenario(choice, choice.one_of((1, 2, 3, 12))) for _ in range(count)]
    basis, free = scenarios[0].tier_basis, scenarios[0].count_free_quota
    few = [
        dataclasses.replace(each, tier_basis=basis, count_free_quota=free, peak_qps=min(each.peak_qps, 301))
        for each in scenarios
    ]
    return book, few


def as_frame(scenarios, names=None):
    fields = ("months", "peak_qps", "peak_days", "materials", "activities")
    return pd.DataFrame(
        {
            "name": names or [f"s{row}" for row in range(len(scenarios))],
            "monthly_calls": [calls_text(each.monthly_calls) for each in scenarios],
            **{field: [getattr(each, field) for each in scenarios] for field in fields},
        }
    )


def one_by_one(book, scenarios, names=None):
    names = names or [f"s{row}" for row in range(len(scenarios))]
    return [
        row
        for name, each in zip(names, scenarios, strict=True)
        for row in quote_rows(quote(book, each), name)
    ]


def cells(answer):
    """Return the rows of a frame as `quote_rows` gives them."""
    rows = pa.Table.from_pandas(answer, preserve_index=False)
    columns = [[_cell(value) for value in rows[name].to_pylist()] for name in COLUMNS]
    return list(zip(*columns, strict=True))


def _cell(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.normalize() + 0 if isinstance(value, Decimal) else value


def in_bulk(book, scenarios, names=None):
    first = scenarios[0]
    return compare(
        as_frame(scenarios, names),
        book,
        tier_basis=first.tier_basis,
        count_free_quota=first.count_free_quota,
    )


@PLAIN
@given(batches())
def test_a_batch_is_its_rows_one_by_one(batch):
    book, scenarios = batch
    try:
        expected = one_by_one(book, scenarios)
    except InvalidPriceBook as error:  # packs of awkward sizes
        with pytest.raises(InvalidPriceBook, match=re.escape(str(error))):
            in_bulk(book, scenarios)
    else:
        assert cells(in_bulk(book, scenarios)) == expected


@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
def test_the_bytes_of_a_file_are_those_of_quotes(book):
    scenarios = [
        Scenario((400,)),
        Scenario((400_000,) * 12),
        Scenario((500_000,), peak_qps=200, peak_days=30),
        Scenario((2_000_000, 0, 1_000_001), peak_qps=400, peak_days=10),
        Scenario((0, 0)),
        Scenario((8_000_000, 1) * 3, materials=90, activities=2),
    ]
    names = ["=1+1", 'a "b", c', "活动\nx", "", " -1", "plain"]
    priced = offer(book, "overage", count_free=True)
    batch = Scenarios.blank(tuple(names))
    for row, scenario in enumerate(scenarios):
        batch.put(row, scenario)
    written = header() + bytes(csv_bytes(safe(comparison(batch, priced))))
    assert written.decode() == csv_text(one_by_one(book, scenarios, names))


def test_the_order_of_the_rows_is_the_order_of_the_answer():
    scenarios = [scenario for _, scenario in face_fusion_cases(3, 12, months=3)]
    scenarios = [dataclasses.replace(each, tier_basis="overage", count_free_quota=True) for each in scenarios]
    names = [f"s{row}" for row in range(12)]
    shuffled = Random(7).sample(range(12), 12)
    straight = cells(in_bulk(shipped(), scenarios, names))
    mixed = cells(in_bulk(shipped(), [scenarios[row] for row in shuffled], [names[row] for row in shuffled]))
    assert mixed == [row for number in shuffled for row in straight if row[0] == names[number]]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_how_the_rows_are_cut_does_not_matter(monkeypatch, size):
    cases = [scenario for months in (1, 12, 3) for _, scenario in face_fusion_cases(months, 3, months=months)]
    scenarios = [dataclasses.replace(each, tier_basis="total", count_free_quota=False) for each in cases]
    whole = in_bulk(shipped(), scenarios)
    monkeypatch.setattr(columns, "PIECE", size)
    monkeypatch.setattr(frame, "SLICE", size + 1)
    pd.testing.assert_frame_equal(in_bulk(shipped(), scenarios), whole)
    joined = pd.concat([in_bulk(shipped(), [each]) for each in scenarios], ignore_index=True)
    pd.testing.assert_frame_equal(joined.drop(columns="name"), whole.drop(columns="name"))


def test_no_rows_have_the_same_columns_and_types():
    none = compare(as_frame([Scenario((1,))]).head(0), shipped())
    one = compare(as_frame([Scenario((1,))]), shipped())
    assert list(none.columns) == list(COLUMNS)
    assert none.empty
    assert none.dtypes.equals(one.dtypes)


def test_the_function_is_pure_and_travels():
    given_frame = as_frame([Scenario((400_000,) * 12)])
    kept = given_frame.copy(deep=True)
    function, book = pickle.loads(pickle.dumps((compare, shipped())))  # noqa: S301  our own bytes
    pd.testing.assert_frame_equal(function(given_frame, book), compare(given_frame, shipped()))
    pd.testing.assert_frame_equal(given_frame, kept)


def test_names_stay_as_they_are_in_frames():
    assert set(compare(as_frame([Scenario((1,))], ["=1+1"]), shipped())["name"]) == {"=1+1"}


def test_amounts_are_exact_decimals():
    answer = compare(as_frame([Scenario((1_300_501,))]), shipped())
    total = dict(zip(answer["option"], answer["total"], strict=True))["postpaid"]
    # 1,300,501 - 300,500 calls are 1,000,001, at 0.012 each 12,000.012, and the license 20,000.
    assert total == Decimal("32000.012")
    assert answer.dtypes["total"] == pd.ArrowDtype(SCHEMA.field("total").type)


def test_a_ratio_is_rounded_as_that_of_a_quote():
    whole = np.array([10**11] * 7)
    part = np.array([0, 1, 150_000, 49_999, 10**11 - 49_999, 10**11 - 1, 10**11])
    expected = [six_decimals(Fraction(int(each), 10**11)) * 10**6 for each in part]
    assert table._ratio(part, whole).tolist() == expected == [0, 1, 2, 1, 999_999, 999_999, 1_000_000]


def test_the_largest_scenario_fits():
    most = Scenario((10_000_000_000,) * 12, 1_000_000, 366, 1, 1_000_000, 100_000)
    assert cells(in_bulk(shipped(), [most])) == one_by_one(shipped(), [most])


def test_calls_may_be_lists_and_numbers_may_be_floats():
    plain = as_frame([Scenario((1, 2, 3)), Scenario((5, 5), materials=31)])
    lists = plain.assign(
        monthly_calls=[[1, 2, 3], np.array([5, 5])], materials=[np.nan, 31.0], peak_qps=[None, 50]
    )
    pd.testing.assert_frame_equal(compare(lists, shipped()), compare(plain, shipped()))
