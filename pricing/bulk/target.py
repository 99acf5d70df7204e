"""Comparison files: written beside their place and moved there when they are whole."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import BinaryIO, Self

import pyarrow as pa
import pyarrow.parquet as pq

from pricing.bulk.table import SCHEMA
from pricing.bulk.texts import csv_bytes, header, safe


class CsvTarget:
    """CSV as `rows.csv_text` writes it.

    Like each kind of file: `encoded` says what a worker makes of a comparison, `append` writes that.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        file.write(header())

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
    """Parquet with the types of `table.SCHEMA`; texts are made safe as in CSV, so that both hold the same."""

    def __init__(self, file: BinaryIO) -> None:
        self._writer = pq.ParquetWriter(file, SCHEMA, compression="zstd")

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


class Replacement:
    """A new ``file`` that takes the place of ``path`` when it is told to; otherwise ``path`` stays as it was.

    A link is followed, and an existing file's permissions are kept. Raises OSError.
    """

    def __init__(self, path: Path) -> None:
        self._place = Path(os.path.realpath(path))
        self._part = self._place.with_name(f".compare-{secrets.token_hex(8)}.part")
        self.file: BinaryIO = self._part.open("xb")

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
        self.file.close()
        self._part.unlink(missing_ok=True)
