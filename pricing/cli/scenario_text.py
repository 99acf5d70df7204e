"""A scenario, the readings it is priced by and the price book in words, for the tables for people."""

from __future__ import annotations

from pricing.bills.capacity import idle_peak
from pricing.cli.phrases import counted
from pricing.price_book import PriceBook
from pricing.scenario import Scenario


def demand(scenario: Scenario) -> str:
    """Return the calls of all months: ``7 calls a month for 2 months``."""
    calls, period = scenario.monthly_calls, counted(scenario.months, "month")
    if len(set(calls)) == 1:
        return f"{counted(calls[0], 'call')} a month for {period}"
    return f"{counted(scenario.total_calls, 'call')} in {period}: {' '.join(f'{n:,}' for n in calls)}"


def service(scenario: Scenario) -> list[str]:
    """Return the materials, and the activities where more than one is asked for."""
    parts = [counted(scenario.materials, "material")]
    if scenario.activities > 1:
        parts.append(f"at least {counted(scenario.activities, 'activity', 'activities')}")
    return parts


def peak(book: PriceBook, scenario: Scenario) -> list[str]:
    """Return the peak with its days and the month it is paid in; nothing where it is like any day."""
    on_days = f"{scenario.peak_qps:,} QPS on {counted(scenario.peak_days, 'day')}"
    if scenario.peak_days:
        when = f" (paid in month {scenario.peak_month})" if book.qps and scenario.months > 1 else ""
        return [f"{on_days}{when}"]
    return [on_days] if idle_peak(book, scenario) else []


def idle_peak_lines(book: PriceBook, scenario: Scenario) -> list[str]:
    """Return a warning where the peak counts on no day, so that nothing is bought for it."""
    if not idle_peak(book, scenario):
        return []
    said = f"The peak of {scenario.peak_qps:,} QPS counts on 0 days, so it costs nothing"
    return [f"{said}: set --peak-days (peak_days in a file)"]


def prices(book: PriceBook) -> str:
    """Return where the prices come from."""
    return f"Price book: {book.id}, version {book.version}; amounts in {book.currency}."


def assumptions(book: PriceBook, scenario: Scenario) -> str:
    """Return the readings of the price list that are in force."""
    quantity = "the billed calls pick" if scenario.tier_basis == "overage" else "all calls pick"
    free = f"the free quota is {'' if scenario.count_free_quota else 'not '}counted"
    readings = [f"{quantity} a month's tier"] + ([free] if book.free else [])
    return f"Assumptions: {'; '.join(readings)}."
