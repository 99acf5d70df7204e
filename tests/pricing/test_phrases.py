"""Phrases inside messages: English as they stand, and what it takes to say them in another language."""

import copy
import pickle
import string

import pytest

from pricing.book.toml_reason import REASONS, toml_reason
from pricing.errors import Phrase
from tests.pricing import books

TABLES = Phrase("an array of {what}", what=Phrase("tables"))


def test_a_phrase_is_its_english_text():
    assert TABLES == "an array of tables"
    assert f"{TABLES}" == "an array of tables"
    assert (TABLES.key, TABLES.params["what"].key) == ("an array of {what}", "tables")


@pytest.mark.parametrize("again", [pickle.loads(pickle.dumps(TABLES)), copy.deepcopy(TABLES)])  # noqa: S301
def test_a_copy_can_be_translated_too(again):
    assert (again, again.key, again.params) == (TABLES, TABLES.key, TABLES.params)


def test_braces_in_what_was_found_are_left_alone():
    assert Phrase("found {part}", part="{x}") == "found {x}"
    assert pickle.loads(pickle.dumps(Phrase("found {part}", part="{x}"))) == "found {x}"  # noqa: S301


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a = 1 b",
        "a = '\0'",
        "\0 = 1",
        "[a]\n[a]",
        "[a",
        "[[a",
        "a = {}\n[a.b]",
        "a = []\n[[a]]",
        "a = 1\na = 2",
        "a 1",
        "= 1",
        "a = [1",
        "a = {b = 1, b = 2}",
        "a = {b = 1",
        'a = "\\q"',
        'a = "\\uZZZZ"',
        'a = "\\uD800"',
        'a = "\x01"',
        "a = 'x",
        'a = """x',
        "a = 2026-13-40",
        "a = ,",
    ],
)
def test_the_parser_s_reasons_are_known(text):
    (fault,) = books.refusals(text)
    assert fault.code == "invalid_toml"
    assert fault.value.params["reason"].key in REASONS


def test_every_reason_is_recognized():
    for reason in REASONS:
        fields = [field for _, field, _, _ in string.Formatter().parse(reason) if field]
        told = reason.format(**dict.fromkeys(fields, "{'a'}"))
        assert toml_reason(f"{told} (at line 3, column 14)") == f"{told} (at line 3, column 14)"
        assert toml_reason(f"{told} (at line 3, column 14)").params["reason"].key == reason
        assert toml_reason(f"{told} (at end of document)") == f"{told} (at end of document)"


def test_an_unknown_reason_stays_as_it_is():
    assert toml_reason("Something {new} (at line 1, column 2)") == "Something {new} (at line 1, column 2)"
    assert toml_reason("Something new") == "Something new"
