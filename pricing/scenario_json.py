"""A scenario as JSON: the "scenario" object of a quote, written and read back, all faults at once.

What is read may be that object or one that holds it as "scenario": the JSON of a quote, or a file of the app.
Either may say where it comes from (`PROVENANCE`); that is handed on as it is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, DecimalException
from itertools import islice
from typing import Final, cast

from pricing.errors import Fault, InvalidScenario, shown, shown_name
from pricing.quotes.as_json import scenario_object
from pricing.scenario import LIMITS, TIER_BASES, Scenario, TierBasis, range_fault
from pricing.scenario_fields import LONGEST_NUMBER, months_agree

MOST_BYTES: Final = 1_000_000
MOST_KEYS: Final = 100

NUMBERS: Final = ("peak_qps", "peak_days", "peak_month", "materials", "activities", "base_qps")
FIELDS: Final = ("monthly_calls", "months", *NUMBERS, "tier_basis", "count_free_quota")
PROVENANCE: Final = ("price_book", "list_prices", "made_on", "link", "name")
"""What a file may say of itself beside the scenario."""
QUOTE: Final = ("scenario", "cheapest", "options")
"""What the JSON of a quote has beside its price book."""


def scenario_json(scenario: Scenario) -> str:
    """Return ``scenario`` as indented JSON with a newline at its end."""
    return json.dumps(scenario_object(scenario), ensure_ascii=False, indent=2) + "\n"


def read_scenario(
    source: bytes | str | Mapping[str, object], name: str = "scenario", *, tier_basis: TierBasis = "overage"
) -> Scenario:
    """Return the scenario in ``source``: the content of a file, called ``name`` in faults, or its object.

    ``monthly_calls`` is needed: a list, or one number with ``months``. Whatever else is missing takes its
    default; ``tier_basis`` is that of the price list. ``fault.where`` is a key, or ``name`` where the whole
    can't be used. Raises InvalidScenario with all faults.
    """
    return read_with_provenance(source, name, tier_basis=tier_basis)[0]


def read_with_provenance(
    source: bytes | str | Mapping[str, object], name: str = "scenario", *, tier_basis: TierBasis = "overage"
) -> tuple[Scenario, Mapping[str, object]]:
    """Return what `read_scenario` does, and what ``source`` says of itself: `PROVENANCE`, unchecked.

    Its ``tier_basis`` is among it, which tells whether it says one.
    """
    faults: list[Fault] = []
    found = _parsed(source, name, faults) if isinstance(source, bytes | str) else source
    outer = _object(found, name)
    inner = _object(outer["scenario"], "scenario") if "scenario" in outer else outer
    if inner is not outer:
        faults += _unknown(outer, (*PROVENANCE, *QUOTE), name)
    faults += _unknown(inner, (*FIELDS, *PROVENANCE), name)

    demand = _demand(inner)
    if isinstance(demand, list):
        faults += demand
        demand = ()
    numbers: dict[str, int] = {}
    for field in NUMBERS:
        if field not in inner:
            continue
        high = len(demand) if field == "peak_month" and demand else None
        number = _whole(field, inner[field], high=high)
        if isinstance(number, Fault):
            faults.append(number)
        else:
            numbers[field] = number
    basis = inner.get("tier_basis", tier_basis)
    faults += _not_allowed("tier_basis", basis, TIER_BASES)
    counted = inner.get("count_free_quota", True)
    faults += _not_allowed("count_free_quota", counted, (True, False))
    if faults:
        raise InvalidScenario(tuple(faults))
    read = Scenario(
        monthly_calls=demand,
        tier_basis=cast("TierBasis", basis),
        count_free_quota=cast("bool", counted),
        **numbers,
    )
    told = (*PROVENANCE, "tier_basis")
    return read, {key: said[key] for said in (inner, outer) for key in told if key in said}


def _parsed(source: bytes | str, name: str, faults: list[Fault]) -> object:
    """Return what the text says; add a fault to ``faults`` for each key that an object has twice."""
    repeated: dict[str, int] = {}

    def without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
        once = dict(pairs)
        if len(once) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated.update((key, count) for key, count in counts.items() if count > 1)
        return once

    try:
        found: object = json.loads(
            _decoded(source, name),
            object_pairs_hook=without_repeats,
            parse_float=Decimal,
            parse_constant=Decimal,
        )
    except json.JSONDecodeError as error:
        place = {"line": f"{error.lineno:,}", "column": f"{error.colno:,}"}
        raise InvalidScenario((Fault("invalid_json", name, "", place),)) from None
    except RecursionError:
        raise InvalidScenario((Fault("json_too_deep", name),)) from None
    except (ValueError, DecimalException):
        raise InvalidScenario((Fault("json_number_too_long", name),)) from None
    faults += [
        Fault("repeated_key", shown_name(key), "", {"count": f"{count:,}"})
        for key, count in islice(repeated.items(), MOST_KEYS)
    ]
    return found


def _decoded(source: bytes | str, name: str) -> str:
    if len(source) > MOST_BYTES:
        raise InvalidScenario((Fault("json_too_large", name, "", {"high": f"{MOST_BYTES:,}"}),))
    if isinstance(source, str):
        return source
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = {"line": f"{source.count(bytes([10]), 0, error.start) + 1:,}"}
        raise InvalidScenario((Fault("json_not_utf8", name, "", line),)) from None


def _object(found: object, where: str) -> Mapping[str, object]:
    """Return ``found`` if it is an object with a number of keys that anyone would write."""
    if not isinstance(found, Mapping):
        raise InvalidScenario((Fault("not_an_object", where, _found(found)),))
    if len(found) > MOST_KEYS:
        raise InvalidScenario((Fault("too_many", where, f"{len(found):,}", {"high": str(MOST_KEYS)}),))
    return found


def _unknown(found: Iterable[str], known: tuple[str, ...], where: str) -> list[Fault]:
    allowed = {"allowed": ", ".join(known)}
    return [Fault("not_a_key", where, shown_name(key), allowed) for key in found if key not in known]


def _demand(fields: Mapping[str, object]) -> tuple[int, ...] | list[Fault]:
    """Return the calls of each month, or the faults of ``monthly_calls`` and ``months``."""
    low, high = LIMITS["monthly_calls"]
    listed = fields.get("monthly_calls")
    faults: list[Fault] = []
    calls: list[int] = []
    if "monthly_calls" not in fields:
        allowed = {"allowed": f"{low:,} to {high:,}, once or for each month"}
        faults.append(Fault("missing", "monthly_calls", "", allowed))
    elif isinstance(listed, list | tuple):
        too_many = range_fault("months", len(listed), where="monthly_calls, count of months")
        for month, entry in enumerate(() if too_many else listed, start=1):
            _sort(_whole("monthly_calls", entry, where=f"monthly_calls, month {month}"), calls, faults)
        faults += [too_many] if too_many else []
    else:
        _sort(_whole("monthly_calls", listed), calls, faults)

    months = _whole("months", fields["months"]) if "months" in fields else None
    if isinstance(months, Fault):
        return [*faults, months]
    if faults:
        return faults
    if isinstance(listed, list | tuple):
        return months_agree(tuple(calls), months, "months")
    if months is None:
        low, high = LIMITS["months"]
        return [Fault("missing", "months", "", {"allowed": f"{low} to {high}, or the calls of each month"})]
    return tuple(calls) * months


def _sort(read: int | Fault, numbers: list[int], faults: list[Fault]) -> None:
    if isinstance(read, Fault):
        faults.append(read)
    else:
        numbers.append(read)


def _whole(name: str, value: object, *, where: str = "", high: int | None = None) -> int | Fault:
    """Return ``value`` if it is a whole number that input ``name`` of `LIMITS` may have, or its fault."""
    low, highest = LIMITS[name]
    highest = highest if high is None else min(high, highest)
    params = {"low": f"{low:,}", "high": f"{highest:,}"}
    if type(value) is not int:
        return Fault("not_a_whole_number", where or name, _found(value), params)
    if abs(value) >= 10**LONGEST_NUMBER:
        return Fault("out_of_range", where or name, shown(value), params)
    return range_fault(name, value, where=where, high=high) or value


def _not_allowed(name: str, value: object, allowed: tuple[str | bool, ...]) -> list[Fault]:
    if any(type(value) is type(choice) and value == choice for choice in allowed):
        return []
    choices = ", ".join(choice if isinstance(choice, str) else shown(choice) for choice in allowed)
    return [Fault("not_allowed", name, _found(value), {"allowed": choices})]


def _found(value: object) -> str:
    """Return what was found for a message, in the words of JSON."""
    if isinstance(value, Mapping):
        return "{...}"
    if isinstance(value, list | tuple):
        return "[...]"
    return "null" if value is None else shown(value)
