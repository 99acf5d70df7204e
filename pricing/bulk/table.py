"""The comparison of a batch: a typed table of `rows.COLUMNS`, a row per scenario and option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pricing.arrays import Bools, Ints
from pricing.bulk.columns import Scenarios
from pricing.money import MICRO
from pricing.quotes.options import Offer, OptionBatch, option_ids
from pricing.quotes.rows import COLUMNS, purchase_start
from pricing.quotes.values import UNAVAILABLE

AMOUNT = pa.decimal128(18, 6)
"""Currency units; `money.LARGEST` millionths have 18 digits."""
RATIO = pa.decimal128(7, 6)
NUMERIC = {
    **dict.fromkeys(("months", "peak_qps", "peak_days", "materials", "activities"), pa.int64()),
    "available": pa.bool_(),
    **dict.fromkeys(("n_activities", "qps_units", "overage_calls", "unused_calls"), pa.int64()),
    **dict.fromkeys(("license", "qps", "packs", "postpaid", "total"), AMOUNT),
    **dict.fromkeys(("coverage", "utilization"), RATIO),
}
SCHEMA = pa.schema([(name, NUMERIC.get(name, pa.string())) for name in COLUMNS])
"""The types of the columns. Where an option is unavailable, ``reason`` is filled and the figures are null."""


@dataclass(frozen=True)
class _Figures:
    """One option of one piece, or all of them: shape (rows,) each; amounts and ratios in millionths.

    ``order`` is the option's place among those of its ``scenario``; ``option`` counts in `option_ids`.
    """

    scenario: Ints
    order: Ints
    option: Ints
    available: Bools
    n_activities: Ints
    qps_units: Ints
    license: Ints
    qps: Ints
    packs: Ints
    postpaid: Ints
    total: Ints
    overage_calls: Ints
    unused_calls: Ints
    coverage: Ints
    has_coverage: Bools
    utilization: Ints
    has_utilization: Bools


def comparison(scenarios: Scenarios, offer: Offer) -> pa.Table:
    """Return every option of every scenario as a pyarrow table of `SCHEMA`, in the order of the scenarios.

    The amounts must have passed `Offer.check_amounts`, as they have in `reading`.
    """
    if not len(scenarios):
        return SCHEMA.empty_table()
    ids = option_ids(offer.book)
    parts: list[_Figures] = []
    purchases, calls = [], [""] * len(scenarios)
    for rows, demands in scenarios.pieces():
        for row, text in zip(rows.tolist(), calls_texts(demands.calls).to_pylist(), strict=True):
            calls[row] = text
        for order, batch in enumerate(offer.options(demands)):
            parts.append(_figures(rows, order, ids.index(batch.id), batch))
            bought = np.where(batch.available[:, None, None], batch.purchases, 0)
            purchases.append(purchases_texts(bought, [pack.id for pack in offer.book.packs]))
    names = [field.name for field in fields(_Figures)]
    joined = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    sort = np.lexsort((joined["order"], joined["scenario"]))
    figures = _Figures(**{name: column[sort] for name, column in joined.items()})
    columns = _columns(figures, scenarios, calls, ids, offer)
    columns["purchases"] = pa.chunked_array(purchases).take(pa.array(sort)).combine_chunks()
    return pa.table({name: columns[name] for name in COLUMNS}, schema=SCHEMA)


def calls_texts(calls: Ints) -> pa.StringArray:
    """Return `rows.calls_text` of each row of ``calls``, shape (batch, months), as a string array."""
    steady = (calls == calls[:, :1]).all(axis=1)
    count = np.where(steady, 1, calls.shape[1])
    kept = np.arange(calls.shape[1]) < count[:, None]
    return _joined(pa.array(calls[kept]).cast(pa.string()), count)


def purchases_texts(purchases: Ints, packs: Sequence[str]) -> pa.StringArray:
    """Return `rows.purchases_text` of each plan, shape (batch, months, packs), as a string array."""
    batch, months, _ = purchases.shape
    starts = [purchase_start(month + 1, pack) for month in range(months) for pack in packs]
    flat = purchases.reshape(batch, -1)
    row, start = np.nonzero(flat)
    quantities = pa.array(flat[row, start]).cast(pa.string())
    texts = pc.binary_join_element_wise(pa.array(starts, pa.string()).take(pa.array(start)), quantities, "")
    return _joined(texts, np.bincount(row, minlength=batch))


def _joined(texts: pa.StringArray, count: Ints) -> pa.StringArray:
    """Return ``texts`` joined by spaces, the next ``count`` of them in each row."""
    ends = np.concatenate([[0], np.cumsum(count)]).astype(np.int32)
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(ends), texts), " ")


def _figures(rows: Ints, order: int, option: int, batch: OptionBatch) -> _Figures:
    ledger, count = batch.ledger, len(batch.rows)
    calls, overage = ledger.calls.sum(axis=1), ledger.overage_calls
    granted = ledger.granted_calls
    return _Figures(
        scenario=rows[batch.rows],
        order=np.full(count, order),
        option=np.full(count, option),
        available=batch.available,
        n_activities=batch.activities,
        qps_units=batch.units,
        license=ledger.licenses.sum(axis=1),
        qps=ledger.qps.sum(axis=1),
        packs=ledger.packs.sum(axis=1),
        postpaid=ledger.bill.sum(axis=1),
        total=ledger.total,
        overage_calls=overage,
        unused_calls=ledger.unused_calls,
        coverage=_ratio(calls - overage, calls),
        has_coverage=batch.available & (calls > 0),
        utilization=_ratio(ledger.used_calls, granted),
        has_utilization=batch.available & (granted > 0),
    )


def _ratio(part: Ints, whole: Ints) -> Ints:
    """Return ``part / whole`` in millionths as `money.six_decimals` rounds it; 0 where whole is 0."""
    ratio: Ints = (2 * MICRO * part + whole) // np.maximum(1, 2 * whole)
    inside = (part > 0) & (part < whole)
    ratio[inside] = np.clip(ratio[inside], 1, MICRO - 1)
    return ratio


def _columns(
    figures: _Figures, scenarios: Scenarios, calls: Sequence[str], ids: Sequence[str], offer: Offer
) -> dict[str, pa.Array]:
    whose = pa.array(figures.scenario)
    count = len(whose)
    available = figures.available
    columns: dict[str, pa.Array] = {
        "name": pa.array(scenarios.names, pa.string()).take(whose),
        "monthly_calls": pa.array(calls, pa.string()).take(whose),
        "option": pa.array(ids, pa.string()).take(pa.array(figures.option)),
        "available": pa.array(available),
        "reason": pa.array([UNAVAILABLE, None], pa.string()).take(pa.array(available.astype(np.int64))),
    }
    for name in ("months", "peak_qps", "peak_days", "materials", "activities"):
        columns[name] = pa.array(getattr(scenarios, name)[figures.scenario])
    for name in ("n_activities", "qps_units"):
        columns[name] = pa.array(getattr(figures, name))
    for name in ("overage_calls", "unused_calls"):
        columns[name] = pa.array(getattr(figures, name), mask=~available)
    for name in ("license", "qps", "packs", "postpaid", "total"):
        columns[name] = _decimals(getattr(figures, name), available, AMOUNT)
    columns["coverage"] = _decimals(figures.coverage, figures.has_coverage, RATIO)
    columns["utilization"] = _decimals(figures.utilization, figures.has_utilization, RATIO)
    book = offer.book
    origin = {"currency": book.currency, "price_book": book.id, "price_book_version": book.version}
    for name, text in origin.items():
        columns[name] = pa.repeat(pa.scalar(text, pa.string()), count)
    return columns


def _decimals(millionths: Ints, valid: Bools, kind: pa.DataType) -> pa.Decimal128Array:
    """Return whole millionths, 0 or more, as a decimal array: the low and the high half of 128 bits each."""
    halves = np.zeros((len(millionths), 2), dtype="<i8")
    halves[:, 0] = np.where(valid, millionths, 0)
    validity = pa.py_buffer(np.packbits(valid, bitorder="little"))
    return pa.Array.from_buffers(kind, len(millionths), [validity, pa.py_buffer(halves)])
