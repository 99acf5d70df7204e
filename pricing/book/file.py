"""Price books from TOML files: read, validate, refuse with all faults at once.

The only faces of the files: `load` a path, `loads` a text, `read` the bytes of a file that is nowhere,
`shipped` for the books of this package, by id and version; `checked` takes the tables of one. Whatever is
wrong with a file, InvalidPriceBook says so; no other exception leaves this module.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal, DecimalException
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pricing.book.format import Found, Loc, build, value_faults
from pricing.book.rules import rule_faults
from pricing.errors import AmountTooLarge, Fault, InvalidPriceBook, Phrase, message, shown
from pricing.price_book import PriceBook

DEFAULT_BOOK = "tencent-face-fusion"
DEFAULT_VERSION = "2019-07-22"
"""The list that the product was asked for."""

MOST_BYTES = 1_000_000
MOST_LINE = 2_000
"""Characters of a line: the parser's time grows with the square of a dotted key's length."""

_FOLDER = files("pricing") / "price_books"


def load(path: Path) -> PriceBook:
    """Return the price book in the file at ``path``; raises InvalidPriceBook with every fault."""
    name = shown_name(path)
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidPriceBook((Fault("file_unreadable", name, reason),)) from None
    return read(content, name)


def loads(text: str) -> PriceBook:
    """Return the price book in a TOML text; raises InvalidPriceBook with every fault."""
    return read(text.encode("utf-8", "surrogatepass"), "price book")


def read(content: bytes, name: str) -> PriceBook:
    """Return the price book that ``content`` is; raises InvalidPriceBook with every fault.

    ``name`` is what faults of the file as a whole call it.
    """
    return checked(_parsed(_decoded(content, name), name))


def checked(data: Mapping[str, Any]) -> PriceBook:
    """Return the price book of the tables of a file; raises InvalidPriceBook with every fault."""
    faults = faults_of(data)
    if faults:
        raise InvalidPriceBook(faults)
    book = build(data)
    _check_packs(book)
    _check_amounts(book)
    return book


def shown_name(path: Path) -> str:
    """Return ``path`` on one line, in quotes if it has characters that can't be printed."""
    name = str(path)
    return name if name.isprintable() else repr(name)


def shipped(book_id: str = DEFAULT_BOOK, version: str | None = None) -> PriceBook:
    """Return a price book of this package, read once; without a ``version`` the `default_version` of its id.

    Raises InvalidPriceBook for an id or a version that there is not; the fault names those that there are.
    """
    return _shipped(book_id, default_version(book_id) if version is None else version)


@cache
def _shipped(book_id: str, version: str) -> PriceBook:
    versions = shipped_versions(book_id)
    if version not in versions:
        found = {"id": book_id, "allowed": ", ".join(versions)}
        raise InvalidPriceBook((Fault("unknown_version", "version", shown(version), found),))
    return checked(_shelf()[book_id, version])


def default_version(book_id: str = DEFAULT_BOOK) -> str:
    """Return the version in force where none is said: the one asked for, of other products the newest.

    Raises InvalidPriceBook for an unknown id.
    """
    return _default.get(book_id) or shipped_versions(book_id)[-1]


def serve_version(version: str) -> None:
    """Make ``version`` of the default product the one in force where none is said: a server's setting.

    Raises InvalidPriceBook for one that there is not.
    """
    _default[DEFAULT_BOOK] = shipped(DEFAULT_BOOK, version).version


_default = {DEFAULT_BOOK: DEFAULT_VERSION}


@cache
def shipped_ids() -> tuple[str, ...]:
    """Return the ids of the products whose price lists are in this package, in order."""
    return tuple(sorted({book_id for book_id, _ in _shelf()}))


@cache
def shipped_versions(book_id: str = DEFAULT_BOOK) -> tuple[str, ...]:
    """Return the versions of a product's price lists, oldest first; raises InvalidPriceBook."""
    if book_id not in shipped_ids():
        allowed = {"allowed": ", ".join(shipped_ids())}
        raise InvalidPriceBook((Fault("unknown_book", "book", shown(book_id), allowed),))
    return tuple(version for shipped_id, version in _shelf() if shipped_id == book_id)


def price_lists(book_id: str = DEFAULT_BOOK) -> tuple[PriceBook, ...]:
    """Return all price lists of a product, oldest first; raises InvalidPriceBook for an unknown id."""
    return tuple(shipped(book_id, version) for version in shipped_versions(book_id))


@cache
def _shelf() -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """Return the tables of the files of this package by id and version, oldest first."""
    names = sorted(entry.name for entry in _FOLDER.iterdir() if entry.name.endswith(".toml"))
    return by_version((name, _parsed(_decoded((_FOLDER / name).read_bytes(), name), name)) for name in names)


