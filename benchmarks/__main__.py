"""Run all benchmarks, or those named: ``python -m benchmarks [optimum bulk ...]``.

Prints a table and writes it to benchmarks/RESULTS.md with the machine and the versions.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Row

BENCHMARKS = ("imports", "optimum", "bulk", "decision_map", "pages")
RESULTS = Path(__file__).parent / "RESULTS.md"
PACKAGES = ("numpy", "pandas", "streamlit", "plotly", "ortools", "highspy", "duckdb")


def main(names: list[str]) -> int:
    """Run the benchmarks of these names; return 2 for a name that is none, else 0."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"{', '.join(unknown)}: no such benchmark; allowed: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    notes: list[str] = []
    for name in names or BENCHMARKS:
        module = importlib.import_module(f"benchmarks.{name}")
        rows += module.rows()
        notes += module.notes() if hasattr(module, "notes") else []
    text = report(rows, notes)
    print(text)
    if not names:
        RESULTS.write_text(text, encoding="utf-8")
    return 0


def report(rows: list[Row], notes: list[str]) -> str:
    """Return the results as Markdown; ``notes`` are blocks of Markdown that follow the table."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
    machine += f", Python {platform.python_version()}"
    lines = [
        "# Speed",
        "",
        f"Measured by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {machine}, {packages}.",
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
