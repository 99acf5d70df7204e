"""Bulk comparison against quotes row by row, bills against SQL, and how time and memory grow.

``BULK_SCALE=0.1 python -m benchmarks bulk`` takes a tenth of the rows.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from benchmarks.bills import bills
from benchmarks.measure import Row, seconds, side_by_side, spelled
from pricing.bills.tiers import Tariff
from pricing.book.file import shipped
from pricing.bulk.frame import compare
from pricing.price_book import PriceBook
from pricing.quotes.options import offer
from pricing.quotes.quote import quote
from pricing.scenario import Scenario

SEED = 20261123
SCALE = float(os.environ.get("BULK_SCALE", "1"))
SCENARIOS = int(100_000 * SCALE)
QUOTED = 100
"""Scenarios that are quoted one by one each time; a quote takes as long for any of them."""
ROUNDS = 3
BILLS = int(10_000_000 * SCALE)
GROWTH = int(10_000 * SCALE)
THREADS = os.cpu_count() or 1


def rows() -> list[Row]:
    """Return the ratios to `quote` and to DuckDB; raises AssertionError where the bills differ."""
    return [_against_quotes(), _against_sql()]


def notes() -> list[str]:
    """Return the tables of growth as Markdown."""
    return [_growth(), _files()]


def scenarios(count: int, months: int = 12, calls: tuple[float, float] = (1e4, 1e8)) -> pd.DataFrame:
    """Return random scenarios of uneven months; their levels are spread evenly on a logarithmic scale."""
    random = np.random.default_rng(SEED)
    level = 10 ** random.uniform(*np.log10(calls), size=(count, 1))
    by_month = (level * random.uniform(0.2, 1.8, size=(count, months))).astype(np.int64)
    return pd.DataFrame(
        {
            "name": [f"scenario {row}" for row in range(count)],
            "monthly_calls": [" ".join(map(str, row)) for row in by_month.tolist()],
            "months": months,
            "peak_qps": random.choice([50, 100, 200, 400], count),
            "peak_days": random.choice([0, 0, 7, 30], count),
        }
    )


def _against_quotes() -> Row:
    frame, book = scenarios(SCENARIOS), shipped()
    sample = [
        Scenario(tuple(map(int, row.monthly_calls.split())), int(row.peak_qps), int(row.peak_days))
        for row in frame.sample(QUOTED, random_state=SEED).itertuples()
    ]
    ours, theirs = side_by_side(
        lambda: compare(frame, book), lambda: [quote(book, each) for each in sample], ROUNDS
    )
    each, one = theirs / len(sample), ours / len(frame)
    detail = f"a scenario: ours {spelled(one)}, `quote` {spelled(each)} (mean of {len(sample)}); one process"
    what = f"`compare`, {len(frame):,} scenarios of 12 months, all options"
    return Row(what, "`quote` row by row", each / one, 20, detail)


def _against_sql() -> Row:
    """Time the bills both ways: from an array or table in memory into another one."""
    tariff = offer(shipped(), "overage", count_free=True).tariff
    quantities = np.random.default_rng(SEED).integers(0, 10_000_000, BILLS)
    database = duckdb.connect()
    database.register("given", pd.DataFrame({"quantity": quantities}))
    database.execute("CREATE TABLE months AS SELECT quantity FROM given")
    statement = f"SELECT {_case(tariff)} AS bill FROM months"  # noqa: S608  our own figures
    by_sql = database.execute(statement).fetchnumpy()["bill"]
    if not np.array_equal(by_sql, bills(tariff, quantities, quantities, threads=THREADS)):
        raise AssertionError("the bills differ")
    ours, theirs = side_by_side(
        lambda: bills(tariff, quantities, quantities, threads=THREADS),
        lambda: database.execute(f"CREATE OR REPLACE TABLE bills AS {statement}"),
    )
    detail = f"ours {spelled(ours)} in {THREADS} threads, DuckDB {spelled(theirs)} in its default threads"
    return Row(
        f"postpaid bills of {BILLS:,} month quantities", "SQL CASE in DuckDB", theirs / ours, 1, detail
    )


def _case(tariff: Tariff) -> str:
    """Return the volume tiers as SQL, in millionths."""
    *closed, last = zip(tariff.ends, tariff.prices, strict=True)
    cases = [f"WHEN quantity <= {end} THEN quantity * {price}" for end, price in closed]
    return f"CASE {' '.join(cases)} ELSE quantity * {last[1]} END"


def _growth() -> str:
    """Return what a scenario costs by its months and by its calls."""
    book = shipped()
    lines = [
        f"What a scenario takes among {GROWTH:,}, one process:",
        "",
        "| months | calls a month | time |",
        "|---|---|---|",
    ]
    whole = f"{1e4:,.0f} to {1e8:,.0f}"
    lines += [_growth_line(months, (1e4, 1e8), whole, book) for months in (1, 2, 3, 6, 9, 12)]
    lines += [
        _growth_line(12, (calls, calls), f"about {calls:,.0f}", book)
        for calls in (1e4, 1e5, 1e6, 1e7, 1e8, 1e9)
    ]
    return "\n".join([*lines, ""])


def _growth_line(months: int, calls: tuple[float, float], spelled_calls: str, book: PriceBook) -> str:
    frame = scenarios(GROWTH, months, calls)
    duration = min(seconds(lambda: compare(frame, book)) for _ in range(ROUNDS))
    return f"| {months} | {spelled_calls} | {spelled(duration / GROWTH)} |"


def _files() -> str:
    """Return time and memory of the command, CSV to CSV, by the number of scenarios."""
    lines = [
        f"`python -m pricing compare`, 12 months, CSV to CSV, {THREADS} workers; memory of all processes:",
        "",
        "| scenarios | time | a scenario | peak memory |",
        "|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for count in (int(size * SCALE) for size in (1_000, 10_000, 100_000, 1_000_000)):
            given, wanted = Path(folder, "scenarios.csv"), Path(folder, "comparison.csv")
            scenarios(count).to_csv(given, index=False)
            duration, memory = _run(
                [sys.executable, "-m", "pricing", "compare", str(given), "-o", str(wanted)]
            )
            lines.append(
                f"| {count:,} | {spelled(duration)} | {spelled(duration / count)} | {memory >> 20:,} MiB |"
            )
    return "\n".join([*lines, ""])


def _run(command: list[str]) -> tuple[float, int]:
    """Return how long a command takes and its peak memory in bytes, 0 where /proc does not tell."""
    start = time.perf_counter()
    process = subprocess.Popen(command)
    peak, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            peak[0] = max(peak[0], sum(map(_resident, _family(process.pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    duration = time.perf_counter() - start
    done.set()
    watcher.join()
    if code:
        raise subprocess.CalledProcessError(code, command)
    return duration, peak[0]


def _family(pid: int) -> Iterator[int]:
    """Yield a process and its children."""
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            yield from map(int, path.read_text().split())
        except OSError:  # it has just ended
            continue


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):  # it has just ended
        return 0
