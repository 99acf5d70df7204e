"""Each key of a price book: what it may be, and the one sentence with which anything else is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pricing.book.file import loads
from tests.pricing.books import edited, refusals

PRICE = "a number from 0 to 1,000,000,000 with at most 6 decimals"
TEXT = "a line of text of 1 to 200 characters"
CODE = "1 to 40 letters, digits and . _ -, such as 10m"
ROOT = (
    "id, version, published, superseded, currency, source, checked_on, name, free, license, qps, packs, "
    "postpaid, settlement, large_customer"
)
LICENSE_KEYS = "id, name, price, term_months, calls, qps, materials, materials_editable_days"
CALLS = "0 to 1,000,000,000,000"
CURRENCY = "3 upper-case letters, such as CNY"
DATE = "a date without quotes, such as 2026-11-22"
MONTHS = "months are too few, for nothing that is bought may expire within a scenario; allowed: 12 to 120"
NO_FIT = "has too many decimals; allowed:"
NO_KEY = "is not a key of this table; allowed:"
NO_TEXT = "is not a text of this kind; allowed:"
NO_TYPE = "has the wrong type; allowed:"
OUT = "is out of range; allowed:"

# Each edit of the shipped book, and the fault: its code, where it stands, and the rest of the sentence.
REFUSED = [
    # Texts
    ('id = "tencent-face-fusion"', 'id = ""',
     "invalid_text", "id", f"'' {NO_TEXT} {CODE}"),
    ('id = "tencent-face-fusion"', 'id = "a b"',
     "invalid_text", "id", f"'a b' {NO_TEXT} {CODE}"),
    ('id = "tencent-face-fusion"', "id = 7",
     "wrong_type", "id", f"7 {NO_TYPE} {CODE}"),
    ('version = "2019-07-22"', 'version = " "',
     "invalid_text", "version", f"' ' {NO_TEXT} {TEXT}"),
    ('version = "2019-07-22"', "version = 2026-11-22",
     "wrong_type", "version", f"2026-11-22 {NO_TYPE} {TEXT}"),
    ('version = "2019-07-22"', "",
     "missing", "version", f"missing; expected: {TEXT}"),
    ('currency = "CNY"', 'currency = "cny"',
     "invalid_text", "currency", f"'cny' {NO_TEXT} {CURRENCY}"),
    ('currency = "CNY"', 'currency = "CNY\\n"',
     "invalid_text", "currency", f"'CNY\\n' {NO_TEXT} {CURRENCY}"),
    ('currency = "CNY"', 'currency = "РУБ"',
     "invalid_text", "currency", f"'РУБ' {NO_TEXT} {CURRENCY}"),
    ('source = "Tencent', 'source = "a\\u001b[31m',
     "invalid_text", "source", f"'a\\x1b[31m Cloud, face fusion: prici...' {NO_TEXT} {TEXT}"),
    ('en = "Face Fusion"', "",
     "missing", "name.en", f"missing; expected: {TEXT}"),
    ('zh = "人脸融合"', 'fr = "Fusion"',
     "unknown_key", "name.fr", f"'fr' {NO_KEY} en, zh"),
    ('id = "5m"', 'id = "5*m"',
     "invalid_text", "packs[1].id", f"'5*m' {NO_TEXT} {CODE}"),
    ('id = "5m"', 'id = "' + "5" * 41 + '"',
     "invalid_text", "packs[1].id", f"'{'5' * 35}...' {NO_TEXT} {CODE}"),
    ('mode = "volume"', 'mode = "stairs"',
     "not_allowed", "postpaid.mode", "'stairs' is not known; allowed: volume, graduated"),
    ('mode = "volume"', "mode = true",
     "wrong_type", "postpaid.mode", f"true {NO_TYPE} volume, graduated"),
    # Dates
    ("checked_on = 2026-11-30", 'checked_on = "2026-11-22"',
     "wrong_type", "checked_on", f"'2026-11-22' {NO_TYPE} {DATE}"),
    ("checked_on = 2026-11-30", "checked_on = 2026-11-22T08:00:00",
     "wrong_type", "checked_on", f"2026-11-22 08:00:00 {NO_TYPE} {DATE}"),
    ("published = 2019-07-22", "published = 2019",
     "wrong_type", "published", f"2,019 {NO_TYPE} {DATE}"),
    ("superseded = 2019-08-19", 'superseded = "soon"',
     "wrong_type", "superseded", f"'soon' {NO_TYPE} {DATE}"),
    ('mode = "volume"', 'mode = "volume"\ntier_basis = "all"',
     "not_allowed", "postpaid.tier_basis", "'all' is not known; allowed: overage, total"),
    # Whole numbers, at and beyond each end
    ("materials_editable_days = 7", "materials_editable_days = 367",
     "out_of_range", "license.materials_editable_days", f"367 {OUT} 0 to 366"),
    ("max_units = 5", "max_qps = 0",
     "out_of_range", "qps.max_qps", f"0 {OUT} 1 to 1,000,000"),
    ("order_from_days = 1", "order_from_days = -1",
     "out_of_range", "qps.order_from_days", f"-1 {OUT} 0 to 366"),
    ("calls = 500", "calls = -1",
     "out_of_range", "free.calls", f"-1 {OUT} {CALLS}"),
    ("calls = 500", "calls = 1_000_000_000_001",
     "out_of_range", "free.calls", f"1,000,000,000,001 {OUT} {CALLS}"),
    ("calls = 500", "calls = 0x" + "f" * 1900,
     "out_of_range", "free.calls", f"a number of 19 digits or more {OUT} {CALLS}"),
    ("calls = 500", "calls = true",
     "wrong_type", "free.calls", f"true {NO_TYPE} a whole number from {CALLS}"),
    ("calls = 500", "calls = 500.0",
     "wrong_type", "free.calls", f"500.0 {NO_TYPE} a whole number from {CALLS}"),
    ("calls = 500", 'calls = "500"',
     "wrong_type", "free.calls", f"'500' {NO_TYPE} a whole number from {CALLS}"),
    ("qps = 1", "qps = 0",
     "out_of_range", "free.qps", f"0 {OUT} 1 to 1,000,000"),
    ("materials = 30", "materials = 0",
     "out_of_range", "license.materials", f"0 {OUT} 1 to 1,000,000"),
    ("max_units = 5", "max_units = 1_000_001",
     "out_of_range", "qps.max_units", f"1,000,001 {OUT} 1 to 1,000,000"),
    ("order_window_days = 30", "order_window_days = 367",
     "out_of_range", "qps.order_window_days", f"367 {OUT} 1 to 366"),
    ("calls = 1_000_000\n", "calls = 0\n",
     "out_of_range", "packs[0].calls", f"0 {OUT} 1 to 1,000,000,000,000"),
    ("up_to = 1_000_000", "up_to = 0",
     "out_of_range", "postpaid.tiers[0].up_to", f"0 {OUT} 1 to 1,000,000,000,000"),
    # What is bought outlives a scenario
    ("term_months = 12", "term_months = 11",
     "expires_too_soon", "license.term_months", f"11 {MONTHS}"),
    ("valid_months = 12", "valid_months = 0",
     "expires_too_soon", "packs[0].valid_months", f"0 {MONTHS}"),
    ("valid_months = 12", "valid_months = 121",
     "out_of_range", "packs[0].valid_months", f"121 {OUT} 12 to 120"),
    # Prices
    ("price = 20_000", "price = -0.01",
     "out_of_range", "license.price", f"-0.01 {OUT} 0 to 1,000,000,000"),
    ("price = 20_000", "price = 1_000_000_001",
     "out_of_range", "license.price", f"1,000,000,001 {OUT} 0 to 1,000,000,000"),
    ("price = 20_000", "price = 1e99999",
     "out_of_range", "license.price", f"1E+99999 {OUT} 0 to 1,000,000,000"),
    ("price = 20_000", 'price = "20,000"',
     "wrong_type", "license.price", f"'20,000' {NO_TYPE} {PRICE}"),
    ("price = 20_000", "price = false",
     "wrong_type", "license.price", f"false {NO_TYPE} {PRICE}"),
    ("price = 20_000", "price = [20]",
     "wrong_type", "license.price", f"an array {NO_TYPE} {PRICE}"),
    ("price_per_day = 1050", "price_per_day = nan",
     "not_finite", "qps.price_per_day", "NaN is not a finite number; allowed: 0 to 1,000,000,000"),
    ("price_per_day = 1050", "price_per_day = -inf",
     "not_finite", "qps.price_per_day", "-Infinity is not a finite number; allowed: 0 to 1,000,000,000"),
    ("unit_price = 0.02", "unit_price = 0.0200001",
     "too_many_decimals", "postpaid.tiers[0].unit_price", f"0.0200001 {NO_FIT} {PRICE}"),
    ("unit_price = 0.02", "unit_price = 1e-99999",
     "too_many_decimals", "postpaid.tiers[0].unit_price", f"1E-99999 {NO_FIT} {PRICE}"),
    ("unit_price = 0.02", "unit_price = 0.02" + "0" * 60 + "1",
     "too_many_decimals", "postpaid.tiers[0].unit_price", f'0.02{"0" * 36} {NO_FIT} {PRICE}'),
    ("hold_ratio = 1.2", "hold_ratio = 101",
     "out_of_range", "settlement.hold_ratio", f"101 {OUT} 0 to 100"),
    ("hold_ratio = 1.2", "hold_ratio = -0.5",
     "out_of_range", "settlement.hold_ratio", f"-0.5 {OUT} 0 to 100"),
    ("monthly_spend = 100_000", "monthly_spend = 1_000_000_000_001",
     "out_of_range", "large_customer.monthly_spend", f"1,000,000,000,001 {OUT} {CALLS}"),
    # Keys and tables
    ("[free]", "[fre]",
     "unknown_key", "fre", f"'fre' {NO_KEY} {ROOT}"),
    ('id = "tencent', '"\\u0007\\n" = 1\nid = "tencent',
     "unknown_key", "'\\x07\\n'", f"'\\x07\\n' {NO_KEY} {ROOT}"),
    ("materials = 30", "materials = 30\ncolour = 1",
     "unknown_key", "license.colour", f"'colour' {NO_KEY} {LICENSE_KEYS}"),
    ("materials = 30", "materials = 30\n" + "k" * 41 + " = 1",
     "unknown_key", f"license.'{'k' * 35}...'",
     f"'{'k' * 35}...' {NO_KEY} {LICENSE_KEYS}"),
    ("unit_price = 0.02\n", "",
     "missing", "postpaid.tiers[0].unit_price", f"missing; expected: {PRICE}"),
    ("[free]\ncalls = 500\nqps = 1", "[free]\ncalls = 500",
     "missing", "free.qps", "missing; expected: a whole number from 1 to 1,000,000"),
    ("[settlement]\nhold_ratio = 1.2", "[[settlement]]\nhold_ratio = 1.2",
     "wrong_type", "settlement", f"an array {NO_TYPE} a table"),
    ("[name]", "[name.of]",
     "missing", "name.en", f"missing; expected: {TEXT}"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "where", "rest"), REFUSED)
def test_a_value_that_its_key_does_not_allow_is_refused(old, new, code, where, rest):
    found = [(fault.code, fault.where, str(fault)) for fault in refusals(edited((old, new)))]
    assert (code, where, f"{where}: {rest}") in found


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("packs = {}", ["packs: a table has the wrong type; allowed: an array of tables, [[packs]]"]),
        ("packs = [1]", ["packs[0]: 1 has the wrong type; allowed: a table"]),
        ("postpaid = 5", ["postpaid: 5 has the wrong type; allowed: a table"]),
        (
            'postpaid = { mode = "volume", tiers = 1 }',
            ["postpaid.tiers: 1 has the wrong type; allowed: an array of tables, [[postpaid.tiers]]"],
        ),
    ],
)
def test_a_table_of_another_type_is_refused(text, sentences):
    found = [str(fault) for fault in refusals(text) if fault.code == "wrong_type"]
    assert found == sentences


def test_an_empty_file_misses_every_required_key():
    found = [(fault.code, fault.where) for fault in refusals("")]
    keys = ("id", "version", "currency", "source", "checked_on", "name", "postpaid")
    assert found == [("missing", key) for key in keys]


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("0", "0"),
        ("-0.0", "0"),
        ("0.000001", "0.000001"),
        ("20_000.50", "20000.5"),
        ("2e4", "20000"),
        ("0." + "02" + "0" * 60, "0.02"),
        ("1_000_000_000", "1000000000"),
        ("999_999_999.999999", "999999999.999999"),
    ],
)
def test_prices_are_exact_decimals_without_trailing_zeros(written, price):
    book = loads(edited(("price = 20_000", f"price = {written}")))
    assert str(book.license.price) == price
    assert type(book.license.price) is Decimal


@pytest.mark.parametrize(
    ("old", "new", "read"),
    [
        ("calls = 500", "calls = 0", lambda book: book.free.calls == 0),
        ("calls = 500", "calls = 1_000_000_000_000", lambda book: book.free.calls == 10**12),
        ("valid_months = 12", "valid_months = 120", lambda book: book.packs[0].valid_months == 120),
        ("hold_ratio = 1.2", "hold_ratio = 100", lambda book: book.settlement.hold_ratio == 100),
        ('id = "5m"', 'id = "5M_a-1.b"', lambda book: book.packs[1].id == "5M_a-1.b"),
        ('currency = "CNY"', 'currency = "JPY"', lambda book: book.currency == "JPY"),
        ('mode = "volume"', 'mode = "graduated"', lambda book: book.postpaid.mode == "graduated"),
    ],
)
def test_the_ends_of_each_range_are_allowed(old, new, read):
    assert read(loads(edited((old, new))))
