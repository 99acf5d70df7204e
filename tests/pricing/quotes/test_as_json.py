"""The JSON of a quote: the shape that scripts and the HTTP interface rely on."""

from __future__ import annotations

import json
from dataclasses import replace

from pricing.book.file import shipped
from pricing.quotes.as_json import quote_json
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.pricing.books import samples

OPTION_KEYS = [
    "id", "available", "reason", "activities", "qps_units", "purchases", "costs", "overage_calls",
    "granted_calls", "used_calls", "unused_calls", "coverage", "utilization", "warnings", "licenses",
    "expired_calls",
]  # fmt: skip
COST_KEYS = ["license", "qps", "packs", "postpaid", "total", "upfront"]


def read(scenario, book=None):
    text = quote_json(quote(book or shipped(), scenario))
    assert "NaN" not in text
    assert "Infinity" not in text
    return json.loads(text)


def option(answer, option_id):
    return next(option for option in answer["options"] if option["id"] == option_id)


def test_the_shape_is_the_contract():
    answer = read(Scenario((400_000,) * 12))
    assert list(answer) == ["price_book", "scenario", "cheapest", "options"]
    assert answer["price_book"] == {
        "id": "tencent-face-fusion", "version": "2019-07-22", "currency": "CNY",
    }  # fmt: skip
    for priced in answer["options"]:
        assert list(priced) == OPTION_KEYS
        assert list(priced["costs"]) == COST_KEYS
        assert all(isinstance(amount, str) for amount in priced["costs"].values())


def test_the_scenario_is_given_back_field_by_field():
    scenario = Scenario((7, 8), peak_qps=60, peak_days=2, peak_month=2, materials=31, activities=2,
                        tier_basis="total", count_free_quota=False)  # fmt: skip
    assert read(scenario)["scenario"] == {
        "monthly_calls": [7, 8], "months": 2, "peak_qps": 60, "peak_days": 2, "peak_month": 2,
        "materials": 31, "activities": 2, "tier_basis": "total", "count_free_quota": False,
    }  # fmt: skip
    said = read(replace(scenario, base_qps=60))["scenario"]
    assert list(said).index("base_qps") == list(said).index("activities") + 1
    assert said["base_qps"] == 60


def test_amounts_are_exact_to_the_last_decimal():
    # 1,300,501 calls - 300,500 free and licensed = 1,000,001 at 0.012
    postpaid = option(read(Scenario((1_300_501,))), "postpaid")
    assert postpaid["costs"]["postpaid"] == "12000.012"
    assert postpaid["costs"]["total"] == "32000.012"


def test_purchases_are_objects():
    assert option(read(Scenario((400_000,) * 12)), "pack:5m")["purchases"] == [
        {"month": 1, "pack": "5m", "quantity": 1}
    ]


def test_an_unavailable_option_has_nulls():
    priced = option(read(Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10)), "postpaid")
    assert priced["available"] is False
    assert priced["reason"] == "qps_above_online_limit"
    for key in ("costs", "overage_calls", "granted_calls", "used_calls", "unused_calls", "coverage"):
        assert priced[key] is None


def test_ratios_are_numbers_or_null_where_nothing_is_divided_by():
    assert option(read(Scenario((400_000,) * 12)), "postpaid")["coverage"] == 0.062604
    assert option(read(Scenario((0,))), "postpaid")["coverage"] is None


def test_each_warning_is_named_once():
    # 12 months of 800,000 calls lie in a dead zone, and the 30M pack costs more than 100,000 in month 1.
    answer = read(Scenario((800_000,) * 12))
    assert option(answer, "postpaid")["warnings"] == ["dead_zone"]
    assert option(answer, "pack:30m")["warnings"] == ["large_customer"]


def test_the_cheapest_is_an_option_of_every_sample_book():
    for book in samples():
        answer = read(Scenario((700_000, 3_000_000)), book)
        assert option(answer, answer["cheapest"])["costs"]["total"] == min(
            (priced["costs"]["total"] for priced in answer["options"] if priced["costs"]), key=float
        )


def test_the_text_is_one_object_and_ends_with_a_newline():
    text = quote_json(quote(shipped(), Scenario((7,))))
    assert text.startswith("{\n")
    assert text.endswith("\n}\n")
