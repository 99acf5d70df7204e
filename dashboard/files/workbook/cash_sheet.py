"""When the money leaves: every movement of one option, with running sums as formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from dashboard.files.case import Case
from dashboard.files.workbook.cells import Formula, Value
from dashboard.files.workbook.headings import amount_heading, column_heading, sheet_name
from dashboard.files.workbook.sheet import Block, Heading, Sheet
from dashboard.language.texts import Texts
from dashboard.questions.cash.table import CASH, cash_table
from dashboard.questions.cash.values import cash_flow
from pricing.errors import message
from pricing.quotes.settlement import CashFlow, Movement
from pricing.quotes.values import Quote

PAYS: Final = message("Paid")
FREEZES: Final = message("Frozen or released")
NO_MOVEMENT: Final = message("No money moves.")


def flow_of(case: Case) -> CashFlow:
    """Return the movements of the option that is told; none where it can't be bought."""
    if case.option.costs is None:
        return CashFlow(())
    return cash_flow(case.quote, case.option, case.listed, case.start)


def cash_block(case: Case, flow: CashFlow, texts: Texts) -> Block:
    """Return where the movements stand."""
    return Block.of(sheet_name(texts, "cash"), _headings(case, texts), len(flow.movements))


def write_cash(sheet: Sheet, case: Case, flow: CashFlow, texts: Texts) -> None:
    """Write the movements in their order, and below them what was paid and what is still frozen."""
    block = cash_block(case, flow, texts)
    sheet.table(block, _headings(case, texts), _rows(block, case.quote, flow, texts))
    if not flow.movements:
        sheet.write(block.row(0), block.columns.index("what"), texts(NO_MOVEMENT))
        return
    last = flow.movements[-1]
    sheet.write(block.last + 1, block.columns.index("what"), texts("Total"), role="total")
    for name, amount in (("pays", last.paid), ("freezes", last.frozen)):
        total = Formula(f"=SUM({block.here(name, 0)}:{block.here(name, block.count - 1)})", amount)
        sheet.write(block.last + 1, block.columns.index(name), total, "money", "total")


def _headings(case: Case, texts: Texts) -> dict[str, Heading]:
    """Return the columns; the days are there where the first month is known."""
    days = {} if case.start is None else {"date": Heading(texts("Date"), "date")}
    shown = {name: column_heading(texts, case.book, column) for name, column in CASH.items()}
    return {
        "month": Heading(texts("Month"), "count"),
        **days,
        "kind": shown["kind"],
        "what": shown["what"],
        "pays": amount_heading(texts, case.book, PAYS),
        "freezes": amount_heading(texts, case.book, FREEZES),
        **{name: shown[name] for name in ("paid", "frozen", "tied_up", "clause")},
    }


def _rows(block: Block, quote: Quote, flow: CashFlow, texts: Texts) -> Iterator[Mapping[str, Value]]:
    told = cash_table(quote, flow, texts)
    for index, movement in enumerate(flow.movements):
        pays, freezes = _change(movement)
        here = {name: block.here(name, index) for name in block.columns}
        before = {name: f"{block.here(name, index - 1)}+" if index else "" for name in ("paid", "frozen")}
        yield {
            "month": movement.month,
            "date": movement.date,
            "kind": told["kind"][index],
            "what": told["what"][index],
            "pays": pays,
            "freezes": freezes,
            "paid": Formula(f"={before['paid']}{here['pays']}", movement.paid),
            "frozen": Formula(f"={before['frozen']}{here['freezes']}", movement.frozen),
            "tied_up": Formula(f"={here['paid']}+{here['frozen']}", movement.tied_up),
            "clause": told["clause"][index],
        }


def _change(movement: Movement) -> tuple[Decimal | None, Decimal | None]:
    """Return what a movement pays, and what it freezes (below 0: releases)."""
    if movement.kind in {"purchase", "settlement"}:
        return movement.amount, None
    return None, movement.amount if movement.kind == "freeze" else -movement.amount
