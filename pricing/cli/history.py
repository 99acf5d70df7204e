"""`history`: one scenario on every price list of the product."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from pricing.cli.files import book_option, scenario_file_option
from pricing.cli.output import aligned, printable, write
from pricing.cli.phrases import figure, listed
from pricing.cli.scenario_options import assumption_options, format_option, read_asked, scenario_options
from pricing.cli.strict import BadInput, StrictCommand, faults_of
from pricing.price_book import PriceBook

if TYPE_CHECKING:
    from pricing.quotes.history import Past

EPILOG = """\b
Examples:
  python -m pricing history --calls 400000 --months 12
  python -m pricing history --calls 2000000 --months 3 --peak-qps 400 --peak-days 10 --format table
"""


@click.command(name="history", cls=StrictCommand, epilog=EPILOG)
@scenario_options
@assumption_options
@scenario_file_option
@book_option
@format_option("json", "table")
@click.pass_context
def history_command(
    context: click.Context,
    /,
    *,
    no_free_quota: bool,
    scenario_file: str | None,
    price_book: str | None,
    file_format: str,
    **fields: str | None,
) -> None:
    """What a scenario costs on each price list of the product, oldest first, and what it would buy.

    Each list has its own default of --tier-basis unless one is said.
    """
    faults = faults_of(context)
    asked = read_asked(faults, fields, no_free_quota=no_free_quota, file=scenario_file, price_book=price_book)
    faults.check("--format", file_format, FORMATS)
    if asked is None or faults.lines:
        raise BadInput(faults.lines)

    from pricing.quotes.history import history  # noqa: PLC0415  `--help` must not load the arithmetic

    found = history(_lists(asked.book), asked.scenario, says_basis=asked.says_basis)
    write(FORMATS[file_format](found))


def _lists(book: PriceBook) -> tuple[PriceBook, ...]:
    """Return all price lists of the product; only ``book`` itself where it is none that is shipped."""
    from pricing.book.file import price_lists, shipped_ids  # noqa: PLC0415  `--help` needs no TOML

    return price_lists(book.id) if book.id in shipped_ids() else (book,)


def _json(found: Sequence[Past]) -> str:
    from pricing.quotes.history import history_json  # noqa: PLC0415  as above

    return history_json(found)


def _table(found: Sequence[Past]) -> str:
    rows = [("version", "total", "cheapest", "what it buys"), *(_row(past) for past in found)]
    return "\n".join(printable(line) for line in aligned(rows, "lrll")) + "\n"


def _row(past: Past) -> tuple[str, str, str, str]:
    option = past.cheapest
    if past.quote is None or option is None or option.costs is None:
        return past.book.version, "-", "-", past.reason or "-"
    from pricing.cli.quote_text import bought  # noqa: PLC0415  as above

    things = listed(bought(past.quote, option) or ["nothing in advance"])
    return past.book.version, f"{past.book.currency} {figure(option.costs.total)}", option.id, things


FORMATS: Mapping[str, Callable[[Sequence[Past]], str]] = {"json": _json, "table": _table}
