"""Ready-made scenarios: one click sets everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from dashboard.inputs.link import LinkInputs
from pricing.errors import message

PRESETS: Final[Mapping[str, LinkInputs]] = {
    message("Trial"): LinkInputs(calls=400, months=1, qps=1),
    message("Two-week holiday campaign"): LinkInputs(calls=500_000, months=1, qps=200, days=14),
    message("Steady app feature"): LinkInputs(),
    message("Nationwide launch"): LinkInputs(calls=2_000_000, months=3, shape="launch", qps=400, days=10),
}
"""The catalogue's key of each preset, and what it sets."""


def chosen(name: str, inputs: LinkInputs) -> LinkInputs:
    """Return preset ``name`` with the language, the price list and the first month of ``inputs``."""
    return replace(PRESETS[name], lang=inputs.lang, book=inputs.book, start=inputs.start)


def preset_of(inputs: LinkInputs) -> str | None:
    """Return the name of the preset that ``inputs`` are, or None."""
    return next((name for name in PRESETS if chosen(name, inputs) == inputs), None)
