"""What was read from a usage table, and what becomes of it, as a table and in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import pandas as pd

from dashboard.language.formats import calls_in_words, month_label, month_name
from dashboard.language.names import in_a_row
from dashboard.language.texts import Texts
from dashboard.tables.column import Column
from dashboard.usage.cells import Month
from dashboard.usage.demand import Demand, is_over
from dashboard.usage.headings import MEANINGS
from dashboard.usage.months import Usage, UsageMonth
from pricing.errors import message

MONTHS: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "month": Column(message("Month"), "text", pinned=True),
        "calls": Column(message("Calls"), "count"),
        "peak_qps": Column(message("Peak QPS"), "count", message("The highest peak of the month")),
        "peak_days": Column(
            message("Peak days"), "count", message("Days that need more than the QPS of the licenses")
        ),
        "rows": Column(message("Days in the file"), "text"),
    }
)
MOST_NAMED: Final = 12
"""More columns or lines than these are counted and not named."""


def month_columns(usage: Usage) -> Mapping[str, Column]:
    """Return the columns of `month_frame` that ``usage`` fills."""
    without = set() if usage.by_day else {"rows"}
    without |= set() if usage.has_peaks else {"peak_qps", "peak_days"}
    return {name: column for name, column in MONTHS.items() if name not in without}


def month_frame(demand: Demand, texts: Texts) -> pd.DataFrame:
    """Return a row for each month of ``demand``."""
    months = zip(demand.months, demand.peaks, strict=True)
    rows = [
        (when_in_words(month.when, texts), month.calls, peak.qps, peak.days, _rows(month, texts))
        for month, peak in months
    ]
    return pd.DataFrame(rows, columns=list(MONTHS), dtype=object)


def when_in_words(when: Month | int, texts: Texts) -> str:
    """Return the name of a month: "November 2026", "Month 11"."""
    return month_name(texts, when.first) if isinstance(when, Month) else month_label(texts, when)


def summary(demand: Demand, texts: Texts) -> str:
    """Return which months, and how many calls in all; without a full stop."""
    first, last = (when_in_words(month.when, texts) for month in (demand.months[0], demand.months[-1]))
    calls = calls_in_words(texts, sum(month.calls for month in demand.months))
    if len(demand.months) == 1:
        return texts("{month}: {calls}", month=first, calls=calls)
    return texts(
        "{n} months, {first} to {last}: {calls} in all",
        n=len(demand.months),
        first=first,
        last=last,
        calls=calls,
    )


def becomes(demand: Demand, today: date, texts: Texts) -> list[str]:
    """Return what the peak and the first month become, a sentence each."""
    sentences = [_peak(demand, texts)]
    if demand.first is None:
        if demand.months[0].when != 1:
            first = when_in_words(demand.months[0].when, texts)
            sentences.append(texts("“{first}” of the file becomes month 1.", first=first))
    elif is_over(demand, today):
        sentences.append(
            texts("These months are over: they stand for months to come, and the first month stays as it is.")
        )
    else:
        sentences.append(texts("The first month becomes {month}.", month=month_name(texts, demand.first)))
    return sentences


def was_read(usage: Usage, demand: Demand, sheet: str, texts: Texts) -> list[str]:
    """Return how the file was understood, and what it leaves open, a sentence each."""
    columns = (
        texts("“{heading}” as {meaning}", heading=heading, meaning=texts(MEANINGS[meaning]))
        for meaning, heading in usage.columns
    )
    sentences = [texts("Sheet “{sheet}” was read.", sheet=sheet)] if sheet else []
    sentences.append(texts("Columns: {columns}.", columns=in_a_row(texts, columns)))
    if usage.unread:
        sentences.append(texts("Columns that were not read: {columns}.", columns=_few(usage.unread, texts)))
    if usage.sums:
        sentences.append(texts("Left out as totals: line {lines}.", lines=_few(map(str, usage.sums), texts)))
    if gaps := [when_in_words(month.when, texts) for month in demand.months if not month.rows]:
        sentences.append(texts("Not in the file, so without calls: {months}.", months=in_a_row(texts, gaps)))
    if missing := sum(_missing(month) for month in demand.months if usage.by_day and month.rows):
        sentences.append(
            texts.plural(
                "{n} day of these months is not in the file and counts as a day without calls.",
                "{n} days of these months are not in the file and count as days without calls.",
                missing,
            )
        )
    if usage.without_peak:
        sentences.append(
            texts.plural(
                "{n} row has no peak QPS and counts as one that needs no more than the licenses bring.",
                "{n} rows have no peak QPS and count as rows that need no more than the licenses bring.",
                usage.without_peak,
            )
        )
    if usage.rounded:
        sentences.append(texts("A peak QPS with decimals was rounded up."))
    return sentences


def _peak(demand: Demand, texts: Texts) -> str:
    if demand.peak_qps is None:
        return texts("The file has no peak QPS: peak QPS and peak days stay as they are.")
    if demand.base_qps is None:
        return texts(
            "The highest peak is {peak} QPS; this price list puts no limit to it.", peak=demand.peak_qps
        )
    figures: dict[str, object] = {"peak": demand.peak_qps, "base": demand.base_qps}
    if demand.peak_month is None:
        return texts(
            "The highest peak is {peak} QPS, and the licenses bring {base}: there is no peak day.", **figures
        )
    figures["month"] = when_in_words(demand.months[demand.peak_month - 1].when, texts)
    if demand.peak_days is None:
        return texts(
            "The highest peak is {peak} QPS, in {month}, and the licenses bring {base}. The file does not "
            "tell the days of the peak: they stay as they are, so set them in the sidebar.",
            **figures,
        )
    above = sum(bool(peak.days) for peak in demand.peaks)
    if above <= 1:
        return texts.plural(
            "{n} day in {month} needs more than the {base} QPS that the licenses bring: {peak} QPS.",
            "{n} days in {month} need more than the {base} QPS that the licenses bring: up to {peak} QPS.",
            demand.peak_days,
            **figures,
        )
    return texts(
        "{days} days in {months} months need more than the {base} QPS that the licenses bring: up to {peak} "
        "QPS. A scenario has one peak, so all of these days are counted at {peak} QPS and paid in {month}, "
        "which has the most.",
        days=demand.peak_days,
        months=above,
        **figures,
    )


def _rows(month: UsageMonth, texts: Texts) -> str:
    if not isinstance(month.when, Month):
        return ""
    return texts("{days} of {all}", days=month.rows, all=month.when.last.day)


def _missing(month: UsageMonth) -> int:
    return month.when.last.day - month.rows if isinstance(month.when, Month) else 0


def _few(names: Iterable[str], texts: Texts) -> str:
    """Return ``names`` in a row; the first of them, and how many more, where there are many."""
    names = list(names)
    if len(names) <= MOST_NAMED:
        return in_a_row(texts, names)
    more = texts("{n} more", n=len(names) - MOST_NAMED)
    return in_a_row(texts, [*names[:MOST_NAMED], more])
