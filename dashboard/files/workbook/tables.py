"""The sheets that hold a table each: options, lines, months and the movements of cash.

The amounts stand in the lines and the calls in the months; all else is a formula over them.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from dashboard.files.case import Case
from dashboard.files.workbook.cells import Formula, Value
from dashboard.files.workbook.headings import option_names, table
from dashboard.files.workbook.sheet import Block, Sheet
from dashboard.language.names import CLAUSES, COMPONENTS, in_a_row
from dashboard.language.texts import Texts
from dashboard.options.notices import reason
from dashboard.options.purchases import bought, licenses, saving
from dashboard.options.tables import COMPARISON, LINES, item_name, tier_name
from dashboard.questions.cash.table import CASH, cash_table
from dashboard.questions.what_to_buy.chart import SOURCES
from dashboard.questions.what_to_buy.table import MONTHS
from dashboard.tables.column import Column
from pricing.errors import message
from pricing.price_book import Component
from pricing.quotes.settlement import CashFlow
from pricing.quotes.values import Option

MONTH: Final = Column(message("Month"), "count")
OPTIONS_SHEET: Final[Mapping[str, Column]] = {
    "option": COMPARISON["option"],
    "total": COMPARISON["total"],
    "multiple": COMPARISON["multiple"],
    "saved": Column(message("Saved"), "money"),
    "upfront": COMPARISON["upfront"],
    **{name: COMPARISON[name] for name in COMPONENTS},
    "price_per_thousand": COMPARISON["price_per_thousand"],
    "licenses": COMPARISON["licenses"],
    "qps_units": COMPARISON["qps_units"],
    "calls": MONTHS["calls"],
    "overage_calls": COMPARISON["overage_calls"],
    "coverage": COMPARISON["coverage"],
    "granted_calls": Column(message("Granted calls"), "count"),
    "used_calls": Column(message("Used calls"), "count"),
    "unused_calls": COMPARISON["unused_calls"],
    "utilization": COMPARISON["utilization"],
    "bought": COMPARISON["bought"],
    "availability": COMPARISON["availability"],
}
LINES_SHEET: Final[Mapping[str, Column]] = {
    "option": COMPARISON["option"],
    "month": MONTH,
    "paid_on": Column(message("Paid on"), "date"),
    "component": Column(message("Component"), "text"),
    **{name: LINES[name] for name in ("item", "quantity", "unit_price", "amount", "tier", "clause")},
}
MONTHS_SHEET: Final[Mapping[str, Column]] = {
    "option": COMPARISON["option"],
    "month": MONTH,
    "first_day": Column(message("From"), "date"),
    **{name: MONTHS[name] for name in ("calls", *SOURCES, "balance")},
    "coverage": COMPARISON["coverage"],
    "bill": MONTHS["bill"],
    "spend": Column(message("Purchases and bill"), "money"),
}
CASH_SHEET: Final[Mapping[str, Column]] = {
    "month": MONTH,
    "date": Column(message("Date"), "date"),
    "kind": CASH["kind"],
    "what": CASH["what"],
    "pays": Column(message("Paid"), "money"),
    "freezes": Column(message("Frozen or released"), "money"),
    **{name: CASH[name] for name in ("paid", "frozen", "tied_up", "clause")},
}
COMPONENT_OF: Final[Mapping[str, str]] = {str(name): text for name, text in COMPONENTS.items()}
SIGNS: Final[Mapping[str, int]] = {"freeze": 1, "release": -1}
NO_MOVEMENT: Final = message("No money moves.")


def lines_table(case: Case, texts: Texts) -> Block:
    """Return the lines of all options, in their order: each amount is quantity times price."""
    names = option_names(case.quote, texts)
    rows: list[Mapping[str, Value]] = [
        {
            "option": names[option.id],
            "month": line.month,
            # a bill is paid on the first day of the next month
            "paid_on": case.first_day(line.month + (line.clause == "postpaid")),
            "component": texts(COMPONENT_OF[line.clause]),
            "item": item_name(case.quote, line, texts),
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "amount": Formula("={quantity}*{unit_price}", line.amount),
            "tier": tier_name(case.quote, line, texts),
            "clause": texts(CLAUSES[line.clause]),
        }
        for option in case.quote.options
        for line in option.lines
    ]
    return table(case, "lines", LINES_SHEET, rows, texts)


def months_table(case: Case, lines: Block, texts: Texts) -> Block:
    """Return the months of all options: calls by source, and what the lines say of the money."""
    names = option_names(case.quote, texts)
    first, *_, last = SOURCES
    spend = f"{lines.whole('amount')},{lines.whole('option')},{{option}},{lines.whole('month')},{{month}}"
    share = f"=({{calls}}-{{{last}}})/{{calls}}"
    rows: list[Mapping[str, Value]] = [
        {
            "option": names[option.id],
            "month": month.month,
            "first_day": case.first_day(month.month),
            "free": month.free_calls,
            "license": month.license_calls,
            "packs": month.pack_calls,
            "postpaid": month.overage_calls,
            "calls": Formula(f"=SUM({{{first}}}:{{{last}}})", month.calls),
            "balance": month.balance,
            "coverage": Formula(
                share, Fraction(month.calls - month.overage_calls, month.calls) if month.calls else None
            ),
            "bill": Formula(f"=SUMIFS({spend},{_is('postpaid', lines, texts)})", month.bill),
            "spend": Formula(f"=SUMIFS({spend})", month.spend),
        }
        for option in case.quote.options
        for month in option.months
    ]
    return table(case, "months", MONTHS_SHEET, rows, texts)


def options_table(case: Case, lines: Block, months: Block, texts: Texts) -> Block:
    """Return a row for each option in the fixed order; what is not sold online has its reason."""
    rows = [_option_row(case, option, lines, months, texts) for option in case.quote.options]
    return table(case, "options", OPTIONS_SHEET, rows, texts)


def _option_row(case: Case, option: Option, lines: Block, months: Block, texts: Texts) -> Mapping[str, Value]:
    """Return what is summed up from the lines and the months of one option."""
    quote, costs = case.quote, option.costs
    row: dict[str, Value] = {
        "option": option_names(quote, texts)[option.id],
        "licenses": licenses(quote, option),
        "qps_units": option.qps_units,
        "bought": in_a_row(texts, bought(quote, option, texts)),
        "availability": texts("online") if option.available else reason(quote, option, texts),
    }
    if costs is None:
        return row
    amounts = f"SUMIFS({lines.whole('amount')},{lines.whole('option')},{{option}}"
    month_1 = f"{amounts},{lines.whole('month')},1"
    first, *_, last = COMPONENTS
    postpaid = [each.id for each in quote.options].index("postpaid")
    per_call = option.price_per_call
    sums: dict[str, Value] = {
        name: Formula(f"={amounts},{_is(name, lines, texts)})", costs.of(name)) for name in COMPONENTS
    }
    used = {
        name: f"SUMIFS({months.whole(name)},{months.whole('option')},{{option}})"
        for name in ("calls", *SOURCES)
    }
    return (
        row
        | sums
        | {
            "total": Formula(f"=SUM({{{first}}}:{{{last}}})", costs.total),
            "multiple": Formula("={total}/MIN({whole[total]})", option.multiple),
            "saved": Formula(f"={{at[total][{postpaid}]}}-{{total}}", saving(quote, option)),
            "upfront": Formula(f"={month_1})-{month_1},{_is('postpaid', lines, texts)})", costs.upfront),
            "price_per_thousand": Formula(
                "={total}*1000/{calls}", None if per_call is None else per_call * 1000
            ),
            "calls": Formula(f"={used['calls']}", quote.scenario.total_calls),
            "overage_calls": Formula(f"={used['postpaid']}", option.overage_calls),
            "coverage": Formula("=({calls}-{overage_calls})/{calls}", option.coverage),
            "granted_calls": option.granted_calls,
            "used_calls": Formula(f"={used['license']}+{used['packs']}", option.used_calls),
            "unused_calls": Formula("={granted_calls}-{used_calls}", option.unused_calls),
            "utilization": Formula("={used_calls}/{granted_calls}", option.utilization),
        }
    )


def _is(component: Component, lines: Block, texts: Texts) -> str:
    """Return the condition that a line is of a component."""
    return f'{lines.whole("component")},"{texts(COMPONENTS[component])}"'


def cash_movements(case: Case, flow: CashFlow, texts: Texts) -> Block:
    """Return the movements of the option that is told, with running sums."""
    told = cash_table(case.quote, flow, texts)
    rows: list[Mapping[str, Value]] = []
    for index, movement in enumerate(flow.movements):
        before = {name: f"{{at[{name}][{index - 1}]}}+" if index else "" for name in ("paid", "frozen")}
        sign = SIGNS.get(movement.kind)
        rows.append(
            {
                **{name: told[name][index] for name in ("kind", "what", "clause")},
                "month": movement.month,
                "date": movement.date,
                "pays": movement.amount if sign is None else None,
                "freezes": None if sign is None else sign * movement.amount,
                "paid": Formula(f"={before['paid']}{{pays}}", movement.paid),
                "frozen": Formula(f"={before['frozen']}{{freezes}}", movement.frozen),
                "tied_up": Formula("={paid}+{frozen}", movement.tied_up),
            }
        )
    return table(case, "cash", CASH_SHEET, rows, texts)


def write_cash(sheet: Sheet, block: Block, flow: CashFlow, texts: Texts) -> None:
    """Write the movements in their order, and below them what was paid and what is still frozen."""
    sheet.table(block)
    place = {name: column for column, name in enumerate(block.headings)}
    if not flow.movements:
        sheet.write(block.row(0), place["what"], texts(NO_MOVEMENT))
        return
    last = flow.movements[-1]
    sheet.write(block.last + 1, place["what"], texts("Total"), role="total")
    amounts: dict[str, Decimal] = {"pays": last.paid, "freezes": last.frozen}
    for name, amount in amounts.items():
        cells = f"{block.here(name, 0)}:{block.here(name, len(block.rows) - 1)}"
        sheet.write(block.last + 1, place[name], Formula(f"=SUM({cells})", amount), "money", "total")