def by_version(
    tables: Iterable[tuple[str, Mapping[str, Any]]],
) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """Return the tables of files, given by their names, by id and version: in the order of publication.

    Raises InvalidPriceBook where two are of one id and version.
    """
    found: dict[tuple[str, str], tuple[str, Mapping[str, Any]]] = {}
    faults = []
    for name, table in tables:
        key = str(table.get("id")), str(table.get("version"))
        first, _ = found.setdefault(key, (name, table))
        if first != name:
            faults.append(Fault("two_books", name, "@".join(key), {"first": first}))
    if faults:
        raise InvalidPriceBook(tuple(faults))
    dated = sorted(found, key=lambda key: (key[0], str(found[key][1].get("published", "")), key[1]))
    return {key: found[key][1] for key in dated}


def faults_of(data: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return every fault of the tables of a file, in the order of the file."""
    return _in_file_order(data, [*value_faults(data), *rule_faults(data)])


def _check_packs(book: PriceBook) -> None:
    """Raise InvalidPriceBook where the cheapest packs can't be found, whatever the scenario.

    A bill on the overage basis falls at least as deep as one on the total basis, so its menu is the larger.
    """
    from pricing.bills.tiers import Tariff  # noqa: PLC0415  as above
    from pricing.cheapest.pack_menu import build_menu  # noqa: PLC0415  only once there is a book to price

    build_menu(book.packs, Tariff(book.postpaid, "overage").deepest_drop)


def _check_amounts(book: PriceBook) -> None:
    """Raise InvalidPriceBook where even a month without calls has no exact amounts: by its dearest price."""
    from pricing.bills.demands import Demands  # noqa: PLC0415  as above
    from pricing.quotes.options import offer  # noqa: PLC0415  as above
    from pricing.scenario import Scenario  # noqa: PLC0415  as above

    priced = offer(book, "overage", count_free=True)
    try:
        priced.check_amounts(Demands.of(Scenario((0,))))
    except AmountTooLarge as error:
        reach = int(priced.all_packs.menu.calls[-1]) + 1  # calls that the search prices in any case
        prices = [(pack.price, f"packs[{place}].price", 1) for place, pack in enumerate(book.packs)]
        prices += [
            (tier.unit_price, f"postpaid.tiers[{place}].unit_price", reach)
            for place, tier in enumerate(book.postpaid.tiers)
        ]
        if book.license is not None:
            prices.append((book.license.price, "license.price", 1))
        price, key, _ = max(prices, key=lambda each: each[0] * each[2])
        [fault] = error.faults
        amounts = {"most": fault.value, "high": fault.params["high"]}
        raise InvalidPriceBook((Fault("never_exact", key, f"{price:,}", amounts),)) from None


def _decoded(content: bytes, name: str) -> str:
    """Return the text, without the mark that some editors put before UTF-8."""
    if len(content) > MOST_BYTES:
        limit = {"high": f"{MOST_BYTES:,}"}
        raise InvalidPriceBook((Fault("file_too_large", name, Phrase(message("the file")), limit),))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = {"byte": f"0x{content[error.start]:02x}", "line": str(line)}
        value = Phrase(message("byte {byte} in line {line}"), **found)
        raise InvalidPriceBook((Fault("not_utf8", name, value),)) from None


def _parsed(text: str, name: str) -> Mapping[str, Any]:
    """Return the tables of the file; numbers with a point become decimals, never binary floats."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MOST_LINE:
            found = {"line": str(number), "high": f"{MOST_LINE:,}"}
            value = Phrase(message("line {line} has more than {high} characters"), **found)
            raise InvalidPriceBook((Fault("invalid_toml", name, value),))
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
    except RecursionError:
        reason = Phrase(message("arrays or tables are nested too deeply"))
    except (ValueError, DecimalException):
        reason = Phrase(message("a number has too many digits"))
    raise InvalidPriceBook((Fault("invalid_toml", name, reason),))


def _in_file_order(data: Mapping[str, Any], found: Iterable[Found]) -> tuple[Fault, ...]:
    """Return the faults as they stand in the file; a missing key comes last in its table."""

    @cache
    def ranks(parent: Loc) -> Mapping[str | int, int]:
        table: Any = data
        for step in parent:
            table = table[step]
        return {key: rank for rank, key in enumerate(table)}

    def position(entry: Found) -> tuple[int, ...]:
        loc, _ = entry
        tables = [ranks(loc[:depth]) if isinstance(step, str) else {} for depth, step in enumerate(loc)]
        return tuple(
            step if isinstance(step, int) else table.get(step, len(table))
            for step, table in zip(loc, tables, strict=True)
        )

    return tuple(fault for _, fault in sorted(found, key=position))
