"""`compare`: the contract of the files, refusals, a run that is cut short."""

from __future__ import annotations

import csv
import io
import os
import pty
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pricing.book.file import shipped
from pricing.cli.compare import EPILOG
from pricing.quotes.quote import quote
from pricing.quotes.rows import csv_text, quote_rows
from pricing.scenario import Scenario
from tests.pricing.books import TOML_TEXTS

ENDINGS = "a file that ends in .csv or .parquet"
ROOT = Path(__file__).parents[3]
SCENARIOS = "name,monthly_calls,months,peak_qps,peak_days\nspring,400000,12,50,0\n=1+1,500000,1,200,7\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("scenarios.csv").write_text(SCENARIOS)
    return tmp_path


def answer(name="out.csv"):
    with Path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_file_holds_what_quotes_say(run):
    done = run("compare", "scenarios.csv", "-o", "out.csv")
    assert (done.code, done.out, done.err) == (0, "", "")
    rows = quote_rows(quote(shipped(), Scenario((400_000,) * 12)), "spring")
    rows += quote_rows(quote(shipped(), Scenario((500_000,), peak_qps=200, peak_days=7)), "=1+1")
    assert Path("out.csv").read_bytes().decode() == csv_text(rows)


def test_the_assumptions_and_the_book_are_those_of_the_command_line(run):
    Path("book.toml").write_text(TOML_TEXTS["unlicensed"](), encoding="utf-8")
    options = ("--tier-basis", "total", "--no-free-quota", "--price-book", "book.toml")
    assert run("compare", "scenarios.csv", "-o", "out.csv", *options).code == 0
    said = run("quote", "--calls", "400000", "--months", "12", "--format", "csv", *options).out
    expected = [row | {"name": "spring"} for row in csv.DictReader(io.StringIO(said, newline=""))]
    assert [row for row in answer() if row["name"] == "spring"] == expected


@pytest.mark.parametrize(
    "line", [line.split("pricing ")[1] for line in EPILOG.split("\n") if "-m pricing" in line]
)
def test_examples_work(run, line):
    run("compare", "scenarios.csv", "-o", "scenarios-again.csv")
    if "scenarios.parquet" in line:
        import pandas as pd  # noqa: PLC0415  for this example only

        pd.read_csv("scenarios.csv").to_parquet("scenarios.parquet")
    assert run(*shlex.split(line)).code == 0


def test_peaks_that_count_on_no_day_are_told_beside_the_file(run):
    Path("scenarios.csv").write_text(SCENARIOS + "a,7,1,400,0\nb,7,1,50,0\nc,7,1,51,\n")
    done = run("compare", "scenarios.csv", "-o", "out.csv")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "scenarios.csv: in 2 rows, first in line 4, the peak QPS exceeds the base QPS but counts on 0 days, "
        "so it costs nothing: set peak_days\n"
    )
    assert {row["qps"] for row in answer() if row["name"] in "abc"} == {"0"}


def test_a_file_in_gbk_is_refused_with_a_hint(run):
    Path("scenarios.csv").write_bytes("name,monthly_calls,months\n春季活动,7,1\n".encode("gbk"))
    assert run("compare", "scenarios.csv", "-o", "out.csv").faults == [
        (
            "scenarios.csv: line 2, column name: byte 0xb4 (byte 1 of the cell) is not UTF-8 text, "
            "but looks like GBK or GB18030; allowed: the file saved as UTF-8"
        )
    ]
    assert not Path("out.csv").exists()


def test_a_bad_row_is_named_and_the_file_stays_as_it_was(run):
    Path("scenarios.csv").write_text(SCENARIOS + "bad,1,13,x,0\n")
    Path("out.csv").write_text("before")
    assert run("compare", "scenarios.csv", "-o", "out.csv").faults == [
        "scenarios.csv: line 4, column months: 13 is out of range; allowed: 1 to 12",
        "scenarios.csv: line 4, column peak_qps: 'x' is not a whole number; allowed: 0 to 1,000,000",
    ]
    assert Path("out.csv").read_text() == "before"


def test_with_keep_going_the_good_rows_are_written_all_the_same(run):
    Path("scenarios.csv").write_text(SCENARIOS + "bad,1,13,x,0\nlast,7,1,50,0\n")
    assert len(run("compare", "scenarios.csv", "-o", "out.csv", "--keep-going").faults) == 2
    assert list(dict.fromkeys(row["name"] for row in answer())) == ["spring", "'=1+1", "last"]


