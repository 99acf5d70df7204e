"""Every text of the screens: one gettext catalogue, English sentences as keys, Babel's tools around it.

The catalogue is compiled from its ``.po`` file when a language is first used: no compiled file can be stale.
"""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from pricing.errors import MESSAGES, Fault, Phrase, message

Language = Literal["en", "zh_Hans"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
LOCALES: Final = Path(__file__).parents[1] / "locales"

FIELDS: Final = {
    "monthly_calls": message("Monthly calls"),
    "calls": message("Monthly calls"),
    "months": message("Months"),
    "shape": message("Shape of demand"),
    "table": message("Calls of each month"),
    "peak_qps": message("Peak QPS"),
    "qps": message("Peak QPS"),
    "peak_days": message("Peak days"),
    "days": message("Peak days"),
    "peak_month": message("Month of the peak"),
    "materials": message("Materials"),
    "activities": message("Activities"),
    "base_qps": message("QPS on ordinary days"),
    "prices": message("Price list"),
    "tier_basis": message("Quantity that picks the tier"),
    "basis": message("Quantity that picks the tier"),
    "free": message("Free quota"),
    "start": message("First month"),
    "lang": message("Language"),
    "book": message("Price list"),
    "name": message("Name"),
    "scenarios": message("Saved scenarios"),
    "compare": message("Comparison"),
    "total": message("Total"),
    "list_price": message("List price"),
    "discount": message("Discount"),
}
"""What the inputs of `pricing` and of the link are called on a screen."""


@dataclass(frozen=True)
class Texts:
    """The texts of one language; call it with the English sentence and its parameters.

    Whole numbers among the parameters are written with the language's separators; pass a year as a string.
    """

    language: Language

    @property
    def chart_locale(self) -> Literal["en", "zh-CN"]:
        """The name of the language in Plotly."""
        return "en" if self.language == "en" else "zh-CN"

    def __call__(self, sentence: str, /, **params: object) -> str:
        """Return ``sentence`` in this language, its ``{names}`` filled from ``params``."""
        return self._fill(_catalogue(self.language).gettext(sentence), params)

    def plural(self, one: str, many: str, n: int, /, **params: object) -> str:
        """Return the form for ``n`` things, with ``{n}`` and the other names filled."""
        form = _catalogue(self.language).ngettext(one, many, n)
        return self._fill(form, {"n": n, **params})

    def paragraph(self, *sentences: str) -> str:
        """Return whole sentences as one text; Chinese puts no space between them."""
        return ("" if self.language == "zh_Hans" else " ").join(sentences)

    def field(self, name: str, /) -> str:
        """Return what the input ``name`` is called; the name itself for an unknown one."""
        return self(FIELDS[name]) if name in FIELDS else name

    def faults(self, fault: Fault, *, of_file: bool = False) -> str:
        """Return what is wrong in a sentence, the input called as it is on the screen.

        ``of_file``: what is wrong stands in a file, and goes by its key there.
        """
        where = fault.where if of_file else self.field(fault.where)
        params = {**fault.params, "value": fault.value, "where": where}
        return self(MESSAGES[fault.code], **{name: self._phrase(text) for name, text in params.items()})

    def _phrase(self, text: str) -> str:
        if not isinstance(text, Phrase):
            return text
        return self(text.key, **{name: self._phrase(part) for name, part in text.params.items()})

    def _fill(self, sentence: str, params: dict[str, object]) -> str:
        return sentence.format(**{name: self._written(value) for name, value in params.items()})

    def _written(self, value: object) -> object:
        if type(value) is int:
            return format_decimal(value, locale=self.language)
        return value


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    if language == "en":  # the keys are the English texts
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
