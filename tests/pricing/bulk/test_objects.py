"""Many scenarios given as objects have the cheapest option that `quote` names, each under its own reading."""

from dataclasses import replace
from decimal import Decimal

from pricing.bulk.objects import cheapest_options
from pricing.errors import Fault
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.pricing.books import face_fusion

MANY = (
    Scenario((400_000,) * 12),
    Scenario((8_000_000,) * 6, tier_basis="total"),
    Scenario((100, 0, 7)),
    Scenario((500_000,), peak_qps=200, peak_days=30),
    Scenario((1_000_000,) * 12, peak_qps=200, peak_days=7, peak_month=5, count_free_quota=False),
    Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10),
    Scenario((0,)),
)


def test_each_has_the_option_of_its_quote():
    found = cheapest_options(face_fusion(), MANY)
    for scenario, option in zip(MANY, found, strict=True):
        answer = quote(face_fusion(), scenario)
        alone = answer.option(answer.cheapest)
        assert option == replace(alone, multiple=None, warnings=(), lines=(), months=())


def test_the_worked_examples():
    totals = [option.costs.total for option in cheapest_options(face_fusion(), MANY)]
    assert totals[:2] == [Decimal(85_000), Decimal("234497.50")]
    assert totals[3] == Decimal(80_000)
    assert totals[5] == Decimal(167_788)


def test_what_is_not_exact_is_a_fault_beside_the_others():
    book = face_fusion()
    dear = replace(book, packages=(replace(book.license, price=Decimal(10**7)),))
    first, fault, last = cheapest_options(dear, (MANY[0], replace(MANY[0], activities=100_000), MANY[0]))
    assert isinstance(fault, Fault)
    assert fault.code == "too_large"
    assert first == last
    assert first.costs.license == Decimal(10**7)


def test_nothing_has_no_options():
    assert cheapest_options(face_fusion(), ()) == []
