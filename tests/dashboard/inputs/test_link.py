"""The link: what is written is read back, and nonsense gives a fault and a default, never an error."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.inputs.link import DEFAULTS, NAMES, LinkInputs, fitted, read_link, read_month, write_link
from dashboard.inputs.presets import PRESETS, chosen, preset_of
from pricing.errors import Fault
from pricing.quotes.quote import quote
from tests.dashboard.any_inputs import INPUTS
from tests.pricing.books import face_fusion

TEXTS = st.text(max_size=30) | st.integers().map(str)


@given(INPUTS)
def test_what_is_written_is_read_back(inputs):
    assert read_link(write_link(inputs)) == (inputs, ())


@given(INPUTS)
def test_what_fits_is_a_scenario(inputs):
    assert inputs.scenario.months == inputs.months


@given(st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), TEXTS))
def test_any_link_gives_inputs_that_work(params):
    inputs, faults = read_link(params)
    assert inputs.scenario
    assert fitted(inputs) == (inputs, ())
    assert {fault.where for fault in faults} <= {*NAMES}
    assert all(str(fault) for fault in faults)
    assert read_link(write_link(inputs)) == (inputs, ())


def test_defaults_are_left_out():
    assert write_link(DEFAULTS) == {}
    assert read_link({}) == (DEFAULTS, ())


def test_each_name_means_what_the_design_says():
    params = {
        "calls": "1000000",
        "months": "6",
        "shape": "season",
        "qps": "200",
        "days": "7",
        "peak_month": "3",
        "materials": "90",
        "activities": "2",
        "basis": "total",
        "free": "0",
        "start": "2027-01",
        "lang": "zh",
    }
    inputs, faults = read_link(params)
    assert not faults
    assert write_link(inputs) == params
    assert inputs == LinkInputs(
        calls=1_000_000,
        months=6,
        shape="season",
        qps=200,
        days=7,
        peak_month=3,
        materials=90,
        activities=2,
        basis="total",
        free=False,
        start=date(2027, 1, 1),
        lang="zh_Hans",
    )
    scenario = inputs.scenario
    assert (scenario.peak_qps, scenario.peak_days, scenario.peak_month) == (200, 7, 3)
    assert (scenario.materials, scenario.activities) == (90, 2)
    assert (scenario.tier_basis, scenario.count_free_quota) == ("total", False)


def test_a_table_says_its_months_itself():
    inputs, faults = read_link({"shape": "table", "table": "0 5000000 1"})
    assert not faults
    assert inputs.scenario.monthly_calls == (0, 5_000_000, 1)
    assert inputs.months == 3
    assert write_link(inputs) == {"shape": "table", "table": "0 5000000 1"}


def test_a_table_is_of_no_use_to_another_shape():
    assert read_link({"table": "1 2 3"}) == (DEFAULTS, ())


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"calls": "abc"}, [("not_a_whole_number", "calls")]),
        ({"calls": "1e6"}, [("not_a_whole_number", "calls")]),
        ({"calls": "1_000"}, [("not_a_whole_number", "calls")]),
        ({"calls": "１２"}, [("not_a_whole_number", "calls")]),
        ({"calls": ""}, [("not_a_whole_number", "calls")]),
        ({"calls": "9" * 5000}, [("out_of_range", "calls")]),
        ({"calls": "10000000001"}, [("out_of_range", "calls")]),
        ({"months": "99"}, [("out_of_range", "months")]),
        ({"months": "0"}, [("out_of_range", "months")]),
        ({"qps": "-5"}, [("out_of_range", "qps")]),
        ({"days": "367"}, [("out_of_range", "days")]),
        ({"activities": "0"}, [("out_of_range", "activities")]),
        ({"shape": "foo"}, [("not_allowed", "shape")]),
        ({"basis": "zzz"}, [("not_allowed", "basis")]),
        ({"free": "yes"}, [("not_allowed", "free")]),
        ({"lang": "xx"}, [("not_allowed", "lang")]),
        ({"book": "../etc/passwd"}, [("not_allowed", "book")]),
        ({"start": "2027-13"}, [("not_allowed", "start")]),
        ({"start": "1999-12"}, [("not_allowed", "start")]),
        ({"table": "1 x 3"}, [("not_a_whole_number", "table")]),
        ({"table": " ".join("1" * 13)}, [("out_of_range", "table")]),
        ({"shape": "table"}, [("missing", "table")]),
        ({"shape": "table", "table": ""}, [("out_of_range", "table")]),
        ({"shape": "table", "table": "1 2", "months": "3"}, [("month_count", "months")]),
        ({"months": "3", "peak_month": "4"}, [("out_of_range", "peak_month")]),
        ({"calls": "10000000000", "shape": "launch"}, [("out_of_range", "shape")]),
    ],
)
def test_what_cannot_be_used_is_a_fault_with_its_name(params, expected):
    inputs, faults = read_link(params)
    assert [(fault.code, fault.where) for fault in faults] == expected
    for name in params.keys() - {"shape", "table"}:
        if any(fault.where == name for fault in faults) and "table" not in params:
            assert getattr(inputs, name) == getattr(DEFAULTS, name)


def test_a_month_is_written_with_its_year():
    assert read_month(" 2027-02 ") == date(2027, 2, 1)
    assert isinstance(read_month("2027-2"), Fault)
    assert isinstance(read_month("２０２７-02"), Fault)


def test_every_preset_is_a_link_and_priced():
    for name, inputs in PRESETS.items():
        assert read_link(write_link(inputs)) == (inputs, ())
        assert preset_of(inputs) == name
        assert quote(face_fusion(), inputs.scenario).cheapest


def test_the_trial_preset_has_the_trial_option():
    assert quote(face_fusion(), PRESETS["Trial"].scenario).cheapest == "trial"


def test_a_preset_leaves_the_language_and_the_first_month():
    before = LinkInputs(lang="zh_Hans", start=date(2027, 1, 1), qps=777)
    after = chosen("Trial", before)
    assert (after.lang, after.start, after.qps) == ("zh_Hans", date(2027, 1, 1), 1)
    assert preset_of(after) == "Trial"
