"""The columns of an option, once: the JSON of a quote, CSV and Parquet files and the API derive from them.

A new column goes to the end of `OPTION_COLUMNS` (files: ``"added"``). Beside it, `bulk.table.FIGURES` says
how a batch works it out, and `dashboard.options.tables.COMPARISON` gives it a heading on screens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from pricing.price_book import COMPONENTS
from pricing.quotes.values import Option

Kind = Literal["text", "flag", "count", "amount", "ratio", "purchases", "licenses", "codes"]
"""A cell: a text, true or false, a whole number, currency units, a share of 1, packs, licenses, warnings."""

Place = Literal["figures", "last", "added", "none"]
"""Where a file has the column: among the option's, after these, after all that files had before, nowhere."""


@dataclass(frozen=True)
class OptionColumn:
    """One column: its ``name`` in files, what its cells are, what they mean, and ``of`` an option its value.

    ``key`` is its name in JSON. ``always`` says that unavailable options have it too; others have None.
    """

    name: str
    kind: Kind
    meaning: str
    of: Callable[[Option], object]
    key: str
    always: bool = False
    files: Place = "figures"


def _field(
    name: str, kind: Kind, meaning: str, *, field: str = "", always: bool = False, files: Place = "figures"
) -> OptionColumn:
    """Return the column that shows ``field`` of an option (its own name unless said)."""
    key = field or name
    return OptionColumn(name, kind, meaning, lambda option: getattr(option, key), key, always, files)


def _amount(name: str, meaning: str, files: Place = "figures") -> OptionColumn:
    """Return the column of one of the costs."""

    def of(option: Option) -> object:
        return option.costs and getattr(option.costs, name)

    return OptionColumn(name, "amount", meaning, of, name, files=files)


def _codes(option: Option) -> list[str]:
    return list(dict.fromkeys(notice.code for notice in option.warnings))


COST_COLUMNS: Final = (
    *(_amount(component, f"Paid in all months: {component}") for component in COMPONENTS),
    _amount("total", "The sum of all lines"),
    _amount("upfront", "Paid in month 1, before the first call", "none"),
)
"""What JSON has below "costs"."""

OPTION_COLUMNS: Final = (
    _field("option", "text", "Its id", field="id", always=True),
    _field("available", "flag", "Whether it can be bought online", always=True),
    _field("reason", "text", "Why it can't be bought online"),
    _field("n_activities", "count", "Activities, each with its license", field="activities", always=True),
    _field("qps_units", "count", "QPS units on each peak day", always=True),
    _field("purchases", "purchases", "Packs, month by month", always=True, files="last"),
    *COST_COLUMNS,
    _field("overage_calls", "count", "Calls billed postpaid"),
    _field("granted_calls", "count", "Calls of free quota, licenses and packs", files="none"),
    _field("used_calls", "count", "Granted calls that are used", files="none"),
    _field("unused_calls", "count", "Granted calls left after the last month"),
    _field("coverage", "ratio", "Calls that are not billed postpaid, of all calls"),
    _field("utilization", "ratio", "Used calls of the granted ones"),
    OptionColumn(
        "warnings", "codes", "What a buyer must be told", _codes, "warnings", always=True, files="none"
    ),
    _field("licenses", "licenses", "Licenses, month by month", always=True, files="added"),
    _field("expired_calls", "count", "Granted calls that lapsed before the last month", files="added"),
)
"""All columns, in the order of JSON."""


def in_files(*places: Place) -> tuple[OptionColumn, ...]:
    """Return the columns that files have in these places, in the order of the files."""
    return tuple(column for place in places for column in OPTION_COLUMNS if column.files == place)
