"""Tables as files: UTF-8 with a byte order mark, RFC 4180, safe in a spreadsheet, exact to the last decimal.

Each row ends with the price list, the scenario, the day and the link: a file explains itself wherever it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from dashboard.language.texts import Texts
from dashboard.tables.column import Column
from dashboard.tables.origin import Origin
from pricing.money import plain, six_decimals
from pricing.quotes.spreadsheet import Cell, cell_text


def csv_file(
    frame: pd.DataFrame,
    columns: Mapping[str, Column],
    origin: Origin,
    texts: Texts,
    *,
    without: Collection[str] = (),
) -> bytes:
    """Return ``frame`` as CSV: its own columns under their headings, then where the figures come from.

    Amounts are exact, ratios have six decimals, an empty cell means that there is nothing to show.
    ``without`` names fields of the scenario that the rows do not share.
    """
    ending = origin.cells(texts, without)
    headings = [texts(columns[str(name)].heading) for name in frame.columns] + list(ending)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([cell_text(heading) for heading in headings])
    for row in frame.to_numpy():
        writer.writerow([cell_text(_cell(value)) for value in (*row, *ending.values())])
    return text.getvalue().encode("utf-8-sig")


def file_name(origin: Origin, holds: str, ending: str = "csv", *, of_demand: bool = True) -> str:
    """Return a name that says what a file holds: ``face-fusion-comparison-400k-12m.csv``.

    Uneven calls are named by their sum: ``...-uneven-4800k-12m.csv``. What does not depend on the calls is
    not named by them: ``face-fusion-map.csv``.
    """
    calls = origin.scenario.monthly_calls
    steady = len(set(calls)) == 1
    volume = _short(calls[0]) if steady else f"uneven-{_short(sum(calls))}"
    product = re.sub(r"[^a-z0-9]+", "-", origin.book.name.get("en", origin.book.id).lower()).strip("-")
    demand = f"-{volume}-{origin.scenario.months}m" if of_demand else ""
    return f"{product or 'prices'}-{holds}{demand}.{ending}"


def _cell(value: object) -> Cell:
    if isinstance(value, Fraction):
        return six_decimals(value)
    if isinstance(value, Decimal):
        return plain(value)
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"no exact cell: {value!r}")


def _short(calls: int) -> str:
    for size, letter in ((10**9, "b"), (10**6, "m"), (10**3, "k")):
        if calls and calls % size == 0:
            return f"{calls // size}{letter}"
    return str(calls)
