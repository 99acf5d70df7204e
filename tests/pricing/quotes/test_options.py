"""The options of a scenario: which are listed, in which order, and what each of them buys."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pricing.bills.demands import Demands
from pricing.errors import InvalidPriceBook
from pricing.money import from_micro, to_micro
from pricing.price_book import Free
from pricing.quotes.options import offer, option_ids
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.examples import examples
from tests.judges.books import cases, face_fusion_cases
from tests.judges.bounds import fewest_activities
from tests.judges.plain_walk import total_cost
from tests.pricing.books import face_fusion, sample, samples

BOOK = face_fusion()
ALWAYS = ["postpaid", "pack:1m", "pack:5m", "pack:10m", "pack:30m", "best_mix", "optimal"]


def ids(scenario, book=BOOK):
    return [option.id for option in quote(book, scenario).options]


@pytest.mark.parametrize("book", [BOOK, *samples()], ids=lambda book: book.id)
def test_all_ids_are_known_beforehand_in_their_order(book):
    # 500 calls fit in a free quota; 100 QPS take a further license, where licenses have fewer.
    scenarios = [Scenario((500,), peak_qps=1), Scenario((500,), peak_qps=100, peak_days=1)]
    for scenario in scenarios:
        found = ids(scenario, book)
        assert found == [option_id for option_id in option_ids(book) if option_id in found]
    if book == BOOK:
        assert {*ids(scenarios[0]), *ids(scenarios[1])} == set(option_ids(BOOK))


def valid(book):
    """Return the book with a base QPS: a price book file without one is refused."""
    if book.license is None or book.license.qps:
        return book
    return replace(book, packages=(replace(book.license, qps=1),))


def quoted(case):
    """Return the quote of a random case; skips books whose packs have too many sums."""
    book, scenario = case
    try:
        return quote(valid(book), scenario)
    except InvalidPriceBook:
        assume(False)


# Which options are listed


def test_all_options_stand_in_their_fixed_order():
    scenario = Scenario((500,), peak_qps=1)
    assert ids(scenario) == ["trial", *ALWAYS]
    # With 51 peak QPS the trial is out, and extra activities come before the optimum.
    assert ids(replace(scenario, peak_qps=51, peak_days=1)) == [*ALWAYS[:-1], "extra_activities", "optimal"]


@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
def test_each_pack_of_the_book_is_an_option(book):
    packs = [f"pack:{pack.id}" for pack in book.packs]
    assert ids(Scenario((10_000,)), book) == ["postpaid", *packs, "best_mix", "optimal"]


@pytest.mark.parametrize(
    ("scenario", "listed"),
    [
        (Scenario((500,), peak_qps=1), True),
        (Scenario((501,), peak_qps=1), False),  # one call above the quota
        (Scenario((250, 250), peak_qps=1), True),
        (Scenario((250, 251), peak_qps=1), False),  # the quota is granted once, not monthly
        (Scenario((500,), peak_qps=2), False),  # above 1 QPS
        (Scenario((500,), peak_qps=0), True),
        (Scenario((500,), peak_qps=1, count_free_quota=False), False),
        (Scenario((0,), peak_qps=1, count_free_quota=False), False),
        (Scenario((1_000,), peak_qps=2, activities=2), True),  # 500 calls and 1 QPS of each
        (Scenario((1_001,), peak_qps=2, activities=2), False),
        (Scenario((1_500,), peak_qps=3, materials=61), True),  # 61 materials need three
        (Scenario((500,), peak_qps=3, materials=61), True),
        (Scenario((500,)), False),  # 50 QPS unless said
    ],
)
def test_a_trial_is_listed_where_the_free_quota_is_enough(scenario, listed):
    assert ("trial" in ids(scenario)) is listed


def test_a_trial_buys_nothing_and_is_the_cheapest():
    priced = quote(BOOK, Scenario((300, 200), peak_qps=1))
    trial = priced.option("trial")
    assert (trial.costs.total, trial.lines, trial.purchases, trial.qps_units) == (0, (), (), 0)
    assert (trial.overage_calls, trial.coverage, trial.granted_calls, trial.utilization) == (0, 1, 0, None)
    assert [month.free_calls for month in trial.months] == [300, 200]
    assert priced.cheapest == "trial"
    # The optimum is the cheapest licensed purchase; the trial stands apart.
    assert priced.option("optimal").costs.total == 20_000


@pytest.mark.parametrize("book_id", ["no-packs", "six-decimals", "minimal"])
def test_a_book_without_a_free_quota_has_no_trial(book_id):
    assert "trial" not in ids(Scenario((0,), peak_qps=1), sample(book_id))


@pytest.mark.parametrize(
    ("scenario", "listed"),
    [
        (Scenario((1_000,), peak_qps=50, peak_days=1), False),
        (Scenario((1_000,), peak_qps=51, peak_days=1), True),
        (Scenario((1_000,), peak_qps=51, peak_days=0), False),
        (Scenario((1_000,), peak_qps=100, peak_days=1, activities=2), False),
        (Scenario((1_000,), peak_qps=101, peak_days=1, activities=2), True),
        (Scenario((1_000,), peak_qps=100, peak_days=1, materials=31), False),
    ],
)
def test_extra_activities_are_listed_where_the_peak_exceeds_the_base_qps(scenario, listed):
    assert ("extra_activities" in ids(scenario)) is listed


def test_extra_activities_serve_the_peak_without_a_unit():
    option = quote(BOOK, Scenario((1_000,), peak_qps=201, peak_days=1)).option("extra_activities")
    assert (option.activities, option.qps_units, option.costs.qps) == (5, 0, 0)


@pytest.mark.parametrize(
    ("peak_qps", "available"),
    [(300, True), (301, False)],  # 50 and 5 x 50 of one activity
)
def test_what_cannot_be_ordered_online_stays_in_the_list(peak_qps, available):
    priced = quote(BOOK, Scenario((1_000,), peak_qps=peak_qps, peak_days=1))
    for option_id in ALWAYS[:-1]:
        option = priced.option(option_id)
        assert option.available is available
        assert option.reason == (None if available else "qps_above_online_limit")
        assert option.qps_units == (peak_qps - 50 + 49) // 50
    assert priced.option("optimal").available
    assert priced.option("extra_activities").available


# What they buy


def test_a_pack_option_buys_at_least_one_in_month_1():
    option = quote(BOOK, Scenario((0, 1_000))).option("pack:30m")
    assert [(p.month, p.pack, p.quantity) for p in option.purchases] == [(1, "30m", 1)]


def test_the_number_of_packs_has_the_lowest_total():
    # 4,499,500 calls to pay for at 0.02, a pack of 1m at 16,000: four, and 499,500 x 0.02 = 9,990.
    # The fifth would save 9,990 and cost 16,000.
    option = quote(BOOK, Scenario((400_000,) * 12)).option("pack:1m")
    assert option.purchases[0].quantity == 4


def test_the_first_of_equally_cheap_options_is_the_cheapest():
    priced = quote(BOOK, Scenario((100_000,)))
    totals = {option.id: option.costs.total for option in priced.options}
    assert totals["postpaid"] == totals["best_mix"] == totals["optimal"] == 20_000
    assert priced.cheapest == "postpaid"
    # One 5m pack: the pack's own option, the mix and the optimum cost the same.
    assert quote(BOOK, Scenario((400_000,) * 12)).cheapest == "pack:5m"


def test_without_packs_the_mix_is_postpaid():
    priced = quote(sample("no-packs"), Scenario((1_000_000,) * 3))
    assert priced.option("best_mix").costs == priced.option("postpaid").costs
    # Without a free quota: (1,000,000 - 300,000) x 0.02 + 2 x 20,000
    assert priced.option("postpaid").costs.total == 20_000 + 14_000 + 40_000


def test_without_a_license_only_packs_and_bills_cost():
    priced = quote(sample("unlicensed"), Scenario((1_000_500,), peak_qps=900, peak_days=5, materials=400))
    # 500 calls are free. Postpaid 1,000,000 x 0.02; one 1m pack 16,000.
    assert priced.option("postpaid").costs.total == 20_000
    assert priced.option("optimal").costs.total == 16_000
    assert {(option.activities, option.qps_units) for option in priced.options} == {(1, 0)}


def test_graduated_tiers_have_their_own_optimum():
    # 4,699,500 calls to pay for in one month. Postpaid 20,000 + 3,699,500 x 0.012 = 64,394.
    # One 1m pack: 16,000 + 20,000 + 2,699,500 x 0.012 = 68,394.
    priced = quote(sample("graduated"), Scenario((5_000_000,)))
    assert priced.option("postpaid").costs.postpaid == 64_394
    assert priced.option("pack:1m").costs.total == 20_000 + 68_394
    assert priced.option("optimal").costs.total == 20_000 + 64_394


def test_on_the_total_basis_packs_do_not_lift_the_tier():
    # 8,000,000 calls are in the last tier whatever is prepaid: 1m saves 1,000,000 x 0.005 = 5,000 for 16,000.
    scenario = Scenario((8_000_000,), tier_basis="total")
    priced = quote(BOOK, scenario)
    assert priced.option("postpaid").costs.postpaid == Decimal("38497.50")  # 7,699,500 x 0.005
    assert priced.option("pack:1m").costs.postpaid == Decimal("33497.50")
    # On the overage basis seven 1m packs leave 699,500 calls at 0.02.
    assert quote(BOOK, Scenario((8_000_000,))).option("postpaid").costs.postpaid == Decimal("38497.50")


def test_a_quota_not_counted_is_not_served():
    counted, not_counted = (
        quote(BOOK, Scenario((300_500,), count_free_quota=count)).option("postpaid")
        for count in (True, False)
    )
    assert (counted.overage_calls, not_counted.overage_calls) == (0, 500)
    assert not_counted.costs.postpaid == 10  # 500 x 0.02


def test_a_large_quota_of_another_book_serves_before_the_license():
    book = replace(BOOK, free=Free(1_000_000, 10))
    trial = quote(book, Scenario((1_000_000,), peak_qps=10))
    assert trial.cheapest == "trial"
    months = quote(book, Scenario((1_000_000, 300_001))).option("postpaid").months
    assert (months[0].free_calls, months[1].license_calls, months[1].overage_calls) == (1_000_000, 300_000, 1)


# Promises that hold for every scenario and book


@settings(max_examples=examples(40))
@given(cases())
def test_the_optimum_is_no_dearer_than_any_other_licensed_option(case):
    priced = quoted(case)
    lowest = priced.option("optimal").costs.total
    assert all(
        lowest <= option.costs.total for option in priced.options if option.available and option.id != "trial"
    )


@settings(max_examples=examples(40))
@given(cases())
def test_the_best_mix_is_no_dearer_than_postpaid_or_one_pack(case):
    priced = quoted(case)
    best = priced.option("best_mix")
    if best.available:
        ids_ = ["postpaid", *(f"pack:{pack.id}" for pack in priced.book.packs)]
        assert all(best.costs.total <= priced.option(one).costs.total for one in ids_)


@settings(max_examples=examples(40))
@given(cases())
def test_every_option_costs_what_the_plain_walk_says(case):
    priced = quoted(case)
    for option in priced.options:
        if option.available and option.id != "trial":
            bought = {(p.month, p.pack): p.quantity for p in option.purchases}
            walked = total_cost(priced.book, priced.scenario, option.activities, bought)
            assert option.costs.total == walked
            assert option.activities >= fewest_activities(priced.book, priced.scenario)


@settings(max_examples=examples(40))
@given(cases(), st.integers(1, 30))
def test_one_more_pack_of_a_kind_costs_no_less(case, more):
    priced = quoted(case)
    for option in priced.options:
        if option.available and option.id.startswith("pack:"):
            (purchase,) = option.purchases
            for quantity in {purchase.quantity + more, max(1, purchase.quantity - more)}:
                bought = {(1, purchase.pack): quantity}
                rival = total_cost(priced.book, priced.scenario, option.activities, bought)
                assert option.costs.total < rival or (
                    option.costs.total == rival and purchase.quantity <= quantity
                )


@settings(max_examples=examples(40))
@given(cases())
def test_cheaper_postpaid_prices_never_make_the_optimum_dearer(case):
    priced = quoted(case)
    postpaid = priced.book.postpaid
    tiers = tuple(
        replace(tier, unit_price=from_micro(to_micro(tier.unit_price) // 2)) for tier in postpaid.tiers
    )
    halved = replace(postpaid, tiers=tiers)
    cheaper = quoted((replace(priced.book, postpaid=halved), priced.scenario))
    assert cheaper.option("optimal").costs.total <= priced.option("optimal").costs.total


def test_a_batch_is_the_options_of_its_scenarios_one_by_one():
    scenarios = [
        replace(scenario, tier_basis="overage", count_free_quota=True)
        for _, scenario in face_fusion_cases(5, 25)
    ]
    scenarios += [Scenario((40,) * 12, peak_qps=1)]
    priced = offer(BOOK, "overage", count_free=True)
    together = {}
    for batch in priced.options(Demands.of(*scenarios)):
        for at, row in enumerate(batch.rows):
            together.setdefault(int(row), {})[batch.id] = (
                bool(batch.available[at]),
                int(batch.activities[at]),
                int(batch.ledger.total[at]),
                np.argwhere(batch.purchases[at]).tolist(),
            )
    for row, scenario in enumerate(scenarios):
        alone = {
            batch.id: (
                bool(batch.available[0]),
                int(batch.activities[0]),
                int(batch.ledger.total[0]),
                np.argwhere(batch.purchases[0]).tolist(),
            )
            for batch in priced.options(Demands.of(scenario))
        }
        assert together[row] == alone
