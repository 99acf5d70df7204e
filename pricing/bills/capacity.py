"""How many activities and QPS units a demand needs, and how many calls they can serve.

Source: the price list's clauses "license" (materials and base QPS of an activity) and "QPS upgrade" (units of
QPS by the day, a most per activity). Assumptions A2 and A6. Arguments may be whole numbers or arrays of them.
"""

from __future__ import annotations

import numpy as np

from pricing.arrays import Bools, Ints
from pricing.bills.demands import Demands
from pricing.price_book import PriceBook
from pricing.scenario import Scenario

SECONDS_A_DAY = 86_400
DAYS_A_MONTH = 30


def fewest_activities(book: PriceBook, materials: Ints, activities: Ints) -> Ints:
    """Return the fewest activities for ``materials``, at least ``activities``; 1 where no license is sold."""
    if book.license is None:
        return np.ones_like(activities)
    return np.maximum(activities, -(-materials // book.license.materials))


def activities_without_units(book: PriceBook, peak_qps: Ints) -> Ints:
    """Return the fewest activities whose base QPS serves ``peak_qps`` without an upgrade."""
    if book.license is None:
        return np.ones_like(peak_qps)
    return np.maximum(1, -(-peak_qps // book.license.qps))


def qps_units(book: PriceBook, peak_qps: Ints, peak_days: Ints, activities: Ints) -> Ints:
    """Return the QPS units that a peak day needs beside the base QPS; 0 where no day is a peak day."""
    if book.license is None:
        return np.zeros_like(activities)
    missing = np.maximum(0, peak_qps - book.license.qps * activities)
    unit = 1 if book.qps is None else book.qps.unit
    return np.where(peak_days > 0, -(-missing // unit), 0)


def idle_peaks(book: PriceBook, peak_qps: Ints, peak_days: Ints, fewest: Ints) -> Bools:
    """Tell where the peak exceeds the base QPS of ``fewest`` activities, but on no day: nothing is bought."""
    idle: Bools = (peak_days == 0) & (qps_units(book, peak_qps, np.ones_like(peak_days), fewest) > 0)
    return idle


def idle_peak(book: PriceBook, scenario: Scenario) -> bool:
    """Tell whether the peak of ``scenario`` exceeds the base QPS that is there in any case, but on no day."""
    demand = Demands.of(scenario)
    fewest = fewest_activities(book, demand.materials, demand.activities)
    return bool(idle_peaks(book, demand.peak_qps, demand.peak_days, fewest)[0])


def can_order_online(book: PriceBook, units: Ints, activities: Ints) -> Bools:
    """Tell where ``units`` QPS units can be bought online for that many activities."""
    most = 0 if book.qps is None else book.qps.max_units
    return units <= most * activities


def fewest_online(book: PriceBook, peak_qps: Ints, peak_days: Ints, fewest: Ints) -> Ints:
    """Return the fewest activities, at least ``fewest``, for which the peak can be bought online."""
    if book.license is None:
        return fewest
    most = 0 if book.qps is None else book.qps.most_online
    needed = -(-peak_qps // (book.license.qps + most))
    return np.where(peak_days > 0, np.maximum(fewest, needed), fewest)


def monthly_capacity(
    book: PriceBook, months: int, activities: Ints, units: Ints, peak_days: Ints, peak_month: Ints
) -> Ints | None:
    """Return the calls that each month can serve, shape (batch, months); None where QPS has no limit.

    A month has 30 days. The peak days run on from the first day of the peak month.
    """
    if book.license is None:
        return None
    month = np.arange(1, months + 1)
    before = DAYS_A_MONTH * (month - peak_month[:, None])
    days = np.where(before < 0, 0, np.clip(peak_days[:, None] - before, 0, DAYS_A_MONTH))
    unit = 0 if book.qps is None else book.qps.unit
    per_day = book.license.qps * activities[:, None] * DAYS_A_MONTH + unit * units[:, None] * days
    return SECONDS_A_DAY * per_day
