"""The options that describe a scenario: `quote` has all of them, other commands those that they need.

All values stay texts until `scenario` reads them together, so that every fault is named at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from pricing.cli.files import read_book, scenario_of_file
from pricing.cli.strict import BadInput, Faults
from pricing.errors import Fault
from pricing.price_book import PriceBook
from pricing.scenario import LIMITS, Scenario, TierBasis
from pricing.scenario_fields import scenario_from_texts, whole_number

F = TypeVar("F", bound=Callable[..., Any])

LABELS: Mapping[str, str] = {
    "monthly_calls": "--calls",
    "months": "--months",
    "peak_qps": "--peak-qps",
    "peak_days": "--peak-days",
    "peak_month": "--peak-month",
    "materials": "--materials",
    "activities": "--activities",
    "base_qps": "--base-qps",
    "tier_basis": "--tier-basis",
}
"""The option of each field of a scenario."""


def _range(name: str) -> str:
    low, high = LIMITS[name]
    return f"{low:,} to {high:,}"


OPTIONS = {
    "monthly_calls": click.option(
        "--calls",
        "monthly_calls",
        metavar="CALLS",
        help=f"Calls in each month, {_range('monthly_calls')}: one number for every month, or one number per "
        "month separated by commas; no thousands separators. "
        "Example: --calls 400000, or --calls 100000,2000000,50000",
    ),
    "months": click.option(
        "--months",
        metavar="N",
        help=f"For how many months, {_range('months')}; may be left out if --calls has a number per month. "
        "Example: --months 12",
    ),
    "peak_qps": click.option(
        "--peak-qps",
        metavar="QPS",
        help=f"Calls a second that the peak needs, {_range('peak_qps')} (default 50). What exceeds the base "
        "QPS counts on the days of --peak-days only; a free trial needs --peak-qps 1. "
        "Example: --peak-qps 200",
    ),
    "peak_days": click.option(
        "--peak-days",
        metavar="DAYS",
        help=f"On how many days the peak is needed, {_range('peak_days')}; on all others the base QPS is "
        "enough (default 0). Example: --peak-days 7",
    ),
    "peak_month": click.option(
        "--peak-month",
        metavar="MONTH",
        help="The month in which the peak's QPS is paid, 1 to the number of months (default 1). "
        "Example: --peak-month 2",
    ),
    "materials": click.option(
        "--materials",
        metavar="N",
        help=f"Materials that are online together, {_range('materials')}; more of them need more activities "
        "(default 1). Example: --materials 90",
    ),
    "activities": click.option(
        "--activities",
        metavar="N",
        help=f"At least so many activities, {_range('activities')} (default 1). Example: --activities 2",
    ),
    "base_qps": click.option(
        "--base-qps",
        metavar="QPS",
        help=f"Calls a second on every day, {_range('base_qps')} (default 1): what the licenses must serve "
        "without an upgrade. Example: --base-qps 50",
    ),
}
"""By the field of a scenario."""

ASSUMPTION_OPTIONS = (
    click.option(
        "--tier-basis",
        metavar="overage|total",
        help="Which quantity of a month picks its postpaid tier: the calls that are billed (overage, the "
        "default unless the price list says another) or all of its calls (total). "
        "Example: --tier-basis total",
    ),
    click.option(
        "--no-free-quota",
        is_flag=True,
        help="Leave the free calls of each activity out of the account. Example: --no-free-quota",
    ),
)


@dataclass(frozen=True)
class Asked:
    """What a command was asked to price: the scenario, the price list, and what a file says of itself."""

    scenario: Scenario
    book: PriceBook
    said: Mapping[str, object]
    says_basis: bool


def read_asked(
    faults: Faults,
    fields: Mapping[str, str | None],
    *,
    no_free_quota: bool,
    file: str | None,
    price_book: str | None,
) -> Asked | None:
    """Return what the options or the scenario ``file`` ask; add to ``faults`` what is wrong with them.

    Where they say no tier basis, that of the price list holds.
    """
    of_book = Faults()
    book = of_book.collect(lambda: read_book(price_book, where="--price-book"))
    basis: TierBasis = "overage" if book is None else book.default_basis
    said: Mapping[str, object] = {}
    if file is None:
        asked = faults.collect(lambda: scenario(fields, no_free_quota=no_free_quota, tier_basis=basis))
        says_basis = fields.get("tier_basis") is not None
    else:
        given = [LABELS[name] for name in LABELS if fields[name] is not None]
        given += ["--no-free-quota"] if no_free_quota else []
        read = faults.collect(lambda: scenario_of_file(file, given, tier_basis=basis))
        asked, said = read or (None, {})
        says_basis = "tier_basis" in said
    faults.lines += of_book.lines
    return None if asked is None or book is None else Asked(asked, book, said, says_basis)


WORDS = {"table": "a table for people", "json": "JSON", "csv": "CSV"}


def format_option(*names: str) -> Callable[[F], F]:
    """Give a command the option of the format of its answer; the first name is the default."""
    first, *others = (WORDS[name] for name in names)
    told = f"How the answer is written: {first} (the default), {' or '.join(others)}."
    return click.option(
        "--format",
        "file_format",
        metavar="|".join(names),
        default=names[0],
        help=f"{told} Example: --format {names[1]}",
    )


def _decorate(function: F, options: Iterable[Callable[[F], F]]) -> F:
    for option in reversed(tuple(options)):
        function = option(function)
    return function


def scenario_options(function: F) -> F:
    """Give a command the options of a scenario."""
    return _decorate(function, OPTIONS.values())


def axis_options(function: F) -> F:
    """Give a command the options of a scenario without the month of the peak."""
    return _decorate(function, (option for name, option in OPTIONS.items() if name != "peak_month"))


def assumption_options(function: F) -> F:
    """Give a command the switches of the assumptions."""
    return _decorate(function, ASSUMPTION_OPTIONS)


def scenario(
    values: Mapping[str, str | None], *, no_free_quota: bool, tier_basis: TierBasis = "overage"
) -> Scenario:
    """Return the scenario of the options' values; raises InvalidScenario with all faults.

    ``tier_basis`` is that of the price list, where no option says one.
    """
    texts = {name: text for name in LABELS if (text := values.get(name)) is not None}
    return scenario_from_texts(
        texts, labels=LABELS, separator=",", count_free_quota=not no_free_quota, tier_basis=tier_basis
    )


def count(text: str, *, where: str, high: int) -> int:
    """Return the number that ``text`` writes, 1 to ``high``; raises BadInput, naming ``where``."""
    number = whole_number("monthly_calls", text, where=where, high=high)
    if number == 0:
        number = Fault("out_of_range", where, "0")
    if isinstance(number, Fault):
        allowed = {"low": "1", "high": f"{high:,}"}
        raise BadInput([str(Fault(number.code, where, number.value, allowed))])
    return number
