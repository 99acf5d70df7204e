"""`quote`: its formats, its options, and everything that it refuses, all faults at once."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.pricing.books import TOML_TEXTS

CALLS = "allowed: 0 to 10,000,000,000"
THOUSANDS = f"{CALLS}, without thousands separators"
BASE = {"--calls": "400000", "--months": "12"}


def command(**changed):
    """Return a valid command line with some options changed; None leaves one out."""
    options = BASE | {f"--{name.replace('_', '-')}": value for name, value in changed.items()}
    return [
        "quote",
        *(text for name, value in options.items() if value is not None for text in (name, value)),
    ]


def test_the_table_is_the_default(run):
    default = run(*command())
    assert default.code == 0
    assert default.err == ""
    assert default.out == run(*command(format="table")).out
    assert default.out.startswith("Buy 1 license and one 5M pack: CNY 85,000.00 for 12 months, 22.7% less")


def test_json_and_csv_hold_the_same_figures(run):
    options = json.loads(run(*command(format="json")).out)["options"]
    rows = list(csv.DictReader(io.StringIO(run(*command(format="csv")).out, newline="")))
    assert [row["option"] for row in rows] == [option["id"] for option in options]
    assert [row["total"] for row in rows] == [option["costs"]["total"] for option in options]
    assert {row["name"] for row in rows} == {""}


def test_csv_has_no_mark_and_standard_line_ends(run):
    out = run(*command(format="csv")).out
    assert out.startswith("name,monthly_calls,")
    assert out.count("\r\n") == out.count("\n") == 8


@pytest.mark.parametrize("file_format", ["json", "csv"])
def test_a_peak_that_counts_on_no_day_changes_nothing_for_scripts(run, file_format):
    answer = run(*command(peak_qps="400", format=file_format))
    assert (answer.code, answer.err) == (0, "")
    assert "costs nothing" not in answer.out


def test_defaults_are_written_into_the_answer(run):
    scenario = json.loads(run(*command(months="2", format="json")).out)["scenario"]
    assert scenario == {
        "monthly_calls": [400_000, 400_000], "months": 2, "peak_qps": 50, "peak_days": 0, "peak_month": 1,
        "materials": 1, "activities": 1, "tier_basis": "overage", "count_free_quota": True,
    }  # fmt: skip


def test_every_option_reaches_the_scenario(run):
    args = command(
        calls="1,2", months="2", peak_qps="60", peak_days="3", peak_month="2", materials="31", activities="2",
        tier_basis="total", format="json",
    )  # fmt: skip
    scenario = json.loads(run(*args, "--no-free-quota").out)["scenario"]
    assert scenario == {
        "monthly_calls": [1, 2], "months": 2, "peak_qps": 60, "peak_days": 3, "peak_month": 2,
        "materials": 31, "activities": 2, "tier_basis": "total", "count_free_quota": False,
    }  # fmt: skip


@pytest.mark.parametrize("months", [None, "3"])
def test_calls_month_by_month(run, months):
    scenario = json.loads(run(*command(calls="5,6,7", months=months, format="json")).out)["scenario"]
    assert scenario["monthly_calls"] == [5, 6, 7]


@pytest.mark.parametrize("calls", ["0", "1", "10000000000"])
@pytest.mark.parametrize("months", ["1", "12"])
@pytest.mark.parametrize("file_format", ["table", "json", "csv"])
def test_the_ends_of_what_is_allowed(run, calls, months, file_format):
    answer = run(*command(calls=calls, months=months, format=file_format))
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith("\n")


def test_another_price_book(run, tmp_path):
    file = tmp_path / "样本.toml"
    file.write_text(TOML_TEXTS["minimal"](), encoding="utf-8")
    answer = json.loads(run(*command(calls="7", months="1", price_book=str(file), format="json")).out)
    assert answer["price_book"] == {"id": "minimal", "version": "2030-01-31", "currency": "USD"}
    assert answer["options"][0]["costs"]["total"] == "0.07"  # 7 x 0.01


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"calls": None}, "--calls: missing; expected: 0 to 10,000,000,000, once or for each month"),
        ({"calls": ""}, f"--calls: '' is not a whole number; {CALLS}"),
        ({"calls": "abc"}, f"--calls: 'abc' is not a whole number; {CALLS}"),
        ({"calls": "-5"}, f"--calls: -5 is out of range; {CALLS}"),
        ({"calls": "1e6"}, f"--calls: '1e6' is not a whole number; {CALLS}"),
        ({"calls": "NaN"}, f"--calls: 'NaN' is not a whole number; {CALLS}"),
        ({"calls": "1_000"}, f"--calls: '1_000' is not a whole number; {CALLS}"),
        ({"calls": "５００"}, f"--calls: '５００' is not a whole number; {CALLS}"),
        ({"calls": "4\x00"}, rf"--calls: '4\x00' is not a whole number; {CALLS}"),
        ({"calls": "4\n5"}, rf"--calls: '4\n5' is not a whole number; {CALLS}"),
        ({"calls": "99999999999"}, f"--calls: 99,999,999,999 is out of range; {CALLS}"),
        ({"calls": "4,,5", "months": None}, f"--calls, month 2: '' is not a whole number; {CALLS}"),
        ({"calls": "400,000"}, f"--calls, month 2: '000' is not a whole number; {THOUSANDS}"),
        ({"calls": "1,050,7"}, f"--calls, month 2: '050' is not a whole number; {THOUSANDS}"),
        ({"calls": "050,7"}, f"--calls, month 1: '050' is not a whole number; {CALLS}"),
        ({"calls": "7,00"}, f"--calls, month 2: '00' is not a whole number; {CALLS}"),
        ({"calls": "1,2,3"}, "--months: 12 given, but the calls cover 3; allowed: 3"),
        ({"months": None}, "--months: missing; expected: 1 to 12, or the calls of each month"),
        ({"months": "0"}, "--months: 0 is out of range; allowed: 1 to 12"),
        ({"months": "13"}, "--months: 13 is out of range; allowed: 1 to 12"),
        ({"months": ""}, "--months: '' is not a whole number; allowed: 1 to 12"),
        ({"months": "3", "peak_month": "13"}, "--peak-month: 13 is out of range; allowed: 1 to 3"),
        ({"peak_qps": "-1"}, "--peak-qps: -1 is out of range; allowed: 0 to 1,000,000"),
        ({"peak_days": "367"}, "--peak-days: 367 is out of range; allowed: 0 to 366"),
        ({"peak_days": "7.5"}, "--peak-days: '7.5' is not a whole number; allowed: 0 to 366"),
        ({"materials": "x"}, "--materials: 'x' is not a whole number; allowed: 0 to 1,000,000"),
        ({"activities": "0"}, "--activities: 0 is out of range; allowed: 1 to 100,000"),
        ({"tier_basis": "both"}, "--tier-basis: 'both' is not known; allowed: overage, total"),
        ({"format": "xml"}, "--format: 'xml' is not known; allowed: table, json, csv"),
        ({"format": ""}, "--format: '' is not known; allowed: table, json, csv"),
        ({"price_book": ""}, "--price-book: '' names no file; allowed: a TOML file in UTF-8"),
        ({"price_book": "no.toml"},
         "no.toml: can't be read (No such file or directory); allowed: a TOML file in UTF-8"),
        ({"price_book": "/"}, "/: can't be read (Is a directory); allowed: a TOML file in UTF-8"),
        ({"price_book": "a\x00b"},
         r"'a\x00b': can't be read (embedded null byte); allowed: a TOML file in UTF-8"),
        ({"calls": None, "cals": "5"}, "--cals: no such option; did you mean --calls?"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_one_line(run, changed, fault):
    faults = run(*command(**changed)).faults
    assert faults[0] == fault
    assert len(faults) == 1 + ("cals" in changed)  # then --calls itself is missing, too


def test_a_binary_file_is_refused(run, tmp_path):
    file = tmp_path / "book.toml"
    file.write_bytes(b"\x7fELF\xff\x00")
    [fault] = run(*command(price_book=str(file))).faults
    assert fault == f"{file}: byte 0xff in line 1 is not UTF-8 text; allowed: a TOML file in UTF-8"


def test_all_faults_of_all_options_at_once(run, tmp_path):
    file = tmp_path / "book.toml"
    text = TOML_TEXTS["minimal"]().replace('"USD"', '"usd"').replace("0.01", "-1")
    file.write_text(text, encoding="utf-8")
    args = command(
        calls="x,-1", months="13", peak_qps="a", peak_days="b", peak_month="13", materials="c",
        activities="0", tier_basis="d", price_book=str(file), format="e", bogus="f",
    )  # fmt: skip
    where = [fault.split(": ")[0] for fault in run(*args, "stray").faults]
    assert where == [
        "--bogus", "'stray'", "--calls, month 1", "--calls, month 2", "--months", "--peak-qps", "--peak-days",
        "--peak-month", "--materials", "--activities", "--tier-basis", str(file), str(file), "--format",
    ]  # fmt: skip


def test_an_option_without_its_value_hides_no_other_fault(run):
    assert run("quote", "--calls", "x", "--months", "12", "--peak-qps").faults == [
        "--peak-qps: value missing; see --help",
        f"--calls: 'x' is not a whole number; {CALLS}",
    ]


@pytest.mark.parametrize(
    ("args", "fault"),
    [
        (("quote", "--calls", "5", "--months"), "--months: value missing; see --help"),
        (("break-even", "--axis"), "--axis: value missing; see --help"),
        (("compare", __file__ + ".csv", "-o"), "--output: value missing; see --help"),
        (("quote", "--calls", "1", "--calls", "2", "--months", "1"), "--calls: given twice; allowed: once"),
    ],
)
def test_an_option_without_a_value_or_with_two_is_one_fault(run, args, fault):
    assert [line for line in run(*args).faults if "can't be read" not in line] == [fault]


def test_a_flag_takes_no_value(run):
    [fault] = run(*command(), "--no-free-quota=1").faults
    assert "--no-free-quota" in fault


def test_prices_beyond_exact_arithmetic_are_refused_in_one_line(run, tmp_path):
    file = tmp_path / "book.toml"
    file.write_text(TOML_TEXTS["minimal"]().replace("0.01", "1000000000"), encoding="utf-8")
    [fault] = run(*command(calls="10000000000", price_book=str(file))).faults
    assert "exact" in fault


def test_a_coverage_is_0_percent_only_if_nothing_is_covered(run):
    shown = run("quote", "--calls", "9999999999", "--months", "1").out
    assert " 0.1%" in shown
    assert " 0.0%" not in shown
