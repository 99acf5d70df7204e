"""The lines of every option: what is bought and billed when; each amount is quantity times price."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, get_args

from dashboard.files.case import Case
from dashboard.files.workbook.cells import Formula, Value
from dashboard.files.workbook.headings import amount_heading, option_names, sheet_name
from dashboard.files.workbook.sheet import Block, Heading, Sheet
from dashboard.language.names import CLAUSES, COMPONENTS
from dashboard.language.texts import Texts
from dashboard.options.tables import LINES, item_name, tier_name
from pricing.errors import message
from pricing.price_book import Component
from pricing.quotes.settlement import first_of_month
from pricing.quotes.values import Line

PAID_ON: Final = message("Paid on")

COLUMNS: Final = (
    "option",
    "month",
    "paid_on",
    "component",
    "item",
    "quantity",
    "unit_price",
    "amount",
    "tier",
    "clause",
)
COMPONENT_OF: Final[Mapping[str, str]] = MappingProxyType(
    {name: COMPONENTS[name] for name in get_args(Component)}
)


def lines_block(case: Case, texts: Texts) -> Block:
    """Return where the lines stand; the days of payment are there where the first month is known."""
    columns = tuple(name for name in COLUMNS if case.start or name != "paid_on")
    count = sum(len(option.lines) for option in case.quote.options)
    return Block(sheet_name(texts, "lines"), 0, columns, count)


def write_lines(sheet: Sheet, case: Case, texts: Texts) -> None:
    """Write the lines of all options, in their order."""
    headings = {
        "option": Heading(texts("Option"), "text"),
        "month": Heading(texts("Month"), "count"),
        "paid_on": Heading(texts(PAID_ON), "date"),
        "component": Heading(texts("Component"), "text"),
        "quantity": Heading(texts("Quantity"), "count"),
        **{name: Heading(texts(LINES[name].heading), "text") for name in ("item", "tier", "clause")},
        **{name: amount_heading(texts, case.book, LINES[name].heading) for name in ("unit_price", "amount")},
    }
    block = lines_block(case, texts)
    sheet.table(block, headings, _rows(block, case, texts))


def _rows(block: Block, case: Case, texts: Texts) -> Iterator[Mapping[str, Value]]:
    names = option_names(case.quote, texts)
    lines = [(names[option.id], line) for option in case.quote.options for line in option.lines]
    for index, (name, line) in enumerate(lines):
        amount = f"={block.here('quantity', index)}*{block.here('unit_price', index)}"
        yield {
            "option": name,
            "month": line.month,
            "paid_on": _paid_on(case, line),
            "component": texts(COMPONENT_OF[line.clause]),
            "item": item_name(case.quote, line, texts),
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "amount": Formula(amount, line.amount),
            "tier": tier_name(case.quote, line, texts),
            "clause": texts(CLAUSES[line.clause]),
        }


def _paid_on(case: Case, line: Line) -> Value:
    """Return the day of a payment: a purchase on the first of its month, a bill on the first of the next."""
    if case.start is None:
        return None
    month = line.month + (line.clause == "postpaid")
    return first_of_month(case.start, month)
