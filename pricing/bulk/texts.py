"""The cells of a comparison as files hold them: exact, without trailing zeros, and safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pricing.quotes.rows import columns_with
from pricing.quotes.spreadsheet import safe_text

OF_OTHERS = ("name", "option", "currency", "price_book", "price_book_version")
"""The columns that hold what other people wrote; all others are made of figures."""


def safe(table: pa.Table) -> pa.Table:
    """Return a comparison whose texts no spreadsheet runs as a formula."""
    for name in OF_OTHERS:
        table = table.set_column(table.column_names.index(name), name, _each(table[name], safe_text))
    return table


def csv_bytes(table: pa.Table) -> pa.Buffer:
    """Return a comparison as lines of CSV (RFC 4180) in UTF-8: what `rows.csv_text` has after its header.

    The lines are joined to one column of texts, whose buffer is what is to be written.
    """
    cells = [_cells(table[name]) for name in table.column_names]
    lines = pc.binary_join_element_wise(*cells[:-1], pc.binary_join_element_wise(cells[-1], "\r\n", ""), ",")
    lines = lines.combine_chunks().cast(pa.large_string())
    _, offsets, data = lines.buffers()
    ends = memoryview(offsets).cast("q")
    first, last = ends[lines.offset], ends[lines.offset + len(lines)]
    return data.slice(first, last - first)


def header(later: Sequence[str] = ()) -> bytes:
    """Return the first line of the CSV file, with those ``later`` columns of a scenario."""
    return _csv_line(columns_with(later)).encode()


def _cells(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as texts of CSV, null an empty one."""
    kind = column.type
    if pa.types.is_string(kind):
        needs_quotes = pc.any(pc.match_substring_regex(column, '[",\r\n]')).as_py()
        texts = _each(column, _quoted) if needs_quotes else column
    elif pa.types.is_decimal(kind):
        texts = pc.ascii_rtrim(pc.ascii_rtrim(column.cast(pa.string()), "0"), ".")
    else:
        texts = column.cast(pa.string())
    return pc.fill_null(texts, "")


def _each(column: pa.ChunkedArray, change: Callable[[str], str]) -> pa.StringArray:
    """Return a column of texts with each different text changed."""
    encoded = column.combine_chunks().dictionary_encode()
    changed = [text if text is None else change(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(changed, pa.string()).take(encoded.indices)


def _quoted(text: str) -> str:
    return _csv_line([text]).removesuffix("\r\n") if text else text


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