@pytest.mark.parametrize(
    ("args", "faults"),
    [
        (
            (),
            [
                f"SCENARIOS: missing; expected: {ENDINGS}",
                f"--output: missing; expected: {ENDINGS}",
            ],
        ),
        (
            ("none.csv", "-o", "no/out.csv", "--workers", "0", "--tier-basis", "x"),
            [
                "none.csv: can't be read (No such file or directory); allowed: a CSV or Parquet file",
                "--output: no/out.csv is in no folder that exists; allowed: a file in an existing folder",
                "--tier-basis: 'x' is not known; allowed: overage, total",
                "--workers: 0 is out of range; allowed: 1 to 256",
            ],
        ),
        (
            ("scenarios.txt", "-o", "out", "--workers", "two"),
            [
                f"SCENARIOS: 'scenarios.txt' is of another kind; allowed: {ENDINGS}",
                f"--output: 'out' is of another kind; allowed: {ENDINGS}",
                "--workers: 'two' is not a whole number; allowed: 1 to 256",
            ],
        ),
        (
            ("scenarios.csv", "-o", "out.csv", "--workers", "1000"),
            ["--workers: 1,000 is out of range; allowed: 1 to 256"],
        ),
        (
            ("scenarios.csv", "-o", "out.csv", "--workers", "9" * 5_000),
            [f"--workers: '{'9' * 35}...' is out of range; allowed: 1 to 256"],
        ),
        (
            ("--keepgoing", "scenarios.csv", "-o", "out.csv"),
            ["--keepgoing: no such option; did you mean --keep-going?"],
        ),
        (
            ("scenarios.csv", "-o", "./scenarios.csv"),
            ["--output: scenarios.csv holds the scenarios; allowed: another file"],
        ),
        (
            ("scenarios.csv", "-o", "out.csv", "--keepgoing"),
            ["--keepgoing: no such option; did you mean --keep-going?"],
        ),
        (
            ("folder.csv", "-o", "out.csv"),
            [f"SCENARIOS: folder.csv is a folder; allowed: {ENDINGS}"],
        ),
        (
            (".", "-o", "out.csv"),
            [f"SCENARIOS: . is a folder; allowed: {ENDINGS}"],
        ),
        (
            ("scenarios.csv", "-o", f"{'x' * 300}.csv"),
            [
                (
                    f"--output: ...{'x' * 73}.csv can't be used (File name too long); "
                    "allowed: a file in an existing folder"
                )
            ],
        ),
        (
            (f"{'x' * 300}.csv", "-o", "scenarios.csv"),
            [f"...{'x' * 73}.csv: can't be read (File name too long); allowed: a CSV or Parquet file"],
        ),
        (
            ("scenarios.csv", "-o", "folder.csv"),
            ["--output: folder.csv is no ordinary file; allowed: a file, or a name that is free"],
        ),
    ],
)
def test_refusals(run, args, faults):
    Path("folder.csv").mkdir()
    assert run("compare", *args).faults == faults
    assert not Path("out.csv").exists()


def test_a_write_protected_file_is_not_replaced(run, monkeypatch):
    Path("out.csv").write_text("before")
    protected = os.path.realpath("out.csv")
    monkeypatch.setattr(os, "access", lambda path, _: str(path) != protected)  # root may write all files
    assert run("compare", "scenarios.csv", "-o", "out.csv").faults == [
        "--output: out.csv is write-protected; allowed: a file that can be written, or a name that is free"
    ]
    assert Path("out.csv").read_text() == "before"


