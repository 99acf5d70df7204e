"""Cells that a spreadsheet would run are made plain texts; all others stay as they are."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.quotes.spreadsheet import cell_text, runs_as_formula, safe_text


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "=", "\tx", "\rx", "\nx", " =1", "   @x", "\u00a0=1", "\u3000=1"),
        *("\ufeff=1", "\u200b=1", "\x00=1", "＝1", "＋1", "－1", "＠x", " ＝1", "﹢1", "﹣1", "﹦1", "﹫x"),
        " \t=1",
    ],
)
def test_formulas_get_an_apostrophe(text):
    assert safe_text(text) == f"'{text}"
    assert not runs_as_formula(safe_text(text))


@pytest.mark.parametrize(
    "text", ["", " ", "a=1", "1-2", "'=1", "1:10m*1 3:1m*2", "活动", "é", "(=1)", "pack:5m"]
)
def test_other_texts_stay(text):
    assert safe_text(text) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (0, "0"),
        (-5, "-5"),
        (Decimal("-0.5"), "-0.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.000001"), "0.000001"),
        ("-5", "'-5"),
    ],
)
def test_numbers_stay_numbers(cell, text):
    assert cell_text(cell) == text


@given(st.text(alphabet=st.sampled_from(" \t\r\n=+-@＝a1\u200b\ufeff")))
def test_no_safe_text_shows_a_formula_first(text):
    visible = unicodedata.normalize("NFKC", safe_text(text)).lstrip(" \ufeff\u200b")
    assert visible[:1] not in tuple("=+-@\t\r\n")
