"""The comparison of a batch: a typed table of `rows.COLUMNS`, a row per scenario and option."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pricing.arrays import Ints
from pricing.bulk.columns import Scenarios
from pricing.money import MICRO
from pricing.quotes.columns import Kind, in_files
from pricing.quotes.options import Offer, OptionBatch, option_ids
from pricing.quotes.rows import LATER_COLUMNS, ORIGIN, SCENARIO_COLUMNS, columns_with, purchase_start
from pricing.quotes.values import UNAVAILABLE

AMOUNT = pa.decimal128(18, 6)
"""Currency units; `money.LARGEST` millionths have 18 digits."""
RATIO = pa.decimal128(7, 6)
TYPES: Mapping[Kind, pa.DataType] = {
    "flag": pa.bool_(),
    "count": pa.int64(),
    "amount": AMOUNT,
    "ratio": RATIO,
}
OWN = {column.name: column for column in in_files("figures", "last", "added")}
NUMERIC = {
    **dict.fromkeys((*SCENARIO_COLUMNS[2:], *LATER_COLUMNS), pa.int64()),
    **{name: TYPES.get(column.kind, pa.string()) for name, column in OWN.items()},
}


def schema_with(later: Sequence[str]) -> pa.Schema:
    """Return the types of the columns, those ``later`` ones of a scenario among them."""
    return pa.schema([(name, NUMERIC.get(name, pa.string())) for name in columns_with(later)])


SCHEMA = schema_with(())
"""The types of the columns. Where an option is unavailable, ``reason`` is filled and the figures are null."""

FIGURES: Mapping[str, Callable[[OptionBatch], Ints]] = {
    "n_activities": lambda batch: batch.activities,
    "qps_units": lambda batch: batch.units,
    "license": lambda batch: batch.ledger.licenses.sum(axis=1),
    "qps": lambda batch: batch.ledger.qps.sum(axis=1),
    "packs": lambda batch: batch.ledger.packs.sum(axis=1),
    "postpaid": lambda batch: batch.ledger.bill.sum(axis=1),
    "total": lambda batch: batch.ledger.total,
    "overage_calls": lambda batch: batch.ledger.overage_calls,
    "unused_calls": lambda batch: batch.ledger.unused_calls,
    "coverage": lambda batch: _ratio(_calls(batch) - batch.ledger.overage_calls, _calls(batch)),
    "utilization": lambda batch: _ratio(batch.ledger.used_calls, batch.ledger.granted_calls),
    "expired_calls": lambda batch: np.zeros(len(batch.rows), dtype=np.int64),
}
"""How a batch works out each column of numbers: counts, and amounts and ratios in millionths; `NULL` is none.

