"""A comparison in the link: up to eight scenarios, each a parameter ``compare`` of its own.

    compare=Campaign~calls.500000~months.1~qps.200~days.14&compare=App~table.100+200+300~shape.table

First the name, then what differs from the default by the names and in the writing of `dashboard.inputs.link`.
None of the marks is changed by percent-encoding, so that a person can read it. In a name, ``~`` is written
``%7E`` and ``%`` ``%25``, before the link is percent-encoded as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from dashboard.inputs.link import NAMES, LinkInputs, read_link, write_link
from dashboard.questions.scenarios.saved import Saved, Scenarios, added, name_of, saved
from pricing.errors import Fault, shown

PARAMETER: Final = "compare"
MOST: Final = 8
LONGEST: Final = 8000
"""Characters of a whole link: what servers, mail programs and chats still pass on."""

OF_EACH: Final = tuple(name for name in NAMES if name != "lang")
"""The names of a link that a scenario of a comparison may have."""


@dataclass(frozen=True)
class Comparison:
    """What a link brings: the scenarios that could be read, and what is wrong with the others.

    ``faults`` are pairs of the name as it was written and the fault, whose ``where`` is a name of the link.
    """

    scenarios: Scenarios
    faults: tuple[tuple[str, Fault], ...]


def write_comparison(scenarios: Iterable[Saved]) -> list[str]:
    """Return the values of the parameter, one for each scenario; at most `MOST` belong into a link."""
    return [_written(each) for each in scenarios]


def comparison_address(address: str, inputs: LinkInputs, scenarios: Sequence[Saved]) -> str | None:
    """Return the link to ``scenarios`` beside the scenario of ``inputs``; None where it would be too long."""
    parameters = [*write_link(inputs).items(), *((PARAMETER, value) for value in write_comparison(scenarios))]
    link = f"{address}?{urlencode(parameters)}"
    return link if len(scenarios) <= MOST and len(link) <= LONGEST else None


def read_comparison(values: Sequence[str]) -> Comparison:
    """Return what the values of the parameter say; what can't be read as it is written is left out."""
    found: list[Saved] = []
    faults: list[tuple[str, Fault]] = []
    for value in values[:MOST]:
        read = _read(value)
        if isinstance(read, Saved):
            found.append(read)
        else:
            name = value.partition("~")[0]
            faults += [(name, fault) for fault in read]
    if len(values) > MOST:
        faults.append(("", Fault("too_many", PARAMETER, f"{len(values):,}", {"high": str(MOST)})))
    return Comparison(added((), found), tuple(faults))


def _written(scenario: Saved) -> str:
    name = scenario.name.replace("%", "%25").replace("~", "%7E")
    return "~".join([name, *(f"{key}.{value}" for key, value in write_link(scenario.inputs).items())])


def _read(value: str) -> Saved | list[Fault]:
    written, *pairs = value.split("~")
    name = name_of(written.replace("%7E", "~").replace("%25", "%"))
    faults = [name] if isinstance(name, Fault) else []
    params: dict[str, str] = {}
    for pair in pairs:
        key, _, text = pair.partition(".")
        if key in OF_EACH and key not in params:
            params[key] = text
        else:
            faults.append(Fault("not_allowed", PARAMETER, shown(pair), {"allowed": ", ".join(OF_EACH)}))
    inputs, unusable = read_link(params)
    faults += unusable
    return faults if faults or isinstance(name, Fault) else saved(name, inputs)
