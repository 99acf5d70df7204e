"""The price book that a command works with: a file that was named, or the shipped one."""

from __future__ import annotations

from pathlib import Path

import click

from pricing.cli.bad_input import BadInput
from pricing.errors import InvalidPriceBook
from pricing.price_book import PriceBook

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
