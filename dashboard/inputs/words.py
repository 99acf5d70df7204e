"""What the choices of the sidebar are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from babel import Locale

from dashboard.inputs.link import LinkInputs
from dashboard.inputs.shapes import Shape
from dashboard.language import formats
from dashboard.language.markdown import as_markdown
from dashboard.language.texts import Language, Texts
from pricing.errors import Fault, message
from pricing.scenario import TierBasis

SHAPES: Final[Mapping[Shape, str]] = MappingProxyType(
    {
        "steady": message("Steady"),
        "ramp": message("Ramp-up"),
        "launch": message("Launch spike"),
        "season": message("Season peak"),
        "table": message("Month by month"),
    }
)
SHAPES_IN_WORDS: Final[Mapping[Shape, str]] = MappingProxyType(
    {
        "steady": message("{first} a month, {total} in all."),
        "ramp": message("From {first} in the first month to {last} in the last, {total} in all."),
        "launch": message("From {first} in the first month down to {last} in the last, {total} in all."),
        "season": message("Up to {most} in the month of the peak, {total} in all."),
        "table": message("{total} in all."),
    }
)
BASES: Final[Mapping[TierBasis, str]] = MappingProxyType(
    {
        "overage": message("The month's billed calls"),
        "total": message("All calls of the month"),
    }
)


def language_name(language: Language) -> str:
    """Return what a language calls itself: "English", "中文"."""
    return str(Locale.parse(language).language_name)


def demand_in_words(texts: Texts, inputs: LinkInputs) -> str:
    """Return the demand of all months in a sentence, with the figures of its shape."""
    months = inputs.monthly_calls
    figures = {"first": months[0], "last": months[-1], "most": max(months), "total": sum(months)}
    written = {name: formats.calls_in_words(texts, figure) for name, figure in figures.items()}
    return texts(SHAPES_IN_WORDS[inputs.shape], **written)


def replacement(texts: Texts, fault: Fault, inputs: LinkInputs) -> str:
    """Return what was wrong with a value of the link and what stands in for it, as Markdown."""
    said = as_markdown(texts.faults(fault))
    used = _used(texts, fault.where, inputs)
    return texts("{fault}. Used instead: {used}.", fault=said, used=as_markdown(used)) if used else f"{said}."


def _used(texts: Texts, name: str, inputs: LinkInputs) -> str:
    """Return the value of the input ``name`` as its widget shows it."""
    if name == "table":
        return "" if inputs.table else texts(SHAPES[inputs.shape])
    shown = {
        "shape": texts(SHAPES[inputs.shape]),
        "basis": texts(BASES[inputs.basis]),
        "free": texts("counted") if inputs.free else texts("not counted"),
        "lang": language_name(texts.language),
        "start": texts("none"),
        "book": inputs.book,
        "prices": inputs.price_list.version,
    }
    return shown[name] if name in shown else formats.number(texts, getattr(inputs, name))
