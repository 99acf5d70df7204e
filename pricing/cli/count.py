"""A count among the options: a whole number from 1 on."""

from __future__ import annotations

from pricing.cli.bad_input import BadInput
from pricing.errors import Fault
from pricing.scenario_fields import whole_number


def count(text: str, *, where: str, high: int) -> int:
    """Return the number that ``text`` writes, 1 to ``high``; raises BadInput, naming ``where``."""
    number = whole_number("monthly_calls", text, where=where, high=high)
    if number == 0:
        number = Fault("out_of_range", where, "0")
    if isinstance(number, Fault):
        allowed = {"low": "1", "high": f"{high:,}"}
        raise BadInput([str(Fault(number.code, where, number.value, allowed))])
    return number
