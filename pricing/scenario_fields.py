"""Texts into a `Scenario`, all faults at once: shared by the command line and the bulk files.

A whole number is written in ASCII digits and nothing else: no sign but a minus (so that -5 is named as out of
range), no separators, no exponent, no leading zero. The last rule catches `1,000,000` as a list of calls:
its second month would be `000`, and the fault says what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, cast

from pricing.errors import Fault, InvalidScenario, Phrase, message, shown
from pricing.scenario import LIMITS, TIER_BASES, Scenario, TierBasis, range_fault

Separator = Literal[",", " "]
"""What stands between the calls of two months: a comma on the command line, a space in a file."""

WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]*")
REST_OF_THOUSANDS = re.compile(r"0[0-9]{2}")
"""What no month is, but the rest of a number written with thousands separators may be."""
LONGEST_NUMBER = 19
OF_MONTH = message("{place}, month {month}")


def whole_number(name: str, text: str, *, where: str = "", high: int | None = None) -> int | Fault:
    """Return the number that ``text`` writes, as input ``name`` of `LIMITS`, or the fault of it.

    Spaces around it are ignored. ``where`` replaces the name in the fault; ``high`` narrows the limit.
    """
    low, highest = LIMITS[name]
    highest = highest if high is None else min(high, highest)
    params = {"low": f"{low:,}", "high": f"{highest:,}"}
    digits = text.strip(" ")
    if not WHOLE_NUMBER.fullmatch(digits):
        return Fault("not_a_whole_number", where or name, shown(text), params)
    if len(digits) > LONGEST_NUMBER:
        return Fault("out_of_range", where or name, shown(digits), params)
    number = int(digits)
    return range_fault(name, number, where=where, high=high) or number


def scenario_from_texts(
    texts: Mapping[str, str],
    *,
    labels: Mapping[str, str],
    separator: Separator,
    count_free_quota: bool = True,
    tier_basis: TierBasis = "overage",
) -> Scenario:
    """Return the scenario that ``texts`` write, by the names of its fields (and ``months``).

    A field that is not in ``texts`` takes its default; ``monthly_calls`` has none, and ``months`` may be left
    out where there are several calls. ``tier_basis`` is that of the price list, where none is written.
    ``labels`` says where each field was written (``--calls``, a column).
    Raises InvalidScenario with all faults, in the order in which a person would look for them.
    """
    faults: list[Fault] = []

    def label(name: str) -> str:
        return labels.get(name, name)

    listed = separator in texts.get("monthly_calls", "").strip(" ")
    calls = _monthly_calls(texts.get("monthly_calls"), label("monthly_calls"), separator)
    months = _months(texts.get("months"), label("months"), listed=listed)
    demand = _demand(calls, months, label("months"))
    if isinstance(demand, list):
        faults += demand
        demand = ()

    numbers: dict[str, int] = {}
    for name in ("peak_qps", "peak_days", "peak_month", "materials", "activities", "base_qps"):
        if name not in texts:
            continue
        high = len(demand) if name == "peak_month" and demand else None
        number = whole_number(name, texts[name], where=label(name), high=high)
        if isinstance(number, Fault):
            faults.append(number)
        else:
            numbers[name] = number

    basis = texts.get("tier_basis", tier_basis).strip(" ")
    if basis not in TIER_BASES:
        allowed = {"allowed": ", ".join(TIER_BASES)}
        faults.append(Fault("not_allowed", label("tier_basis"), shown(texts["tier_basis"]), allowed))
    if faults:
        raise InvalidScenario(tuple(faults))
    return Scenario(
        monthly_calls=demand,
        tier_basis=cast("TierBasis", basis),
        count_free_quota=count_free_quota,
        **numbers,
    )


def _monthly_calls(text: str | None, where: str, separator: Separator) -> tuple[int, ...] | list[Fault]:
    """Return the numbers that ``text`` lists, or the faults of them."""
    if text is None:
        low, high = LIMITS["monthly_calls"]
        either = message("{low} to {high}, once or for each month")
        allowed = Phrase(either, low=f"{low:,}", high=f"{high:,}")
        return [Fault("missing", where, "", {"allowed": allowed})]
    parts = text.split(",") if separator == "," else re.split(" +", text.strip(" "))
    if len(parts) == 1:
        only = whole_number("monthly_calls", text, where=where)
        return [only] if isinstance(only, Fault) else (only,)
    count = Phrase(message("{place}, count of months"), place=where)
    too_many = range_fault("months", len(parts), where=count)
    if too_many:
        return [too_many]
    read = [
        _month(part, Phrase(OF_MONTH, place=where, month=str(month)), first=month == 1)
        for month, part in enumerate(parts, 1)
    ]
    faults = [item for item in read if isinstance(item, Fault)]
    return faults or tuple(item for item in read if not isinstance(item, Fault))


def _month(text: str, where: str, *, first: bool) -> int | Fault:
    number = whole_number("monthly_calls", text, where=where)
    if isinstance(number, Fault) and not first and REST_OF_THOUSANDS.fullmatch(text.strip(" ")):
        return replace(number, code="thousands_separator")
    return number


def _months(text: str | None, where: str, *, listed: bool) -> int | Fault | None:
    """Return the number of months, or None if the calls, ``listed`` month by month, tell it."""
    if text is not None:
        return whole_number("months", text, where=where)
    low, high = LIMITS["months"]
    either = message("{low} to {high}, or the calls of each month")
    allowed = Phrase(either, low=str(low), high=str(high))
    return None if listed else Fault("missing", where, "", {"allowed": allowed})


def _demand(
    calls: tuple[int, ...] | list[Fault], months: int | Fault | None, where: str
) -> tuple[int, ...] | list[Fault]:
    """Return the calls of each month, or the faults of ``calls``, of ``months`` and of the two together."""
    faults = list(calls) if isinstance(calls, list) else []
    if isinstance(months, Fault):
        faults.append(months)
    if isinstance(calls, list) or isinstance(months, Fault):
        return faults
    if len(calls) == 1 and months is not None:
        return calls * months
    return months_agree(calls, months, where)


def months_agree(calls: tuple[int, ...], months: int | None, where: str) -> tuple[int, ...] | list[Fault]:
    """Return ``calls``, listed month by month, or the fault where ``months`` is said and another count."""
    if months is None or months == len(calls):
        return calls
    return [Fault("month_count", where, str(months), {"count": str(len(calls))})]
