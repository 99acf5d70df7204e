"""The files that a command reads: its price book, and the scenario as JSON in place of the options."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from pricing.cli.output import printable
from pricing.cli.strict import BadInput
from pricing.errors import InvalidPriceBook, InvalidScenario, shown
from pricing.price_book import PriceBook
from pricing.scenario import Scenario, TierBasis

book_option = click.option(
    "--price-book",
    metavar="FILE|ID|ID@VERSION",
    help="Take the prices from this TOML file, or from a shipped price list: its newest one (ID), or that of "
    "a version (default: the price list of Face Fusion that was asked for; see `price-book list`). "
    "Example: --price-book negotiated.toml, or --price-book tencent-face-fusion@2020-02-20",
)
"""The option for commands that price something."""


def read_book(named: str | None, *, where: str) -> PriceBook:
    """Return the price book that is ``named``: a file, a shipped id or id@version; None: the one asked for.

    Raises BadInput with a line for each fault; ``where`` names the option or argument.
    """
    from pricing.book.file import load, shown_name  # noqa: PLC0415  `--help` needs no TOML

    if named is None or not _is_file(named):
        return _shipped(named, where)
    if not named.strip():
        raise BadInput([f"{where}: {named!r} names no file; allowed: a TOML file in UTF-8"])
    path = Path(named)
    name = shown_name(path)
    try:
        return load(path)
    except InvalidPriceBook as error:
        raise BadInput(
            str(fault) if fault.where == name else f"{name}: {fault}" for fault in error.faults
        ) from None


def _is_file(named: str) -> bool:
    """Tell whether ``named`` is a file, or looks like one: an id has no folder, and no ending of a file."""
    looks = not named.strip() or "\0" in named or {"/", os.sep} & {*named} or named.lower().endswith(".toml")
    return bool(looks) or os.path.exists(named)  # noqa: PTH110  false for a name that is too long


def _shipped(named: str | None, where: str) -> PriceBook:
    from pricing.book.file import (  # noqa: PLC0415  as above
        DEFAULT_BOOK,
        DEFAULT_VERSION,
        shipped,
        shipped_versions,
    )

    if named is None:
        return shipped(DEFAULT_BOOK, DEFAULT_VERSION)
    book_id, said, version = named.partition("@")
    try:
        return shipped(book_id, version if said else shipped_versions(book_id)[-1])
    except InvalidPriceBook as error:
        raise BadInput(str(replace(fault, where=where)) for fault in error.faults) from None


STANDARD_INPUT: Final = "-"

scenario_file_option = click.option(
    "--scenario",
    "scenario_file",
    metavar="FILE",
    help="Take the scenario from this JSON file, in place of the options above: the scenario that the app "
    "offers for download, or the JSON of an earlier quote; - reads standard input. "
    "Example: --scenario scenario.json",
)
"""The option for commands that price one scenario."""


def scenario_of_file(
    file: str, given: Collection[str], *, tier_basis: TierBasis = "overage"
) -> tuple[Scenario, Mapping[str, object]]:
    """Return the scenario in ``file`` and what that says of itself.

    ``given`` names the options that would spell a scenario out as well; ``tier_basis`` is that of the price
    list, where the file says none.

    Raises BadInput with a line for each fault.
    """
    from pricing.scenario_json import MOST_BYTES, read_with_provenance  # noqa: PLC0415  `--help` needs no JSON

    if given:
        both = f"--scenario: given together with {', '.join(given)}; allowed: either the file or the options"
        raise BadInput([both])
    if not file.strip():
        raise BadInput([f"--scenario: {file!r} names no file; allowed: a JSON file in UTF-8"])
    name = _name(file)
    try:
        content = _content(file, MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput([f"{name}: can't be read ({reason}); allowed: a JSON file in UTF-8"]) from None
    try:
        return read_with_provenance(content, name, tier_basis=tier_basis)
    except InvalidScenario as error:
        raise BadInput(
            str(fault) if fault.where == name else f"{name}: {fault}" for fault in error.faults
        ) from None


def other_prices(file: str, said: Mapping[str, object], book: PriceBook) -> str:
    """Return what is to be said where the figures beside a scenario are not at the prices of ``book``.

    ``said`` is what ``file`` says of itself. The text is empty where nothing tells that they differ.
    """
    named = said.get("price_book")
    stated = named if isinstance(named, Mapping) else {}
    parts = [
        f"{key} {shown(stated[key])}"
        for key in ("id", "version", "currency")
        if key in stated and stated[key] != getattr(book, key)
    ]
    parts = [f"price book {', '.join(parts)}"] if parts else []
    parts += ["prices that are not list prices"] if said.get("list_prices") is False else []
    if not parts:
        return ""
    here = printable(f"{book.id}, version {book.version}, in {book.currency}")
    return f"{_name(file)}: says that it was made with {' and '.join(parts)}; priced here with {here}"


def _name(file: str) -> str:
    return "standard input" if file == STANDARD_INPUT else printable(file)


def _content(file: str, most: int) -> bytes:
    if file != STANDARD_INPUT:
        with Path(file).open("rb") as opened:
            return opened.read(most)
    if sys.stdin is None:  # closed by the caller
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read(most)
