"""Many scenarios priced at once have the figures that `quote` gives to each of them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.inputs.link import LinkInputs
from dashboard.questions.scenarios.values import Figures, priced
from pricing.errors import AmountTooLarge, Fault
from pricing.quotes.quote import quote
from tests.dashboard.any_inputs import INPUTS
from tests.dashboard.saved import ALL, PRODUCT, STEADY, TOO_LARGE, dear, figures
from tests.examples import examples
from tests.pricing.books import TOML_TEXTS, face_fusion, sample


def told(option):
    """Return what both say of an option."""
    return {
        "option": option.id,
        "activities": option.activities,
        "qps_units": option.qps_units,
        "costs": option.costs,
        "calls": (option.overage_calls, option.granted_calls, option.used_calls, option.unused_calls),
        "ratios": (option.coverage, option.utilization, option.price_per_call),
        "purchases": option.purchases,
    }


def quoted(inputs, book):
    """Return what `quote` says of the cheapest option."""
    answer = quote(book, inputs.scenario)
    return told(answer.option(answer.cheapest))


@settings(max_examples=examples(40))
@given(st.lists(INPUTS, max_size=6))
def test_the_figures_are_those_of_quote(many):
    found = priced(many, face_fusion(), PRODUCT)
    assert {*found} == {*many}
    for inputs, each in found.items():
        if isinstance(each, Fault):
            assert each.code == "too_large"
            with pytest.raises(AmountTooLarge):
                quote(face_fusion(), inputs.scenario)
        else:
            assert told(each.option) == quoted(inputs, face_fusion())


@pytest.mark.parametrize("book", TOML_TEXTS)
def test_other_prices_give_other_figures(book):
    prices = sample(book)
    found = priced([each.inputs for each in ALL], prices, PRODUCT)
    assert {inputs: told(each.option) for inputs, each in found.items()} == {
        each.inputs: quoted(each.inputs, prices) for each in ALL
    }


def test_a_scenario_whose_amounts_are_too_large_does_not_stop_the_others():
    found = figures((STEADY, TOO_LARGE), dear())
    assert found[STEADY.inputs].costs.license == Decimal(10**7)
    fault = found[TOO_LARGE.inputs]
    assert (fault.code, fault.where) == ("too_large", "total")


def test_what_is_known_is_not_priced_again():
    known = figures(ALL)
    more = LinkInputs(calls=7)
    found = priced([*(each.inputs for each in ALL), more], face_fusion(), PRODUCT, known)
    assert all(found[each.inputs] is known[each.inputs] for each in ALL)
    assert isinstance(found[more], Figures)


def test_what_is_known_at_other_prices_is_priced_again():
    dearer = replace(face_fusion(), packages=(replace(face_fusion().license, price=Decimal(30_000)),))
    found = priced([STEADY.inputs], dearer, PRODUCT, figures((STEADY,)))
    assert found[STEADY.inputs].costs.license == Decimal(30_000)


def test_a_scenario_of_another_product_keeps_its_list_prices():
    own = sample("minimal")
    found = priced([STEADY.inputs], own, "another-product")
    assert found[STEADY.inputs].book.id == PRODUCT
    assert priced([STEADY.inputs], own, PRODUCT)[STEADY.inputs].book is own


def test_nothing_costs_nothing():
    assert priced([], face_fusion(), PRODUCT) == {}
