"""A usage table as the demand of a scenario: its months, and the peak with its days and its month.

A scenario has one peak: so many days at one QPS, paid in one month. A table may have days above the base QPS
in several months and of several heights: all are counted, at the highest peak, in the month with the most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dashboard.inputs.link import LinkInputs, with_table
from dashboard.usage.cells import Month
from dashboard.usage.months import Usage, UsageMonth
from pricing.bills.packages import packages_of
from pricing.cheapest.mixes import base_mix
from pricing.price_book import PriceBook
from pricing.scenario import LIMITS, Scenario

MOST_MONTHS: Final = LIMITS["months"][1]
MOST_DAYS: Final = LIMITS["peak_days"][1]
FIELDS: Final = ("calls", "months", "shape", "table", "qps", "days", "peak_month", "start")
"""The inputs that a usage table may set."""


@dataclass(frozen=True)
class MonthPeak:
    """The highest peak QPS of a month and the days above the base QPS; None where that is not known."""

    qps: int | None
    days: int | None


@dataclass(frozen=True)
class Demand:
    """What the months of a usage table ask for.

    ``base_qps`` is what the licenses serve, None for no limit. ``peaks`` has an entry for each month.
    ``peak_qps`` is None where the table has no peak, ``peak_days`` also where it does not say on how many
    days, ``peak_month`` (1-based) also where no month needs more than the base QPS.
    """

    months: tuple[UsageMonth, ...]
    base_qps: int | None
    peaks: tuple[MonthPeak, ...]
    peak_qps: int | None
    peak_days: int | None
    peak_month: int | None

    @property
    def first(self) -> date | None:
        """The first day of the first month, where the months are those of a calendar."""
        return _first(self.months[0])


def base_qps(book: PriceBook, scenario: Scenario) -> int | None:
    """Return the QPS of the licenses that ``scenario`` needs in any case; None where it has no limit."""
    if book.license is None:
        return None
    return int(base_mix(book, scenario) @ packages_of(book).qps)


def windows(usage: Usage) -> Sequence[int]:
    """Return where up to 12 months of ``usage`` may begin, the latest first; one entry if all of them fit."""
    return range(max(0, len(usage.months) - MOST_MONTHS), -1, -1)


def latest_whole(usage: Usage) -> int:
    """Return where the latest 12 months begin that the table has from their first to their last day."""
    ends = len(usage.months) - (not usage.months[-1].whole)
    return max(0, ends - MOST_MONTHS)


def demand_of(usage: Usage, begin: int, base: int | None) -> Demand:
    """Return the demand of up to 12 months of ``usage`` from index ``begin`` on, against the ``base`` QPS."""
    months = usage.months[begin : begin + MOST_MONTHS]
    peaks = tuple(_peak(month, base, by_day=usage.by_day) for month in months)
    highest = max((peak.qps for peak in peaks if peak.qps is not None), default=None)
    above = [index for index, peak in enumerate(peaks) if base is not None and (peak.qps or 0) > base]
    days: int | None = None
    if highest is not None and all(peaks[index].days is not None for index in above):
        days = min(MOST_DAYS, sum(peaks[index].days or 0 for index in above))
    most = max(above, key=lambda at: (peaks[at].days or 0, peaks[at].qps or 0, -at), default=None)
    return Demand(months, base, peaks, highest, days, None if most is None else most + 1)


def taken(inputs: LinkInputs, demand: Demand, today: date) -> LinkInputs:
    """Return ``inputs`` with the figures of ``demand``; what it does not say stays as it is.

    The first month is taken unless all months are over: then they are a model of months to come.
    """
    inputs = with_table(inputs, tuple(month.calls for month in demand.months))
    if demand.peak_qps is not None:
        inputs = replace(inputs, qps=demand.peak_qps, peak_month=demand.peak_month or 1)
    if demand.peak_days is not None:
        inputs = replace(inputs, days=demand.peak_days)
    if inputs.peak_month > inputs.months:
        inputs = replace(inputs, peak_month=1)
    if demand.first is not None and not is_over(demand, today):
        inputs = replace(inputs, start=demand.first)
    return inputs


def is_over(demand: Demand, today: date) -> bool:
    """Tell whether all months of ``demand`` lie before the month of ``today``."""
    last = demand.months[-1].when
    return isinstance(last, Month) and last < Month(today.year, today.month)


def _peak(month: UsageMonth, base: int | None, *, by_day: bool) -> MonthPeak:
    qps = max(month.peaks, default=None)
    if qps is None or base is None or qps <= base:
        return MonthPeak(qps, None if qps is None else 0)
    return MonthPeak(qps, sum(peak > base for peak in month.peaks) if by_day else month.peak_days)


def _first(month: UsageMonth) -> date | None:
    return month.when.first if isinstance(month.when, Month) else None
