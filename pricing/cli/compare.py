"""`compare`: every option of every scenario of a file, written to another file."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pricing.cli.files import book_option, read_book
from pricing.cli.output import note, printable
from pricing.cli.phrases import counted
from pricing.cli.scenario_options import assumption_options, count
from pricing.cli.strict import BadInput, Faults, StrictCommand, faults_of
from pricing.errors import shown
from pricing.price_book import PriceBook
from pricing.scenario import TIER_BASES, TierBasis

if TYPE_CHECKING:  # the types only: `--help` must not load the arithmetic
    from pricing.bulk.run import Findings, Source

ENDINGS = (".csv", ".parquet")
LONGEST_NAME = 80
MOST_WORKERS = 256
USUAL_WORKERS = 4
"""The most that are started unless said: with the reading process they stay below 1 GiB together."""

EPILOG = """\b
Examples:
  python -m pricing compare scenarios.csv -o comparison.csv
  python -m pricing compare scenarios.csv -o comparison.parquet --tier-basis total
  python -m pricing compare scenarios.parquet -o comparison.csv --keep-going --workers 1

Exit code: 0 if all rows are compared, 2 on bad input, 1 if COMPARISON can't be written. Without
--keep-going a single bad row leaves COMPARISON as it was, and all bad rows are named.
"""


@click.command(name="compare", cls=StrictCommand, epilog=EPILOG)
@click.argument("scenarios", metavar="SCENARIOS", required=False)
@click.option(
    "-o",
    "--output",
    metavar="COMPARISON",
    help="Write to this file, by its ending CSV or Parquet: a row per scenario and option. Required. "
    "Example: --output comparison.csv",
)
@assumption_options
@book_option
@click.option(
    "--keep-going",
    is_flag=True,
    help="Write the good rows although others are bad; the exit code is still 2. Example: --keep-going",
)
@click.option(
    "--workers",
    metavar="N",
    help=f"Work in so many processes, 1 to {MOST_WORKERS} (default: one for each "
    f"core, {USUAL_WORKERS} at most; each takes some 150 MiB). Example: --workers 2",
)
@click.pass_context
def compare_command(
    context: click.Context,
    /,
    *,
    scenarios: str | None,
    output: str | None,
    tier_basis: str | None,
    no_free_quota: bool,
    price_book: str | None,
    keep_going: bool,
    workers: str | None,
) -> None:
    """Compare all options of many scenarios at once.

    SCENARIOS is a CSV or Parquet file with the columns name, monthly_calls (one number, or one per month
    separated by spaces), months, and, if they differ from the default, peak_qps, peak_days, materials,
    activities.
    """
    faults = faults_of(context)
    source = faults.collect(lambda: _source(scenarios))
    target = faults.collect(lambda: _target(output, {"scenarios": scenarios, "price book": price_book}))
    of_book = Faults()
    book = of_book.collect(lambda: read_book(price_book, where="--price-book"))
    basis = faults.collect(lambda: _basis(tier_basis, book))
    faults.lines += of_book.lines
    processes = faults.collect(lambda: _workers(workers))
    if source is None:
        raise BadInput(faults.lines)
    with closing(source):
        if target is None or basis is None or book is None or processes is None or faults.lines:
            raise BadInput(faults.lines)
        found = _compare(
            source, target, (book, basis, not no_free_quota), keep_going=keep_going, workers=processes
        )
    if found.faults:
        raise BadInput(printable(str(fault)) for fault in found.faults)
    if found.idle_peaks:
        rows, first = counted(len(found.idle_peaks), "row"), f"{source.unit} {found.idle_peaks[0]}"
        note(
            f"{source.name}: in {rows}, first in {first}, the peak QPS exceeds the base QPS "
            "but counts on 0 days, so it costs nothing: set peak_days"
        )


def _compare(
    source: Source, target: Path, terms: tuple[PriceBook, TierBasis, bool], *, keep_going: bool, workers: int
) -> Findings:
    """Run the comparison under a progress bar; return what is to be said of the rows."""
    from pricing.bulk.pool import WorkerDiedError  # noqa: PLC0415  as the next
    from pricing.bulk.run import Terms, compare_files  # noqa: PLC0415  `--help` must not load it

    try:
        with _ended_by_signals() as check, _progress(source.size) as show:

            def progress(done: int) -> None:
                check()
                show(done)

            return compare_files(
                source, target, Terms(*terms), keep_going=keep_going, workers=workers, progress=progress
            )
    except WorkerDiedError:
        _fail("a worker process died, perhaps for lack of memory; try fewer --workers")
    except OSError as error:
        _fail(f"{_name(target)}: can't be written ({error.strerror or error})")


@contextmanager
def _ended_by_signals() -> Iterator[Callable[[], None]]:
    """Note signals that end a run; yield what raises SystemExit, with the shell's code, once one came.

    An exception raised by the handler itself would strike wherever Python happens to be: between two lines
    that belong together, or where nobody hears it.
    """
    from pricing.bulk.pool import HELD  # noqa: PLC0415  as above

    noted: list[int] = []

    def check() -> None:
        if noted:
            raise SystemExit(128 + noted[0])

    heard = [each for each in HELD if signal.getsignal(each) is not signal.SIG_IGN]  # `nohup` ignores one
    before = {each: signal.signal(each, lambda number, _: noted.append(number)) for each in heard}
    try:
        yield check
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _fail(line: str) -> NoReturn:
    click.echo(line, err=True)
    raise click.exceptions.Exit(1)


def _source(file: str | None) -> Source:
    """Return the scenarios of ``file``; raises BadInput or InvalidScenario."""
    path = _path(file, "SCENARIOS")
    from pricing.bulk.run import open_source  # noqa: PLC0415  `--help` must not load it

    name = _name(path)
    try:
        return open_source(path, name)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInput([f"{name}: can't be read ({reason}); allowed: a CSV or Parquet file"]) from None


def _target(file: str | None, read: Mapping[str, str | None]) -> Path:
    """Return the path to write to; ``read`` are the files that are read. Raises BadInput."""
    path = _path(file, "--output")
    try:
        problem = _problem(path, read)
    except OSError as error:
        problem = f"can't be used ({error.strerror or error}); allowed: a file in an existing folder"
    if problem:
        raise BadInput([f"--output: {_name(path)} {problem}"])
    return path


def _problem(path: Path, read: Mapping[str, str | None]) -> str:
    """Return why nothing can be written to ``path``, and what is allowed; an empty text if it can be."""
    place = Path(os.path.realpath(path))
    if place.exists() and not place.is_file():
        return "is no ordinary file; allowed: a file, or a name that is free"
    for what, file in read.items():
        if file and place.exists() and os.path.exists(file) and place.samefile(file):  # noqa: PTH110  false for a name that is too long
            return f"holds the {what}; allowed: another file"
    if place.exists() and not os.access(place, os.W_OK):
        return "is write-protected; allowed: a file that can be written, or a name that is free"
    if not place.parent.is_dir():
        return "is in no folder that exists; allowed: a file in an existing folder"
    if not os.access(place.parent, os.W_OK | os.X_OK):
        return "is in a folder that can't be written; allowed: another folder"
    return ""


def _name(path: Path) -> str:
    """Return ``path`` for a message: printable, and the end of it if it is long."""
    name = printable(str(path))
    return name if len(name) <= LONGEST_NAME else f"...{name[3 - LONGEST_NAME :]}"


def _path(file: str | None, where: str) -> Path:
    """Return the path of a file whose ending says what it holds; raises BadInput."""
    allowed = f"a file that ends in {' or '.join(ENDINGS)}"
    if file is None:
        raise BadInput([f"{where}: missing; expected: {allowed}"])
    if where == "SCENARIOS" and os.path.isdir(file):  # noqa: PTH112  false for a name that is too long
        raise BadInput([f"{where}: {_name(Path(file))} is a folder; allowed: {allowed}"])
    if Path(file).suffix.lower() not in ENDINGS or "\0" in file:
        raise BadInput([f"{where}: {shown(file)} is of another kind; allowed: {allowed}"])
    return Path(file)


def _basis(text: str | None, book: PriceBook | None) -> TierBasis:
    """Return the reading of A1 that is said, or else that of the price list."""
    if text is None:
        return TIER_BASES[0] if book is None else book.default_basis
    for basis in TIER_BASES:
        if basis == text.strip(" "):
            return basis
    raise BadInput([f"--tier-basis: {shown(text)} is not known; allowed: {', '.join(TIER_BASES)}"])


def _workers(text: str | None) -> int:
    if text is None:
        return min(_cores(), USUAL_WORKERS)
    return count(text, where="--workers", high=MOST_WORKERS)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _progress(size: int) -> Iterator[Callable[[int], None]]:
    """Yield a function that is told how much of ``size`` is done; a terminal shows it as a bar."""
    hidden = sys.stderr is None or not sys.stderr.isatty()
    if hidden:
        yield lambda _: None
        return
    with click.progressbar(length=size, label="Comparing", file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)
