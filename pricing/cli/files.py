"""The files that a command reads: its price book, and the scenario as JSON in place of the options."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

import click

from pricing.cli.output import printable
from pricing.cli.strict import BadInput
from pricing.errors import InvalidPriceBook, InvalidScenario, shown
from pricing.price_book import PriceBook
from pricing.scenario import Scenario

book_option = click.option(
    "--price-book",
    metavar="FILE",
    help="Take the prices from this TOML file (default: the shipped price book of Face Fusion). "
    "Example: --price-book negotiated.toml",
)
"""The option for commands that price something."""


def read_book(file: str | None, *, where: str) -> PriceBook:
    """Return the price book in ``file``, or the shipped one for None.

    Raises BadInput with a line for each fault of the file; ``where`` names the option or argument.
    """
    from pricing.book.file import load, shipped, shown_name  # noqa: PLC0415  `--help` needs no TOML

    if file is None:
        return shipped()
    if not file.strip():
        raise BadInput([f"{where}: {file!r} names no file; allowed: a TOML file in UTF-8"])
    path = Path(file)
    name = shown_name(path)
    try:
        return load(path)
    except InvalidPriceBook as error:
        raise BadInput(
            str(fault) if fault.where == name else f"{name}: {fault}" for fault in error.faults
        ) from None


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


def scenario_of_file(file: str, given: Collection[str]) -> tuple[Scenario, Mapping[str, object]]:
    """Return the scenario in ``file`` and what that says of itself.

    ``given`` names the options that would spell a scenario out as well.

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
        return read_with_provenance(content, name)
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
