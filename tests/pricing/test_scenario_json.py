"""A scenario as JSON: what is written is read back, and what is no scenario is named, all faults at once."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.book.file import shipped
from pricing.errors import InvalidScenario
from pricing.quotes.as_json import quote_json, scenario_object
from pricing.quotes.quote import quote
from pricing.scenario import LIMITS, Scenario
from pricing.scenario_json import MOST_BYTES, read_scenario, scenario_json

CALLS = "allowed: 0 to 10,000,000,000"
UNEVEN = Scenario((7, 8), peak_qps=60, peak_days=2, peak_month=2, materials=31, activities=2,
                  tier_basis="total", count_free_quota=False)  # fmt: skip


def lines(source, name="scenario"):
    with pytest.raises(InvalidScenario) as refused:
        read_scenario(source, name)
    found = [str(fault) for fault in refused.value.faults]
    assert all(line.isprintable() and len(line) < 400 for line in found)
    return found


def scenarios():
    def numbers(name, months):
        low, high = LIMITS[name]
        return st.integers(low, min(high, months) if name == "peak_month" else high)

    def of(calls):
        names = ("peak_qps", "peak_days", "peak_month", "materials", "activities")
        return st.builds(
            Scenario,
            st.just(tuple(calls)),
            tier_basis=st.sampled_from(["overage", "total"]),
            count_free_quota=st.booleans(),
            **{name: numbers(name, len(calls)) for name in names},
        )

    return st.lists(st.integers(*LIMITS["monthly_calls"]), min_size=1, max_size=12).flatmap(of)


@given(scenarios())
def test_what_is_written_is_read_back(scenario):
    text = scenario_json(scenario)
    assert json.loads(text) == scenario_object(scenario)
    assert read_scenario(text) == read_scenario(text.encode()) == scenario
    assert read_scenario(json.loads(text)) == scenario


def test_the_text_is_one_object_and_ends_with_a_newline():
    assert scenario_json(UNEVEN).startswith('{\n  "monthly_calls": [')
    assert scenario_json(UNEVEN).endswith("\n}\n")


def test_the_scenario_of_a_quote_is_taken():
    assert read_scenario(quote_json(quote(shipped(), UNEVEN))) == UNEVEN


@pytest.mark.parametrize("inside", [True, False])
def test_a_file_may_say_where_it_comes_from(inside):
    said = {"price_book": {"id": "x"}, "list_prices": True, "made_on": "2026-11-25", "link": "y", "name": 5}
    fields = scenario_object(UNEVEN)
    assert read_scenario(said | ({"scenario": fields} if inside else fields)) == UNEVEN


@pytest.mark.parametrize(
    ("fields", "calls"),
    [
        ({"monthly_calls": [7, 8]}, (7, 8)),
        ({"monthly_calls": [7, 8], "months": 2}, (7, 8)),
        ({"monthly_calls": 7, "months": 3}, (7, 7, 7)),
        ({"monthly_calls": [0]}, (0,)),
    ],
)
def test_what_is_missing_takes_its_default(fields, calls):
    assert read_scenario(fields) == Scenario(calls)


def test_a_byte_order_mark_is_no_fault():
    assert read_scenario('{"monthly_calls": [7]}'.encode("utf-8-sig")) == Scenario((7,))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"monthly_calls": "7"}, [f"monthly_calls: '7' is not a whole number; {CALLS}"]),
        ({"monthly_calls": True}, [f"monthly_calls: true is not a whole number; {CALLS}"]),
        ({"monthly_calls": 7}, ["months: missing; expected: 1 to 12, or the calls of each month"]),
        ({"monthly_calls": []}, ["monthly_calls, count of months: 0 is out of range; allowed: 1 to 12"]),
        ({"monthly_calls": ["x"] * 13},
         ["monthly_calls, count of months: 13 is out of range; allowed: 1 to 12"]),
        ({"monthly_calls": [1, None, -2, 3.0, [4]]}, [
            f"monthly_calls, month 2: null is not a whole number; {CALLS}",
            f"monthly_calls, month 3: -2 is out of range; {CALLS}",
            f"monthly_calls, month 4: 3.0 is not a whole number; {CALLS}",
            f"monthly_calls, month 5: [...] is not a whole number; {CALLS}",
        ]),
        ({"months": 3}, ["months: 3 given, but the calls cover 2; allowed: 2"]),
        ({"monthly_calls": [7], "months": 3}, ["months: 3 given, but the calls cover 1; allowed: 1"]),
        ({"months": False}, ["months: false is not a whole number; allowed: 1 to 12"]),
        ({"peak_qps": 10**30},
         ["peak_qps: a number of 19 digits or more is out of range; allowed: 0 to 1,000,000"]),
        ({"peak_days": 7.5}, ["peak_days: 7.5 is not a whole number; allowed: 0 to 366"]),
        ({"peak_days": Decimal("NaN")}, ["peak_days: NaN is not a whole number; allowed: 0 to 366"]),
        ({"peak_month": 3}, ["peak_month: 3 is out of range; allowed: 1 to 2"]),
        ({"materials": {}}, ["materials: {...} is not a whole number; allowed: 0 to 1,000,000"]),
        ({"activities": 0}, ["activities: 0 is out of range; allowed: 1 to 100,000"]),
        ({"tier_basis": "both"}, ["tier_basis: 'both' is not known; allowed: overage, total"]),
        ({"tier_basis": ["total"]}, ["tier_basis: [...] is not known; allowed: overage, total"]),
        ({"count_free_quota": 1}, ["count_free_quota: 1 is not known; allowed: true, false"]),
        ({"count_free_quota": "true"}, ["count_free_quota: 'true' is not known; allowed: true, false"]),
    ],
)  # fmt: skip
def test_values_that_cannot_be_used(changed, expected):
    assert lines({"monthly_calls": [7, 8]} | changed) == expected


def test_every_fault_is_named_at_once():
    fields = {
        "monthly_calls": ["x"], "months": 13, "peak_qps": -1, "peak_days": 367, "peak_month": 13,
        "materials": None, "activities": 0, "tier_basis": "b", "count_free_quota": 0, "peak_pqs": 5,
    }  # fmt: skip
    with pytest.raises(InvalidScenario) as refused:
        read_scenario(fields, "my.json")
    assert [fault.where for fault in refused.value.faults] == [
        "my.json", "monthly_calls, month 1", "months", "peak_qps", "peak_days", "peak_month", "materials",
        "activities", "tier_basis", "count_free_quota",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "my.json: not JSON from line 1, column 1 on; allowed: a JSON file in UTF-8"),
        ('{"months":\n [7', "my.json: not JSON from line 2, column 4 on; allowed: a JSON file in UTF-8"),
        ("\x7fELF\x00", "my.json: not JSON from line 1, column 1 on; allowed: a JSON file in UTF-8"),
        ("[" * 100_000, "my.json: nested too deeply; allowed: the JSON of a scenario or a quote"),
        ('{"a":' * 100_000, "my.json: nested too deeply; allowed: the JSON of a scenario or a quote"),
        ("9" * 5_000, "my.json: a number has too many digits; allowed: whole numbers"),
        ("1e" + "9" * 30, "my.json: a number has too many digits; allowed: whole numbers"),
        ("[7]", "my.json: [...] is no JSON object; allowed: an object with monthly_calls"),
        ("null", "my.json: null is no JSON object; allowed: an object with monthly_calls"),
        ('{"scenario": [7]}', "scenario: [...] is no JSON object; allowed: an object with monthly_calls"),
        ("{}", "monthly_calls: missing; expected: 0 to 10,000,000,000, once or for each month"),
        ('{"monthly_calls": NaN, "months": 1}', f"monthly_calls: NaN is not a whole number; {CALLS}"),
        ('{"monthly_calls": [-Infinity]}',
         f"monthly_calls, month 1: -Infinity is not a whole number; {CALLS}"),
        ('{"monthly_calls": [1e3]}', f"monthly_calls, month 1: 1E+3 is not a whole number; {CALLS}"),
        ('{"monthly_calls": [7], "months": 1, "months": 1}', "months: stands there 2 times; allowed: once"),
        ('{"scenario": {"monthly_calls": [7], "x\\n": 1, "x\\n": 2}}',
         r"'x\n': stands there 2 times; allowed: once"),
    ],
)  # fmt: skip
def test_texts_that_are_no_scenario(text, expected):
    assert lines(text, "my.json")[0] == expected
    assert lines(text.encode(), "my.json")[0] == expected


def test_a_field_beside_the_scenario_is_not_passed_over():
    [line] = lines({"scenario": {"monthly_calls": [7]}, "peak_qps": 200}, "my.json")
    assert line == (
        "my.json: peak_qps is not a key of a scenario; "
        "allowed: price_book, list_prices, made_on, link, name, scenario, cheapest, options"
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [(b'{"name":\n"\xff"}', 2), ("{}".encode("utf-16"), 1), ('{"a":"é"}'.encode("gbk"), 1)],
)
def test_another_encoding_is_refused(content, line):
    assert lines(content, "my.json") == [
        f"my.json: line {line} is not UTF-8 text; allowed: a JSON file in UTF-8"
    ]


def test_a_large_file_is_refused_before_it_is_read():
    assert lines(b" " * (MOST_BYTES + 1)) == ["scenario: more than 1,000,000 bytes; allowed: at most so many"]


def test_a_great_many_keys_are_one_fault():
    assert lines({str(key): key for key in range(50_000)}) == [
        "scenario: 50,000 entries are too many; allowed: at most 100"
    ]


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([*LIMITS, "scenario", "tier_basis"]) | st.text(max_size=50), inner, max_size=4
    ),
))  # fmt: skip
def test_anything_gives_a_scenario_or_faults_of_one_short_line_each(anything):
    faults = ()
    try:
        read_scenario(json.dumps(anything))
    except InvalidScenario as refused:
        faults = refused.faults
    assert all(str(fault).isprintable() and len(str(fault)) < 400 for fault in faults)
