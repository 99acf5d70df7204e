"""`price-book`: shows a price book, or says whether a file is a valid one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import click

from pricing.cli.files import read_book
from pricing.cli.output import aligned, indented, printable, write
from pricing.cli.strict import BadInput, StrictCommand, StrictGroup, faults_of
from pricing.money import exact, rounded, with_separators
from pricing.price_book import Free, LargeCustomer, PriceBook, Settlement

SHOW_EPILOG = """\b
Examples:
  python -m pricing price-book show
  python -m pricing price-book show negotiated.toml
  python -m pricing price-book show tencent-face-fusion@2020-02-20
"""

LIST_EPILOG = """\b
Examples:
  python -m pricing price-book list
  python -m pricing price-book list tencent-face-fusion
"""

VALIDATE_EPILOG = """\b
Examples:
  python -m pricing price-book validate
  python -m pricing price-book validate negotiated.toml

Exit code: 0 if the file is valid, 2 if not.
"""


@click.group(name="price-book", cls=StrictGroup, no_args_is_help=False)
def price_book_command() -> None:
    """List the price books that there are, show one, or check a price book file."""


@price_book_command.command(name="list", cls=StrictCommand, epilog=LIST_EPILOG)
@click.argument("product", metavar="[ID]", required=False)
@click.pass_context
def list_books(context: click.Context, /, product: str | None) -> None:
    """List the shipped price lists, oldest first: id@version, and from when to when it was in force.

    ID is a product; without it, the lists of all products are listed.
    """
    faults = faults_of(context)
    from pricing.book.file import price_lists, shipped_ids  # noqa: PLC0415  `--help` needs no TOML

    ids = shipped_ids() if product is None else (product,)
    books = faults.collect(lambda: [book for book_id in ids for book in price_lists(book_id)])
    if books is None or faults.lines:
        raise BadInput(faults.lines)
    rows = [(f"{book.id}@{book.version}", _in_force(book)) for book in books]
    write("\n".join(printable(line) for line in aligned(rows, "ll")) + "\n")


def _in_force(book: PriceBook) -> str:
    """Return from when until when a list was in force, and whether it is the one that is taken by itself."""
    from pricing.book.file import DEFAULT_BOOK, DEFAULT_VERSION  # noqa: PLC0415  as above

    is_default = (book.id, book.version) == (DEFAULT_BOOK, DEFAULT_VERSION)
    return f"{_dates(book)}{' (default)' if is_default else ''}"


@price_book_command.command(name="show", cls=StrictCommand, epilog=SHOW_EPILOG)
@click.argument("file", required=False)
@click.pass_context
def show(context: click.Context, /, file: str | None) -> None:
    """List every figure of a price book, with its source, version and the day it was checked.

    FILE is a TOML file, or ID or ID@VERSION of a shipped price list; without it, the default list is shown.
    """
    book = _read(context, file)
    write(price_book_text(book))


@price_book_command.command(name="validate", cls=StrictCommand, epilog=VALIDATE_EPILOG)
@click.argument("file", required=False)
@click.pass_context
def validate(context: click.Context, /, file: str | None) -> None:
    """Say whether a price book file is valid; all of its faults are listed, one line each.

    FILE is a TOML file, or ID or ID@VERSION of a shipped price list; without it, the default list is checked.
    """
    book = _read(context, file)
    name = "shipped price book" if file is None else file
    write(printable(f"{name}: valid ({book.id}, {book.version})") + "\n")


def _read(context: click.Context, file: str | None) -> PriceBook:
    """Return the book of ``file``; raises BadInput with its faults and those of the command line."""
    faults = faults_of(context)
    book = faults.collect(lambda: read_book(file, where="FILE"))
    if book is None or faults.lines:
        raise BadInput(faults.lines)
    return book


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
            *(("in force", words) for words in [_dates(book)] if words),
        ],
        "ll",
    )
    blocks = [[title], origin, *_sections(book)]
    return "\n\n".join("\n".join(printable(line) for line in block) for block in blocks) + "\n"


def _dates(book: PriceBook) -> str:
    words = [] if book.published is None else [f"from {book.published.isoformat()}"]
    words += [] if book.superseded is None else [f"until {book.superseded.isoformat()}"]
    return " ".join(words)


def _sections(book: PriceBook) -> list[list[str]]:
    free, settlement, large = book.free, book.settlement, book.large_customer
    sections = [
        ("Free quota, per activity, once", _free(free) if free else []),
        ("License, per activity", _license(book)),
        ("QPS upgrade, per activity", _qps(book)),
        ("Packs, prepaid", _packs(book)),
        (f"Postpaid, billed by the month ({book.postpaid.mode} tiers)", _tiers(book)),
        ("Settlement", [_settlement(settlement)] if settlement else []),
        ("Large customers", [_large_customer(large, book.currency)] if large else []),
    ]
    return [[title, *indented(lines or ["none"])] for title, lines in sections]


def _free(free: Free) -> list[str]:
    return aligned([("calls", f"{free.calls:,}"), ("QPS", f"{free.qps:,}")], "lr")


def _license(book: PriceBook) -> list[str]:
    if not book.packages:
        return []
    rows: list[tuple[str, ...]] = [
        (f"price, {book.currency}", *(with_separators(package.price) for package in book.packages)),
        ("term, months", *(f"{package.term_months:,}" for package in book.packages)),
        ("calls", *(f"{package.calls:,}" for package in book.packages)),
        ("QPS", *(f"{package.qps:,}" for package in book.packages)),
        ("materials", *(_limit(package.materials) for package in book.packages)),
    ]
    days = [package.materials_editable_days for package in book.packages]
    if days != [None] * len(days):
        rows.append(("materials editable, days", *("-" if each is None else f"{each:,}" for each in days)))
    if not book.has_single_license:
        rows.insert(0, ("", *(package.id for package in book.packages)))
    return aligned(rows, "l" + "r" * len(book.packages))


def _limit(most: int | None) -> str:
    return "no limit" if most is None else f"{most:,}"


def _qps(book: PriceBook) -> list[str]:
    upgrade = book.qps
    if upgrade is None:
        return []
    most = ("units at most", _limit(upgrade.max_units))
    if upgrade.max_qps is not None:
        most = ("QPS at most, in all", f"{upgrade.max_qps:,}")
    rows = [
        ("one unit, QPS", f"{upgrade.unit:,}"),
        (f"price of a unit and day, {book.currency}", with_separators(upgrade.price_per_day)),
        most,
        ("ordered ahead, days", f"{upgrade.order_from_days:,} to {upgrade.order_window_days:,}"),
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


def _settlement(settlement: Settlement) -> str:
    return f"{with_separators(settlement.hold_ratio)} x the month's usage at list price is held"


def _large_customer(large: LargeCustomer, currency: str) -> str:
    return f"prices are negotiable above {currency} {with_separators(large.monthly_spend)} a month"
