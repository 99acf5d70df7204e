"""The options that describe a scenario: `quote` has all of them, other commands those that they need.

All values stay texts until `scenario` reads them together, so that every fault is named at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from pricing.cli.strict import BadInput
from pricing.errors import Fault
from pricing.scenario import LIMITS, Scenario
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
    "tier_basis": "--tier-basis",
}
"""The option of each field of a scenario."""


def _range(name: str) -> str:
    low, high = LIMITS[name]
    return f"{low:,} to {high:,}"


OPTIONS = (
    click.option(
        "--calls",
        "monthly_calls",
        metavar="CALLS",
        help=f"Calls in each month, {_range('monthly_calls')}: one number for every month, or one number per "
        "month separated by commas; no thousands separators. Required. "
        "Example: --calls 400000, or --calls 100000,2000000,50000",
    ),
    click.option(
        "--months",
        metavar="N",
        help=f"For how many months, {_range('months')}; may be left out if --calls has a number per month. "
        "Example: --months 12",
    ),
    click.option(
        "--peak-qps",
        metavar="QPS",
        help=f"Calls a second that the peak needs, {_range('peak_qps')} (default 50). What exceeds the base "
        "QPS counts on the days of --peak-days only; a free trial needs --peak-qps 1. "
        "Example: --peak-qps 200",
    ),
    click.option(
        "--peak-days",
        metavar="DAYS",
        help=f"On how many days the peak is needed, {_range('peak_days')}; on all others the base QPS is "
        "enough (default 0). Example: --peak-days 7",
    ),
    click.option(
        "--peak-month",
        metavar="MONTH",
        help="The month in which the peak's QPS is paid, 1 to the number of months (default 1). "
        "Example: --peak-month 2",
    ),
    click.option(
        "--materials",
        metavar="N",
        help=f"Materials that are online together, {_range('materials')}; more of them need more activities "
        "(default 1). Example: --materials 90",
    ),
    click.option(
        "--activities",
        metavar="N",
        help=f"At least so many activities, {_range('activities')} (default 1). Example: --activities 2",
    ),
)

ASSUMPTION_OPTIONS = (
    click.option(
        "--tier-basis",
        metavar="overage|total",
        help="Which quantity of a month picks its postpaid tier: the calls that are billed (overage, the "
        "default) or all of its calls (total). Example: --tier-basis total",
    ),
    click.option(
        "--no-free-quota",
        is_flag=True,
        help="Leave the free calls of each activity out of the account. Example: --no-free-quota",
    ),
)


def _decorate(function: F, options: tuple[Callable[[F], F], ...]) -> F:
    for option in reversed(options):
        function = option(function)
    return function


def scenario_options(function: F) -> F:
    """Give a command the options of a scenario."""
    return _decorate(function, OPTIONS)


def assumption_options(function: F) -> F:
    """Give a command the switches of the assumptions."""
    return _decorate(function, ASSUMPTION_OPTIONS)


def scenario(values: Mapping[str, str | None], *, no_free_quota: bool) -> Scenario:
    """Return the scenario of the options' values; raises InvalidScenario with all faults."""
    texts = {name: text for name in LABELS if (text := values.get(name)) is not None}
    return scenario_from_texts(texts, labels=LABELS, separator=",", count_free_quota=not no_free_quota)


def count(text: str, *, where: str, high: int) -> int:
    """Return the number that ``text`` writes, 1 to ``high``; raises BadInput, naming ``where``."""
    number = whole_number("monthly_calls", text, where=where, high=high)
    if number == 0:
        number = Fault("out_of_range", where, "0")
    if isinstance(number, Fault):
        allowed = {"low": "1", "high": f"{high:,}"}
        raise BadInput([str(Fault(number.code, where, number.value, allowed))])
    return number
