"""A whole number of the sidebar as a person types it: 500000, 500,000, 500k, 50万, ５０万."""

from __future__ import annotations

from dashboard.link import NUMBERS
from dashboard.usage.cells import LONGEST, Unreadable, whole_of
from pricing.errors import Fault, shown
from pricing.scenario import LIMITS
from pricing.scenario_fields import whole_number

__all__ = ["LONGEST", "number_typed"]


def number_typed(name: str, text: str) -> int | Fault:
    """Return the number that ``text`` writes as the input ``name`` of a link, or the fault of it."""
    limit = NUMBERS[name]
    try:
        number = whole_of(text)
    except Unreadable:
        low, high = LIMITS[limit]
        allowed = {"low": f"{low:,}", "high": f"{high:,}"}
        return Fault("not_a_whole_number", name, shown(text), allowed)
    return whole_number(limit, str(number), where=name)
