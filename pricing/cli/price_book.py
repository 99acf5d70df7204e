"""`price-book`: shows a price book, or says whether a file is a valid one."""

from __future__ import annotations

import click

from pricing.cli.bad_input import BadInput
from pricing.cli.book_file import read_book
from pricing.cli.output import printable, write
from pricing.cli.strict import StrictCommand, StrictGroup, faults_of
from pricing.price_book import PriceBook

SHOW_EPILOG = """\b
Examples:
  python -m pricing price-book show
  python -m pricing price-book show negotiated.toml
"""

VALIDATE_EPILOG = """\b
Examples:
  python -m pricing price-book validate
  python -m pricing price-book validate negotiated.toml

Exit code: 0 if the file is valid, 2 if not.
"""


@click.group(name="price-book", cls=StrictGroup, no_args_is_help=False)
def price_book_command() -> None:
    """Show a price book, or check a price book file."""


@price_book_command.command(name="show", cls=StrictCommand, epilog=SHOW_EPILOG)
@click.argument("file", required=False)
@click.pass_context
def show(context: click.Context, /, file: str | None) -> None:
    """List every figure of a price book, with its source, version and the day it was checked.

    FILE is a TOML file; without it, the shipped price book is shown.
    """
    book = _read(context, file)
    from pricing.cli.price_book_text import price_book_text  # noqa: PLC0415  `--help` does not need it

    write(price_book_text(book))


@price_book_command.command(name="validate", cls=StrictCommand, epilog=VALIDATE_EPILOG)
@click.argument("file", required=False)
@click.pass_context
def validate(context: click.Context, /, file: str | None) -> None:
    """Say whether a price book file is valid; all of its faults are listed, one line each.

    FILE is a TOML file; without it, the shipped price book is checked.
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
