"""The worked examples of DESIGN.md section 3, from the command line to the total."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

PACKS = ("pack:1m", "pack:5m", "pack:10m", "pack:30m")
COLUMNS = ("postpaid", *PACKS, "best_mix", "extra_activities", "optimal")
NO = None  # unavailable
ABSENT = "-"

EXAMPLES = [
    ("--calls 400000 --months 12",
     [109_990, 93_990, 85_000, 105_000, 146_000, 85_000, ABSENT, 85_000]),
    ("--calls 1000000 --months 12",
     [253_990, 209_990, 183_990, 138_990, 146_000, 134_990, ABSENT, 134_990]),
    ("--calls 500000 --months 1 --peak-qps 200 --peak-days 7",
     [46_040, 58_050, 107_050, 127_050, 168_050, 46_040, 80_000, 46_040]),
    ("--calls 500000 --months 1 --peak-qps 200 --peak-days 30",
     [118_490, 130_500, 179_500, 199_500, 240_500, 118_490, 80_000, 80_000]),
    ("--calls 2000000 --months 3 --peak-qps 400 --peak-days 10",
     [NO, NO, NO, NO, NO, NO, 203_152, 167_788]),
    ("--calls 100000 --months 3 --materials 90",
     [60_000, 76_000, 125_000, 145_000, 186_000, 60_000, ABSENT, 60_000]),
    ("--calls 8000000 --months 6 --tier-basis total",
     ["258497.5", "269497.5", "298497.5", "293497.5", "234497.5", "234497.5", ABSENT, "234497.5"]),
]  # fmt: skip


@pytest.mark.parametrize(("options", "totals"), EXAMPLES)
def test_totals(run, options, totals):
    answer = json.loads(run("quote", *options.split(), "--format", "json").out)
    priced = {option["id"]: option["costs"] and option["costs"]["total"] for option in answer["options"]}
    expected = {
        option: total if total is NO else str(total)
        for option, total in zip(COLUMNS, totals, strict=True)
        if total != ABSENT
    }
    assert priced == expected


@pytest.mark.parametrize(("options", "totals"), EXAMPLES)
def test_the_cheapest_has_the_lowest_total(run, options, totals):
    lowest = min(Decimal(total) for total in totals if total not in {NO, ABSENT})
    cheapest = json.loads(run("quote", *options.split(), "--format", "json").out)["cheapest"]
    assert Decimal(totals[COLUMNS.index(cheapest)]) == lowest


def test_of_equal_totals_the_one_paid_later_is_named(run):
    answer = json.loads(run("quote", "--calls", "5000000", "--months", "12", "--format", "json").out)
    priced = {option["id"]: option for option in answer["options"]}
    best, early = priced[answer["cheapest"]], priced["pack:30m"]
    assert best["costs"]["total"] == early["costs"]["total"] == "272000"
    assert (best["costs"]["upfront"], early["costs"]["upfront"]) == ("146000", "272000")
    assert [bought["month"] for bought in best["purchases"]] == [1, 7]
