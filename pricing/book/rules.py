"""The rules of a price book that concern several values at once.

They look at the parsed file as it is, so that they speak beside the faults of single values; what is not of
the expected type is passed over here, for `price_book_format` reports it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from pricing.book.format import MOST_FAULTS, Found, Loc, path
from pricing.errors import Fault, Phrase, message, shown

MOST_ENTRIES = 100
"""Packs or tiers of one book: far more than any price list has, few enough to stay fast."""


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
    yield from _size(at, tiers)
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
    yield from _size(("packs",), packs)
    first: dict[str, int] = {}
    for index, pack in enumerate(packs):
        pack_id = pack.get("id") if isinstance(pack, dict) else None
        if not isinstance(pack_id, str):
            continue
        before = first.setdefault(pack_id, index)
        if before != index:
            name = path(("packs", before))
            yield _found("duplicate_id", ("packs", index, "id"), shown(pack_id), first=name)


def _qps(data: Mapping[str, Any]) -> Iterator[Found]:
    """升级 QPS: only activities with a license can be upgraded."""
    if "qps" in data and "license" not in data:
        yield _found("without_license", ("qps",), Phrase(message("QPS upgrades")))


_RULES: tuple[Callable[[Mapping[str, Any]], Iterator[Found]], ...] = (_tiers, _packs, _qps)


def _entries(table: object, key: str) -> list[Any] | None:
    value = table.get(key) if isinstance(table, Mapping) else None
    return value if isinstance(value, list) else None


def _size(at: Loc, entries: list[Any]) -> Iterator[Found]:
    if len(entries) > MOST_ENTRIES:
        yield _found("too_many", at, f"{len(entries):,}", high=str(MOST_ENTRIES))


def _found(code: str, at: Loc, value: str = "", **params: str) -> Found:
    return at, Fault(code, path(at), value, params)
