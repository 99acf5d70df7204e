"""Run all benchmarks, or those named: ``python -m benchmarks [optimum bulk ...]``.

Prints the sections of benchmarks/RESULTS.md that they belong to, each with the machine and the versions, and
writes those of which every benchmark was run; the others stay as they are there.
"""

from __future__ import annotations

import importlib
import os
import platform
import re
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Row

SECTIONS = {
    "Speed": ("imports", "optimum", "bulk", "decision_map", "charts", "pages"),
    "Load": ("load", "soak"),
}
BENCHMARKS = tuple(name for names in SECTIONS.values() for name in names)
RESULTS = Path(__file__).parent / "RESULTS.md"
PACKAGES = ("numpy", "pandas", "streamlit", "plotly", "uvicorn", "ortools", "highspy", "duckdb")


def main(names: list[str]) -> int:
    """Run the benchmarks of these names; return 2 for a name that is none, else 0."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"{', '.join(unknown)}: no such benchmark; allowed: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for title, members in SECTIONS.items():
        wanted = [name for name in members if name in (names or BENCHMARKS)]
        if not wanted:
            continue
        rows: list[Row] = []
        notes: list[str] = []
        for name in wanted:
            module = importlib.import_module(f"benchmarks.{name}")
            rows += module.rows() if hasattr(module, "rows") else []
            notes += module.notes() if hasattr(module, "notes") else []
        text = report(title, wanted, rows, notes)
        print(text)
        if len(wanted) == len(members):
            kept = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
            RESULTS.write_text(with_section(kept, text), encoding="utf-8")
    return 0


def report(title: str, names: list[str], rows: list[Row], notes: list[str]) -> str:
    """Return a section of the results as Markdown; ``notes`` are blocks of Markdown that follow the table."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
    machine += f", Python {platform.python_version()}"
    command = f"python -m benchmarks {' '.join(names)}"
    lines = [
        f"# {title}",
        "",
        f"Measured by `{command}` on {datetime.now(UTC):%Y-%m-%d}: {machine}, {packages}.",
    ]
    if rows:
        lines += [
            "Ratios are of two things timed by turns in one run; medians.",
            "",
            "| what | against | times as fast | wanted | met | times |",
            "|---|---|---|---|---|---|",
        ]
    for row in rows:
        met = "yes" if row.met else "no"
        lines.append(
            f"| {row.what} | {row.against} | {row.ratio:.3g} | {row.wanted:g} | {met} | {row.detail} |"
        )
    return "\n".join([*lines, "", *notes]) + "\n"


def with_section(results: str, section: str) -> str:
    """Return ``results`` with ``section`` in the place of the one of the same title, or at the end."""
    sections = {
        part.splitlines()[0]: part for part in re.split(r"^(?=# )", results, flags=re.MULTILINE) if part
    }
    sections[section.splitlines()[0]] = section
    return "".join(sections.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
