"""A whole number of the sidebar as a person types it: 500000, 500,000, 500k, 50万, ５０万."""

from __future__ import annotations

from dashboard.inputs.link import NUMBERS
from dashboard.usage.cells import Unreadable, whole_of
from pricing.errors import Fault
from pricing.scenario import range_fault
from pricing.scenario_fields import whole_number


def number_typed(name: str, text: str) -> int | Fault:
    """Return the number that ``text`` writes as the input ``name`` of a link, or the fault of it."""
    limit = NUMBERS[name]
    try:
        number = whole_of(text)
    except Unreadable:
        return whole_number(limit, text, where=name)
    return range_fault(limit, number, where=name) or number
