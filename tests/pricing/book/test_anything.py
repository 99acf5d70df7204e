"""Whatever stands in a price book file: it is read, or refused in sentences, and nothing else happens."""

from __future__ import annotations

import copy
import tomllib
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pricing.book import file as price_book_file
from pricing.errors import MESSAGES
from pricing.price_book import PriceBook
from tests.examples import examples
from tests.pricing import books

LINES = books.face_fusion_toml().splitlines()
TABLES = tomllib.loads(books.face_fusion_toml(), parse_float=Decimal)

WRONG = st.one_of(
    st.sampled_from(
        [
            "",
            "= 1",
            "nan",
            "-inf",
            "1e400",
            "-1",
            "0",
            "true",
            '""',
            "[]",
            "{}",
            "[[packs]]",
            "[a.b]",
            "[qps]",
        ]
    ),
    st.sampled_from(
        ['id = "1m"', "up_to = 1", "unit_price = 1e-9", "calls = 9_999_999_999_999", "tiers = []"]
    ),
    st.text(max_size=30),
)
ANY_VALUE = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers().map(lambda number: 10**5000 + number),
        st.decimals(),
        st.text(max_size=50),
        st.dates(),
        st.datetimes(),
        st.times(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=50), inner, max_size=4)
    ),
    max_leaves=6,
)


def is_refused_or_read(text: str) -> None:
    """Load a text; every fault makes one printable line with a code of the catalogue."""
    for fault in books.refusals(text):
        assert fault.code in MESSAGES
        assert str(fault).isprintable()
        assert str(fault).startswith(f"{fault.where}: ")


class TestAnything:
    @settings(max_examples=examples(300), deadline=None)
    @given(st.text())
    @example("\0")
    @example("\ufeff")
    def test_any_text_is_refused_in_sentences(self, text):
        is_refused_or_read(text)

    @settings(max_examples=examples(500), deadline=None)
    @given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), WRONG, st.booleans()), min_size=1, max_size=4))
    def test_any_change_of_the_book_is_read_or_refused_in_sentences(self, changes):
        lines = list(LINES)
        for number, wrong, keep_key in changes:
            key = lines[number].partition("=")[0]
            lines[number] = f"{key}= {wrong}" if keep_key else wrong
        is_refused_or_read("\n".join(lines))

    @settings(max_examples=examples(500), deadline=None)
    @given(st.data())
    def test_any_value_in_any_place_is_read_or_refused(self, data):
        tables = copy.deepcopy(TABLES)
        parent = tables
        key = data.draw(st.sampled_from(sorted(parent)))
        while isinstance(parent[key], dict | list) and data.draw(st.booleans()):
            parent = parent[key]
            keys = sorted(parent) if isinstance(parent, dict) else range(len(parent))
            key = data.draw(st.sampled_from(keys))
        parent[key] = data.draw(ANY_VALUE)
        found = price_book_file.faults_of(tables)
        assert all(str(fault).isprintable() for fault in found)
        if not found:
            assert isinstance(price_book_file.build(tables), PriceBook)
