"""`quote`: every option of one scenario, priced."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from pricing.cli.files import book_option, other_prices, scenario_file_option
from pricing.cli.output import note, write
from pricing.cli.scenario_options import assumption_options, format_option, read_asked, scenario_options
from pricing.cli.strict import BadInput, StrictCommand, faults_of
from pricing.quotes.values import Quote

EPILOG = """\b
Examples:
  python -m pricing quote --calls 400000 --months 12
  python -m pricing quote --calls 500000 --months 1 --peak-qps 200 --peak-days 7
  python -m pricing quote --calls 100000,2000000,50000 --format json
  python -m pricing quote --calls 8000000 --months 6 --tier-basis total --format csv
  python -m pricing quote --scenario scenario.json
"""


def _table(quote: Quote) -> str:
    from pricing.cli.quote_text import quote_text  # noqa: PLC0415  only for this format

    return quote_text(quote)


def _json(quote: Quote) -> str:
    from pricing.quotes.as_json import quote_json  # noqa: PLC0415  only for this format

    return quote_json(quote)


def _csv(quote: Quote) -> str:
    from pricing.quotes.rows import csv_text, later_columns, quote_rows  # noqa: PLC0415  only for this format

    return csv_text(quote_rows(quote), later_columns(quote.scenario))


FORMATS: Mapping[str, Callable[[Quote], str]] = {"table": _table, "json": _json, "csv": _csv}


@click.command(name="quote", cls=StrictCommand, epilog=EPILOG)
@scenario_options
@assumption_options
@scenario_file_option
@book_option
@format_option("table", "json", "csv")
@click.pass_context
def quote_command(
    context: click.Context,
    /,
    *,
    no_free_quota: bool,
    scenario_file: str | None,
    price_book: str | None,
    file_format: str,
    **fields: str | None,
) -> None:
    """What to buy for a scenario, what it costs, and how the alternatives compare."""
    faults = faults_of(context)
    asked = read_asked(faults, fields, no_free_quota=no_free_quota, file=scenario_file, price_book=price_book)
    faults.check("--format", file_format, FORMATS)
    if asked is None or faults.lines:
        raise BadInput(faults.lines)

    from pricing.quotes.quote import quote  # noqa: PLC0415  `--help` must not load the arithmetic

    answer = FORMATS[file_format](quote(asked.book, asked.scenario))
    if scenario_file is not None and (line := other_prices(scenario_file, asked.said, asked.book)):
        note(line)
    write(answer)
