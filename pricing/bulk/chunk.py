"""What every source of scenarios yields: a few thousand rows of texts and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from pricing.errors import Fault

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
