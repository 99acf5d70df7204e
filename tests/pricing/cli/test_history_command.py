"""`history`: a scenario on every price list; and `price-book list`, `--price-book ID@VERSION`."""

from __future__ import annotations

import json

import pytest

from tests.pricing.books import minimal_toml

VERSIONS = ["2019-02-28", "2019-05-14", "2019-07-22", "2019-08-19", "2019-11-21", "2020-02-20"]
ALLOWED = ", ".join(VERSIONS)
STEADY = ("--calls", "400000", "--months", "12")


def lists(run, *args):
    answer = run("history", *args)
    assert (answer.code, answer.err) == (0, "")
    return json.loads(answer.out)["lists"]


def test_every_list_of_the_product_oldest_first(run):
    found = lists(run, *STEADY, "--base-qps", "50")
    assert [past["version"] for past in found] == [past["published"] for past in found] == VERSIONS
    assert [past["total"] for past in found] == ["109990", "85000", "85000", "85000", "68000", "68000"]
    assert found[-1] == {
        "version": "2020-02-20",
        "published": "2020-02-20",
        "cheapest": "pack:5m",
        "total": "68000",
        "licenses": [{"month": 1, "package": "two", "quantity": 1}],
        "purchases": [{"month": 1, "pack": "5m", "quantity": 1}],
        "reason": None,
    }


def test_the_table_is_in_words(run):
    lines = run("history", *STEADY, "--base-qps", "50", "--format", "table").out.splitlines()
    assert lines[3] == "2019-07-22   CNY 85,000.00  pack:5m   1 license and one 5M pack"
    assert lines[5] == "2019-11-21   CNY 68,000.00  pack:5m   1 package two and one 5M pack"


def test_what_is_not_exact_has_nulls_and_the_reason(run, tmp_path):
    file = tmp_path / "dear.toml"
    file.write_text(minimal_toml().replace("0.01", "1_000_000"), encoding="utf-8")
    [past] = lists(run, "--calls", "10000000000", "--months", "12", "--price-book", str(file))
    assert past == {
        "version": "2030-01-31", "published": None, "cheapest": None, "total": None, "licenses": None,
        "purchases": None, "reason": "too_large",
    }  # fmt: skip


def test_each_list_has_its_own_reading_unless_one_is_said(run, tmp_path):
    file = tmp_path / "total.toml"
    text = minimal_toml().replace('mode = "volume"', 'mode = "volume"\ntier_basis = "total"')
    file.write_text(text, encoding="utf-8")
    for said, basis in (((), "total"), (("--tier-basis", "overage"), "overage")):
        answer = run(
            "quote", "--calls", "5", "--months", "1", "--price-book", str(file), *said, "--format", "json"
        )
        assert json.loads(answer.out)["scenario"]["tier_basis"] == basis


def test_quote_takes_a_list_by_id_and_version(run):
    args = (
        "--calls",
        "2000000",
        "--months",
        "3",
        "--peak-qps",
        "400",
        "--peak-days",
        "10",
        "--format",
        "json",
    )
    for named, version in (
        ("tencent-face-fusion@2020-02-20", "2020-02-20"),
        ("tencent-face-fusion", "2020-02-20"),  # the newest
        ("tencent-face-fusion@2019-07-22", "2019-07-22"),
    ):
        answer = json.loads(run("quote", *args, "--price-book", named).out)
        assert answer["price_book"]["version"] == version
    answer = json.loads(run("quote", *args, "--price-book", "tencent-face-fusion@2020-02-20").out)
    [optimal] = [option for option in answer["options"] if option["id"] == "optimal"]
    assert optimal["costs"]["total"] == "96000"
    assert optimal["licenses"] == [{"month": 1, "package": "three", "quantity": 1}]
    assert optimal["expired_calls"] == 0
    assert "base_qps" not in answer["scenario"]


@pytest.mark.parametrize(
    ("named", "fault"),
    [
        ("other", "--price-book: 'other' is not shipped; allowed: tencent-face-fusion"),
        (
            "tencent-face-fusion@2026-11-22",
            f"--price-book: '2026-11-22' is no version of tencent-face-fusion; allowed: {ALLOWED}",
        ),
        (
            "nowhere.toml",
            "nowhere.toml: can't be read (No such file or directory); allowed: a TOML file in UTF-8",
        ),
    ],
)
def test_what_there_is_not_is_named_with_what_there_is(run, named, fault):
    for command in ("quote", "history"):
        assert run(command, *STEADY, "--price-book", named).faults == [fault]


def test_the_shipped_lists_are_listed(run):
    lines = run("price-book", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == [f"tencent-face-fusion@{version}" for version in VERSIONS]
    assert lines[2] == "tencent-face-fusion@2019-07-22  from 2019-07-22 until 2019-08-19 (default)"
    assert lines[5] == "tencent-face-fusion@2020-02-20  from 2020-02-20"
    assert run("price-book", "list", "tencent-face-fusion").out.splitlines() == lines
    assert run("price-book", "list", "x").faults == ["book: 'x' is not shipped; allowed: tencent-face-fusion"]


def test_the_packages_of_a_list_are_shown_side_by_side(run):
    shown = run("price-book", "show", "tencent-face-fusion@2020-02-20").out
    assert "                               one      two      three\n" in shown
    assert "QPS at most, in all             1,000" in shown
    valid = run("price-book", "validate", "tencent-face-fusion@2020-02-20")
    assert valid.out == "tencent-face-fusion@2020-02-20: valid (tencent-face-fusion, 2020-02-20)\n"


def test_the_table_of_a_quote_names_the_packages(run):
    named = ("--price-book", "tencent-face-fusion@2020-02-20")
    text = run("quote", *STEADY, "--base-qps", "60", *named).out
    assert text.startswith("Buy 1 package one, 1 package two and one 5M pack")
    high = run("quote", "--calls", "1", "--months", "1", "--peak-qps", "2000", "--peak-days", "1", *named).out
    assert "2,000 QPS for 1 activity need 199 units of 10, and at most 99 can be bought online" in high
