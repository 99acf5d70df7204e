"""A sheet of the workbook: texts that stay texts, numbers that are numbers, columns as wide as what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

import xlsxwriter
from xlsxwriter.chart import Chart

from dashboard.workbook.block import Block
from dashboard.workbook.cells import CellKind, Formula, Value, shown_length
from dashboard.workbook.styles import Role, Styles
from pricing.spreadsheet import safe_text

A4: Final = 9
MARGIN_INCHES: Final = 0.5
NARROWEST: Final = 8
WIDEST: Final = 44
"""Letters; a longer text goes on in the next line."""

PADDING: Final = 3
MOST_BAND: Final = 90
"""Letters on either side of the line at the top and the bottom of a printed page; 255 in all are allowed."""

MOST_LINK: Final = 2_000
LINE_POINTS: Final = 17


class Heading(NamedTuple):
    """What a column is called, in the language of the screen, and what its cells hold."""

    text: str
    kind: CellKind


class Sheet:
    """One sheet while it is written; `close` sets the widths and how it prints."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, styles: Styles) -> None:
        self.name = name
        self.sheet = book.add_worksheet(name)
        self._styles = styles
        self._widths: dict[int, int] = {}

    def write(
        self, row: int, column: int, value: Value, kind: CellKind = "text", role: Role = "body"
    ) -> None:
        """Write one cell, and widen its column for it."""
        length = shown_length(value, kind)
        if role == "heading":
            length = max((shown_length(word, "text") for word in str(value).split(" ")), default=0)
        elif kind == "text" and length > WIDEST and role == "body":
            role = "long"
        self._widths[column] = max(self._widths.get(column, NARROWEST), min(length, WIDEST) + PADDING)
        self._put(row, column, value, kind, role)

    def across(self, row: int, last: int, text: str, role: Role, *, letters: int) -> None:
        """Write a text over the columns from A to ``last``, as high as it needs at ``letters`` a line."""
        if last > 0:
            self.sheet.merge_range(row, 0, row, last, "", self._styles.of(role))
        self._put(row, 0, text, "text", role)
        lines = -(-shown_length(text, "text") // letters) or 1
        self.sheet.set_row(row, LINE_POINTS * lines + 2)

    def link(self, row: int, column: int, address: str) -> None:
        """Write an address that opens when it is clicked, if it is one that a spreadsheet takes."""
        if address.startswith(("http://", "https://")) and len(address) <= MOST_LINK:
            self.sheet.write_url(row, column, address, self._styles.of("link"), string=address)
        else:
            self._put(row, column, address, "text", "body")

    def table(
        self, block: Block, headings: Mapping[str, Heading], rows: Iterable[Mapping[str, Value]]
    ) -> None:
        """Write the rows under their headings where ``block`` says; a missing cell is empty."""
        for column, name in enumerate(block.columns):
            heading = headings[name]
            self.write(block.top, column, heading.text, heading.kind, "heading")
        for index, row in enumerate(rows):
            for column, name in enumerate(block.columns):
                self.write(block.row(index), column, row.get(name), headings[name].kind)

    def chart(self, row: int, column: int, chart: Chart, alt: str) -> None:
        """Put a chart with its upper left corner on a cell."""
        self.sheet.insert_chart(row, column, chart, {"description": alt, "x_offset": 4, "y_offset": 4})

    def widen(self, widths: Sequence[int]) -> None:
        """Make the first columns so wide, whatever is in them."""
        self._widths.update(enumerate(widths))

    def close(self, headings: int | None, band: tuple[str, str], *, landscape: bool = True) -> None:
        """Set widths and print settings.

        Row ``headings`` stays in sight and comes again on each page; ``band`` are the texts at the foot of a
        page, on the left and in the middle, beside the page's number.
        """
        for column, width in self._widths.items():
            self.sheet.set_column(column, column, width)
        self.sheet.set_paper(A4)
        if landscape:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(*(MARGIN_INCHES,) * 2, top=0.6, bottom=0.8)
        left, middle = (part[:MOST_BAND].replace("&", "&&") for part in band)
        self.sheet.set_footer(f"&L&8{left} &C&8{middle} &R&8&P / &N")
        if headings is None:
            self.sheet.hide_gridlines(2)
        else:
            self.sheet.freeze_panes(headings + 1, 1)
            self.sheet.repeat_rows(headings)

    def _put(self, row: int, column: int, value: Value, kind: CellKind, role: Role) -> None:
        style = self._styles.of(role, kind)
        if value is None:
            if role != "body":
                self.sheet.write_blank(row, column, None, style)
        elif isinstance(value, Formula):
            self.sheet.write_formula(row, column, value.text, style, float(value.value))
        elif isinstance(value, str):
            self.sheet.write_string(row, column, safe_text(value), style)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, style)
        else:
            self.sheet.write_number(row, column, float(value), style)
