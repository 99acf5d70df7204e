"""What is written is read back as the same book, whatever stands in it."""

import subprocess
import sys
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.book.file import checked, loads, shipped, shipped_ids
from pricing.book.writing import dumps, tables
from pricing.price_book import LargeCustomer, Names, Settlement
from tests.judges.books import Drawn, real_book
from tests.pricing import books

PRINTABLE = st.text(
    st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" \"'\\<>&*[]{}#=.,"),
    min_size=1,
    max_size=200,
).filter(str.strip)


@st.composite
def any_book(draw):
    """A random book of real size, with all the texts and sections that a file may have."""
    return replace(
        real_book(Drawn(draw)),
        version=draw(PRINTABLE),
        source=draw(PRINTABLE),
        name=Names((("en", draw(PRINTABLE)), ("zh", draw(PRINTABLE)))),
        settlement=draw(st.none() | st.just(Settlement(Decimal("1.000001")))),
        large_customer=draw(st.none() | st.just(LargeCustomer(Decimal("0.1")))),
    )


@pytest.mark.parametrize("book", [*books.samples(), *map(shipped, shipped_ids())], ids=lambda book: book.id)
def test_a_book_survives_its_own_file(book):
    assert loads(dumps(book)) == book
    assert checked(tables(book)) == book


@given(any_book())
def test_any_book_is_written_as_its_tables(book):
    read = tomllib.loads(dumps(book), parse_float=Decimal)
    assert read == tables(book)
    assert float not in {type(pack["price"]) for pack in read.get("packs", [])}


@given(any_book())
def test_any_book_that_may_be_loaded_survives_its_own_file(book):
    if not books.refusals(dumps(book)):
        assert loads(dumps(book)) == book


def test_amounts_are_written_in_full():
    text = dumps(books.sample("six-decimals"))
    assert "unit_price = 0.000001" in text
    assert "price = 1234.567891" in text
    assert "price = 20000\n" in text


def test_the_command_line_takes_it(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(dumps(shipped()), encoding="utf-8")
    command = [sys.executable, "-m", "pricing", "price-book", "validate", str(path)]
    said = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True)
    assert said.stdout == f"{path}: valid (tencent-face-fusion, 2019-07-22)\n"
