"""The price list as numbers, and where it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dashboard.files.case import Case
from dashboard.files.workbook.block import Block
from dashboard.files.workbook.cells import Formula, Typed, Value
from dashboard.files.workbook.headings import amount_heading
from dashboard.files.workbook.price_rows import PriceRow, price_rows
from dashboard.files.workbook.sheet import Heading, Sheet
from dashboard.language.formats import day_name
from dashboard.language.texts import Texts

COLUMNS: Final = ("clause", "item", "quantity", "price", "per_thousand")


def write_prices(sheet: Sheet, case: Case, texts: Texts) -> None:
    """Write a row for each figure of the price list."""
    book = case.book
    headings = {
        "clause": Heading(texts("Clause"), "text"),
        "item": Heading(texts("Item"), "text"),
        "quantity": Heading(texts("Quantity"), "count"),
        "price": amount_heading(texts, book, "Price"),
        "per_thousand": amount_heading(texts, book, "Price of 1,000 calls"),
    }
    prices = price_rows(book, texts)
    block = Block(sheet.name, 0, COLUMNS, len(prices))
    sheet.table(block, headings, [_cells(block, index, price) for index, price in enumerate(prices)])
    source = texts(
        "Version {version}. Source: {source}, checked on {date}.",
        version=book.version,
        source=book.source,
        date=day_name(texts, book.checked_on),
    )
    sheet.across(block.last + 2, range(len(COLUMNS)), source, "note")


def _cells(block: Block, index: int, price: PriceRow) -> Mapping[str, Value]:
    """Return a row; the price of 1,000 calls is a formula of what stands beside it."""
    per_thousand = None
    if price.per_thousand is not None:
        calls = 1 if price.calls == 1 else block.here("quantity", index)
        per_thousand = Formula(f"={block.here('price', index)}*1000/{calls}", price.per_thousand)
    share = None if isinstance(price.quantity, int | None) else Typed(price.quantity, "ratio")
    return {
        "clause": price.clause,
        "item": price.item,
        "quantity": share or price.quantity,
        "price": price.price,
        "per_thousand": per_thousand,
    }
