"""The answers of `break-even` as JSON for scripts and as tables for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pricing.bills.capacity import fewest_online
from pricing.bills.dead_zones import dead_zones
from pricing.bills.demands import Demands
from pricing.bills.packages import packages_of
from pricing.cheapest.mixes import base_mixes_of
from pricing.cli.output import aligned, indented, printable
from pricing.cli.phrases import counted, figure, qps_not_online
from pricing.cli.quote_text import assumptions, demand, idle_peak_lines, peak, prices, service
from pricing.cli.strict import BadInput
from pricing.money import exact
from pricing.price_book import PriceBook
from pricing.quotes.as_json import Json
from pricing.scenario import LIMITS, Scenario
from pricing.sensitivity.break_even import calls_segments, peak_day_segments
from pricing.sensitivity.segments import Segment

FEWEST_DAYS, MOST_DAYS = LIMITS["peak_days"]


@dataclass(frozen=True)
class Answer:
    """One answer in both formats, each with a newline at its end."""

    json: str
    table: str


def calls(book: PriceBook, scenario: Scenario, max_calls: int) -> Answer:
    """Return the cheapest of postpaid and the packs for 1 to ``max_calls`` steady monthly calls.

    Raises BadInput where none of them can be bought online.
    """
    segments = calls_segments(book, scenario, max_calls)
    if not segments:
        raise BadInput([_not_online(book, scenario)])
    title = "The cheapest of postpaid and packs of one size, by steady calls a month"
    months = f"1 to {counted(max_calls, 'call')} a month for {counted(scenario.months, 'month')}"
    asked = [months, *service(scenario), *peak(book, scenario)]
    return _of_segments(book, scenario, "calls", [title, "", "; ".join(asked)], segments)


def peak_days(book: PriceBook, scenario: Scenario) -> Answer:
    """Return the cheaper of best_mix and extra_activities for 0 to 366 peak days."""
    title = "The cheaper of QPS upgrades (best_mix) and extra activities, by days of the peak"
    days = f"{scenario.peak_qps:,} QPS on {FEWEST_DAYS} to {MOST_DAYS} days"
    asked = [demand(scenario), *service(scenario), days]
    segments = peak_day_segments(book, scenario)
    return _of_segments(book, scenario, "peak-days", [title, "", "; ".join(asked)], segments)


def month_quantity(book: PriceBook) -> Answer:
    """Return the dead zones of one month's bill."""
    zones = dead_zones(book)
    found: list[Json] = [
        {
            "from": zone.first,
            "to": zone.last,
            "cheaper_at": zone.cheaper_at,
            "saves_up_to": exact(zone.saves_up_to),
        }
        for zone in zones
    ]
    rows = [
        (f"{zone.first:,}", f"{zone.last:,}", f"{zone.cheaper_at:,}", figure(zone.saves_up_to))
        for zone in zones
    ]
    title = "Billed calls of a month that cost more than a larger quantity does"
    table = aligned([("from", "to", "cheaper at", "saves up to"), *rows], "rrrr") if rows else ["none"]
    return Answer(_json("month-quantity", "dead_zones", found), _table([title], table, [prices(book)]))


def _of_segments(
    book: PriceBook, scenario: Scenario, axis: str, head: list[str], segments: Sequence[Segment]
) -> Answer:
    found: list[Json] = [
        {"from": segment.first, "to": segment.last, "cheapest": segment.cheapest} for segment in segments
    ]
    rows = [(f"{segment.first:,}", f"{segment.last:,}", segment.cheapest) for segment in segments]
    table = aligned([("from", "to", "cheapest"), *rows], "rrl")
    foot = [prices(book), assumptions(book, scenario)]
    if axis == "calls" and (warnings := idle_peak_lines(book, scenario)):
        foot = ["Warnings", *indented(warnings), "", *foot]
    return Answer(_json(axis, "segments", found), _table(head, table, foot))


def _json(axis: str, key: str, found: list[Json]) -> str:
    return json.dumps({"axis": axis, key: found}, ensure_ascii=False, indent=2) + "\n"


def _table(head: list[str], table: list[str], foot: list[str]) -> str:
    return "\n".join(printable(line) for line in [*head, "", *table, "", *foot]) + "\n"


def _not_online(book: PriceBook, scenario: Scenario) -> str:
    """Return the fault of a peak for which no QPS upgrade can be bought online."""
    demand = Demands.of(scenario)
    packages, mix = packages_of(book), base_mixes_of(book, demand)
    units = packages.needed_units(mix, demand.peak_qps, demand.peak_days)
    why = qps_not_online(book, scenario.peak_qps, mix[0].tolist(), units=int(units[0]))
    if len(packages) > 1:
        return f"--peak-qps: {why}; allowed: more --activities, more --base-qps, or a lower peak"
    enough = fewest_online(book, demand.peak_qps, demand.peak_days, mix.sum(axis=1))
    return f"--peak-qps: {why}; allowed: --activities {enough[0]} or more, or a lower peak"
