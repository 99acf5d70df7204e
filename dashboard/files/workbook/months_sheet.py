"""The months of every option: calls by source, what is left over, and what the lines say of the money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from dashboard.files.case import Case
from dashboard.files.workbook.cells import Formula, Value
from dashboard.files.workbook.headings import amount_heading, option_names, sheet_name
from dashboard.files.workbook.sheet import Block, Heading, Sheet
from dashboard.language.names import COMPONENTS, MOVEMENTS
from dashboard.language.texts import Texts
from dashboard.questions.what_to_buy.chart import SOURCES
from pricing.errors import message
from pricing.quotes.values import Month

SOURCE_COLUMNS: Final = tuple(SOURCES)
SPEND: Final = message("Purchases and bill")
POSTPAID: Final = "postpaid"  # Babel would take it for a text where it stands in the call of `texts`


def months_block(case: Case, texts: Texts) -> Block:
    """Return where the months stand."""
    count = sum(len(option.months) for option in case.quote.options)
    return Block.of(sheet_name(texts, "months"), _headings(case, texts), count)


def months_of(case: Case, option_id: str) -> tuple[int, int]:
    """Return the first and the last row, in the block, of an option that can be bought."""
    first = 0
    for option in case.quote.options:
        if option.id == option_id:
            return first, first + len(option.months) - 1
        first += len(option.months)
    raise KeyError(option_id)


def write_months(sheet: Sheet, case: Case, lines: Block, texts: Texts) -> None:
    """Write the months of all options, in their order."""
    block = months_block(case, texts)
    sheet.table(block, _headings(case, texts), _rows(block, lines, case, texts))


def _headings(case: Case, texts: Texts) -> dict[str, Heading]:
    """Return the columns; the first days of the months are there where the first month is known."""
    first_day = {} if case.start is None else {"first_day": Heading(texts("From"), "date")}
    return {
        "option": Heading(texts("Option"), "text"),
        "month": Heading(texts("Month"), "count"),
        **first_day,
        "calls": Heading(texts("All calls"), "count"),
        **{source: Heading(texts(kind.name), "count") for source, kind in SOURCES.items()},
        "balance": Heading(texts("Left over"), "count"),
        "coverage": Heading(texts("Coverage"), "ratio"),
        "bill": amount_heading(texts, case.book, MOVEMENTS["settlement"]),
        "spend": amount_heading(texts, case.book, SPEND),
    }


def _rows(block: Block, lines: Block, case: Case, texts: Texts) -> Iterator[Mapping[str, Value]]:
    names = option_names(case.quote, texts)
    months = [(names[option.id], month) for option in case.quote.options for month in option.months]
    for index, (name, month) in enumerate(months):
        first, last = block.here(SOURCE_COLUMNS[0], index), block.here(SOURCE_COLUMNS[-1], index)
        option, number = block.here("option", index), block.here("month", index)
        spend = f"{lines.whole('amount')},{lines.whole('option')},{option},{lines.whole('month')},{number}"
        postpaid = f'{spend},{lines.whole("component")},"{texts(COMPONENTS[POSTPAID])}"'
        yield {
            "option": name,
            "month": month.month,
            "first_day": case.first_day(month.month),
            "calls": Formula(f"=SUM({first}:{last})", month.calls),
            "free": month.free_calls,
            "license": month.license_calls,
            "packs": month.pack_calls,
            "postpaid": month.overage_calls,
            "balance": month.balance,
            "coverage": _coverage(month, block.here("calls", index), last),
            "bill": Formula(f"=SUMIFS({postpaid})", month.bill),
            "spend": Formula(f"=SUMIFS({spend})", month.spend),
        }


def _coverage(month: Month, calls: str, postpaid: str) -> Formula | None:
    if not month.calls:
        return None
    return Formula(f"=({calls}-{postpaid})/{calls}", Fraction(month.calls - month.overage_calls, month.calls))
