"""Texts into scenarios: what counts as a whole number, what the months may be, and all faults at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing.errors import Fault, InvalidScenario, shown
from pricing.scenario import LIMITS, Scenario
from pricing.scenario_fields import scenario_from_texts, whole_number

CALLS = "allowed: 0 to 10,000,000,000"


def read(separator=",", **texts):
    return scenario_from_texts(texts, labels={}, separator=separator)


def lines(separator=",", **texts):
    with pytest.raises(InvalidScenario) as refused:
        read(separator, **texts)
    return str(refused.value).split("\n")


@pytest.mark.parametrize("name", LIMITS)
def test_limits_are_allowed_and_their_neighbours_are_not(name):
    low, high = LIMITS[name]
    assert whole_number(name, str(low)) == low
    assert whole_number(name, str(high)) == high
    for beyond in (low - 1, high + 1):
        assert getattr(whole_number(name, str(beyond)), "code", None) == "out_of_range"


@pytest.mark.parametrize("text", ["0", "5", " 5", "5 ", "400000", "10000000000"])
def test_a_whole_number_in_ascii_digits(text):
    assert whole_number("monthly_calls", text) == int(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "abc", "1e6", "1E6", "4.0", "4,0", "1_000", "+5", "--5", "-0", "0x10", "007", "00"),
        *("5 5", "５", "٥", "5\x00", "\x005", "5\n", "\t5", "5\u00a0", "½", "²", "nan", "NaN", "inf"),
        *("Infinity", "True", "None", "=5", "5%", "\udcff", "−5"),
    ],
)
def test_anything_else_is_not_a_whole_number(text):
    fault = whole_number("monthly_calls", text)
    assert isinstance(fault, Fault)
    assert fault.code == "not_a_whole_number"
    assert str(fault).isprintable()


@pytest.mark.parametrize(
    "text", ["-1", "-5", "99999999999", "9" * 19, "9" * 20, "9" * 10_000, "-" + "9" * 10_000]
)
def test_numbers_out_of_range_are_named_in_one_short_line(text):
    fault = whole_number("monthly_calls", text)
    assert isinstance(fault, Fault)
    assert fault.code == "out_of_range"
    assert len(str(fault)) < 120


@pytest.mark.parametrize(
    ("separator", "calls", "months", "expected"),
    [
        (",", "7", "1", (7,)),
        (",", "7", "3", (7, 7, 7)),
        (",", "7,8", None, (7, 8)),
        (",", "7, 8", "2", (7, 8)),
        (",", ",".join("123456789") + ",10,11,12", None, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
        (" ", "7", "3", (7, 7, 7)),
        (" ", " 7 ", "3", (7, 7, 7)),
        (" ", "7 8", "2", (7, 8)),
        (" ", " 7  8 ", None, (7, 8)),
    ],
)
def test_calls_are_one_number_or_one_per_month(separator, calls, months, expected):
    texts = {"monthly_calls": calls} | ({} if months is None else {"months": months})
    assert read(separator, **texts).monthly_calls == expected


@pytest.mark.parametrize(
    ("calls", "months", "expected"),
    [
        (None, "12", ["monthly_calls: missing; expected: 0 to 10,000,000,000, once or for each month"]),
        ("7", None, ["months: missing; expected: 1 to 12, or the calls of each month"]),
        ("7", "0", ["months: 0 is out of range; allowed: 1 to 12"]),
        ("7", "13", ["months: 13 is out of range; allowed: 1 to 12"]),
        ("7,8", "3", ["months: 3 given, but the calls cover 2; allowed: 2"]),
        ("7,8", "1", ["months: 1 given, but the calls cover 2; allowed: 2"]),
        ("4,,5", None, [f"monthly_calls, month 2: '' is not a whole number; {CALLS}"]),
        ("4,", None, [f"monthly_calls, month 2: '' is not a whole number; {CALLS}"]),
        # Thousands separators would be read as months, were it not for the zeros in front.
        ("1,000", None,
         [f"monthly_calls, month 2: '000' is not a whole number; {CALLS}, without thousands separators"]),
        ("1,x,-2", "x", [
            f"monthly_calls, month 2: 'x' is not a whole number; {CALLS}",
            f"monthly_calls, month 3: -2 is out of range; {CALLS}",
            "months: 'x' is not a whole number; allowed: 1 to 12",
        ]),
        (",".join("1" * 13), None, ["monthly_calls, count of months: 13 is out of range; allowed: 1 to 12"]),
        ("x," * 1_000_000, None,
         ["monthly_calls, count of months: 1,000,001 is out of range; allowed: 1 to 12"]),
    ],
)  # fmt: skip
def test_calls_and_months_that_cannot_be_used(calls, months, expected):
    given_texts = {"monthly_calls": calls, "months": months}
    assert lines(**{name: text for name, text in given_texts.items() if text is not None}) == expected


def test_every_fault_is_named_with_its_label():
    texts = {
        "monthly_calls": "abc", "months": "13", "peak_qps": "-1", "peak_days": "367", "peak_month": "13",
        "materials": "x", "activities": "0", "tier_basis": "both",
    }  # fmt: skip
    labels = {name: f"line 3, column {name}" for name in texts}
    with pytest.raises(InvalidScenario) as refused:
        scenario_from_texts(texts, labels=labels, separator=" ")
    assert [fault.where for fault in refused.value.faults] == [f"line 3, column {name}" for name in texts]


def test_the_peak_month_lies_within_the_months():
    assert read(monthly_calls="7", months="3", peak_month="3").peak_month == 3
    assert lines(monthly_calls="7", months="3", peak_month="4") == [
        "peak_month: 4 is out of range; allowed: 1 to 3"
    ]
    assert lines(monthly_calls="7", months="x", peak_month="13")[-1] == (
        "peak_month: 13 is out of range; allowed: 1 to 12"
    )


def test_defaults_are_those_of_a_scenario():
    assert read(monthly_calls="7,8") == Scenario(monthly_calls=(7, 8))


def test_every_field_is_read():
    texts = {
        "monthly_calls": "7 8", "months": "2", "peak_qps": "200", "peak_days": "7", "peak_month": "2",
        "materials": "90", "activities": "3", "tier_basis": "total",
    }  # fmt: skip
    assert scenario_from_texts(texts, labels={}, separator=" ", count_free_quota=False) == Scenario(
        monthly_calls=(7, 8), peak_qps=200, peak_days=7, peak_month=2, materials=90, activities=3,
        tier_basis="total", count_free_quota=False,
    )  # fmt: skip


@given(st.dictionaries(st.sampled_from([*LIMITS, "tier_basis"]), st.text(max_size=30)))
def test_any_text_gives_a_scenario_or_faults_of_one_line_each(texts):
    faults: tuple[Fault, ...] = ()
    try:
        read(**texts)
    except InvalidScenario as refused:
        faults = refused.faults
    assert all(str(fault).isprintable() for fault in faults)


@given(st.text())
def test_shown_texts_are_short_and_printable(text):
    assert len(shown(text)) <= 40
    assert shown(text).isprintable()