Which columns there are, and in which order, says `quotes.columns`.
"""
NULL = -1


def comparison(scenarios: Scenarios, offer: Offer) -> pa.Table:
    """Return every option of every scenario as a pyarrow table, in the order of the scenarios.

    Its columns are those of `SCHEMA` and the later ones that the scenarios came with.

    The amounts must have passed `Offer.check_amounts`, as they have in `reading`.
    """
    if not len(scenarios):
        return schema_with(scenarios.later).empty_table()
    ids = option_ids(offer.book)
    names = ("scenario", "order", "option", "available", *FIGURES)
    parts: dict[str, list[Ints]] = {name: [] for name in names}
    purchases, licenses, calls = [], [], [""] * len(scenarios)
    for rows, demands in scenarios.pieces():
        for row, text in zip(rows.tolist(), calls_texts(demands.calls).to_pylist(), strict=True):
            calls[row] = text
        for order, batch in enumerate(offer.options(demands)):
            parts["scenario"].append(rows[batch.rows])
            parts["order"].append(np.full(len(batch.rows), order))
            parts["option"].append(np.full(len(batch.rows), ids.index(batch.id)))
            parts["available"].append(batch.available.astype(np.int64))
            for name, figure in FIGURES.items():
                valid = batch.available | OWN[name].always
                parts[name].append(np.where(valid, figure(batch), NULL))
            bought = np.where(batch.available[:, None, None], batch.purchases, 0)
            purchases.append(purchases_texts(bought, [pack.id for pack in offer.book.packs]))
            sold = np.where(batch.available[:, None], batch.licenses, 0)[:, None, : len(offer.book.packages)]
            licenses.append(purchases_texts(sold, [package.id for package in offer.book.packages]))
    joined = {name: np.concatenate(arrays) for name, arrays in parts.items()}
    sort = np.lexsort((joined["order"], joined["scenario"]))
    figures = {name: array[sort] for name, array in joined.items()}
    columns = _columns(figures, scenarios, calls, ids, offer)
    for name, texts in (("purchases", purchases), ("licenses", licenses)):
        columns[name] = pa.chunked_array(texts).take(pa.array(sort)).combine_chunks()
    schema = schema_with(scenarios.later)
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)


def calls_texts(calls: Ints) -> pa.StringArray:
    """Return `rows.calls_text` of each row of ``calls``, shape (batch, months), as a string array."""
    steady = (calls == calls[:, :1]).all(axis=1)
    count = np.where(steady, 1, calls.shape[1])
    kept = np.arange(calls.shape[1]) < count[:, None]
    return _joined(pa.array(calls[kept]).cast(pa.string()), count)


def purchases_texts(purchases: Ints, ids: Sequence[str]) -> pa.StringArray:
    """Return `rows.purchases_text` of each plan, shape (batch, months, ids), as a string array."""
    batch, months, _ = purchases.shape
    starts = [purchase_start(month + 1, each) for month in range(months) for each in ids]
    flat = purchases.reshape(batch, -1)
    row, start = np.nonzero(flat)
    quantities = pa.array(flat[row, start]).cast(pa.string())
    texts = pc.binary_join_element_wise(pa.array(starts, pa.string()).take(pa.array(start)), quantities, "")
    return _joined(texts, np.bincount(row, minlength=batch))


def _joined(texts: pa.StringArray, count: Ints) -> pa.StringArray:
    """Return ``texts`` joined by spaces, the next ``count`` of them in each row."""
    ends = np.concatenate([[0], np.cumsum(count)]).astype(np.int32)
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(ends), texts), " ")


def _calls(batch: OptionBatch) -> Ints:
    calls: Ints = batch.ledger.calls.sum(axis=1)
    return calls


def _ratio(part: Ints, whole: Ints) -> Ints:
    """Return ``part / whole`` in millionths as `money.six_decimals` rounds it; `NULL` where whole is 0."""
    ratio: Ints = (2 * MICRO * part + whole) // np.maximum(1, 2 * whole)
    inside = (part > 0) & (part < whole)
    ratio[inside] = np.clip(ratio[inside], 1, MICRO - 1)
    return np.where(whole > 0, ratio, NULL)


def _columns(
    figures: Mapping[str, Ints],
    scenarios: Scenarios,
    calls: Sequence[str],
    ids: Sequence[str],
    offer: Offer,
) -> dict[str, pa.Array]:
    whose = pa.array(figures["scenario"])
    available = figures["available"]
    columns: dict[str, pa.Array] = {
        "name": pa.array(scenarios.names, pa.string()).take(whose),
        "monthly_calls": pa.array(calls, pa.string()).take(whose),
        "option": pa.array(ids, pa.string()).take(pa.array(figures["option"])),
        "available": pa.array(available == 1),
        "reason": pa.array([UNAVAILABLE, None], pa.string()).take(pa.array(available)),
    }
    for name in (*SCENARIO_COLUMNS[2:], *scenarios.later):
        columns[name] = pa.array(getattr(scenarios, name)[figures["scenario"]])
    for name in FIGURES:
        columns[name] = _numbers(figures[name], SCHEMA.field(name).type)
    book = offer.book
    for name, text in zip(ORIGIN, (book.currency, book.id, book.version), strict=True):
        columns[name] = pa.repeat(pa.scalar(text, pa.string()), len(whose))
    return columns


def _numbers(figures: Ints, kind: pa.DataType) -> pa.Array:
    """Return figures, 0 or more, as an array of counts or of decimals in millionths; null for `NULL`."""
    valid = figures >= 0
    if kind == pa.int64():
        return pa.array(figures, mask=~valid)
    halves = np.zeros((len(figures), 2), dtype="<i8")  # the low and the high half of 128 bits
    halves[:, 0] = np.where(valid, figures, 0)
    validity = pa.py_buffer(np.packbits(valid, bitorder="little"))
    return pa.Array.from_buffers(kind, len(figures), [validity, pa.py_buffer(halves)])
