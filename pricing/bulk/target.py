"""Comparison files: written beside their place and moved there when they are whole."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final, Self

import pyarrow as pa
import pyarrow.parquet as pq

from pricing.bulk.table import schema_with
from pricing.bulk.texts import csv_bytes, header, safe


class CsvTarget:
    """CSV as `rows.csv_text` writes it.

    Like each kind of file: `encoded` says what a worker makes of a comparison, `append` writes that.
    """

    def __init__(self, file: BinaryIO, later: Sequence[str]) -> None:
        self._file = file
        file.write(header(later))

    @staticmethod
    def encoded(table: pa.Table) -> pa.Buffer:
        """Return the lines of ``table``."""
        return csv_bytes(safe(table))

    def append(self, part: pa.Buffer) -> None:
        """Write the lines."""
        self._file.write(part)

    def finish(self) -> None:
        """Nothing stands at the end."""


class ParquetTarget:
    """Parquet with the types of `table.schema_with`; texts are made safe as in CSV: both hold the same."""

    def __init__(self, file: BinaryIO, later: Sequence[str]) -> None:
        self._writer = pq.ParquetWriter(file, schema_with(later), compression="zstd")

    @staticmethod
    def encoded(table: pa.Table) -> pa.Table:
        """Return the table to be written."""
        return safe(table)

    def append(self, part: pa.Table) -> None:
        """Write the rows as a group of their own."""
        self._writer.write_table(part)

    def finish(self) -> None:
        """Write the file's index."""
        self._writer.close()


PART: Final = ".compare-{}.part"
ABANDONED_AFTER: Final = 60.0
"""Seconds without a write after which a part that nobody holds is one that a killed run has left."""


class Replacement:
    """A new ``file`` that takes the place of ``path`` when it is told to; otherwise ``path`` stays as it was.

    A link is followed, and an existing file's permissions are kept. Parts that killed runs have left there
    are removed. Raises OSError.
    """

    def __init__(self, path: Path) -> None:
        self._place = Path(os.path.realpath(path))
        self._part = self._place.with_name(PART.format(secrets.token_hex(8)))
        self.file: BinaryIO = self._part.open("xb")
        with suppress(OSError):  # a file system without locks: the part is only told by its age
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _remove_abandoned(self._part)

    def __enter__(self) -> Self:
        return self

    def replace(self) -> None:
        """Put the file, now whole, in its place."""
        self.file.flush()
        os.fsync(self.file.fileno())
        if self._place.exists():
            self._part.chmod(self._place.stat().st_mode & 0o777)
        self._part.replace(self._place)

    def __exit__(self, *_: object) -> None:
        try:
            self.file.close()  # raises where the disk is full
        finally:
            self._part.unlink(missing_ok=True)


def _remove_abandoned(new: Path) -> None:
    """Remove the parts beside ``new`` that no running comparison holds; what can't be removed stays."""
    for part in new.parent.glob(PART.format("*")):
        with suppress(OSError), part.open("rb") as file:
            if new.stat().st_mtime - part.stat().st_mtime > ABANDONED_AFTER:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # raises where a run holds it
                part.unlink()
