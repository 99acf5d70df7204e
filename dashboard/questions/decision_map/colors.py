"""The colours of the decision map's cells by saving, and of what is written on any cell."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

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
