"""Scenarios from a CSV file (RFC 4180, UTF-8): a row that is none is named by its line, the rest is read.

Behind a broken quote nobody knows where the next row begins, so reading ends there.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from pricing.bulk.columns import CHUNK, Chunk
from pricing.bulk.reading import column_faults
from pricing.errors import OF_COLUMN, Fault, InvalidScenario, Phrase, line_of, message

LONGEST_LINE = 1 << 20
"""Characters; seven cells of the most that the csv module takes have fewer."""
CHUNK_CHARACTERS = 1 << 21
ESCAPED = range(0xDC80, 0xDD00)
"""What Python's ``surrogateescape`` makes of the bytes that are not UTF-8."""

EMPTY = message("the file is empty")
HEADER_ONLY = message("a header, but no row below it")
ONE_CELL, CELLS = message("1 cell"), message("{count} cells")
SEPARATORS = {";": Phrase(message("semicolons")), "\t": Phrase(message("tabs"))}


class CsvSource:
    """The scenarios of a CSV file, by its path or open, called ``name`` in faults; ``size`` is in bytes.

    Raises OSError, or InvalidScenario for a file that is no such thing as a whole.
    """

    unit = "line"

    def __init__(self, source: Path | BinaryIO, name: str) -> None:
        self.name = name
        self._file = source.open("rb") if isinstance(source, Path) else source
        try:
            self.size = self._file.seek(0, os.SEEK_END)
            self._file.seek(0)
            self._check_start(self._file.read(4))
            self._file.seek(0)
            text = io.TextIOWrapper(self._file, encoding="utf-8-sig", errors="surrogateescape", newline="")
            self._readline = text.readline
            self._record: list[str] = []
            self._records = self._read_records()
            self.columns = self._header()
        except BaseException:
            self._file.close()
            raise

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows of the file in their order. Raises InvalidScenario if there is none."""
        rows: list[list[str]] = []
        numbers: list[int] = []
        faults: list[tuple[int, Fault]] = []
        characters = found = 0
        for number, cells in self._records:
            found += 1
            if isinstance(cells, Fault):
                faults.append((number, cells))
            elif len(cells) != len(self.columns):
                faults.append((number, self._count_fault(number, len(cells))))
            else:
                rows.append(cells)
                numbers.append(number)
            characters += sum(map(len, self._record))
            if len(rows) + len(faults) >= CHUNK or characters >= CHUNK_CHARACTERS:
                yield self._chunk(rows, numbers, faults)
                rows, numbers, faults, characters = [], [], [], 0
        if rows or faults:
            yield self._chunk(rows, numbers, faults)
        if not found:
            raise InvalidScenario((Fault("no_scenarios", self.name, Phrase(HEADER_ONLY)),))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _check_start(self, start: bytes) -> None:
        if not start:
            raise InvalidScenario((Fault("no_scenarios", self.name, Phrase(EMPTY)),))
        if start[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in start:
            found = Phrase(message("looks like UTF-16 or UTF-32 text"))
            raise InvalidScenario((Fault("wrong_encoding", line_of(self.name, 1), found),))

    def _header(self) -> list[str]:
        number, cells = next(self._records, (1, []))
        where = line_of(self.name, number)
        if not cells:
            raise InvalidScenario((Fault("no_scenarios", self.name, Phrase(EMPTY)),))
        if found := _other_separator("".join(self._record)):
            raise InvalidScenario((Fault("wrong_separator", where, found),))
        if isinstance(cells, Fault):
            raise InvalidScenario((cells,))
        if fault := next((fault for cell in cells if (fault := _byte_fault(where, cell))), None):
            raise InvalidScenario((fault,))
        columns = [cell.strip(" ") for cell in cells]
        if faults := column_faults(columns, where):
            raise InvalidScenario(tuple(faults))
        return columns

    def _read_records(self) -> Iterator[tuple[int, list[str] | Fault]]:
        """Yield each record that is not blank with the line on which it begins; broken quotes end it."""
        reader = csv.reader(self._read_lines(), strict=True)
        while True:
            self._record = []
            number = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except OSError as error:
                reason = error.strerror or str(error)
                raise InvalidScenario((Fault("scenarios_unreadable", self.name, reason),)) from None
            except csv.Error as error:
                yield number, Fault("broken_quotes", line_of(self.name, number), _quote_fault(error))
                return
            if len(cells) > 1 or any(cell.strip(" ") for cell in cells):
                yield number, cells

    def _read_lines(self) -> Iterator[str]:
        """Yield each line and keep those of the current record; raises InvalidScenario for one too long."""
        number = 0
        while line := self._readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                where, high = line_of(self.name, number), {"high": f"{LONGEST_LINE - 1:,}"}
                raise InvalidScenario((Fault("line_too_long", where, "", high),))
            self._record.append(line)
            yield line

    def _count_fault(self, number: int, count: int) -> Fault:
        params = {"count": str(len(self.columns))}
        cells = Phrase(ONE_CELL if count == 1 else CELLS, count=str(count))
        return Fault("cell_count", line_of(self.name, number), cells, params)

    def _chunk(self, rows: list[list[str]], numbers: list[int], faults: list[tuple[int, Fault]]) -> Chunk:
        try:
            texts = self._columns(rows)
        except UnicodeEncodeError:
            bad = {at: fault for at, row in enumerate(rows) if (fault := self._row_fault(numbers[at], row))}
            faults = [*faults, *((numbers[at], fault) for at, fault in bad.items())]
            numbers = [number for at, number in enumerate(numbers) if at not in bad]
            texts = self._columns([row for at, row in enumerate(rows) if at not in bad])
        return Chunk(texts, numbers, tuple(faults), self._file.tell())

    def _columns(self, rows: list[list[str]]) -> dict[str, pa.StringArray]:
        columns = zip(*rows, strict=True) if rows else [() for _ in self.columns]
        return {name: pa.array(cells, pa.string()) for name, cells in zip(self.columns, columns, strict=True)}

    def _row_fault(self, number: int, row: list[str]) -> Fault | None:
        place = line_of(self.name, number)
        for name, cell in zip(self.columns, row, strict=True):
            if fault := _byte_fault(Phrase(OF_COLUMN, place=place, column=name), cell):
                return fault
        return None


def _byte_fault(where: str, cell: str) -> Fault | None:
    """Return the fault of the first byte of a cell that is not UTF-8, None if there is none."""
    for at, character in enumerate(cell):
        if ord(character) in ESCAPED:
            place = len(cell[:at].encode("utf-8", "surrogateescape")) + 1
            found = f"byte 0x{ord(character) - 0xDC00:02x} (byte {place} of the cell)"
            return Fault("gbk_byte" if _is_gbk(cell) else "bad_byte", where, found)
    return None


def _is_gbk(cell: str) -> bool:
    """Tell whether the bytes of a cell are text in GB18030, of which GBK is a part."""
    try:
        cell.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _other_separator(header: str) -> Phrase | None:
    """Return what stands between the columns of a header instead of commas, None if nothing does."""
    if "," in header:
        return None
    return next((name for mark, name in SEPARATORS.items() if mark in header), None)


def _quote_fault(error: csv.Error) -> Phrase:
    if "limit" in str(error):
        return Phrase(
            message("a cell of more than {high} characters, or a quote that is never closed"),
            high=f"{csv.field_size_limit():,}",
        )
    return Phrase(message("a quote that is not closed, or text behind a closed one"))
