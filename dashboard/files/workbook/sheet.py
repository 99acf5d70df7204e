"""A sheet of the workbook: texts that stay texts, numbers that are numbers, and room for both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from types import MappingProxyType
from typing import Final, NamedTuple

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell

from dashboard.files.workbook.cells import (
    CellKind,
    Content,
    Formula,
    Role,
    Styles,
    Typed,
    Value,
    letters,
    lines,
)
from pricing.quotes.spreadsheet import safe_text


class Heading(NamedTuple):
    """What a column is called, in the language of the screen, and what its cells hold."""

    text: str
    kind: CellKind


@dataclass(frozen=True)
class Block:
    """A table of a sheet: its headings stand in row ``top`` (0-based), a missing cell is empty.

    The formulas of its rows name cells in braces: ``{total}`` is the one of the same row, ``{at[total][0]}``
    that of another row (0-based), ``{whole[total]}`` all cells of the column.
    """

    sheet: str
    headings: Mapping[str, Heading]
    rows: Sequence[Mapping[str, Value]]
    top: int = 0

    @property
    def last(self) -> int:
        """The sheet's last row of the table; a table without rows has an empty one."""
        return self.top + max(len(self.rows), 1)

    def row(self, index: int) -> int:
        """Return the sheet's row of the table's row ``index``, both 0-based."""
        return self.top + 1 + index

    def here(self, column: str, index: int) -> str:
        """Return a cell as formulas on the same sheet call it: ``H2``."""
        return str(xl_rowcol_to_cell(self.row(index), list(self.headings).index(column)))

    def there(self, column: str, index: int) -> str:
        """Return a cell as formulas on other sheets call it: ``'Lines'!H2``."""
        return f"{quote_sheetname(self.sheet)}!{self.here(column, index)}"

    def whole(self, column: str) -> str:
        """Return all cells of a column: ``'Lines'!$H$2:$H$9``."""
        return self.part(column, 0, self.last - self.top - 1)

    def part(self, column: str, first: int, last: int) -> str:
        """Return the cells of a column from row ``first`` to row ``last`` of the table."""
        at = list(self.headings).index(column)
        return f"{quote_sheetname(self.sheet)}!{xl_range_abs(self.row(first), at, self.row(last), at)}"

    def cells(self) -> Iterator[list[Value]]:
        """Return the cells of each row, with the names in its formulas replaced by cells."""
        at = {name: [self.here(name, index) for index in range(len(self.rows))] for name in self.headings}
        whole = {name: self.whole(name) for name in self.headings}
        for index, row in enumerate(self.rows):
            here = {name: cells[index] for name, cells in at.items()}
            values = [row.get(name) for name in self.headings]
            yield [
                Formula(value.text.format(at=at, whole=whole, **here), value.value)
                if isinstance(value, Formula)
                else value
                for value in values
            ]


A4: Final = 9
MARGIN_INCHES: Final = 0.5
FOOT_INCHES: Final = 0.3
NARROWEST: Final = 8
WIDEST: Final = 44
"""Letters; a longer text goes on in the next line."""

PADDING: Final = 2
BOLD: Final = 3
MOST_HEADING_LINES: Final = 2
MOST_BAND: Final = 90
"""Letters on either side of the line at the top and the bottom of a printed page; 255 in all are allowed."""

MOST_LINK: Final = 2_000
LINE_POINTS: Final[Mapping[Role, int]] = MappingProxyType({"title": 24, "answer": 19})
OTHER_POINTS: Final = 15
SPACE_POINTS: Final = 2


