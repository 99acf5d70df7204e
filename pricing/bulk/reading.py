"""Columns of texts into a batch of scenarios, with the faults of every row that is none.

Rows that are plain digits are read all at once; every other row goes through `scenario_from_texts`, the only
place that knows what else is allowed and what is said about the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pricing.arrays import Bools, Ints
from pricing.bills.demands import Demands
from pricing.bulk.columns import DEFAULTS, MONTHS, Scenarios
from pricing.errors import OF_COLUMN, AmountTooLarge, Fault, InvalidScenario, Phrase, message, shown
from pricing.quotes.options import Offer
from pricing.quotes.rows import LATER_COLUMNS, SCENARIO_COLUMNS
from pricing.scenario import LIMITS, Scenario
from pricing.scenario_fields import scenario_from_texts

COLUMNS_IN = (*SCENARIO_COLUMNS, *LATER_COLUMNS)
REQUIRED = tuple(name for name in COLUMNS_IN if name not in DEFAULTS)
NUMBERS = tuple(name for name in COLUMNS_IN if name != "name")

PLAIN = r"^(?:0|[1-9][0-9]{0,10})\z"
"""Digits that surely fit into 64 bits; the longest number that any column allows has 11."""
PLAIN_LIST = r"^[0-9]+(?: +[0-9]+)+\z"

OF_TOTAL = message("{place}, total")

Texts = Mapping[str, pa.StringArray]
"""A pyarrow string array for each column; null is an empty cell."""


@dataclass(frozen=True)
class Reading:
    """The ``scenarios`` of the good rows, the row number (from 0) of each, and the faults of the others."""

    scenarios: Scenarios
    rows: Ints
    faults: tuple[tuple[int, Fault], ...]


def column_faults(names: list[str], where: str) -> list[Fault]:
    """Return the faults of a header: unknown, repeated and missing columns, all of them."""
    counts = Counter(names)
    others = ", ".join(column for column in COLUMNS_IN if column not in counts) or Phrase(message("no other"))
    faults = []
    meant = set()
    for name, count in counts.items():
        if name in COLUMNS_IN:
            if count > 1:
                faults.append(Fault("duplicate_column", where, shown(name), {"count": str(count)}))
        elif (plain := name.strip().lower()) in COLUMNS_IN and plain not in counts:
            meant.add(plain)
            faults.append(Fault("column_spelling", where, shown(name), {"allowed": plain}))
        else:
            faults.append(Fault("unknown_column", where, shown(name), {"allowed": others}))
    faults += [
        Fault("missing", Phrase(OF_COLUMN, place=where, column=name), "", {"allowed": ", ".join(REQUIRED)})
        for name in REQUIRED
        if name not in counts and name not in meant
    ]
    return faults


def later_of(columns: Collection[str]) -> tuple[str, ...]:
    """Return those of the later columns that are among ``columns``."""
    return tuple(name for name in LATER_COLUMNS if name in columns)


def read(texts: Texts, offer: Offer, place: Callable[[int], str]) -> Reading:
    """Return the scenarios that the columns ``texts`` write.

    An empty cell says nothing: the column's default holds, and ``months`` is the number of calls that are
    listed. ``place`` names a row (from 0) in its faults. What is not exact in 64 bits at the offer's prices
    is a fault too.
    """
    names = tuple(text or "" for text in texts["name"].to_pylist())
    scenarios = Scenarios.blank(names, later_of(texts))
    good = np.array(["\0" not in name for name in names], dtype=np.bool_)
    for name in ("months", *DEFAULTS):
        if name in texts:
            good &= _read_numbers(texts[name], name, getattr(scenarios, name))
    good &= _read_calls(texts["monthly_calls"], scenarios)
    faults: dict[int, tuple[Fault, ...]] = {}
    for row in np.flatnonzero(~good).tolist():
        read_one = _read_slowly(texts, names[row], row, place(row))
        if isinstance(read_one, Scenario):
            scenarios.calls[row] = 0
            scenarios.put(row, read_one)
            good[row] = True
        else:
            faults[row] = read_one
    kept = np.flatnonzero(good)
    candidates = scenarios if good.all() else scenarios.take(kept)
    for rows, demands in candidates.pieces():
        for at, fault in inexact(offer, demands):
            row = int(kept[rows[at]])
            faults[row] = (replace(fault, where=Phrase(OF_TOTAL, place=place(row))),)
            good[row] = False
    kept = np.flatnonzero(good)
    listed = tuple((row, fault) for row in sorted(faults) for fault in faults[row])
    return Reading(scenarios if good.all() else scenarios.take(kept), kept, listed)


def _plain_numbers(texts: pa.StringArray, name: str) -> tuple[Ints, Bools]:
    """Return the numbers of the texts that are plain digits within the limits, and which these are."""
    plain = _matches(texts, PLAIN)
    values = pc.if_else(pa.array(plain), texts, "0").cast(pa.int64()).to_numpy(zero_copy_only=False)
    low, high = LIMITS[name]
    return values, plain & (values >= low) & (values <= high)


def _read_numbers(texts: pa.StringArray, name: str, into: Ints) -> Bools:
    """Read a column into its array; return which rows could be read."""
    values, good = _plain_numbers(pc.utf8_trim(texts, " "), name)
    into[good] = values[good]
    return good


def _read_calls(texts: pa.StringArray, scenarios: Scenarios) -> Bools:
    """Read the calls of rows whose months are known; return which could be read."""
    texts = pc.utf8_trim(texts, " ")
    values, good = _plain_numbers(texts, "monthly_calls")
    within = np.arange(MONTHS) < scenarios.months[:, None]
    scenarios.calls[:] = np.where(within & good[:, None], values[:, None], 0)

    listed = np.flatnonzero(_matches(texts, PLAIN_LIST))
    parts = pc.split_pattern_regex(texts.take(pa.array(listed)), " +")
    count = pc.list_value_length(parts).to_numpy(zero_copy_only=False)
    values, plain = _plain_numbers(pc.list_flatten(parts), "monthly_calls")
    whose = np.repeat(np.arange(len(listed)), count)
    fits = (count == scenarios.months[listed]) & (np.bincount(whose[~plain], minlength=len(listed)) == 0)
    month = np.arange(len(whose)) - np.repeat(np.cumsum(count) - count, count)
    taken = fits[whose]
    scenarios.calls[listed[whose[taken]], month[taken]] = values[taken]
    good[listed[fits]] = True
    return good


def _read_slowly(texts: Texts, name: str, row: int, place: str) -> Scenario | tuple[Fault, ...]:
    """Return the scenario of one row, or its faults."""
    faults: tuple[Fault, ...] = ()
    if "\0" in name:
        faults = (Fault("nul_character", Phrase(OF_COLUMN, place=place, column="name"), shown(name)),)
    cells = {column: texts[column][row].as_py() for column in NUMBERS if column in texts}
    given = {column: text for column, text in cells.items() if text is not None and text.strip(" ")}
    labels = {column: Phrase(OF_COLUMN, place=place, column=column) for column in NUMBERS}
    try:
        scenario = scenario_from_texts(given, labels=labels, separator=" ")
    except InvalidScenario as error:
        return faults + error.faults
    return faults or scenario


def inexact(offer: Offer, demands: Demands) -> list[tuple[int, Fault]]:
    """Return the rows whose amounts are not exact in 64 bits, halving until they are found."""
    try:
        offer.check_amounts(demands)
    except AmountTooLarge as error:
        if len(demands) == 1:
            return [(0, error.faults[0])]
        halves = np.array_split(np.arange(len(demands)), 2)
        return [
            (int(half[row]), fault) for half in halves for row, fault in inexact(offer, demands.take(half))
        ]
    return []


def _matches(texts: pa.StringArray, pattern: str) -> Bools:
    found = pc.fill_null(pc.match_substring_regex(texts, pattern), fill_value=False)
    matches: Bools = found.to_numpy(zero_copy_only=False)
    return matches
