"""A price book as a readable listing: every figure of it, and where the figures come from."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from pricing.cli.output import printable
from pricing.cli.text_table import aligned, indented
from pricing.notation import exact, rounded, with_separators
from pricing.price_book import PriceBook


def price_book_text(book: PriceBook) -> str:
    """Return all figures of ``book`` as plain text, prices exact, a newline at the end."""
    title = " / ".join(book.name.values()) or book.id
    origin = aligned(
        [
            ("id", book.id),
            ("version", book.version),
            ("currency", book.currency),
            ("source", book.source),
            ("checked on", book.checked_on.isoformat()),
        ],
        "ll",
    )
    blocks = [[title], origin, *_sections(book)]
    return "\n\n".join("\n".join(printable(line) for line in block) for block in blocks) + "\n"


def _sections(book: PriceBook) -> list[list[str]]:
    sections = [
        ("Free quota, per activity, once", _free(book)),
        ("License, per activity", _license(book)),
        ("QPS upgrade, per activity", _qps(book)),
        ("Packs, prepaid", _packs(book)),
        (f"Postpaid, billed by the month ({book.postpaid.mode} tiers)", _tiers(book)),
        ("Settlement", _settlement(book)),
        ("Large customers", _large_customer(book)),
    ]
    return [[title, *indented(lines or ["none"])] for title, lines in sections]


def _free(book: PriceBook) -> list[str]:
    free = book.free
    if free is None:
        return []
    return aligned([("calls", f"{free.calls:,}"), ("QPS", f"{free.qps:,}")], "lr")


def _license(book: PriceBook) -> list[str]:
    granted = book.license
    if granted is None:
        return []
    rows = [
        (f"price, {book.currency}", with_separators(granted.price)),
        ("term, months", f"{granted.term_months:,}"),
        ("calls", f"{granted.calls:,}"),
        ("QPS", f"{granted.qps:,}"),
        ("materials", f"{granted.materials:,}"),
    ]
    return aligned(rows, "lr")


def _qps(book: PriceBook) -> list[str]:
    upgrade = book.qps
    if upgrade is None:
        return []
    rows = [
        ("one unit, QPS", f"{upgrade.unit:,}"),
        (f"price of a unit and day, {book.currency}", with_separators(upgrade.price_per_day)),
        ("units at most", f"{upgrade.max_units:,}"),
        ("ordered ahead, days", f"{upgrade.order_window_days:,}"),
    ]
    return aligned(rows, "lr")


def _packs(book: PriceBook) -> list[str]:
    if not book.packs:
        return []
    header = ("id", "calls", f"price, {book.currency}", "per call", "valid, months")
    rows = [
        (
            pack.id,
            f"{pack.calls:,}",
            with_separators(pack.price),
            _per_call(pack.price, pack.calls),
            str(pack.valid_months),
        )
        for pack in book.packs
    ]
    return aligned([header, *rows], "lrrrr")


def _per_call(price: Decimal, calls: int) -> str:
    return exact(rounded(Fraction(price) / calls, 6))


def _tiers(book: PriceBook) -> list[str]:
    rows = [("tier", "from", "to", f"price of a call, {book.currency}")]
    start = 1
    for number, tier in enumerate(book.postpaid.tiers, start=1):
        end = "" if tier.up_to is None else f"{tier.up_to:,}"
        rows.append((str(number), f"{start:,}", end, with_separators(tier.unit_price)))
        start = start if tier.up_to is None else tier.up_to + 1
    return aligned(rows, "lrrr")


def _settlement(book: PriceBook) -> list[str]:
    if book.settlement is None:
        return []
    return [f"{with_separators(book.settlement.hold_ratio)} x the month's usage at list price is held"]


def _large_customer(book: PriceBook) -> list[str]:
    if book.large_customer is None:
        return []
    limit = with_separators(book.large_customer.monthly_spend)
    return [f"prices are negotiable above {book.currency} {limit} a month"]
