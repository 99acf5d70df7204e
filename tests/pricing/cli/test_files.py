"""`quote --scenario FILE`: the figures that the options give, and a line for everything that is refused."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
BASH = shutil.which("bash")
OPTIONS = ("quote", "--calls", "100000,2000000", "--peak-qps", "200", "--peak-days", "7", "--peak-month", "2",
           "--materials", "31", "--activities", "2", "--tier-basis", "total", "--no-free-quota")  # fmt: skip
FORMATS = ("table", "json", "csv")


def saved(folder, content):
    file = folder / "scenario.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("whole", [True, False])
def test_the_figures_are_those_of_the_options(run, tmp_path, file_format, whole):
    quote = json.loads(run(*OPTIONS, "--format", "json").out)
    file = saved(tmp_path, quote if whole else quote["scenario"])
    answer = run("quote", "--scenario", file, "--format", file_format)
    assert answer == run(*OPTIONS, "--format", file_format)
    assert answer.code == 0


def test_the_prices_are_those_that_are_asked_for(run, tmp_path):
    book = tmp_path / "book.toml"
    text = (ROOT / "pricing/price_books/tencent-face-fusion-2019-07-22.toml").read_text(encoding="utf-8")
    book.write_text(text.replace('id = "tencent-face-fusion"', 'id = "own"'), encoding="utf-8")
    file = saved(tmp_path, {"monthly_calls": [7], "price_book": {"id": "another"}})
    answer = run("quote", "--scenario", file, "--price-book", str(book), "--format", "json")
    assert json.loads(answer.out)["price_book"]["id"] == "own"
    assert answer.err == (
        f"{file}: says that it was made with price book id 'another'; "
        "priced here with own, version 2019-07-22, in CNY\n"
    )


HERE = {"id": "tencent-face-fusion", "version": "2019-07-22", "currency": "CNY"}


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"price_book": HERE | {"version": "2025-01-01"}}, "price book version '2025-01-01'"),
        ({"price_book": HERE | {"currency": "\x1b[31m"}}, r"price book currency '\x1b[31m'"),
        ({"price_book": HERE, "list_prices": False}, "prices that are not list prices"),
        (
            {"price_book": {"id": 5, "currency": "USD"}, "list_prices": False},
            "price book id 5, currency 'USD' and prices that are not list prices",
        ),
    ],
)
def test_other_prices_than_those_of_the_file_are_told(run, tmp_path, said, told, inside):
    fields = {"monthly_calls": [7]}
    file = saved(tmp_path, said | ({"scenario": fields} if inside else fields))
    answer = run("quote", "--scenario", file)
    assert (answer.code, answer.out) == (0, run("quote", "--calls", "7", "--months", "1").out)
    assert answer.err == (
        f"{file}: says that it was made with {told}; "
        "priced here with tencent-face-fusion, version 2019-07-22, in CNY\n"
    )


@pytest.mark.parametrize("said", [{}, {"price_book": HERE, "list_prices": True}, {"price_book": "x"}])
def test_nothing_is_told_where_the_prices_agree(run, tmp_path, said):
    answer = run("quote", "--scenario", saved(tmp_path, said | {"monthly_calls": [7]}))
    assert (answer.code, answer.err) == (0, "")


def test_standard_input_is_read():
    line = f"{sys.executable} -m pricing {' '.join(OPTIONS)} --format json"
    piped = f"{line} | {sys.executable} -m pricing quote --scenario - --format json"
    first, second = (
        subprocess.run([BASH, "-c", command], cwd=ROOT, capture_output=True, check=True, timeout=60).stdout
        for command in (line, piped)
    )
    assert first == second


def test_a_closed_standard_input_is_one_line():
    command = f"{sys.executable} -m pricing quote --scenario - <&-"
    done = subprocess.run([BASH, "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == (
        b"standard input: can't be read (Bad file descriptor); allowed: a JSON file in UTF-8\n"
    )


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--calls", "5"), "--calls"),
        (("--months", "12", "--peak-qps", "5"), "--months, --peak-qps"),
        (("--no-free-quota", "--tier-basis", "x"), "--tier-basis, --no-free-quota"),
    ],
)
def test_file_and_options_exclude_each_other(run, tmp_path, options, named):
    file = saved(tmp_path, {"monthly_calls": [7]})
    assert run("quote", "--scenario", file, *options).faults == [
        f"--scenario: given together with {named}; allowed: either the file or the options"
    ]


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("", "--scenario: '' names no file; allowed: a JSON file in UTF-8"),
        ("no.json", "no.json: can't be read (No such file or directory); allowed: a JSON file in UTF-8"),
        ("/", "/: can't be read (Is a directory); allowed: a JSON file in UTF-8"),
        ("a\x00b", r"a\x00b: can't be read (embedded null byte); allowed: a JSON file in UTF-8"),
    ],
)
def test_no_file(run, file, fault):
    assert run("quote", "--scenario", file).faults == [fault]


def test_every_fault_names_the_file(run, tmp_path):
    file = saved(tmp_path, {"monthly_calls": [1.5], "peak_qps": True, "calls": 5})
    assert [fault.split("; ")[0] for fault in run("quote", "--scenario", file, "--format", "x").faults] == [
        f"{file}: calls is not a key of a scenario",
        f"{file}: monthly_calls, month 1: 1.5 is not a whole number",
        f"{file}: peak_qps: true is not a whole number",
        "--format: 'x' is not known",
    ]


@pytest.mark.parametrize("content", ["", "[]", "[" * 50_000, '{"monthly_calls": 9' + "9" * 5_000 + "}"])
def test_what_is_no_scenario_is_one_line(run, tmp_path, content):
    file = saved(tmp_path, content)
    [fault] = run("quote", "--scenario", file).faults
    assert fault.startswith(f"{file}: ")
