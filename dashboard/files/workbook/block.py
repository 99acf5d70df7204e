"""Where a table stands on its sheet, known before it is written: formulas refer to cells by name."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell


@dataclass(frozen=True)
class Block:
    """A table of ``count`` rows under its headings, which stand in row ``top`` (0-based) from column A on."""

    sheet: str
    top: int
    columns: tuple[str, ...]
    count: int

    @property
    def last(self) -> int:
        """The sheet's last row of the table; a table without rows has an empty one."""
        return self.top + max(self.count, 1)

    def row(self, index: int) -> int:
        """Return the sheet's row of the table's row ``index``, both 0-based."""
        return self.top + 1 + index

    def here(self, column: str, index: int) -> str:
        """Return a cell as formulas on the same sheet call it: ``H2``."""
        return str(xl_rowcol_to_cell(self.row(index), self.columns.index(column)))

    def there(self, column: str, index: int) -> str:
        """Return a cell as formulas on other sheets call it: ``'Lines'!H2``."""
        return f"{quote_sheetname(self.sheet)}!{self.here(column, index)}"

    def whole(self, column: str) -> str:
        """Return all cells of a column: ``'Lines'!$H$2:$H$9``."""
        return self.rows(column, 0, self.last - self.top - 1)

    def rows(self, column: str, first: int, last: int) -> str:
        """Return the cells of a column from row ``first`` to row ``last`` of the table."""
        at = self.columns.index(column)
        return f"{quote_sheetname(self.sheet)}!{xl_range_abs(self.row(first), at, self.row(last), at)}"
