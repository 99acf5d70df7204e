"""One look for each option and each cost component, the same on every chart; colour is never alone.

The cost components take four colours of Okabe and Ito's set, the options nine that were searched for the same
properties: told apart with normal and with colour-blind sight, and at least 3:1 against a white and a
near-black page. `tests/dashboard/charts/test_palette.py` simulates both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
