"""`break-even`: its three axes, its formats, and everything that it refuses, all faults at once."""

from __future__ import annotations

import json

import pytest

from tests.pricing.books import TOML_TEXTS

CALLS = ("--axis", "calls", "--months", "12", "--max-calls", "20000000")
DAYS = ("--axis", "peak-days", "--peak-qps", "100")
TAKEN = {
    "calls": "--months, --max-calls, --peak-days, --peak-qps, --materials, --activities, --base-qps, "
    "--tier-basis, --no-free-quota, --price-book, --format",
    "peak-days": "--calls, --months, --peak-qps, --materials, --activities, --base-qps, --tier-basis, "
    "--no-free-quota, --price-book, --format",
    "month-quantity": "--price-book, --format",
}


@pytest.fixture
def answer(run):
    """Return a function that runs `break-even` and returns its JSON."""

    def break_even(*args):
        done = run("break-even", *args)
        assert (done.code, done.err) == (0, "")
        assert done.out.endswith("}\n")
        return json.loads(done.out)

    return break_even


def pairs(segments):
    return [(segment["to"], segment["cheapest"]) for segment in segments]


def test_calls(answer):
    found = answer(*CALLS)
    assert list(found) == ["axis", "segments"]
    assert found["axis"] == "calls"
    assert [list(segment) for segment in found["segments"]] == [["from", "to", "cheapest"]] * 7
    assert found["segments"][0] == {"from": 1, "to": 91_708, "cheapest": "postpaid"}
    assert pairs(found["segments"]) == [
        (91_708, "postpaid"), (362_541, "pack:1m"), (525_041, "pack:5m"), (1_102_723, "pack:10m"),
        (1_130_050, "pack:30m"), (1_143_097, "pack:10m"), (20_000_000, "pack:30m"),
    ]  # fmt: skip


def test_peak_days(answer):
    # 19 days of one unit cost 19,950, less than a license of 20,000; 20 days cost 21,000.
    assert answer(*DAYS) == {
        "axis": "peak-days",
        "segments": [
            {"from": 0, "to": 19, "cheapest": "best_mix"},
            {"from": 20, "to": 366, "cheapest": "extra_activities"},
        ],
    }


def test_peak_days_with_calls_that_the_second_license_serves(answer):
    # 600,000 calls once: 299,500 of them at 0.02 are 5,990, which the second license saves:
    # 14 days of one unit (14,700) cost more than 20,000 - 5,990 = 14,010, and 13 days (13,650) do not.
    assert pairs(answer(*DAYS, "--calls", "600000")["segments"])[0] == (13, "best_mix")
    monthly = answer(*DAYS, "--calls", "0,600000,0")["segments"]
    assert pairs(monthly) == pairs(answer(*DAYS, "--calls", "600000", "--months", "1")["segments"])


def test_month_quantity(answer):
    assert answer("--axis", "month-quantity") == {
        "axis": "month-quantity",
        "dead_zones": [
            {"from": 600_001, "to": 1_000_000, "cheaper_at": 1_000_001, "saves_up_to": "7999.988"},
            {"from": 2_083_334, "to": 5_000_000, "cheaper_at": 5_000_001, "saves_up_to": "34999.995"},
        ],
    }


@pytest.mark.parametrize(
    ("changed", "first"),
    [
        (("--no-free-quota",), (91_666, "postpaid")),  # 500 calls / 12 months less
        (("--tier-basis", "total"), (91_708, "postpaid")),
        (("--materials", "31"), (116_750, "postpaid")),
        (("--activities", "2"), (116_750, "postpaid")),
        (("--peak-qps", "300", "--peak-days", "9"), (91_708, "postpaid")),
    ],
)
def test_options_of_the_scenario_count(answer, changed, first):
    # Postpaid costs 16,000, the price of a 1M pack, where 12 n - 300,500 = 800,000; with two activities
    # there are 601,000 calls at hand: 12 n = 1,401,000.
    assert pairs(answer(*CALLS, *changed)["segments"])[0] == first


def test_another_price_book(answer, tmp_path):
    file = tmp_path / "book.toml"
    file.write_text(TOML_TEXTS["minimal"](), encoding="utf-8")
    book = ("--price-book", str(file))
    assert pairs(answer(*CALLS, *book)["segments"]) == [(20_000_000, "postpaid")]
    assert pairs(answer(*DAYS, *book)["segments"]) == [(366, "best_mix")]
    assert answer("--axis", "month-quantity", *book)["dead_zones"] == []


@pytest.mark.parametrize(
    ("most", "last"), [("1", (1, "postpaid")), ("1200000000", (1_200_000_000, "pack:30m"))]
)
def test_the_ends_of_the_maximum(answer, most, last):
    assert pairs(answer(*CALLS[:-1], most)["segments"])[-1] == last


def test_tables_for_people(run):
    assert run("break-even", *DAYS, "--format", "table").out == (
        "The cheaper of QPS upgrades (best_mix) and extra activities, by days of the peak\n"
        "\n"
        "0 calls a month for 1 month; 1 material; 100 QPS on 0 to 366 days\n"
        "\n"
        "from   to  cheapest\n"
        "   0   19  best_mix\n"
        "  20  366  extra_activities\n"
        "\n"
        "Price book: tencent-face-fusion, version 2019-07-22; amounts in CNY.\n"
        "Assumptions: the billed calls pick a month's tier; the free quota is counted.\n"
    )
    zones = run("break-even", "--axis", "month-quantity", "--format", "table").out
    assert "2,083,334  5,000,000   5,000,001    35,000.00\n" in zones
    assert "525,042   1,102,723  pack:10m\n" in run("break-even", *CALLS, "--format", "table").out


