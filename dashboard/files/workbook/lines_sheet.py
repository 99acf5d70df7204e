"""The lines of every option: what is bought and billed when; each amount is quantity times price."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, get_args

from dashboard.files.case import Case
from dashboard.files.workbook.cells import Formula, Value
from dashboard.files.workbook.headings import column_heading, option_names, sheet_name
from dashboard.files.workbook.sheet import Block, Heading, Sheet
from dashboard.language.names import CLAUSES, COMPONENTS
from dashboard.language.texts import Texts
from dashboard.options.tables import LINES, item_name, tier_name
from pricing.errors import message
from pricing.price_book import Component

PAID_ON: Final = message("Paid on")

SHOWN: Final = ("item", "quantity", "unit_price", "amount", "tier", "clause")
COMPONENT_OF: Final[Mapping[str, str]] = MappingProxyType(
    {name: COMPONENTS[name] for name in get_args(Component)}
)


def lines_block(case: Case, texts: Texts) -> Block:
    """Return where the lines stand."""
    count = sum(len(option.lines) for option in case.quote.options)
    return Block.of(sheet_name(texts, "lines"), _headings(case, texts), count)


def write_lines(sheet: Sheet, case: Case, texts: Texts) -> None:
    """Write the lines of all options, in their order."""
    block = lines_block(case, texts)
    sheet.table(block, _headings(case, texts), _rows(block, case, texts))


def _headings(case: Case, texts: Texts) -> dict[str, Heading]:
    """Return the columns; the days of payment are there where the first month is known."""
    paid_on = {} if case.start is None else {"paid_on": Heading(texts(PAID_ON), "date")}
    return {
        "option": Heading(texts("Option"), "text"),
        "month": Heading(texts("Month"), "count"),
        **paid_on,
        "component": Heading(texts("Component"), "text"),
        **{name: column_heading(texts, case.book, LINES[name]) for name in SHOWN},
    }


def _rows(block: Block, case: Case, texts: Texts) -> Iterator[Mapping[str, Value]]:
    names = option_names(case.quote, texts)
    lines = [(names[option.id], line) for option in case.quote.options for line in option.lines]
    for index, (name, line) in enumerate(lines):
        amount = f"={block.here('quantity', index)}*{block.here('unit_price', index)}"
        yield {
            "option": name,
            "month": line.month,
            # a bill is paid on the first day of the next month
            "paid_on": case.first_day(line.month + (line.clause == "postpaid")),
            "component": texts(COMPONENT_OF[line.clause]),
            "item": item_name(case.quote, line, texts),
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "amount": Formula(amount, line.amount),
            "tier": tier_name(case.quote, line, texts),
            "clause": texts(CLAUSES[line.clause]),
        }
