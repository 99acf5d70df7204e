"""A batch of scenarios as columns: of texts, as a source yields them in chunks, and of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from pricing.arrays import Ints
from pricing.bills.demands import Demands
from pricing.errors import Fault
from pricing.scenario import LIMITS, Scenario

MONTHS = LIMITS["months"][1]
PIECE = 2048
"""Rows priced at once: few enough for the arrays of the search to stay in the processor's cache."""

_PLAIN = Scenario(monthly_calls=(0,))
DEFAULTS: Mapping[str, int] = MappingProxyType(
    {name: getattr(_PLAIN, name) for name in ("peak_qps", "peak_days", "materials", "activities", "base_qps")}
)
"""What the columns that may be missing hold where nothing is said."""


@dataclass(frozen=True)
class Scenarios:
    """A batch: shape (batch,) each, and (batch, 12) for ``calls``, with zeros after the last month.

    ``later``: the `rows.LATER_COLUMNS` that they came with.
    """

    names: tuple[str, ...]
    calls: Ints
    months: Ints
    peak_qps: Ints
    peak_days: Ints
    materials: Ints
    activities: Ints
    base_qps: Ints
    later: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.names)

    @classmethod
    def blank(cls, names: tuple[str, ...], later: tuple[str, ...] = ()) -> Scenarios:
        """Return scenarios of one month without calls, to be filled in."""

        def column(value: int) -> Ints:
            return np.full(len(names), value, dtype=np.int64)

        calls = np.zeros((len(names), MONTHS), dtype=np.int64)
        others = {name: column(value) for name, value in DEFAULTS.items()}
        return cls(names, calls, column(1), **others, later=later)

    def put(self, row: int, scenario: Scenario) -> None:
        """Fill in one row."""
        self.calls[row, : scenario.months] = scenario.monthly_calls
        self.months[row] = scenario.months
        for name in DEFAULTS:
            getattr(self, name)[row] = getattr(scenario, name)

    def take(self, rows: Ints) -> Scenarios:
        """Return the scenarios of these rows."""
        return Scenarios(
            tuple(self.names[row] for row in rows.tolist()),
            self.calls[rows],
            self.months[rows],
            self.peak_qps[rows],
            self.peak_days[rows],
            self.materials[rows],
            self.activities[rows],
            self.base_qps[rows],
            self.later,
        )

    def pieces(self) -> Iterator[tuple[Ints, Demands]]:
        """Yield the rows of each piece and their demands: one number of months, at most `PIECE` rows."""
        for months in np.unique(self.months).tolist():
            rows = np.flatnonzero(self.months == months)
            for start in range(0, len(rows), PIECE):
                piece = rows[start : start + PIECE]
                yield piece, self._demands(piece, months)

    def _demands(self, rows: Ints, months: int) -> Demands:
        return Demands(
            calls=self.calls[rows, :months],
            peak_qps=self.peak_qps[rows],
            peak_days=self.peak_days[rows],
            peak_month=np.ones(len(rows), dtype=np.int64),
            materials=self.materials[rows],
            activities=self.activities[rows],
            base_qps=self.base_qps[rows],
        )


CHUNK = 4096
"""Rows that are read, priced and written together."""


@dataclass(frozen=True)
class Chunk:
    """Rows of a file: a column of ``texts`` each, the number of each row, and where the file was left.

    ``numbers`` are lines of a CSV file or rows of a Parquet file, from 1; ``faults`` are those of rows that
    are not among them, by number. ``done`` counts in the unit of the source's ``size``.
    """

    texts: Mapping[str, pa.StringArray]
    numbers: Sequence[int]
    faults: tuple[tuple[int, Fault], ...]
    done: int