def test_the_table_of_calls_names_what_is_compared_and_assumed(run):
    options = ("--materials", "90", "--tier-basis", "total", "--no-free-quota", "--peak-qps", "400")
    blocks = run("break-even", *CALLS, *options, "--format", "table").out.split("\n\n")
    assert blocks[:2] == [
        "The cheapest of postpaid and packs of one size, by steady calls a month",
        "1 to 20,000,000 calls a month for 12 months; 90 materials; 400 QPS on 0 days",
    ]
    assert blocks[3:] == [
        (
            "Warnings\n"
            "  The peak of 400 QPS counts on 0 days, so it costs nothing: "
            "set --peak-days (peak_days in a file)"
        ),
        (
            "Price book: tencent-face-fusion, version 2019-07-22; amounts in CNY.\n"
            "Assumptions: all calls pick a month's tier; the free quota is not counted.\n"
        ),
    ]


def test_a_table_without_dead_zones(run, tmp_path):
    file = tmp_path / "book.toml"
    file.write_text(TOML_TEXTS["minimal"](), encoding="utf-8")
    out = run("break-even", "--axis", "month-quantity", "--price-book", str(file), "--format", "table").out
    assert out.splitlines()[2] == "none"


@pytest.mark.parametrize(
    ("args", "fault"),
    [
        ((), "--axis: missing; expected: calls, peak-days, month-quantity"),
        (("--axis", "call"), "--axis: 'call' is not known; allowed: calls, peak-days, month-quantity"),
        (("--axis", ""), "--axis: '' is not known; allowed: calls, peak-days, month-quantity"),
        (("--axis", "calls", "--max-calls", "5"), "--months: missing with --axis calls; expected: 1 to 12"),
        (("--axis", "calls", "--months", "5"),
         "--max-calls: missing with --axis calls; expected: 1 to 1,200,000,000"),
        (("--axis", "peak-days"), "--peak-qps: missing with --axis peak-days; expected: 0 to 1,000,000"),
        ((*CALLS[:-1], "0"), "--max-calls: 0 is out of range; allowed: 1 to 1,200,000,000"),
        ((*CALLS[:-1], "-1"), "--max-calls: -1 is out of range; allowed: 1 to 1,200,000,000"),
        ((*CALLS[:-1], "1200000001"),
         "--max-calls: 1,200,000,001 is out of range; allowed: 1 to 1,200,000,000"),
        ((*CALLS[:-1], "2e7"),
         "--max-calls: '2e7' is not a whole number; allowed: 1 to 1,200,000,000"),
        ((*CALLS[:-1], "9" * 30),
         f"--max-calls: '{'9' * 30}' is out of range; allowed: 1 to 1,200,000,000"),
        (("--axis", "calls", "--max-calls", "9", "--months", "13"),
         "--months: 13 is out of range; allowed: 1 to 12"),
        (("--axis", "calls", "--max-calls", "9", "--months", "0"),
         "--months: 0 is out of range; allowed: 1 to 12"),
        ((*CALLS, "--calls", "5"), f"--calls: means nothing with --axis calls; allowed: {TAKEN['calls']}"),
        ((*CALLS, "--format", "csv"), "--format: 'csv' is not known; allowed: json, table"),
        ((*DAYS, "--peak-days", "5"),
         f"--peak-days: means nothing with --axis peak-days; allowed: {TAKEN['peak-days']}"),
        ((*DAYS, "--max-calls", "5"),
         f"--max-calls: means nothing with --axis peak-days; allowed: {TAKEN['peak-days']}"),
        ((*DAYS, "--calls", "5,6", "--months", "3"), "--months: 3 given, but the calls cover 2; allowed: 2"),
        (("--axis", "month-quantity", "--tier-basis", "total"),
         "--tier-basis: means nothing with --axis month-quantity; allowed: --price-book, --format"),
        (("--axis", "month-quantity", "--no-free-quota"),
         "--no-free-quota: means nothing with --axis month-quantity; allowed: --price-book, --format"),
        ((*CALLS, "--peak-qps", "301", "--peak-days", "1"),
         ("--peak-qps: 301 QPS for 1 activity need 6 units of 50, and at most 5 can be bought online; "
         "allowed: --activities 2 or more, or a lower peak")),
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_one_line(run, args, fault):
    assert run("break-even", *args).faults == [fault]


def test_a_peak_without_an_upgrade_for_sale_is_refused(run, tmp_path):
    file = tmp_path / "book.toml"
    file.write_text(TOML_TEXTS["no-qps"](), encoding="utf-8")
    args = (*CALLS, "--peak-qps", "51", "--peak-days", "1", "--price-book", str(file))
    assert run("break-even", *args).faults == [
        (
            "--peak-qps: 51 QPS for 1 activity need a QPS upgrade, which is not sold; "
            "allowed: --activities 2 or more, or a lower peak"
        )
    ]


def test_all_faults_are_named_at_once(run):
    args = ("--axis", "month-quantity", "--months", "13", "--calls", "x", "--format", "xml", "--bogus")
    faults = run("break-even", *args).faults
    assert [fault.split(":")[0] for fault in faults] == [
        "--bogus", "--months", "--calls", "--calls", "--months", "--format",
    ]  # fmt: skip


def test_amounts_beyond_exact_arithmetic_are_refused(run, tmp_path):
    file = tmp_path / "book.toml"
    file.write_text(TOML_TEXTS["minimal"]().replace("0.01", "1000000"), encoding="utf-8")
    [fault] = run("break-even", *CALLS, "--price-book", str(file)).faults
    assert "would leave the range of exact amounts" in fault
