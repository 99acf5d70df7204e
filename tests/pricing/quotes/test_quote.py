"""A quote: lines first, totals from lines, the figures of use, and what a buyer must be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.errors import AmountTooLarge
from pricing.price_book import License, Pack, Postpaid, Tier
from pricing.quotes.quote import quote
from pricing.quotes.values import Costs, Line, Month, Purchase
from pricing.scenario import TIER_BASES, Scenario
from tests.pricing.books import face_fusion, sample, samples

BOOK = face_fusion()


def option(scenario, option_id="postpaid", book=BOOK):
    return quote(book, scenario).option(option_id)


def codes(of, code):
    return [notice.month for notice in of.warnings if notice.code == code]


@st.composite
def quotes(draw):
    months = draw(st.integers(1, 12))
    some = st.one_of(st.integers(0, 100_000_000), st.integers(0, 1_000), st.just(1_000_000))
    scenario = Scenario(
        tuple(draw(st.lists(some, min_size=months, max_size=months))),
        peak_qps=draw(st.sampled_from((0, 1, 50, 51, 300, 301, 2_000))),
        peak_days=draw(st.sampled_from((0, 1, 20, 366))),
        peak_month=draw(st.integers(1, months)),
        materials=draw(st.sampled_from((0, 30, 31, 90))),
        activities=draw(st.integers(1, 4)),
        tier_basis=draw(st.sampled_from(TIER_BASES)),
        count_free_quota=draw(st.booleans()),
    )
    return quote(draw(st.sampled_from(samples())), scenario)


def available(of):
    return [one for one in of.options if one.available]


def test_lines_name_month_clause_quantity_unit_price_and_amount():
    # Month 1 leaves 100,500 calls of the license; they and the pack serve all but 99,500 of month 2.
    # One unit on 3 days = 3 x 1,050.
    scenario = Scenario((200_000, 1_200_000), peak_qps=100, peak_days=3, peak_month=2)
    assert option(scenario, "pack:1m").lines == (
        Line(1, "license", 1, Decimal(20_000), Decimal(20_000), package="license"),
        Line(1, "packs", 1, Decimal(16_000), Decimal(16_000), pack="1m"),
        Line(2, "qps", 3, Decimal(1_050), Decimal(3_150)),
        Line(2, "postpaid", 99_500, Decimal("0.02"), Decimal(1_990), tier=1),
    )


def test_a_graduated_bill_has_a_line_for_each_tier():
    # 5,300,501 - 300,500 = 5,000,001 calls
    lines = option(Scenario((5_300_501,)), book=sample("graduated")).lines
    assert lines[1:] == (
        Line(1, "postpaid", 1_000_000, Decimal("0.02"), Decimal(20_000), tier=1),
        Line(1, "postpaid", 4_000_000, Decimal("0.012"), Decimal(48_000), tier=2),
        Line(1, "postpaid", 1, Decimal("0.005"), Decimal("0.005"), tier=3),
    )


def test_six_decimals_stay_exact():
    # No free quota: 12,345,678 - 300,000 = 12,045,678 calls at 0.000001.
    of = option(Scenario((12_345_678,)), book=sample("six-decimals"))
    assert of.costs.postpaid == Decimal("12.045678")
    of = option(Scenario((12_345_678,)), "pack:odd", sample("six-decimals"))
    # One pack serves 333,333 more: 11,712,345 x 0.000001.
    assert (of.costs.packs, of.costs.postpaid) == (Decimal("1234.567891"), Decimal("11.712345"))
    assert str(of.costs.total) == "21246.280236"


def test_months_say_what_served_the_calls_and_what_is_left():
    assert option(Scenario((200_000, 200_000))).months == (
        Month(1, 200_000, 500, 199_500, 0, 0, 100_500, Decimal(0), Decimal(20_000)),
        Month(2, 200_000, 0, 100_500, 0, 99_500, 0, Decimal(1_990), Decimal(1_990)),
    )


@pytest.mark.parametrize(
    ("peak_month", "upfront"),
    # License 20,000, one 5m pack 65,000, and 3 units x 2 days x 1,050 = 6,300 if the peak is in month 1.
    [(1, 91_300), (2, 85_000), (3, 85_000)],
)
def test_upfront_is_what_month_1_costs_before_use(peak_month, upfront):
    scenario = Scenario((100_000, 1_000_000, 1_000_000), peak_qps=200, peak_days=2, peak_month=peak_month)
    of = option(scenario, "pack:5m")
    assert of.costs == Costs(
        license=Decimal(20_000),
        qps=Decimal(6_300),
        packs=Decimal(65_000),
        postpaid=Decimal(0),
        total=Decimal(91_300),
        upfront=Decimal(upfront),
    )


def test_packs_of_later_months_and_the_bill_are_not_upfront():
    of = option(Scenario((300_000, 30_000_000)), "best_mix")
    assert {purchase.month for purchase in of.purchases} == {2}
    assert of.costs.upfront == 20_000 < of.costs.total
    assert option(Scenario((1_300_500,))).costs.upfront == 20_000


def test_coverage_and_utilization():
    # 1,200,500 calls, 900,000 billed. License: 300,000 of 300,000 used.
    of = option(Scenario((1_200_500,)))
    assert (of.overage_calls, of.coverage) == (900_000, Fraction(300_500, 1_200_500))
    assert (of.granted_calls, of.used_calls, of.unused_calls, of.utilization) == (300_000, 300_000, 0, 1)
    # With a pack: 900,000 of its 1,000,000 used.
    of = option(Scenario((1_200_500,)), "pack:1m")
    assert (of.overage_calls, of.coverage) == (0, 1)
    assert (of.granted_calls, of.used_calls, of.unused_calls) == (1_300_000, 1_200_000, 100_000)
    assert of.utilization == Fraction(12, 13)


def test_the_price_of_a_call_and_the_multiple_of_the_cheapest():
    priced = quote(BOOK, Scenario((400_000,) * 12))
    assert priced.option("postpaid").price_per_call == Fraction(109_990, 4_800_000)
    assert priced.option("postpaid").multiple == Fraction(109_990, 85_000)
    assert priced.option("optimal").multiple == 1


def test_nothing_to_divide_by_gives_no_ratio():
    of = option(Scenario((0, 0)))
    assert (of.coverage, of.price_per_call) == (None, None)
    assert (of.utilization, of.used_calls, of.unused_calls) == (0, 0, 300_000)
    minimal = quote(sample("minimal"), Scenario((10,))).option("postpaid")
    assert (minimal.granted_calls, minimal.utilization, minimal.coverage) == (0, None, 0)
    nothing = quote(sample("minimal"), Scenario((0,)))
    assert [one.multiple for one in nothing.options] == [None] * 3  # the cheapest costs nothing


@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
def test_no_calls_cost_no_more_than_the_license(book):
    priced = quote(book, Scenario((0,) * 12))
    price = 0 if book.license is None else book.license.price
    assert priced.option("postpaid").costs.total == priced.option("optimal").costs.total == price
    assert priced.option("best_mix").purchases == ()


def test_ten_thousand_million_calls_a_month():
    # The 30m pack costs 0.0042 a call, less than the last tier's 0.005: 4,000 packs serve all calls.
    # With one less, 29,699,500 calls would cost 148,497.50 postpaid, more than 126,000.
    priced = quote(BOOK, Scenario((10_000_000_000,) * 12))
    assert priced.option("postpaid").costs.total == 20_000 + (12 * 10**10 - 300_500) * Decimal("0.005")
    assert priced.option("pack:30m").costs.total == 20_000 + 4_000 * 126_000
    best = priced.option("optimal")
    assert best.costs.total <= priced.option("pack:30m").costs.total
    assert priced.cheapest in {"pack:30m", "best_mix"}


# What a buyer must be told


@pytest.mark.parametrize(
    ("overage", "months"),
    # With the license, 20,000: a bill of 80,000 makes exactly 100,000; 0.005 more is above.
    [(16_000_000, []), (16_000_001, [1])],
)
def test_large_customer_begins_above_100_000_a_month(overage, months):
    of = option(Scenario((300_500 + overage, 0)))
    assert of.costs.postpaid == overage * Decimal("0.005")
    assert codes(of, "large_customer") == months


def test_large_customer_counts_purchases_of_the_month_they_are_made_in():
    of = option(Scenario((0, 30_000_000), peak_qps=50), "best_mix")
    assert [(purchase.month, purchase.pack) for purchase in of.purchases] == [(2, "30m")]
    assert codes(of, "large_customer") == [2]  # 126,000 in month 2, 20,000 in month 1
    assert codes(option(Scenario((0, 30_000_000)), "pack:30m"), "large_customer") == [1]


def test_a_book_without_the_section_has_no_large_customers():
    of = option(Scenario((1_000_000_000,)), book=sample("graduated"))
    assert codes(of, "large_customer") == []


def test_dead_zones_are_told_by_month():
    of = option(Scenario((300_500, 1_000_000, 1_000_001, 5_000_000)))
    zones = [notice for notice in of.warnings if notice.code == "dead_zone"]
    assert [(zone.month, zone.cheaper_at, zone.saves) for zone in zones] == [
        (2, 1_000_001, Decimal("7999.988")),
        (4, 5_000_001, Decimal("34999.995")),
    ]


# Amounts beyond exact arithmetic


def test_amounts_beyond_64_bits_are_refused():
    book = replace(sample("minimal"), postpaid=Postpaid("volume", (Tier(None, Decimal(100_000_000)),)))
    assert option(Scenario((5_000,)), book=book).costs.total == 5_000 * 100_000_000
    with pytest.raises(
        AmountTooLarge, match=r"total: 600,000,000,000 would leave the range of exact amounts"
    ):
        quote(book, Scenario((6_000,)))


@pytest.mark.parametrize(
    "changes",
    [
        {"packages": (License(Decimal(10**9), 12, 1, 1, 1),)},
        {"packs": (Pack("p", 1, Decimal(10**9), 12),)},
        {"postpaid": Postpaid("graduated", (Tier(None, Decimal(10**9)),))},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_each_kind_of_absurd_price_is_refused(changes):
    with pytest.raises(AmountTooLarge):
        quote(replace(BOOK, **changes), Scenario((10_000_000_000,), peak_qps=10**6, peak_days=366))


@pytest.mark.parametrize(
    "changes",
    [
        # The end of a tier that one call never reaches, at its price: 10**12 x 20.
        {"postpaid": Postpaid("graduated", (Tier(10**12, Decimal(20)), Tier(None, Decimal(10))))},
        # A pack whose calls would cost that much postpaid.
        {
            "packs": (Pack("p", 10**12, Decimal(10**6), 12),),
            "postpaid": Postpaid("volume", (Tier(None, Decimal(20)),)),
        },
    ],
    ids=lambda changes: next(iter(changes)),
)
@pytest.mark.parametrize("basis", TIER_BASES)
def test_a_book_beyond_exact_arithmetic_is_refused_for_one_call_too(changes, basis):
    with pytest.raises(AmountTooLarge):
        quote(replace(BOOK, **changes), Scenario((1,), tier_basis=basis))


def test_the_dearest_exact_amounts_are_priced():
    # 5.7 x 10**11 is the limit: 5 x 10**9 calls at 100 are within it.
    book = replace(sample("minimal"), postpaid=Postpaid("volume", (Tier(None, Decimal("99.999999")),)))
    of = option(Scenario((5_000_000_000,)), book=book)
    assert of.costs.total == 5_000_000_000 * Decimal("99.999999")


def test_an_unknown_option_is_a_key_error():
    with pytest.raises(KeyError, match="trial"):
        quote(BOOK, Scenario((400_000,))).option("trial")


# Promises that hold for every quote


@given(quotes())
def test_totals_are_sums_of_lines(priced):
    for of in available(priced):
        sums = Counter()
        for line in of.lines:
            assert line.amount == line.quantity * line.unit_price
            assert line.quantity > 0
            sums[line.clause] += line.amount
        costs = of.costs
        found = {"license": costs.license, "qps": costs.qps, "packs": costs.packs, "postpaid": costs.postpaid}
        assert found == {clause: sums[clause] for clause in found}
        assert costs.total == sum(found.values()) == sum(month.spend for month in of.months)
        assert costs.postpaid == sum(month.bill for month in of.months)
        first = sum(line.amount for line in of.lines if line.month == 1 and line.clause != "postpaid")
        assert costs.upfront == first


@given(quotes())
def test_lines_are_at_the_prices_of_the_book(priced):
    book = priced.book
    packs = {pack.id: pack.price for pack in book.packs}
    for line in (line for of in available(priced) for line in of.lines):
        match line.clause:
            case "license":
                assert (line.month, line.unit_price) == (1, book.license.price)
            case "qps":
                assert (line.month, line.unit_price) == (priced.scenario.peak_month, book.qps.price_per_day)
            case "packs":
                assert line.unit_price == packs[line.pack]
            case "postpaid":
                assert line.unit_price == book.postpaid.tiers[line.tier - 1].unit_price


@given(quotes())
def test_every_call_is_served_or_billed_and_every_grant_used_or_left(priced):
    for of in available(priced):
        assert of.used_calls + of.unused_calls == of.granted_calls
        for month, calls in zip(of.months, priced.scenario.monthly_calls, strict=True):
            served = month.free_calls + month.license_calls + month.pack_calls
            assert served + month.overage_calls == month.calls == calls
        assert of.overage_calls == sum(month.overage_calls for month in of.months)
        billed = sum(line.quantity for line in of.lines if line.clause == "postpaid")
        assert billed == of.overage_calls
        assert of.unused_calls == of.months[-1].balance


@given(quotes())
def test_ratios_lie_between_none_and_all(priced):
    for of in available(priced):
        assert of.coverage is None or 0 <= of.coverage <= 1
        assert of.utilization is None or 0 <= of.utilization <= 1
        assert of.multiple is None or of.multiple >= 1


@given(quotes())
def test_of_the_lowest_totals_the_cheapest_is_paid_last(priced):
    paid = [
        (of.costs.total, tuple(accumulate(month.spend for month in of.months)), index)
        for index, of in enumerate(priced.options)
        if of.available
    ]
    assert priced.cheapest == priced.options[min(paid)[2]].id


def test_packs_that_cost_the_same_are_bought_late():
    quoted = quote(face_fusion(), Scenario((5_000_000,) * 12))
    best, early = quoted.option(quoted.cheapest), quoted.option("pack:30m")
    assert best.id == "best_mix"
    assert best.costs.total == early.costs.total == 272_000
    assert (best.costs.upfront, early.costs.upfront) == (146_000, 272_000)
    assert best.purchases == (Purchase(1, "30m", 1), Purchase(7, "30m", 1))


@given(quotes())
def test_an_unavailable_option_has_a_reason_and_no_figures(priced):
    for of in priced.options:
        assert of.available == (of.reason is None) == (of.costs is not None)
        if not of.available:
            assert of.reason == "qps_above_online_limit"
            assert (of.lines, of.months, of.purchases, of.coverage) == ((), (), (), None)
