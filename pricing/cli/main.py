"""The entry point: runs one command and turns its errors into lines and an exit code.

Exit codes, the contract with scripts: 0 done, or the reader of the pipe had enough; 2 bad input, one line a
fault on stderr and nothing on stdout; 1 the answer could not be written; 130 interrupted, 143 terminated,
129 the terminal was closed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from pricing.cli.break_even import break_even_command
from pricing.cli.compare import compare_command
from pricing.cli.history import history_command
from pricing.cli.output import note
from pricing.cli.price_book import price_book_command
from pricing.cli.quote import quote_command
from pricing.cli.strict import BadInput, StrictGroup
from pricing.errors import PricingError

EPILOG = """\b
Examples:
  python -m pricing quote --calls 400000 --months 12
  python -m pricing quote --calls 2000000 --months 3 --peak-qps 400 --peak-days 10
  python -m pricing compare scenarios.csv -o comparison.csv
  python -m pricing break-even --axis calls --months 12 --max-calls 20000000
  python -m pricing history --calls 400000 --months 12
  python -m pricing price-book list

Exit code: 0 on success, 2 on bad input (one line a fault on stderr, nothing on stdout), 1 if the answer
can't be written, 130 on an interrupt (Ctrl-C), 143 when terminated.
"""


@click.group(cls=StrictGroup, name="pricing", epilog=EPILOG, no_args_is_help=False)
def pricing() -> None:
    """What a product that is billed by the call costs, and what to buy for it."""


pricing.add_command(quote_command)
pricing.add_command(history_command)
pricing.add_command(break_even_command)
pricing.add_command(compare_command)
pricing.add_command(price_book_command)


def main(args: Sequence[str]) -> int:
    """Run the command that ``args`` (without the program's name) spell; return the exit code."""
    try:
        with pricing.make_context("python -m pricing", list(args)) as context:
            pricing.invoke(context)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (BadInput, PricingError, click.ClickException) as error:
        _report(error)
        return 2
    except BrokenPipeError:
        _let_go_of_stdout()
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        _let_go_of_stdout()
        click.echo(f"stdout: can't be written ({error.strerror})", err=True)
        return 1
    return 0


def _report(error: BadInput | PricingError | click.ClickException) -> None:
    """Write one line a fault to stderr."""
    if isinstance(error, BadInput):
        lines: Sequence[str] = error.lines
    elif isinstance(error, PricingError):
        lines = [str(fault) for fault in error.faults]
    else:
        lines = [error.format_message()]
    for line in lines:
        note(" ".join(line.splitlines()))


def _let_go_of_stdout() -> None:
    """Point stdout at nothing, so that Python's own flush at exit has no reader to miss."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
