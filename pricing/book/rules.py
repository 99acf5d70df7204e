"""The rules of a price book that concern several values at once.

They look at the parsed file as it is, so that they speak beside the faults of single values; what is not of
the expected type is passed over here, for `price_book_format` reports it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from pricing.book.format import MOST_FAULTS, Found, Loc, path
from pricing.errors import Fault, Phrase, message, shown

MOST_ENTRIES = 100
"""Packs or tiers of one book: far more than any price list has, few enough to stay fast."""
MOST_PACKAGES = 6
"""License packages of one book: twice as many as any list has; their mixes are compared with each other."""


def rule_faults(data: Mapping[str, Any]) -> list[Found]:
    """Return what is wrong with the tiers, the packs and the sections of ``data`` as a whole."""
    return list(islice((found for rule in _RULES for found in rule(data)), MOST_FAULTS))


def _tiers(data: Mapping[str, Any]) -> Iterator[Found]:
    """Tiers ascend, and the last one alone is open."""
    tiers = _entries(data.get("postpaid"), "tiers")
    if tiers is None:
        return
    at: Loc = ("postpaid", "tiers")
    if not tiers:
        yield _found("no_tiers", at, "0")
    yield from _size(at, tiers, MOST_ENTRIES)
    below = 0
    for index, tier in enumerate(tiers):
        if not isinstance(tier, dict):
            continue
        here: Loc = (*at, index, "up_to")
        last = index == len(tiers) - 1
        if "up_to" not in tier:
            if not last:
                above = Phrase(message("a whole number above {low}"), low=f"{below:,}")
                yield _found("open_tier_not_last", here, allowed=above)
            continue
        end = tier["up_to"]
        if last:
            yield _found("last_tier_closed", here, shown(end))
        if type(end) is int and end > 0:
            if end <= below:
                yield _found("not_ascending", here, shown(end), low=shown(below))
            below = max(below, end)


def _packs(data: Mapping[str, Any]) -> Iterator[Found]:
    """Ids of packs differ, for options and purchases go by them."""
    packs = _entries(data, "packs") or []
    yield from _size(("packs",), packs, MOST_ENTRIES)
    yield from _repeated_ids("packs", packs)


def _packages(data: Mapping[str, Any]) -> Iterator[Found]:
    """技术授权费: of several license packages each has an id of its own."""
    packages = _entries(data, "license") or []
    yield from _size(("license",), packages, MOST_PACKAGES)
    if len(packages) > 1:
        for index, package in enumerate(packages):
            if isinstance(package, dict) and "id" not in package:
                yield _found("package_without_id", ("license", index, "id"))
    yield from _repeated_ids("license", packages)


def _repeated_ids(key: str, entries: list[Any]) -> Iterator[Found]:
    first: dict[str, int] = {}
    for index, entry in enumerate(entries):
        entry_id = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(entry_id, str):
            continue
        before = first.setdefault(entry_id, index)
        if before != index:
            name = path((key, before))
            yield _found("duplicate_id", (key, index, "id"), shown(entry_id), first=name)


def _qps(data: Mapping[str, Any]) -> Iterator[Found]:
    """升级 QPS: only activities with a license can be upgraded, up to one limit, within a window of days."""
    qps = data.get("qps")
    if qps is not None and not data.get("license"):
        yield _found("without_license", ("qps",), Phrase(message("QPS upgrades")))
    if not isinstance(qps, Mapping):
        return
    if "max_units" in qps and "max_qps" in qps:
        yield _found("two_limits", ("qps", "max_qps"), "max_qps", other="max_units")
    first, last = qps.get("order_from_days", 1), qps.get("order_window_days")
    if type(first) is int and type(last) is int and first > last:
        yield _found("window_ends_first", ("qps", "order_from_days"), shown(first), high=shown(last))


def _dates(data: Mapping[str, Any]) -> Iterator[Found]:
    """A price list is superseded after it was published."""
    first, last = data.get("published"), data.get("superseded")
    if type(first) is date and type(last) is date and last <= first:
        yield _found("superseded_first", ("superseded",), shown(last), low=shown(first))


_RULES: tuple[Callable[[Mapping[str, Any]], Iterator[Found]], ...] = (
    *(_tiers, _packs, _packages),
    *(_qps, _dates),
)


def _entries(table: object, key: str) -> list[Any] | None:
    value = table.get(key) if isinstance(table, Mapping) else None
    return value if isinstance(value, list) else None


def _size(at: Loc, entries: list[Any], most: int) -> Iterator[Found]:
    if len(entries) > most:
        yield _found("too_many", at, f"{len(entries):,}", high=str(most))


def _found(code: str, at: Loc, value: str = "", **params: str) -> Found:
    return at, Fault(code, path(at), value, params)
