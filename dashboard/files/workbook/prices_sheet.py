"""The price list as numbers, and how it is read where it leaves room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from dashboard.files.case import Case
from dashboard.files.workbook.cells import Formula, Typed, Value
from dashboard.files.workbook.headings import table
from dashboard.files.workbook.sheet import Block, Sheet
from dashboard.language.formats import calls_exact, day_name
from dashboard.language.names import LARGE_CUSTOMER, SETTLEMENT, clause_name, pack_name, package_name
from dashboard.language.texts import Texts
from dashboard.options.tables import LINES
from dashboard.questions.prices.answer import assumptions
from dashboard.tables.column import Column
from pricing.errors import message
from pricing.price_book import License, PriceBook, QpsUpgrade, Tier

PRICES_SHEET: Final[Mapping[str, Column]] = {
    "clause": Column(message("Clause"), "text"),
    "item": LINES["item"],
    "quantity": LINES["quantity"],
    "price": Column(message("Price"), "money"),
    "per_thousand": Column(message("Price of 1,000 calls"), "money"),
}
ASSUMPTIONS_SHEET: Final[Mapping[str, Column]] = {
    "id": Column(message("Assumption"), "text"),
    "question": Column(message("Question"), "text"),
    "reading": Column(message("Reading"), "text"),
    "in_force": Column(message("In force"), "text"),
}
Row = Mapping[str, Value]


def write_prices(sheet: Sheet, case: Case, texts: Texts) -> None:
    """Write a row for each figure of the price list, in its order."""
    book = case.book
    block = table(case, "prices", PRICES_SHEET, list(_prices(book, texts)), texts)
    sheet.table(block)
    source = texts(
        "Version {version}. Source: {source}, checked on {date}.",
        version=book.version,
        source=book.source,
        date=day_name(texts, book.checked_on),
    )
    sheet.across(block.last + 2, range(len(block.headings)), source, "note")


def _prices(book: PriceBook, texts: Texts) -> Iterator[Row]:
    if book.free is not None:
        clause = clause_name(texts, "free")
        yield _row(clause, texts("Calls"), book.free.calls)
        yield _row(clause, texts("QPS"), book.free.qps)
    for package in book.packages:
        yield from _license(book, package, texts)
    if book.qps is not None:
        yield from _qps(book, book.qps, texts)
    clause = clause_name(texts, "packs")
    for pack in book.packs:
        per_thousand = Formula("={price}*1000/{quantity}", Fraction(pack.price) * 1000 / pack.calls)
        yield _row(clause, pack_name(texts, book, pack.id), pack.calls, pack.price, per_thousand)
        yield _row(clause, texts("Valid, months"), pack.valid_months)
    clause, above = clause_name(texts, "postpaid"), 0
    for tier in book.postpaid.tiers:
        per_thousand = Formula("={price}*1000/1", tier.unit_price * 1000)
        yield _row(clause, _band(above, tier, texts), tier.up_to, tier.unit_price, per_thousand)
        above = tier.up_to or 0
    if book.settlement is not None:
        item = texts("Frozen, of the month's usage at list price")
        yield _row(texts(SETTLEMENT), item, Typed(book.settlement.hold_ratio, "ratio"))
    if book.large_customer is not None:
        item = texts("Prices are negotiable above this spend in a month")
        yield _row(texts(LARGE_CUSTOMER), item, price=book.large_customer.monthly_spend)


def _row(
    clause: str,
    item: str,
    quantity: Value = None,
    price: Decimal | None = None,
    per_thousand: Formula | None = None,
) -> Row:
    """Return a row; the price of 1,000 calls is there where the price pays for calls."""
    return dict(zip(PRICES_SHEET, (clause, item, quantity, price, per_thousand), strict=True))


def _license(book: PriceBook, granted: License, texts: Texts) -> Iterator[Row]:
    clause = clause_name(texts, "license")
    item = texts("License of one activity")
    if not book.has_single_license:
        item = f"{item}: {package_name(texts, book, granted.id)}"
    yield _row(clause, item, 1, granted.price)
    yield _row(clause, texts("Calls"), granted.calls)
    yield _row(clause, texts("QPS"), granted.qps)
    if granted.materials is not None:
        yield _row(clause, texts("Materials"), granted.materials)
    yield _row(clause, texts("Valid, months"), granted.term_months)


def _qps(book: PriceBook, upgrade: QpsUpgrade, texts: Texts) -> Iterator[Row]:
    clause = clause_name(texts, "qps")
    unit = texts("{unit} QPS for one day and one activity", unit=upgrade.unit)
    yield _row(clause, unit, 1, upgrade.price_per_day)
    most = None if book.license is None else upgrade.most_online(book.license.qps)
    if upgrade.max_qps is not None:
        yield _row(clause, texts("Most QPS of one activity, in all"), upgrade.max_qps)
    elif most is not None:
        yield _row(clause, texts("Most QPS for one activity, online"), most)
    yield _row(clause, texts("Ordered at most so many days ahead"), upgrade.order_window_days)


def _band(above: int, tier: Tier, texts: Texts) -> str:
    if tier.up_to is not None:
        return texts("One call, up to so many in a month")
    if not above:
        return texts("One call")
    return texts("One call, above {calls} in a month", calls=calls_exact(texts, above))


def assumptions_table(case: Case, texts: Texts) -> Block:
    """Return a row for each reading."""
    rows: list[Row] = [
        {
            "id": assumption.id,
            "question": assumption.question,
            "reading": reading.text,
            "in_force": texts("yes") if reading.in_force else texts("no"),
        }
        for assumption in assumptions(texts, case.book, case.quote.scenario)
        for reading in assumption.readings
    ]
    return table(case, "assumptions", ASSUMPTIONS_SHEET, rows, texts)
