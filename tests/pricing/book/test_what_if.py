"""What if prices were different: the arithmetic, the mark, what is refused, and that figures stay exact."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pricing.book.file import loads
from pricing.book.what_if import MARK, Change, WhatIf, items, read_discount, read_price, what_if_prices
from pricing.book.writing import dumps
from pricing.errors import Fault, InvalidPriceBook
from pricing.quotes.quote import quote
from pricing.scenario import TIER_BASES, Scenario
from tests.examples import examples
from tests.pricing.books import face_fusion, sample, samples

BOOK = face_fusion()
LICENSE, QPS = "license.price", "qps.price_per_day"
FIRST, MIDDLE, LAST = (f"postpaid.tiers[{place}].unit_price" for place in range(3))


def changed(*changes, book=BOOK):
    """Return the prices for changes given as (item, own price or None, discount)."""
    return what_if_prices(
        book,
        WhatIf(tuple(Change(item, price and Decimal(price), Decimal(off)) for item, price, off in changes)),
    )


def price(book, key):
    return next(item.price for item in items(book) if item.key == key)


def refusal(*changes, book=BOOK):
    with pytest.raises(InvalidPriceBook) as refused:
        changed(*changes, book=book)
    return refused.value.faults


def test_every_price_of_the_list_is_an_item():
    assert [(item.key, item.clause, item.price) for item in items(BOOK)] == [
        (LICENSE, "license", 20000),
        (QPS, "qps", 1050),
        ("packs[0].price", "packs", 16000),
        ("packs[1].price", "packs", 65000),
        ("packs[2].price", "packs", 85000),
        ("packs[3].price", "packs", 126000),
        (FIRST, "postpaid", Decimal("0.02")),
        (MIDDLE, "postpaid", Decimal("0.012")),
        (LAST, "postpaid", Decimal("0.005")),
    ]
    assert [item.key for item in items(sample("minimal"))] == [FIRST]


@pytest.mark.parametrize(
    ("item", "own", "off", "listed", "paid"),
    [
        (LICENSE, None, "15", "20000", "17000"),  # 20,000 x 0.85
        (LICENSE, None, "0", "20000", "20000"),
        (LICENSE, None, "100", "20000", "0"),
        (LICENSE, None, "0.01", "20000", "19998"),  # 20,000 x 0.9999
        (LICENSE, "18000", "0", "18000", "18000"),
        (LICENSE, "18000", "10", "18000", "16200"),  # the discount is on the own list price: 18,000 x 0.9
        (QPS, None, "33.33", "1050", "700.035"),  # 1,050 x 0.6667
        ("packs[3].price", None, "12.5", "126000", "110250"),  # 126,000 x 0.875
        (MIDDLE, None, "12.5", "0.012", "0.0105"),  # 0.012 x 0.875
        (LAST, None, "0.01", "0.005", "0.005"),  # 0.005 x 0.9999 = 0.0049995, half up to 6 decimals: 0.005
        (LAST, None, "0.03", "0.005", "0.004999"),  # 0.005 x 0.9997 = 0.0049985, half up: 0.004999
        (LAST, None, "0.04", "0.005", "0.004998"),  # 0.005 x 0.9996 = 0.004998, exact
        (FIRST, "0.034227", "63.93", "0.034227", "0.012346"),  # 0.034227 x 0.3607 = 0.0123456789
        (FIRST, "0.000001", "60", "0.000001", "0"),  # 0.0000004
        (FIRST, "0.000001", "50", "0.000001", "0.000001"),  # 0.0000005, half up
        (LICENSE, "999999999.999999", "0.01", "999999999.999999", "999899999.999999"),  # ...99.9999990001
    ],
)
def test_own_price_and_discount(item, own, off, listed, paid):
    prices = changed((item, own, off))
    assert price(prices.listed, item) == Decimal(listed)
    assert price(prices.paid, item) == Decimal(paid)
    others = [each.key for each in items(BOOK) if each.key != item]
    for key in others:
        assert price(prices.listed, key) == price(prices.paid, key) == price(BOOK, key)


def test_what_takes_more_than_6_decimals_is_named_with_the_exact_price():
    prices = changed((FIRST, "0.034227", "63.93"), (MIDDLE, None, "12.5"), (LICENSE, None, "15"))
    assert prices.exact == ((FIRST, Fraction("0.0123456789")),)


def test_without_a_change_the_book_stays_as_it_is():
    assert changed().paid is changed().listed is BOOK
    same = changed((LICENSE, "20000", "0"), (MIDDLE, "0.0120", "0"))
    assert (same.listed, same.paid) == (BOOK, BOOK)


def test_the_version_is_marked_where_prices_differ():
    discount, own = changed((LICENSE, None, "15")), changed((LICENSE, "1", "0"))
    assert (discount.listed.version, discount.paid.version) == ("2019-07-22", "2019-07-22+what-if")
    assert (own.listed.version, own.paid.version) == ("2019-07-22+what-if", "2019-07-22+what-if")
    again = what_if_prices(own.paid, WhatIf((Change(LICENSE, Decimal(2)),)))
    assert again.paid.version == "2019-07-22+what-if"


def test_the_mark_fits_into_the_longest_version():
    prices = changed((LICENSE, None, "15"), book=replace(BOOK, version="v" * 200))
    assert prices.paid.version == "v" * (200 - len(MARK)) + MARK


def test_all_that_is_wrong_is_said_at_once():
    assert refusal(("packs[9].price", None, "5"), (LICENSE, None, "101"), (FIRST, None, "0.001")) == (
        Fault(
            "unknown_key",
            "what-if",
            "'packs[9].price'",
            {"allowed": ", ".join(item.key for item in items(BOOK))},
        ),
        Fault("out_of_range", LICENSE, "101", {"low": "0", "high": "100"}),
        Fault(
            "too_many_decimals", FIRST, "0.001", {"allowed": "a number from 0 to 100 with at most 2 decimals"}
        ),
    )
    codes = [
        fault.code for fault in refusal((LICENSE, "-1", "0"), (QPS, "0.0000001", "0"), (LAST, "1e10", "0"))
    ]
    assert codes == ["out_of_range", "too_many_decimals", "out_of_range"]


def test_packs_whose_cheapest_purchase_cannot_be_found_are_refused():
    # Awkward sizes at almost the same price of a call: by the price list's own, one pack is by far the best.
    packs = tuple(
        replace(pack, calls=calls, price=Decimal(one))
        for pack, calls, one in zip(
            BOOK.packs, (99991, 99989, 99971, 99961), (500, 1600, 1700, 1800), strict=True
        )
    )
    book = loads(dumps(replace(BOOK, packs=packs)))
    (fault,) = refusal(
        ("packs[0].price", "1599.99", "0"),
        ("packs[2].price", "1600.01", "0"),
        ("packs[3].price", "1600.02", "0"),
        book=book,
    )
    assert (fault.code, fault.where) == ("too_many_mixes", "packs")


@st.composite
def altered(draw):
    """A book of the samples with up to five changes, and a scenario."""
    book = draw(st.sampled_from(samples()))
    changed = draw(st.lists(st.sampled_from(items(book)), unique=True, max_size=5))
    most = {"postpaid": 10}  # currency units a call: at 30,000 no total would be exact in 64 bits
    off = st.decimals(0, 100, places=2, allow_nan=False)
    changes = []
    for item in changed:
        own = st.none() | st.decimals(0, most.get(item.clause, 30_000), places=6, allow_nan=False)
        changes.append(Change(item.key, draw(own), draw(off)))
    scenario = Scenario(
        tuple(
            draw(
                st.lists(
                    st.sampled_from((0, 1, 300_500, 999_999, 1_000_001, 8_000_000)), min_size=1, max_size=4
                )
            )
        ),
        peak_qps=draw(st.sampled_from((50, 120))),
        peak_days=draw(st.sampled_from((0, 7))),
        tier_basis=draw(st.sampled_from(TIER_BASES)),
    )
    return book, WhatIf(tuple(changes)), scenario


def prices_of(book, what_if):
    """Return the prices; None where no cheapest packs can be found, the only fault there is."""
    try:
        return what_if_prices(book, what_if)
    except InvalidPriceBook as refused:
        codes = {fault.code for fault in refused.faults}
    assert codes == {"too_many_mixes"}
    return None


@settings(max_examples=examples(60))
@given(altered())
def test_an_altered_book_prices_as_its_own_file_does(case):
    book, what_if, scenario = case
    prices = prices_of(book, what_if)
    assume(prices is not None)
    again = loads(dumps(prices.paid))
    assert again == prices.paid
    assert loads(dumps(prices.listed)) == prices.listed
    assert quote(again, scenario) == replace(quote(prices.paid, scenario), book=again)
    for item, paid in zip(items(prices.listed), items(prices.paid), strict=True):
        off = what_if.of(item.key).discount
        exact = Fraction(item.price) * (100 - Fraction(off)) / 100
        assert abs(Fraction(paid.price) - exact) <= Fraction(1, 2_000_000)


@settings(max_examples=examples(60))
@given(altered())
def test_only_prices_and_the_version_differ(case):
    book, what_if, _ = case
    prices = prices_of(book, what_if)
    assume(prices is not None)
    for changed_book in (prices.listed, prices.paid):
        back = {item.key: item.price for item in items(book)}
        undone = what_if_prices(
            changed_book, WhatIf(tuple(Change(key, old) for key, old in back.items()))
        ).paid
        assert replace(undone, version=book.version) == book


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("20000", "20000"),
        ("20,000", "20000"),
        (" 1,234,567.891 ", "1234567.891"),
        ("0", "0"),
        ("0.000001", "0.000001"),
        (".5", "0.5"),
        ("007", "7"),
        ("1000000000", "1000000000"),
        ("１２，０００．５", "12000.5"),
    ],
)
def test_a_price_is_read_exactly(text, price):
    assert read_price(text) == Decimal(price)


@pytest.mark.parametrize(
    ("text", "discount"),
    [("15", "15"), ("12.5%", "12.5"), ("12.5 %", "12.5"), ("100", "100"), ("0.01", "0.01"), ("１５％", "15")],
)
def test_a_discount_is_read_exactly(text, discount):
    assert read_discount(text) == Decimal(discount)


PRICES, DISCOUNTS = (
    "a number from 0 to 1,000,000,000 with at most 6 decimals",
    "a number from 0 to 100 with at most 2 decimals",
)


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "1e3", "1,00", "0,5", "1.", "--1", "nan", "inf", "20 000", "5%", "1_000", "½", "١٢"],
)
def test_what_is_no_number_is_named(text):
    assert str(read_price(text)) == f"list_price: {text!r} is not a number; allowed: {PRICES}"


@pytest.mark.parametrize(
    ("read", "text", "sentence"),
    [
        (read_price, "-1", "list_price: -1 is out of range; allowed: 0 to 1,000,000,000"),
        (read_price, "1000000001", "list_price: 1000000001 is out of range; allowed: 0 to 1,000,000,000"),
        (read_price, "0.0000001", f"list_price: 1E-7 has too many decimals; allowed: {PRICES}"),
        (read_discount, "100.01", "discount: 100.01 is out of range; allowed: 0 to 100"),
        (read_discount, "-5%", "discount: -5 is out of range; allowed: 0 to 100"),
        (read_discount, "12.345", f"discount: 12.345 has too many decimals; allowed: {DISCOUNTS}"),
        (read_discount, "5%%", f"discount: '5%%' is not a number; allowed: {DISCOUNTS}"),
        (read_price, "9" * 5000, f"list_price: {'9' * 40} is out of range; allowed: 0 to 1,000,000,000"),
    ],
)
def test_what_is_not_allowed_is_named(read, text, sentence):
    assert str(read(text)) == sentence
