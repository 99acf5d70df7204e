"""Phrases inside messages: English as they stand, and what it takes to say them in another language."""

import copy
import pickle

import pytest

from pricing.errors import Phrase

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
