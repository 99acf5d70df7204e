"""Hostile command lines and files: exit code 0 or 2, and for 2 nothing but lines that say what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from pricing.cli.main import main
from tests.hostile.corpus import CSV_FILES, JSON_BODIES, NUMBERS, TEXTS, TOML_FILES

OPTIONS = (
    "--months",
    "--peak-qps",
    "--peak-days",
    "--peak-month",
    "--materials",
    "--activities",
    "--tier-basis",
)
LINES = [
    *(["quote", f"--calls={text}", "--months=1"] for text in (*NUMBERS, *TEXTS)),
    *(["quote", "--calls=1", "--months=1", f"{option}={text}"] for option in OPTIONS for text in NUMBERS),
    *(["quote", "--calls=1", "--months=1", "--format", text] for text in TEXTS),
    *(["quote", "--calls=1", "--months=1", "--price-book", text] for text in TEXTS),
    *(["quote", "--scenario", text] for text in TEXTS if text != "-"),
    *(["quote", "--calls=1", "--months=1", text] for text in TEXTS),
    *([text] for text in TEXTS),
    *(["break-even", "--axis", "calls", "--months", "1", "--max-calls", text] for text in NUMBERS),
    *(["compare", text, "-o", text] for text in TEXTS),
]


@pytest.fixture
def complaint(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[[list[str]], str]:
    """Return a function that runs a command line and returns what is wrong with its answer, if anything."""

    def run(line: list[str]) -> str:
        code = main(line)
        out, err = (part.decode("utf-8") for part in capfdbinary.readouterr())
        if code == 0:
            return ""
        faults = err.removesuffix("\n").split("\n")
        bad = [fault for fault in faults if not 5 < len(fault) < 50_500 or "Traceback" in fault]
        if code != 2 or out or bad or not all(fault.isprintable() for fault in faults):
            return f"exit code {code}, {err[:300]!r}"
        return ""

    return run


def files(folder: Path, contents: Iterable[bytes], ending: str) -> list[str]:
    """Write each content to a file of its own, and return their paths."""
    paths = []
    for number, content in enumerate(contents):
        path = folder / f"{number}.{ending}"
        path.write_bytes(content)
        paths.append(str(path))
    return paths


@pytest.mark.parametrize("lines", [LINES], ids=[f"{len(LINES)} command lines"])
def test_command_lines(complaint: Callable[[list[str]], str], lines: list[list[str]]) -> None:
    answers = ((line, complaint(line)) for line in lines)
    assert [([text[:60] for text in line], said) for line, said in answers if said] == []


@pytest.mark.parametrize("contents", [JSON_BODIES], ids=[f"{len(JSON_BODIES)} scenarios"])
def test_scenarios(complaint: Callable[[list[str]], str], tmp_path: Path, contents: list[bytes]) -> None:
    answers = ((path, complaint(["quote", "--scenario", path])) for path in files(tmp_path, contents, "json"))
    assert [(path, said) for path, said in answers if said] == []


@pytest.mark.parametrize("contents", [TOML_FILES], ids=[f"{len(TOML_FILES)} price books"])
def test_price_books(complaint: Callable[[list[str]], str], tmp_path: Path, contents: list[bytes]) -> None:
    for path in files(tmp_path, contents, "toml"):
        assert complaint(["price-book", "validate", path]) == "", path


@pytest.mark.parametrize("contents", [CSV_FILES], ids=[f"{len(CSV_FILES)} files"])
def test_files_of_scenarios(
    complaint: Callable[[list[str]], str], tmp_path: Path, contents: list[bytes]
) -> None:
    target = tmp_path / "out.csv"
    for path in files(tmp_path, contents, "csv"):
        assert complaint(["compare", path, "-o", str(target)]) == "", path
    for path in files(tmp_path, [b"", b"PAR1", b"PAR1" + b"\0" * 1_000 + b"PAR1", *contents[:20]], "parquet"):
        assert complaint(["compare", path, "-o", str(target)]) == "", path
