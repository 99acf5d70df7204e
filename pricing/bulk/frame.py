"""The comparison as a function from frame to frame, for any engine that maps a function over partitions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pricing.bulk.cells import column_texts, float_text
from pricing.bulk.reading import column_faults, read
from pricing.bulk.table import comparison
from pricing.errors import InvalidScenario
from pricing.price_book import PriceBook
from pricing.quotes.options import offer
from pricing.scenario import TierBasis

SLICE = 65_536
"""Rows compared at once, so that no column of texts outgrows Arrow's 32-bit offsets."""


def compare(
    frame: pd.DataFrame,
    book: PriceBook,
    *,
    tier_basis: TierBasis = "overage",
    count_free_quota: bool = True,
) -> pd.DataFrame:
    """Return every option of every scenario, a row each, in the order of ``frame`` and of the options.

    Pure: ``frame`` is left as it is, and the answer to a row does not depend on the rows around it, so frames
    may be cut and joined at will. The index of the answer counts from 0.

    Columns in: ``name`` (text), ``monthly_calls`` (the calls of every month; or one number per month, as a
    text with spaces between or as a list), ``months`` (1 to 12), and, where they differ from the default,
    ``peak_qps`` (calls a second), ``peak_days`` (days), ``materials``, ``activities``. Whole numbers or texts
    of digits; where nothing is given (None, NaN, empty text), the default holds, and ``months`` is the number
    of calls that are listed.

    Columns out: `rows.COLUMNS` as Arrow types: counts and calls int64, ``available`` bool, amounts
    exact decimals of the book's currency unit, ``coverage`` and ``utilization`` decimals rounded half up to 6
    places (0 and 1 only if they are exact), texts as they are (making them safe for spreadsheets is for
    files). Null where there is nothing to say: the figures of an unavailable option, a ratio of nothing.

    Raises InvalidScenario with the faults of all columns, or else of all rows (``row 0`` is the first), among
    them those of amounts that would not be exact (``too_large``).
    """
    faults = column_faults([str(name) for name in frame.columns], "columns")
    if faults:
        raise InvalidScenario(tuple(faults))
    texts = {str(name): column_texts(_arrow(column), str(name)) for name, column in frame.items()}
    priced = offer(book, tier_basis, count_free=count_free_quota)
    reading = read(texts, priced, "row {}".format)
    if reading.faults:
        raise InvalidScenario(tuple(fault for _, fault in reading.faults))
    starts = range(0, max(1, len(frame)), SLICE)
    slices = (reading.scenarios.take(np.arange(start, min(start + SLICE, len(frame)))) for start in starts)
    table = pa.concat_tables([comparison(scenarios, priced) for scenarios in slices])
    answer: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return answer


def _arrow(column: pd.Series[Any]) -> pa.Array:
    """Return a Series as an Arrow array; mixed objects as texts, lists with spaces between."""
    try:
        array = pa.array(column, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        array = pa.array([_text(value) for value in column], pa.string())
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _text(value: Any) -> str | None:  # noqa: ANN401  an object column holds anything
    if isinstance(value, Sequence | np.ndarray) and not isinstance(value, str | bytes):
        return " ".join(str(item) for item in value)
    if isinstance(value, float):
        return float_text(value)
    return None if pd.isna(value) else str(value)
