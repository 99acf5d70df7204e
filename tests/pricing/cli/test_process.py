"""The command line as a process: `python -m pricing`, pipes, locales, signals, and how fast it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
QUOTE = ("quote", "--calls", "400000", "--months", "12")


def pricing(*args, **kwargs):
    command = [sys.executable, "-m", "pricing", *args]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60, **kwargs)


def test_a_quote_from_end_to_end():
    done = pricing(*QUOTE, "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["cheapest"] == "pack:5m"


def test_bad_input_is_one_line_on_stderr_and_exit_code_2():
    done = pricing("quote", "--calls", "abc", "--months", "12")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"--calls: 'abc' is not a whole number; allowed: 0 to 10,000,000,000\n"


@pytest.mark.parametrize("args", [(), ("--bogus",), ("qoute",), ("quote", "\udcff"), ("quote", "-x")])
def test_no_nonsense_ends_in_a_traceback(args):
    done = pricing(*args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
    assert b"Usage" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
def test_the_answer_is_utf_8_in_every_locale(encoding):
    done = pricing("price-book", "show", env=os.environ | {"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").startswith("Face Fusion / 人脸融合\n")


def run_in_shell(line):
    command = ["bash", "-c", line.replace("PRICING", f"{sys.executable} -m pricing")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize("options", ["quote --calls 1 --months 12", "--help", "price-book show"])
def test_a_reader_that_leaves_is_no_error(options):
    done = run_in_shell(f"PRICING {options} | true; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("target", [">/dev/full", ">&-"])
def test_an_answer_that_cannot_be_written_is_an_error(target):
    done = run_in_shell(f"PRICING quote --calls 1 --months 12 {target}")
    assert done.returncode == 1
    assert done.stderr.startswith(b"stdout: can't be written (")
    assert done.stderr.count(b"\n") == 1


def test_an_interrupt_is_quiet():
    script = "import pricing.cli.main as m; m.main = lambda args: (_ for _ in ()).throw(KeyboardInterrupt)"
    command = f"{script}; import runpy; runpy.run_module('pricing', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize("args", ["['--help']", "['quote', '--help']", "['price-book', 'show', '--help']"])
def test_help_loads_no_arithmetic(args):
    script = (
        f"import sys; from pricing.cli.main import main; main({args}); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)
    loaded = set(done.stderr.decode().split())
    assert loaded.isdisjoint({"numpy", "pandas", "pydantic", "streamlit", "pricing.quotes.quote"})


def test_a_quote_loads_no_frames():
    script = (
        "import sys; from pricing.cli.main import main; "
        "main(['quote', '--calls', '1', '--months', '1']); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)
    assert set(done.stderr.decode().split()).isdisjoint({"pandas", "streamlit", "plotly"})
