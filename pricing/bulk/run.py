"""From a file of scenarios to a file of comparisons; `compare_files` is all that the command line calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path

import numpy as np

from pricing.bulk.columns import Chunk, Scenarios
from pricing.bulk.csv_source import CsvSource
from pricing.bulk.parquet_source import ParquetSource
from pricing.bulk.pool import in_order
from pricing.bulk.reading import Reading, later_of, read
from pricing.bulk.table import comparison
from pricing.bulk.target import CsvTarget, ParquetTarget, Replacement
from pricing.cheapest.mixes import idle_peaks
from pricing.errors import Fault
from pricing.price_book import PriceBook
from pricing.quotes.options import Offer, offer
from pricing.scenario import TierBasis

Source = CsvSource | ParquetSource
SOURCES: dict[str, type[Source]] = {".csv": CsvSource, ".parquet": ParquetSource}
TARGETS: dict[str, type[CsvTarget | ParquetTarget]] = {".csv": CsvTarget, ".parquet": ParquetTarget}

WORTH_A_POOL = 4
"""Chunks from which on it pays to start worker processes."""


@dataclass(frozen=True)
class Terms:
    """What the scenarios are priced by."""

    book: PriceBook
    tier_basis: TierBasis
    count_free_quota: bool

    @property
    def offer(self) -> Offer:
        """The offer under these terms, made once in each process."""
        return offer(self.book, self.tier_basis, count_free=self.count_free_quota)


@dataclass(frozen=True)
class Findings:
    """What is to be said of the rows of a source: the ``faults`` of those that are none.

    ``idle_peaks`` has the number of each row whose peak exceeds the base QPS but counts on no day.
    """

    faults: list[Fault] = field(default_factory=list)
    idle_peaks: list[int] = field(default_factory=list)


def open_source(path: Path, name: str) -> Source:
    """Return the scenarios of a file by its ending, one of `SOURCES`.

    Raises OSError, or InvalidScenario for a file that can't be used as a whole.
    """
    return SOURCES[path.suffix.lower()](path, name)


def compare_files(
    source: Source,
    path: Path,
    terms: Terms,
    *,
    keep_going: bool,
    workers: int,
    progress: Callable[[int], None],
) -> Findings:
    """Write the comparison of ``source`` to ``path``, by its ending; return what is to be said of its rows.

    With faults nothing is written and ``path`` stays as it was, unless ``keep_going`` is set and there is a
    good row. The bytes written do not depend on ``workers``. ``progress`` is told how far the source has been
    read and priced, in the unit of its ``size``. Raises OSError, InvalidScenario where the source ends up
    unreadable, and WorkerDiedError.
    """
    kind = TARGETS[path.suffix.lower()]
    findings = Findings()
    faults = findings.faults
    written = 0

    def jobs(chunks: Iterable[Chunk]) -> Iterator[tuple[int, Scenarios]]:
        """Yield the good rows of each chunk while they are to be written, and note the bad ones."""
        for chunk in chunks:
            reading = read(chunk.texts, terms.offer, _places(source, chunk))
            found = [*chunk.faults, *((chunk.numbers[row], fault) for row, fault in reading.faults)]
            faults.extend(fault for _, fault in sorted(found, key=lambda pair: pair[0]))
            findings.idle_peaks.extend(chunk.numbers[row] for row in _idle_peaks(reading, terms.book))
            if len(reading.scenarios) and (keep_going or not faults):
                yield chunk.done, reading.scenarios
            else:
                progress(chunk.done)

    with Replacement(path) as replacement:
        target = kind(replacement.file, later_of(source.columns))
        chunks = source.chunks()
        first = list(islice(chunks, WORTH_A_POOL))
        workers = workers if len(first) == WORTH_A_POOL else 1
        work = partial(_priced, terms=terms, encoded=kind.encoded)
        with closing(in_order(work, jobs(chain(first, chunks)), workers=workers)) as parts:
            for done, count, part in parts:
                if keep_going or not faults:
                    target.append(part)
                    written += count
                progress(done)
        target.finish()
        if written and (keep_going or not faults):
            replacement.replace()
    return findings


def _idle_peaks(reading: Reading, book: PriceBook) -> list[int]:
    """Return the rows of the chunk whose peak costs nothing for want of days."""
    scenarios = reading.scenarios
    idle = np.zeros(len(scenarios), dtype=np.bool_)
    for piece, demands in scenarios.pieces():
        idle[piece] = idle_peaks(book, demands)
    rows: list[int] = reading.rows[idle].tolist()
    return rows


def _places(source: Source, chunk: Chunk) -> Callable[[int], str]:
    return lambda row: f"{source.name}: {source.unit} {chunk.numbers[row]}"


def _priced(
    job: tuple[int, Scenarios], *, terms: Terms, encoded: Callable[[object], object]
) -> tuple[int, int, object]:
    """Return how far the job goes, its rows, and what the target writes of their comparison."""
    done, scenarios = job
    return done, len(scenarios), encoded(comparison(scenarios, terms.offer))
