"""One look for each option and each cost component, the same on every chart; colour is never alone.

The cost components take four colours of Okabe and Ito's set, the options nine that were searched for the same
properties: told apart with normal and with colour-blind sight, and at least 3:1 against a white and a
near-black page. `tests/dashboard/charts/test_palette.py` simulates both. Below them stand the
scale of savings and the ink on any colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from pricing.price_book import Component, PriceBook


@dataclass(frozen=True)
class Look:
    """A colour, and what stands in for it: fill pattern, marker symbol, line dashes (by Plotly's names)."""

    color: str
    pattern: str = ""
    symbol: str = "circle"
    dash: str = "solid"


COMPONENT_LOOKS: Final[Mapping[Component, Look]] = MappingProxyType(
    {
        "license": Look("#0072B2", ""),
        "qps": Look("#D55E00", "x"),
        "packs": Look("#009E73", "/"),
        "postpaid": Look("#CC79A7", "."),
    }
)

OPTION_LOOKS: Final[Mapping[str, Look]] = MappingProxyType(
    {
        "trial": Look("#936D86", "+", "cross", "dot"),
        "postpaid": Look("#A23B9D", ".", "circle", "solid"),
        "best_mix": Look("#BA2D1F", "x", "x", "longdashdot"),
        "extra_activities": Look("#B6897A", "|", "triangle-up", "dash"),
        "optimal": Look("#948FB8", "-", "star", "dashdot"),
    }
)

PACK_COLORS: Final = ("#048FF4", "#1B714C", "#ED6531", "#7457D1")
PACK_SYMBOLS: Final = ("square", "diamond", "pentagon", "hexagon")
PACK_PATTERNS: Final = ("/", "\\", "", "+")
PACK_DASHES: Final = ("dash", "longdash", "dashdot", "dot")


def option_looks(book: PriceBook) -> dict[str, Look]:
    """Return the look of every option that ``book`` can have, by option id.

    A pack's look follows from its place in the book. From the fifth pack on the colours come again with other
    patterns, symbols and dashes.
    """
    looks = dict(OPTION_LOOKS)
    for place, pack in enumerate(book.packs):
        turn = place + place // len(PACK_COLORS)
        looks[f"pack:{pack.id}"] = Look(
            PACK_COLORS[place % len(PACK_COLORS)],
            PACK_PATTERNS[turn % len(PACK_PATTERNS)],
            PACK_SYMBOLS[turn % len(PACK_SYMBOLS)],
            PACK_DASHES[turn % len(PACK_DASHES)],
        )
    return looks


DARK: Final = "#000000"
LIGHT: Final = "#FFFFFF"
LEAST_SAVED: Final = (226, 237, 248)
MOST_SAVED: Final = (8, 48, 107)
"""The ends of the scale of savings, in red, green and blue: one hue, from light to dark."""

WEIGHTS: Final = (0.2126, 0.7152, 0.0722)
STRAIGHT_TO: Final = 0.04045
"""WCAG 2: the weights of red, green and blue, and up to where a channel's light is a straight line."""


def ink(below: str) -> str:
    """Return the dark or the light colour for letters: that which has more contrast with the colour below."""
    light = _luminance(below)
    return DARK if (light + 0.05) / (_luminance(DARK) + 0.05) > 1.05 / (light + 0.05) else LIGHT


def _luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return sum(
        weight * (channel / 12.92 if channel <= STRAIGHT_TO else ((channel + 0.055) / 1.055) ** 2.4)
        for weight, channel in zip(WEIGHTS, channels, strict=True)
    )


def shade(share: Fraction) -> str:
    """Return the colour of a share of the highest saving, as Plotly draws it between the ends."""
    parts = (low + (high - low) * share for low, high in zip(LEAST_SAVED, MOST_SAVED, strict=True))
    return "#" + "".join(f"{round(part):02X}" for part in parts)
