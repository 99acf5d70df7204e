"""The answer to "QPS upgrade or another activity?" in sentences with figures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dashboard.language.formats import CENTS, money, number
from dashboard.language.texts import Texts
from dashboard.options.notices import reason
from dashboard.questions.qps_or_activity.values import Peak
from pricing.errors import message
from pricing.money import from_micro
from pricing.quotes.values import Option
from pricing.sensitivity.peak_costs import PeakCurve

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "best_mix": message("QPS upgrades"),
        "extra_activities": message("Extra activities"),
        "optimal": message("Optimal"),
    }
)
"""What the options are called where only these are compared."""


def answer(peak: Peak, texts: Texts) -> str:
    """Return which of the two is cheaper, what it costs, and where that changes; without a full stop."""
    if not peak.is_needed:
        return texts.plural(
            "Neither: the {base} QPS of {n} license are enough for a peak of {qps} QPS",
            "Neither: the {base} QPS of {n} licenses are enough for a peak of {qps} QPS",
            peak.licenses,
            base=peak.base,
            qps=peak.scenario.peak_qps,
        )
    if not peak.scenario.peak_days:
        return texts(
            "Neither, for there is no peak day; for {qps} QPS on some days, {turn}",
            qps=peak.scenario.peak_qps,
            turn=turn(peak, texts),
        )
    return texts("{best}; {turn}", best=_best(peak, texts), turn=turn(peak, texts))


def turn(peak: Peak, texts: Texts) -> str:
    """Return from which number of peak days on extra activities cost less than upgrades."""
    if peak.book.qps is None:
        return texts("this price list sells no QPS upgrades")
    if not peak.sells_upgrades:
        return texts("upgrades alone can't be bought online for so many QPS")
    if peak.from_day is None:
        return texts("upgrades cost less than extra activities on any number of peak days")
    if peak.from_day == 0:
        return texts("extra activities cost less than upgrades on any number of peak days")
    return texts.plural(
        "from {n} peak day on, extra activities cost less than upgrades",
        "from {n} peak days on, extra activities cost less than upgrades",
        peak.from_day,
    )


def example(peak: Peak, texts: Texts) -> str | None:
    """Return which peak the charts show where the scenario has none; None where they show its own."""
    if not peak.is_needed:
        advice = turn(peak, texts)
        return texts.plural(
            "As an example, the charts show {qps} QPS on {n} peak day: {turn}. Set your own in the sidebar: "
            "a peak above {base} QPS, and its days.",
            "As an example, the charts show {qps} QPS on {n} peak days: {turn}. Set your own in the sidebar: "
            "a peak above {base} QPS, and its days.",
            peak.shown.peak_days,
            qps=peak.shown.peak_qps,
            base=peak.base,
            turn=advice,
        )
    if not peak.scenario.peak_days:
        return texts(
            "Where a number of peak days is needed, {days} stand as an example: set your own in the sidebar.",
            days=peak.shown.peak_days,
        )
    return None


def figures(peak: Peak, texts: Texts) -> list[tuple[str, str | None, str]]:
    """Return the name, the total and the purchase of each way, for the peak shown; no total: not online."""
    place = peak.shown.peak_days
    shown = []
    for option, curve in peak.by_days.items():
        total = number(texts, from_micro(int(curve.total[place])), CENTS) if curve.available[place] else None
        shown.append((texts(NAMES[option]), total, plan(curve, place, peak, texts)))
    return shown


def not_online(peak: Peak, texts: Texts) -> str | None:
    """Return why upgrades alone can't be bought online; None where they can, or none are sold."""
    option = peak.quoted.option("best_mix")
    if option.available or peak.book.qps is None:
        return None
    why, name = reason(peak.quoted, option, texts), NAMES[option.id]
    return texts("Not available online: {options}. {reason}", options=texts(name), reason=why)


def with_upgrade(peak: Peak) -> Option | None:
    """Return the cheapest purchase with an upgrade that can be bought online; None where there is none."""
    options = [peak.quoted.option(name) for name in ("optimal", "best_mix")]
    return next((option for option in options if option.costs and option.qps_units), None)


def plan(curve: PeakCurve, place: int, peak: Peak, texts: Texts) -> str:
    """Return the licenses and QPS that an option buys at a place of its curve."""
    licenses = texts.plural("{n} license", "{n} licenses", int(curve.activities[place]))
    units, qps = int(curve.units[place]), peak.book.qps
    if not units or qps is None:
        return licenses
    return texts("{licenses} and an upgrade of {qps} QPS", licenses=licenses, qps=units * qps.unit)


def _best(peak: Peak, texts: Texts) -> str:
    """Return what the cheapest purchase is made of, and its total."""
    best, upgrade = peak.quoted.option("optimal"), peak.quoted.option("best_mix")
    if best.costs is None:
        return texts("Nothing on this price list can be bought online for this scenario: contact sales")
    days = texts.plural("{n} day", "{n} days", peak.shown.peak_days)
    currency = peak.book.currency
    told = {
        "qps": peak.shown.peak_qps,
        "days": days,
        "total": money(texts, best.costs.total, currency, decimals=None),
        "plan": plan(peak.by_days["optimal"], peak.shown.peak_days, peak, texts),
    }
    if upgrade.costs is not None and upgrade.costs.total == best.costs.total:
        amount = money(texts, upgrade.costs.qps, currency, decimals=None)
        return texts(
            "QPS upgrades: {qps} QPS on {days} cost {total} in all, {amount} of it for the upgrades",
            amount=amount,
            **told,
        )
    if not best.qps_units:
        return texts("Extra activities: {plan} serve {qps} QPS on {days} for {total} in all", **told)
    return texts("Both: {plan} serve {qps} QPS on {days} for {total} in all", **told)
