"""How many activities and QPS units a demand needs where one license package is sold, and what QPS can serve.

Source: the price list's clauses "license" (materials and base QPS of an activity) and "QPS upgrade" (units of
QPS by the day, a most per activity). Assumptions A2, A6 and A10. Arguments may be whole numbers or arrays of
them; several packages are for `pricing.cheapest.mixes`.
"""

from __future__ import annotations

import numpy as np

from pricing.arrays import Ints
from pricing.bills.packages import packages_of
from pricing.price_book import PriceBook

SECONDS_A_DAY = 86_400
DAYS_A_MONTH = 30


def activities_without_units(book: PriceBook, peak_qps: Ints) -> Ints:
    """Return the fewest activities whose base QPS serves ``peak_qps`` without an upgrade."""
    if book.license is None:
        return np.ones_like(peak_qps)
    return np.maximum(1, -(-peak_qps // book.license.qps))


def qps_units(book: PriceBook, peak_qps: Ints, peak_days: Ints, activities: Ints) -> Ints:
    """Return the QPS units that a peak day needs beside the base QPS; 0 where no day is a peak day."""
    packages = packages_of(book)
    return packages.missing_units(packages.qps[0] * activities, peak_qps, peak_days)


def fewest_online(book: PriceBook, peak_qps: Ints, peak_days: Ints, fewest: Ints) -> Ints:
    """Return the fewest activities, at least ``fewest``, for which the peak can be bought online."""
    if book.license is None:
        return fewest
    packages = packages_of(book)
    needed = -(-peak_qps // (packages.qps[0] + packages.unit * packages.units[0]))
    return np.where(peak_days > 0, np.maximum(fewest, needed), fewest)


def monthly_capacity(
    book: PriceBook, months: int, mix: Ints, units: Ints, peak_days: Ints, peak_month: Ints
) -> Ints | None:
    """Return the calls that each month can serve, shape (batch, months); None where QPS has no limit.

    A month has 30 days. The peak days run on from the first day of the peak month.
    """
    if not book.packages:
        return None
    qps = np.array([package.qps for package in book.packages], dtype=np.int64)
    month = np.arange(1, months + 1)
    before = DAYS_A_MONTH * (month - peak_month[:, None])
    days = np.where(before < 0, 0, np.clip(peak_days[:, None] - before, 0, DAYS_A_MONTH))
    unit = 0 if book.qps is None else book.qps.unit
    per_day = (mix @ qps)[:, None] * DAYS_A_MONTH + unit * units[:, None] * days
    return SECONDS_A_DAY * per_day
