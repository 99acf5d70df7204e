"""`break-even`: where the cheapest of some options changes, and the dead zones of a month's bill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import click

from pricing.cli.files import book_option, read_book
from pricing.cli.output import write
from pricing.cli.scenario_options import (
    LABELS,
    assumption_options,
    axis_options,
    count,
    format_option,
    scenario,
)
from pricing.cli.strict import BadInput, Faults, StrictCommand, faults_of
from pricing.errors import shown
from pricing.scenario import LIMITS, Scenario, TierBasis

MOST_CALLS = 1_200_000_000
"""The highest maximum of the calls axis."""

EPILOG = """\b
Examples:
  python -m pricing break-even --axis calls --months 12 --max-calls 20000000
  python -m pricing break-even --axis calls --months 3 --max-calls 5000000 --tier-basis total --format table
  python -m pricing break-even --axis peak-days --peak-qps 100
  python -m pricing break-even --axis peak-days --peak-qps 200 --calls 500000 --months 12
  python -m pricing break-even --axis month-quantity
"""

NAMES: Mapping[str, str] = {**LABELS, "max_calls": "--max-calls", "no_free_quota": "--no-free-quota"}
FORMATS = ("json", "table")


@dataclass(frozen=True)
class Axis:
    """Which of the command's options one axis ``takes``, and which it ``needs``, with their limits."""

    takes: tuple[str, ...]
    needs: Mapping[str, tuple[int, int]]

    def faults(self, name: str, given: Mapping[str, str]) -> list[str]:
        """Return a line for each ``given`` option that means nothing on this axis, and each missing one."""
        allowed = ", ".join([*(NAMES[option] for option in self.takes), "--price-book", "--format"])
        idle = [option for option in given if option not in self.takes]
        missing = [(NAMES[option], *limits) for option, limits in self.needs.items() if option not in given]
        return [
            f"{NAMES[option]}: means nothing with --axis {name}; allowed: {allowed}" for option in idle
        ] + [
            f"{option}: missing with --axis {name}; expected: {low:,} to {high:,}"
            for option, low, high in missing
        ]


SERVICE = ("peak_qps", "materials", "activities", "base_qps", "tier_basis", "no_free_quota")
AXES: Mapping[str, Axis] = {
    "calls": Axis(
        ("months", "max_calls", "peak_days", *SERVICE),
        {"months": LIMITS["months"], "max_calls": (1, MOST_CALLS)},
    ),
    "peak-days": Axis(("monthly_calls", "months", *SERVICE), {"peak_qps": LIMITS["peak_qps"]}),
    "month-quantity": Axis((), {}),
}


@click.command(name="break-even", cls=StrictCommand, epilog=EPILOG)
@click.option(
    "--axis",
    metavar="calls|peak-days|month-quantity",
    help="What varies. calls: steady monthly calls, for postpaid and packs of one size. peak-days: days of "
    "the peak, for best_mix (with QPS upgrades) and extra_activities. month-quantity: one month's billed "
    "calls. "
    "Required. "
    "Example: --axis calls",
)
@click.option(
    "--max-calls",
    metavar="CALLS",
    help=f"Axis calls: the highest monthly quantity to look at, 1 to {MOST_CALLS:,}. Required there. "
    "Example: --max-calls 20000000",
)
@axis_options
@assumption_options
@book_option
@format_option("json", "table")
@click.pass_context
def break_even_command(
    context: click.Context,
    /,
    *,
    axis: str | None,
    no_free_quota: bool,
    price_book: str | None,
    file_format: str,
    **fields: str | None,
) -> None:
    """Where the cheapest of some options changes, exact to the call and to the day.

    Axis calls compares postpaid and packs of one size, axis peak-days QPS upgrades and extra activities.
    Axis calls needs --months and --max-calls, and takes --peak-days; axis peak-days needs --peak-qps, and
    takes --calls and --months (no calls in 1 month unless said).
    Every whole number of the axis is covered. Of options that cost the same the one that is paid later wins,
    then the one listed first.
    Axis month-quantity lists the dead zones: quantities that cost more than a larger one does.
    """
    faults = faults_of(context)
    given = {name: text for name, text in fields.items() if text is not None}
    if axis is None or axis not in AXES:
        problem = "missing; expected" if axis is None else f"{shown(axis)} is not known; allowed"
        faults.lines.append(f"--axis: {problem}: {', '.join(AXES)}")
    else:
        flags = {"no_free_quota": ""} if no_free_quota else {}
        faults.lines += AXES[axis].faults(axis, given | flags)
    of_book = Faults()
    book = of_book.collect(lambda: read_book(price_book, where="--price-book"))
    basis: TierBasis = "overage" if book is None else book.default_basis
    asked = faults.collect(lambda: _scenario(given, no_free_quota=no_free_quota, tier_basis=basis))
    text = given.get("max_calls", "1")
    most = faults.collect(lambda: count(text, where=NAMES["max_calls"], high=MOST_CALLS))
    faults.lines += of_book.lines
    faults.check("--format", file_format, FORMATS)
    if axis is None or asked is None or most is None or book is None or faults.lines:
        raise BadInput(faults.lines)

    from pricing.cli import break_even_text as texts  # noqa: PLC0415  `--help` must not load the arithmetic

    answers: Mapping[str, Callable[[], texts.Answer]] = {
        "calls": lambda: texts.calls(book, asked, most),
        "peak-days": lambda: texts.peak_days(book, asked),
        "month-quantity": lambda: texts.month_quantity(book),
    }
    answer = answers[axis]()
    write(answer.json if file_format == "json" else answer.table)


def _scenario(given: Mapping[str, str], *, no_free_quota: bool, tier_basis: TierBasis) -> Scenario:
    """Return the scenario of the options; what the axis varies, or was left out, is at its default."""
    texts = {"monthly_calls": "0", **given}
    if "," not in texts["monthly_calls"]:
        texts = {"months": "1", **texts}
    return scenario(texts, no_free_quota=no_free_quota, tier_basis=tier_basis)
