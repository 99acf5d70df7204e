"""The answer to "Packs or postpaid?" in sentences: who is cheapest here, and where that changes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dashboard.inputs.shapes import average
from dashboard.language.formats import calls_in_words, money
from dashboard.language.names import option_name, pack_name
from dashboard.language.texts import Texts
from dashboard.options.notices import unavailable
from dashboard.questions.packs_or_postpaid.values import CostCurves, SteadyComparison
from pricing.errors import message
from pricing.quotes.values import Quote

BOTH_SIDES: Final[Mapping[tuple[bool, bool], str]] = MappingProxyType(
    {
        (True, True): message(
            "Of postpaid and packs of one size, {option} is cheapest at {calls} a month, from {first} "
            "to {last}; just above, {more} is; just below, {less}"
        ),
        (False, True): message(
            "Of postpaid and packs of one size, {option} is cheapest at {calls} a month, up to {last}; "
            "just above, {more} is"
        ),
        (True, False): message(
            "Of postpaid and packs of one size, {option} is cheapest at {calls} a month, from {first} to at "
            "least {last}; just below, {less} is"
        ),
        (False, False): message(
            "Of postpaid and packs of one size, {option} is always cheapest up to {most} a month"
        ),
    }
)
"""The answer by whether another option is cheapest below, and above."""

SAME_ON_BOTH_SIDES: Final = message(
    "Of postpaid and packs of one size, {option} is cheapest at {calls} a month, from {first} "
    "to {last}; just above and just below, {more} is"
)


def answer(curves: CostCurves, quote: Quote, texts: Texts) -> str:
    """Return who is cheapest at the steady scenario of ``quote``, without a full stop."""
    calls = quote.scenario.monthly_calls[0]
    if not quote.book.packs:
        return texts("Postpaid it is: this price list has no packs")
    index = curves.segment_at(calls)
    here = curves.segments[index]
    fields: dict[str, object] = {
        "calls": calls_in_words(texts, calls),
        "option": _called(quote, here.cheapest, texts),
        "first": here.first,
        "last": here.last,
    }
    if index > 0:
        fields["less"] = _called(quote, curves.segments[index - 1].cheapest, texts)
    if index + 1 < len(curves.segments):
        fields["more"] = _called(quote, curves.segments[index + 1].cheapest, texts)
    sentence = BOTH_SIDES[index > 0, index + 1 < len(curves.segments)]
    if "less" in fields and fields["less"] == fields.get("more"):
        sentence = SAME_ON_BOTH_SIDES
    return texts(sentence, **fields, most=calls_in_words(texts, curves.max_calls))


def instead(comparison: SteadyComparison, texts: Texts) -> str | None:
    """Return what is compared instead of what was asked for, None where that is the same."""
    if comparison.shown is comparison.asked:
        return None
    told = texts.plural(
        "Compared with {n} activity, which needs no upgrade.",
        "Compared with {n} activities, which need no upgrade.",
        comparison.shown.scenario.activities,
    )
    return texts.paragraph(*unavailable(comparison.asked, texts), told)


def notes(comparison: SteadyComparison, texts: Texts) -> str:
    """Return what the comparison assumes, and what would cost still less than any option in it."""
    scenario = comparison.scenario
    said = [
        texts.plural(
            "Compared is a steady demand over {n} month.",
            "Compared is a steady demand over {n} months, each with the same calls.",
            scenario.months,
        )
    ]
    if len(set(scenario.monthly_calls)) > 1:
        said.append(
            texts(
                "The scenario's months differ: it stands at their average, {calls} a month.",
                calls=calls_in_words(texts, average(scenario.monthly_calls)),
            )
        )
    cheaper = _still_cheaper(comparison.curves, comparison.shown, texts)
    return texts.paragraph(*said, *([cheaper] if cheaper else []))


def _still_cheaper(curves: CostCurves, quote: Quote, texts: Texts) -> str | None:
    """Return what a best mix, a trial or another number of activities saves against the cheapest here."""
    best = quote.option(quote.cheapest)
    compared = set(curves.ids) - {"best_mix"}
    costs = [option.costs for option in quote.options if option.id in compared and option.costs]
    lowest = min((each.total for each in costs), default=None)
    if best.costs is None or lowest is None or best.costs.total >= lowest:
        return None
    currency = quote.book.currency
    return texts(
        "{option} would cost {total}, {saving} less.",
        option=option_name(texts, quote.book, best.id),
        total=money(texts, best.costs.total, currency, None),
        saving=money(texts, lowest - best.costs.total, currency, None),
    )


def _called(quote: Quote, option_id: str, texts: Texts) -> str:
    """Return an option's name inside a sentence: "the 5M pack", "paying monthly bills"."""
    if option_id == "postpaid":
        return texts("postpaid alone")
    return texts("the {pack}", pack=pack_name(texts, quote.book, option_id.removeprefix("pack:")))
