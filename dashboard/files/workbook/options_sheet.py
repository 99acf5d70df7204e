"""The options side by side: their amounts are sums of the lines, their calls sums of the months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dashboard.files.case import Case
from dashboard.files.workbook.cells import Formula, Value
from dashboard.files.workbook.headings import amount_heading, column_heading, option_names, sheet_name
from dashboard.files.workbook.sheet import Block, Heading, Sheet
from dashboard.language.names import COMPONENTS, in_a_row
from dashboard.language.texts import Texts
from dashboard.options.notices import reason
from dashboard.options.purchases import bought, licenses, saving
from dashboard.options.tables import COMPARISON
from dashboard.questions.what_to_buy.chart import Source
from pricing.errors import message
from pricing.price_book import Component
from pricing.quotes.values import Costs, Option

COLUMNS: Final = (
    "option",
    "total",
    "multiple",
    "saved",
    "upfront",
    *COMPONENTS,
    "price_per_thousand",
    "licenses",
    "qps_units",
    "calls",
    "overage_calls",
    "coverage",
    "granted_calls",
    "used_calls",
    "unused_calls",
    "utilization",
    "bought",
    "availability",
)

CALLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "calls": message("All calls"),
        "granted_calls": message("Granted calls"),
        "used_calls": message("Used calls"),
    }
)
"""Columns that no screen has."""


def options_block(case: Case, texts: Texts) -> Block:
    """Return where the options stand."""
    return Block(sheet_name(texts, "options"), 0, COLUMNS, len(case.quote.options))


def write_options(sheet: Sheet, case: Case, lines: Block, months: Block, texts: Texts) -> None:
    """Write a row for each option in the fixed order; what is not sold online has its reason."""
    headings = {name: _heading(name, case, texts) for name in COLUMNS}
    row = _Row(case, options_block(case, texts), lines, months, texts)
    sheet.table(row.block, headings, row.all())


def _heading(name: str, case: Case, texts: Texts) -> Heading:
    if name == "saved":
        return amount_heading(texts, case.book, "Saved")
    if name in CALLS:
        return Heading(texts(CALLS[name]), "count")
    return column_heading(texts, case.book, COMPARISON[name])


@dataclass(frozen=True)
class _Row:
    """Writes the row of an option as formulas over its lines and months."""

    case: Case
    block: Block
    lines: Block
    months: Block
    texts: Texts

    def all(self) -> Iterator[Mapping[str, Value]]:
        quote, texts = self.case.quote, self.texts
        names = option_names(quote, texts)
        for index, option in enumerate(quote.options):
            row: dict[str, Value] = {
                "option": names[option.id],
                "licenses": licenses(quote, option),
                "qps_units": option.qps_units,
                "bought": in_a_row(texts, bought(quote, option, texts)),
                "availability": texts("online") if option.available else reason(quote, option, texts),
            }
            if option.costs is not None:
                row |= self._amounts(index, option, option.costs) | self._calls(index, option)
            yield row

    def _amounts(self, index: int, option: Option, costs: Costs) -> dict[str, Value]:
        """Return what is summed up from the lines of the option in row ``index``."""
        first, last = (self.block.here(name, index) for name in (next(iter(COMPONENTS)), "postpaid"))
        total, calls = self.block.here("total", index), self.block.here("calls", index)
        month_1 = f"{self.lines.whole('month')},1"
        bills = self._sum(index, f"{month_1},{self._is('postpaid')}")
        upfront = f"={self._sum(index, month_1)}-{bills}"
        row: dict[str, Value] = {
            name: Formula(f"={self._sum(index, self._is(name))}", costs.of(name)) for name in COMPONENTS
        }
        row["total"] = Formula(f"=SUM({first}:{last})", costs.total)
        row["upfront"] = Formula(upfront, costs.upfront)
        if option.multiple is not None:
            row["multiple"] = Formula(f"={total}/MIN({self.block.whole('total')})", option.multiple)
        saved = saving(self.case.quote, option)
        if saved is not None:
            place = [each.id for each in self.case.quote.options].index("postpaid")
            row["saved"] = Formula(f"={self.block.here('total', place)}-{total}", saved)
        if option.price_per_call is not None:
            row["price_per_thousand"] = Formula(f"={total}*1000/{calls}", option.price_per_call * 1000)
        return row

    def _calls(self, index: int, option: Option) -> dict[str, Value]:
        """Return what is summed up from the months of the option in row ``index``."""
        here = {name: self.block.here(name, index) for name in COLUMNS}
        row: dict[str, Value] = {
            "calls": Formula(f"={self._used(index, 'calls')}", self.case.quote.scenario.total_calls),
            "overage_calls": Formula(f"={self._used(index, 'postpaid')}", option.overage_calls or 0),
            "granted_calls": option.granted_calls,
            "used_calls": Formula(
                f"={self._used(index, 'license')}+{self._used(index, 'packs')}", option.used_calls or 0
            ),
            "unused_calls": Formula(
                f"={here['granted_calls']}-{here['used_calls']}", option.unused_calls or 0
            ),
        }
        if option.coverage is not None:
            share = f"=({here['calls']}-{here['overage_calls']})/{here['calls']}"
            row["coverage"] = Formula(share, option.coverage)
        if option.utilization is not None:
            row["utilization"] = Formula(f"={here['used_calls']}/{here['granted_calls']}", option.utilization)
        return row

    def _sum(self, index: int, condition: str) -> str:
        """Return the sum of the option's lines that meet a condition."""
        option = f"{self.lines.whole('option')},{self.block.here('option', index)}"
        return f"SUMIFS({self.lines.whole('amount')},{option},{condition})"

    def _is(self, component: Component) -> str:
        return f'{self.lines.whole("component")},"{self.texts(COMPONENTS[component])}"'

    def _used(self, index: int, column: Source | str) -> str:
        """Return the sum of a column over the option's months."""
        option = f"{self.months.whole('option')},{self.block.here('option', index)}"
        return f"SUMIFS({self.months.whole(column)},{option})"