class Sheet:
    """One sheet while it is written; `close` sets the widths and how it prints."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, styles: Styles) -> None:
        self.name = name
        self.sheet = book.add_worksheet(name)
        self._styles = styles
        self._widths: dict[int, int] = {}
        self._wrapped: list[tuple[int, range, str, Role]] = []

    def write(
        self, row: int, column: int, value: Value, kind: CellKind = "text", role: Role = "body"
    ) -> None:
        """Write one cell, and widen its column for it."""
        content, kind = (value.content, value.kind) if isinstance(value, Typed) else (value, kind)
        width = letters(content, kind)
        if isinstance(content, str):
            if role == "heading":
                width = _heading_width(content)
            elif role == "body" and width > WIDEST:
                role = "long"
            if role in {"heading", "long"}:  # they go on in the next line
                self._wrapped.append((row, range(column, column + 1), content, role))
        if role != "section":  # it runs on over the cells beside it
            self._widths[column] = max(self._widths.get(column, NARROWEST), min(width, WIDEST) + PADDING)
        self._put(row, column, content, kind, role)

    def across(self, row: int, columns: range, text: str, role: Role) -> None:
        """Write a text over several columns, as high as it needs."""
        self.sheet.merge_range(row, columns[0], row, columns[-1], "", self._styles.of(role))
        self._put(row, columns[0], text, "text", role)
        self._wrapped.append((row, columns, text, role))

    def paragraphs(self, row: int, columns: range, told: Iterable[str], role: Role) -> int:
        """Write texts below each other over several columns, and return the next free row."""
        for text in told:
            self.across(row, columns, text, role)
            row += 1
        return row

    def link(self, row: int, column: int, address: str) -> None:
        """Write an address that opens when it is clicked, if it is one that a spreadsheet takes."""
        if address.startswith(("http://", "https://")) and len(address) <= MOST_LINK:
            self.sheet.write_url(row, column, address, self._styles.of("link"), string=address)
        else:
            self._put(row, column, address, "text", "body")

    def table(self, block: Block) -> None:
        """Write the rows under their headings."""
        kinds = [heading.kind for heading in block.headings.values()]
        for column, heading in enumerate(block.headings.values()):
            self.write(block.top, column, heading.text, heading.kind, "heading")
        for index, cells in enumerate(block.cells()):
            for column, (cell, kind) in enumerate(zip(cells, kinds, strict=True)):
                self.write(block.row(index), column, cell, kind)

    def chart(self, row: int, column: int, chart: Chart, alt: str) -> None:
        """Put a chart with its upper left corner on a cell."""
        self.sheet.insert_chart(row, column, chart, {"description": alt, "x_offset": 4, "y_offset": 4})

    def widen(self, widths: Sequence[int]) -> None:
        """Make the first columns so wide, whatever is in them."""
        self._widths.update(enumerate(widths))

    def close(
        self, headings: int | None, band: tuple[str, str], *, landscape: bool = True, pages: int = 1
    ) -> None:
        """Set widths, heights and print settings.

        Row ``headings`` stays in sight and comes again on each page, as the first column does where the sheet
        is ``pages`` wide; ``band`` are the texts at the foot of a page, on the left and in the middle, beside
        the page's number.
        """
        for column, width in self._widths.items():
            self.sheet.set_column(column, column, width)
        self._set_heights()
        self.sheet.set_paper(A4)
        if landscape:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(pages, 0)
        self.sheet.set_margins(MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES + FOOT_INCHES)
        left, middle = (part[:MOST_BAND].replace("&", "&&") for part in band)
        self.sheet.set_footer(f"&L&8{left} &C&8{middle} &R&8&P / &N")
        if headings is None:
            self.sheet.hide_gridlines(2)
        else:
            self.sheet.freeze_panes(headings + 1, 1)
            self.sheet.repeat_rows(headings)
        if pages > 1:
            self.sheet.repeat_columns(0)

    def _set_heights(self) -> None:
        """Make rows as high as their longest text needs: not every program does that by itself."""
        heights: dict[int, int] = {}
        for row, columns, text, role in self._wrapped:
            width = sum(self._widths.get(column, NARROWEST) for column in columns) - PADDING
            height = lines(text, width) * LINE_POINTS.get(role, OTHER_POINTS)
            heights[row] = max(heights.get(row, 0), height)
        for row, height in heights.items():
            self.sheet.set_row(row, height + SPACE_POINTS)

    def _put(self, row: int, column: int, content: Content, kind: CellKind, role: Role) -> None:
        style = self._styles.of(role, kind)
        if isinstance(content, Formula):
            if content.value is not None:
                self.sheet.write_formula(row, column, content.text, style, float(content.value))
        elif isinstance(content, str):
            self.sheet.write_string(row, column, safe_text(content), style)
        elif isinstance(content, date):
            self.sheet.write_datetime(row, column, content, style)
        elif content is not None:
            self.sheet.write_number(row, column, float(content), style)


def _heading_width(text: str) -> int:
    """Return how many letters wide a heading is on two lines; bold ones take more room."""
    narrowest = max(letters(word, "text") for word in text.split(" "))
    return BOLD + next(width for width in count(narrowest) if lines(text, width) <= MOST_HEADING_LINES)