@pytest.fixture
def hang_ups():
    """Let children hear SIGHUP, which `nohup` takes from pytest and all that it starts."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def test_the_price_book_is_not_written_over(run):
    Path("book.csv").write_text(TOML_TEXTS["no-qps"]())
    assert run("compare", "scenarios.csv", "-o", "book.csv", "--price-book", "book.csv").faults == [
        "--output: book.csv holds the price book; allowed: another file"
    ]
    assert Path("book.csv").read_text() == TOML_TEXTS["no-qps"]()


def started(*args, **kwargs):
    command = [sys.executable, "-m", "pricing", "compare", *args]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, **kwargs)


@pytest.mark.parametrize("size", [-1, 1000], ids=["early", "late"])
@pytest.mark.parametrize(
    ("send", "number", "code"),
    [  # a terminal and `timeout` send it to the workers too
        (os.killpg, signal.SIGINT, 130),
        (os.killpg, signal.SIGHUP, 129),
        (os.killpg, signal.SIGTERM, 143),
        (os.kill, signal.SIGTERM, 143),
    ],
)
@pytest.mark.usefixtures("hang_ups")
def test_a_run_that_is_cut_short_leaves_nothing(folder, send, number, code, size):
    rows = "".join(f"s{row},{row} {row + 1} {row + 2},3,50,0\n" for row in range(200_000))
    Path("scenarios.csv").write_text(SCENARIOS + rows)
    Path("out.csv").write_text("before")
    args = ("scenarios.csv", "-o", "out.csv", "--workers", "2")
    process = started(*args, stderr=subprocess.PIPE, start_new_session=True)
    while process.poll() is None and not any(
        part.stat().st_size > size for part in folder.glob(".compare-*")
    ):
        time.sleep(0.02)
    send(process.pid, number)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (code, b"")
    assert Path("out.csv").read_text() == "before"
    assert {each.name for each in folder.iterdir()} == {"out.csv", "scenarios.csv"}


SIGNAL_IN_A_FINALIZER = """
import signal, sys
from pricing.bulk.target import CsvTarget
from pricing.cli.main import main

class Dying:
    def __del__(self):  # what is raised here goes nowhere
        signal.raise_signal(signal.SIGTERM)

CsvTarget.append = lambda *_: Dying()
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_signal_in_the_middle_of_pythons_own_work_ends_the_run(folder, workers):
    Path("script.py").write_text(SIGNAL_IN_A_FINALIZER)
    Path("scenarios.csv").write_text(SCENARIOS + "a,7,1,0,0\n" * 20_000)
    Path("out.csv").write_text("before")
    command = [sys.executable, "script.py", "compare", "scenarios.csv", "-o", "out.csv", "--workers", workers]
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (143, b"", b"")
    assert Path("out.csv").read_text() == "before"
    assert {each.name for each in folder.iterdir()} == {"out.csv", "scenarios.csv", "script.py"}


def workers_of(process):
    """Return the processes that ``process`` has started to work for it."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


@pytest.mark.parametrize("wait", [0, 0.1, 0.2, 0.3])
def test_a_worker_that_dies_ends_the_run(folder, wait):
    rows = "".join(f"s{row},{row} {row + 1} {row + 2},3,50,0\n" for row in range(200_000))
    Path("scenarios.csv").write_text(SCENARIOS + rows)
    process = started("scenarios.csv", "-o", "out.csv", "--workers", "2", stderr=subprocess.PIPE)
    while not any(part.stat().st_size > 1000 for part in folder.glob(".compare-*")):
        time.sleep(0.02)
    time.sleep(wait)
    os.kill(workers_of(process)[0], signal.SIGKILL)  # as a machine does that is out of memory
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said == b"a worker process died, perhaps for lack of memory; try fewer --workers\n"
    assert {each.name for each in folder.iterdir()} == {"scenarios.csv"}


@pytest.mark.parametrize("wait", [0.05, 0.2])
def test_workers_that_are_still_starting_leave_an_interrupt_to_their_parent(folder, wait):
    rows = "".join(f"s{row},{row} {row + 1} {row + 2},3,50,0\n" for row in range(50_000))
    Path("scenarios.csv").write_text(SCENARIOS + rows)
    args = ("scenarios.csv", "-o", "out.csv", "--workers", "4")
    process = started(*args, stderr=subprocess.PIPE, start_new_session=True)
    while process.poll() is None and not list(folder.glob(".compare-*")):
        time.sleep(0.005)
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, b"")
    assert {each.name for each in folder.iterdir()} == {"scenarios.csv"}


def test_a_terminal_shows_how_far_it_is():
    terminal, end = pty.openpty()
    process = started("scenarios.csv", "-o", "out.csv", stderr=end)
    assert process.wait(timeout=60) == 0
    os.close(end)
    shown = os.read(terminal, 10_000).decode()
    os.close(terminal)
    assert "Comparing" in shown
    assert "100%" in shown
