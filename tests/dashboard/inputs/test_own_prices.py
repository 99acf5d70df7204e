"""What stands in the place of a shipped list, which books come of it, and what is said of them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from dashboard.inputs.own_prices import MOST_ENTRIES, OwnPrices, PriceChange, uploaded
from pricing.book.what_if import WhatIf, items
from pricing.book.writing import dumps
from pricing.errors import Fault, InvalidPriceBook
from tests.dashboard.quotes import EN, ZH
from tests.pricing.books import HEAD, VOLUME, edited, face_fusion, refusals, sample

BOOK = face_fusion()
LICENSE, *_, LAST = items(BOOK)
DIFFERENT = PriceChange("list_prices", (LICENSE.key,))
LESS = PriceChange("discounts", (LICENSE.key,), Decimal(15))
ANOTHER = PriceChange("price_book")
OWN, OFF = WhatIf().with_price(LICENSE, Decimal(18000)), WhatIf().with_discount(Decimal(15), LICENSE)


@pytest.mark.parametrize(
    ("own", "changes"),
    [
        (OwnPrices(), ()),
        (OwnPrices(OWN), (DIFFERENT,)),
        (OwnPrices(OFF), (LESS,)),
        (OwnPrices(OFF.with_price(LICENSE, Decimal(1))), (DIFFERENT, LESS)),
        (
            OwnPrices(OFF.with_discount(Decimal(5), *items(BOOK)[1:])),
            (PriceChange("discounts", tuple(item.key for item in items(BOOK)[1:]), Decimal(5)), LESS),
        ),
        (OwnPrices(upload=sample("no-qps")), (ANOTHER,)),
        (OwnPrices(OWN, sample("no-qps")), (ANOTHER, DIFFERENT)),
        (OwnPrices(upload=BOOK), ()),
        # 0.005 less 0.01% is 0.0049995, at 6 decimals 0.005 again: no price differs.
        (OwnPrices(WhatIf().with_discount(Decimal("0.01"), LAST)), ()),
    ],
)
def test_what_differs_is_named(own, changes):
    assert own.changes(BOOK) == changes
    prices = own.prices(BOOK)
    assert (prices.paid == prices.listed == BOOK) == (changes == ())


def test_a_freeze_is_measured_by_list_prices():
    own = OwnPrices(WhatIf().with_price(LAST, Decimal("0.006")).with_discount(Decimal(50), LAST))
    prices = own.prices(BOOK)
    assert prices.listed.postpaid.tiers[-1].unit_price == Decimal("0.006")
    assert prices.paid.postpaid.tiers[-1].unit_price == Decimal("0.003")


def test_an_upload_leaves_what_belongs_to_the_list_beneath():
    own = OwnPrices(OWN).with_upload(sample("no-qps"))
    assert (own.what_if, own.base(BOOK)) == (WhatIf(), sample("no-qps"))
    own = replace(own, what_if=OFF).with_upload(sample("graduated"))
    assert (own.what_if, own.base(BOOK)) == (WhatIf(), sample("graduated"))
    assert own.without_upload() == OwnPrices(OWN)


def test_list_prices_are_those_of_the_list_in_force():
    own = replace(OwnPrices(OWN).with_upload(sample("no-qps")), what_if=OFF)
    assert own.at_list_prices() == replace(own, what_if=WhatIf())


@pytest.mark.parametrize("count", [MOST_ENTRIES, MOST_ENTRIES + 1])
def test_the_screen_takes_20_packs_and_20_tiers(count):
    packs = "".join(
        f'[[packs]]\nid = "p{n}"\ncalls = {n}000\nprice = {n}\nvalid_months = 12\n'
        for n in range(1, count + 1)
    )
    tiers = "".join(f"{{ up_to = {n}, unit_price = 1 }},\n" for n in range(1, count))
    text = HEAD.format(id="x", currency="CNY") + packs
    text += f'[postpaid]\nmode = "volume"\ntiers = [{tiers}{{ unit_price = 1 }}]\n'
    if count == MOST_ENTRIES:
        assert len(uploaded(text.encode(), "x.toml").packs) == count
        return
    with pytest.raises(InvalidPriceBook) as refused:
        uploaded(text.encode(), "x.toml")
    assert refused.value.faults == (
        Fault("too_many", "packs", "21", {"high": "20"}),
        Fault("too_many", "postpaid.tiers", "21", {"high": "20"}),
    )


def test_what_is_downloaded_can_be_uploaded():
    prices = OwnPrices(OFF).prices(BOOK)
    assert uploaded(dumps(prices.paid).encode(), "x.toml") == prices.paid


BAD_BOOKS = {
    "values": edited(
        ('currency = "CNY"', "currency = 5"),
        ("checked_on = 2026-11-30", 'checked_on = "soon"'),
        ('source = "Tencent', 'source = "\\u0007Tencent'),
        ("calls = 500\n", "calls = -1\n"),
        ("price = 20_000", "price = 0.1234567"),
        ("term_months = 12", "term_months = 3"),
        ("qps = 50", "qps = []"),
        ("materials = 30", "materials = {}"),
        ("unit = 50", "unit = 99_999_999_999_999_999_999"),
        ("price_per_day = 1050", "price_per_day = nan"),
        ('id = "5m"', 'id = "1m"'),
        ('mode = "volume"', 'mode = "other"'),
        ("up_to = 5_000_000", "up_to = 7"),
        ("unit_price = 0.005", "up_to = 9"),
        ("hold_ratio = 1.2", "colour = 1"),
    ),
    "sections": "free = 1\npacks = 3\nname = []\n[postpaid]\ntiers = [{ unit_price = 1 }, 4]\n",
    "an upgrade alone": HEAD.format(id="x", currency="CNY") + VOLUME + "[qps]\n",
    "no tiers": HEAD.format(id="x", currency="CNY") + '[postpaid]\nmode = "volume"\ntiers = []\n',
    "no TOML": "a = ",
    "nested": "a = " + "[\n" * 100_000,
    "digits": "a = 1e99999999999999999999",
    "long line": "#" * 2001,
    "surrogates": 'a = "\ud800"',
}


@pytest.mark.parametrize("kind", BAD_BOOKS)
def test_every_fault_of_a_price_list_is_told_in_chinese(kind):
    faults = refusals(BAD_BOOKS[kind])
    assert faults
    for fault in faults:
        words = ZH.faults(fault, of_file=True).removeprefix(fault.where)
        if fault.code == "invalid_toml":  # the parser's own words
            words = words.replace(fault.value, "")
        # What stays are keys and values of the format, in their own spelling.
        keys = r"[a-z]+_[a-z_]+|en|zh|id|free|license|qps|packs|postpaid|tiers|settlement|mode|name|currency"
        keys += r"|\[\[.*?\]\]|\[license\]|volume|graduated|other|source|version|price|unit|calls|colour"
        left = re.sub(rf"\b(?:{keys})\b|\[\[.*?\]\]|'.*?'|TOML|UTF-8|QPS|CNY|10m|0x[0-9a-f]+|NaN", "", words)
        assert not re.search("[A-Za-z]{2,}", left), words


def test_a_key_of_a_file_is_not_called_as_the_input_of_that_name():
    upgrade = next(
        fault for fault in refusals(BAD_BOOKS["an upgrade alone"]) if fault.code == "without_license"
    )
    assert EN.faults(upgrade, of_file=True).startswith("qps: QPS upgrades")
    assert ZH.faults(upgrade, of_file=True).startswith("qps：")
