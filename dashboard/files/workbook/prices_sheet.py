"""The price list as numbers, and how it is read where it leaves room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dashboard.files.case import Case
from dashboard.files.workbook.cells import Formula, Typed, Value
from dashboard.files.workbook.headings import amount_heading
from dashboard.files.workbook.sheet import Block, Heading, Sheet
from dashboard.language.formats import calls_exact, day_name
from dashboard.language.names import LARGE_CUSTOMER, SETTLEMENT, clause_name, pack_name, package_name
from dashboard.language.texts import Texts
from dashboard.questions.prices.answer import assumptions
from pricing.price_book import Free, License, PriceBook, QpsUpgrade, Tier


@dataclass(frozen=True)
class PriceRow:
    """One figure or price: ``quantity`` is a whole number, or a share of 1; ``price`` is in currency units.

    ``calls`` are those that the price pays for, None where it pays for something else.
    """

    clause: str
    item: str
    quantity: int | Decimal | None = None
    price: Decimal | None = None
    calls: int | None = None

    @property
    def per_thousand(self) -> Fraction | None:
        """The price of 1,000 calls."""
        if self.price is None or self.calls is None:
            return None
        return Fraction(self.price) * 1000 / self.calls


def price_rows(book: PriceBook, texts: Texts) -> list[PriceRow]:
    """Return the rows of the clauses that the book has, in the order of the price list."""
    return list(_prices(book, texts))


def _prices(book: PriceBook, texts: Texts) -> Iterator[PriceRow]:
    if book.free is not None:
        yield from _free(book.free, texts)
    for package in book.packages:
        yield from _license(book, package, texts)
    if book.qps is not None:
        yield from _qps(book, book.qps, texts)
    for pack in book.packs:
        name = pack_name(texts, book, pack.id)
        yield PriceRow(clause_name(texts, "packs"), name, pack.calls, pack.price, pack.calls)
        yield PriceRow(clause_name(texts, "packs"), texts("Valid, months"), pack.valid_months)
    above = 0
    for tier in book.postpaid.tiers:
        yield PriceRow(
            clause_name(texts, "postpaid"), _band(above, tier, texts), tier.up_to, tier.unit_price, 1
        )
        above = tier.up_to or 0
    if book.settlement is not None:
        item = texts("Frozen, of the month's usage at list price")
        yield PriceRow(texts(SETTLEMENT), item, book.settlement.hold_ratio)
    if book.large_customer is not None:
        item = texts("Prices are negotiable above this spend in a month")
        yield PriceRow(texts(LARGE_CUSTOMER), item, price=book.large_customer.monthly_spend)


def _free(free: Free, texts: Texts) -> Iterator[PriceRow]:
    clause = clause_name(texts, "free")
    yield PriceRow(clause, texts("Calls"), free.calls)
    yield PriceRow(clause, texts("QPS"), free.qps)


def _license(book: PriceBook, granted: License, texts: Texts) -> Iterator[PriceRow]:
    clause = clause_name(texts, "license")
    item = texts("License of one activity")
    if not book.has_single_license:
        item = f"{item}: {package_name(texts, book, granted.id)}"
    yield PriceRow(clause, item, 1, granted.price)
    yield PriceRow(clause, texts("Calls"), granted.calls)
    yield PriceRow(clause, texts("QPS"), granted.qps)
    if granted.materials is not None:
        yield PriceRow(clause, texts("Materials"), granted.materials)
    yield PriceRow(clause, texts("Valid, months"), granted.term_months)


def _qps(book: PriceBook, upgrade: QpsUpgrade, texts: Texts) -> Iterator[PriceRow]:
    clause = clause_name(texts, "qps")
    unit = texts("{unit} QPS for one day and one activity", unit=upgrade.unit)
    yield PriceRow(clause, unit, 1, upgrade.price_per_day)
    most = None if book.license is None else upgrade.most_online(book.license.qps)
    if upgrade.max_qps is not None:
        yield PriceRow(clause, texts("Most QPS of one activity, in all"), upgrade.max_qps)
    elif most is not None:
        yield PriceRow(clause, texts("Most QPS for one activity, online"), most)
    yield PriceRow(clause, texts("Ordered at most so many days ahead"), upgrade.order_window_days)


def _band(above: int, tier: Tier, texts: Texts) -> str:
    if tier.up_to is not None:
        return texts("One call, up to so many in a month")
    if not above:
        return texts("One call")
    return texts("One call, above {calls} in a month", calls=calls_exact(texts, above))


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
    block = Block.of(sheet.name, headings, len(prices))
    sheet.table(block, headings, [_cells(block, index, price) for index, price in enumerate(prices)])
    source = texts(
        "Version {version}. Source: {source}, checked on {date}.",
        version=book.version,
        source=book.source,
        date=day_name(texts, book.checked_on),
    )
    sheet.across(block.last + 2, range(len(headings)), source, "note")


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


def write_assumptions(sheet: Sheet, case: Case, texts: Texts) -> None:
    """Write a row for each reading."""
    headings = {
        "id": Heading(texts("Assumption"), "text"),
        "question": Heading(texts("Question"), "text"),
        "reading": Heading(texts("Reading"), "text"),
        "in_force": Heading(texts("In force"), "text"),
    }
    readings = list(_readings(case, texts))
    sheet.table(Block.of(sheet.name, headings, len(readings)), headings, readings)


def _readings(case: Case, texts: Texts) -> Iterator[Mapping[str, Value]]:
    for assumption in assumptions(texts, case.book, case.quote.scenario):
        for reading in assumption.readings:
            yield {
                "id": assumption.id,
                "question": assumption.question,
                "reading": reading.text,
                "in_force": texts("yes") if reading.in_force else texts("no"),
            }
