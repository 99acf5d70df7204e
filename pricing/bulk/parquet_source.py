"""Scenarios from a Parquet file: the columns of the CSV file as numbers, texts or lists of calls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pricing.bulk.cells import column_texts
from pricing.bulk.columns import CHUNK, Chunk
from pricing.bulk.reading import column_faults
from pricing.errors import Fault, InvalidScenario

PANDAS_INDEX = re.compile(r"__index_level_[0-9]+__")
"""How pandas calls the column of an index that has no name."""


class ParquetSource:
    """The scenarios of a Parquet file, called ``name`` in faults; ``size`` is in rows.

    Raises OSError, or InvalidScenario for a file that is no such thing as a whole.
    """

    unit = "row"

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        try:
            self._file = pq.ParquetFile(path)
        except pa.ArrowException as error:
            raise self._unreadable(error) from None
        self.size = self._file.metadata.num_rows
        names = self._file.schema_arrow.names
        self.columns = [each for each in names if not PANDAS_INDEX.fullmatch(each)]
        faults = column_faults(self.columns, name)
        if not self.size:
            faults.append(Fault("no_scenarios", name, "no row"))
        if faults:
            self._file.close()
            raise InvalidScenario(tuple(faults))

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows of the file in their order."""
        start = 1
        try:
            for batch in self._file.iter_batches(batch_size=CHUNK, columns=self.columns):
                texts = {name: column_texts(batch[name], name, self.name) for name in batch.schema.names}
                numbers = range(start, start + len(batch))
                start = numbers.stop
                yield Chunk(texts, numbers, (), start - 1)
        except (pa.ArrowException, OSError) as error:
            raise self._unreadable(error) from None

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _unreadable(self, error: Exception) -> InvalidScenario:
        reason = str(error).splitlines()[0].rstrip(".")
        return InvalidScenario((Fault("scenarios_unreadable", self.name, reason),))
