"""Arrow columns of any kind into texts, as `reading` takes them: from frames and Parquet files."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pricing.errors import Fault, InvalidScenario


def column_texts(column: pa.Array, name: str, where: str = "") -> pa.Array:
    """Return an Arrow column as texts; numbers in floats (pandas' way to leave some out) lose their ``.0``.

    Raises InvalidScenario for a type that is neither number, text nor list of them.
    """
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    kind = column.type
    try:
        _check(kind)
        if pa.types.is_floating(kind):
            values = column.to_pylist()
            return pa.array([float_text(value) for value in values], pa.string())
        if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
            return pc.binary_join(column.cast(pa.list_(pa.string())), " ")
        return column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        fault = Fault(
            "wrong_column_type", f"{where}: column {name}" if where else f"column {name}", str(kind)
        )
        raise InvalidScenario((fault,)) from None


def _check(kind: pa.DataType) -> None:
    """Raise ArrowInvalid for dates, times and durations, which Arrow would write as some text or number."""
    item = kind.value_type if pa.types.is_nested(kind) and hasattr(kind, "value_type") else kind
    if pa.types.is_temporal(item):
        raise pa.ArrowInvalid(str(kind))


def float_text(value: float | None) -> str | None:
    """Return a number as text, a whole one without decimals; None for NaN and None."""
    if value is None or value != value:  # noqa: PLR0124  NaN is not itself
        return None
    return str(int(value)) if value.is_integer() else repr(value)
