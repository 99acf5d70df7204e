"""The sentences about saved scenarios: the answer of the page, what was done, what the browser keeps."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Final

from dashboard.charts.flags import IDEOGRAPH, LETTER, NARROWEST_PLOT
from dashboard.inputs.link import DEFAULTS, LinkInputs
from dashboard.language.formats import calls_short, money, price_per_thousand
from dashboard.language.names import in_a_row
from dashboard.language.texts import Texts
from dashboard.questions.scenarios.comparison_link import Comparison
from dashboard.questions.scenarios.kept_copy import KeptCopy
from dashboard.questions.scenarios.saved import LONGEST_NAME, Change, Deed, Saved, Scenarios
from dashboard.questions.scenarios.values import Figures, Priced
from pricing.errors import Fault, message

ONE: Final[Mapping[Deed, str]] = {
    "saved": message("Saved: {name}."),
    "added": message("Added: {name}."),
    "updated": message("Updated: {name}."),
    "renamed": message("Renamed: {name}."),
    "duplicated": message("Duplicated: {name}."),
    "deleted": message("Deleted: {name}."),
    "kept": message("Deleted: all but {name}."),
}

NOT_IN_CSV: Final = ("basis", "free", "peak_month", "book")
"""What decides the figures of a scenario, and has no column in the files of `compare`."""


def not_in_csv(scenarios: Scenarios, texts: Texts) -> list[str]:
    """Return in a sentence what the scenarios lose as a CSV file; nothing where they lose nothing."""
    lost = [
        texts.field(name)
        for name in NOT_IN_CSV
        if any(getattr(each.inputs, name) != getattr(DEFAULTS, name) for each in scenarios)
    ]
    if not lost:
        return []
    sentence = texts(
        "Scenarios as CSV have no column for these, which are not the usual ones here: {fields}. JSON and "
        "link keep them.",
        fields=in_a_row(texts, lost),
    )
    return [sentence]


def clipped(name: str, pixels: float = NARROWEST_PLOT) -> str:
    """Return as much of a name as fits."""
    width = 0.0
    for place, letter in enumerate(name):
        width += LETTER if letter.isascii() else IDEOGRAPH
        if width > pixels:
            return name[: max(1, place - 1)].rstrip() + "…"
    return name


def in_quotes(name: str) -> str:
    """Return a name inside a sentence."""
    return f"“{clipped(name)}”"


def own_name(inputs: LinkInputs, texts: Texts) -> str:
    """Return a name for a scenario that was given none: its calls and its months."""
    months = inputs.monthly_calls
    steady = len(set(months)) == 1
    calls = calls_short(texts, months[0] if steady else sum(months))
    if steady:
        name = texts.plural(
            "{calls} a month, {n} month", "{calls} a month, {n} months", len(months), calls=calls
        )
    else:
        name = texts.plural(
            "{calls} in all, {n} month", "{calls} in all, {n} months", len(months), calls=calls
        )
    return name[:LONGEST_NAME]


def answer(scenarios: Scenarios, priced: Priced, currency: str, texts: Texts) -> str:
    """Return what the scenarios cost, in one sentence without a full stop."""
    if not scenarios:
        return texts("Nothing is saved yet: give the scenario of the sidebar a name and save it")
    totals = [(figures.costs.total, each.name) for each, figures in with_figures(scenarios, priced, currency)]
    if not totals:
        return texts("None of these scenarios has an exact total in {currency}", currency=currency)
    (low, cheapest), (high, dearest) = min(totals, key=itemgetter(0)), max(totals, key=itemgetter(0))
    least, most = (money(texts, amount, currency, decimals=None) for amount in (low, high))
    if len(totals) == 1:
        return texts("{name} costs {amount}", name=in_quotes(cheapest), amount=least)
    if low == high:
        return texts("{n} scenarios cost {amount} each", n=len(totals), amount=least)
    return texts(
        "{n} scenarios cost from {least} ({cheapest}) to {most} ({dearest})",
        n=len(totals),
        least=least,
        cheapest=in_quotes(cheapest),
        most=most,
        dearest=in_quotes(dearest),
    )


def best_price(scenarios: Scenarios, priced: Priced, currency: str, texts: Texts) -> str:
    """Return in a sentence which of several scenarios pays least for a call; nothing where none does."""
    prices = [
        (figures.option.price_per_call, each.name)
        for each, figures in with_figures(scenarios, priced, currency)
        if figures.option.price_per_call is not None
    ]
    if len({price for price, _ in prices}) < 2:  # noqa: PLR2004  there is nothing to compare
        return ""
    lowest, name = min(prices, key=itemgetter(0))
    price = price_per_thousand(texts, lowest, currency)
    return texts("The lowest price per 1,000 calls: {price}, for {name}.", price=price, name=in_quotes(name))


def with_figures(scenarios: Scenarios, priced: Priced, currency: str) -> list[tuple[Saved, Figures]]:
    """Return the scenarios that have a total in ``currency``, each with its figures."""
    pairs = ((each, priced[each.inputs]) for each in scenarios)
    return [
        (each, figures)
        for each, figures in pairs
        if isinstance(figures, Figures) and figures.book.currency == currency
    ]


def without_figures(scenarios: Scenarios, priced: Priced, texts: Texts) -> list[str]:
    """Return a sentence for each scenario whose amounts would not be exact."""
    pairs = ((each, priced[each.inputs]) for each in scenarios)
    return [
        texts("{name}: {fault}.", name=in_quotes(each.name), fault=texts.faults(fault))
        for each, fault in pairs
        if isinstance(fault, Fault)
    ]


def left_out(comparison: Comparison, texts: Texts) -> list[str]:
    """Return a sentence for everything in a link's comparison that can't be used."""
    return [
        texts("Left out: {name}. {fault}.", name=in_quotes(name), fault=texts.faults(fault))
        if name
        else f"{texts.faults(fault)}."
        for name, fault in comparison.faults
    ]


def told(change: Change, texts: Texts) -> str:
    """Return what was done, for the line that offers to undo it."""
    if change.count == 1:
        return texts(ONE[change.deed], name=in_quotes(change.name))
    if change.deed == "added":
        return texts.plural("{n} scenario added.", "{n} scenarios added.", change.count)
    if change.deed == "duplicated":
        return texts.plural("{n} scenario duplicated.", "{n} scenarios duplicated.", change.count)
    if change.deed == "kept":
        return texts.plural("All but {n} scenario deleted.", "All but {n} scenarios deleted.", change.count)
    return texts.plural("{n} scenario deleted.", "{n} scenarios deleted.", change.count)


def where_kept(copy: KeptCopy, texts: Texts) -> str:
    """Return where the list is kept, in one sentence."""
    if copy.trouble:
        return texts("Kept in this tab only.")
    if not copy.is_read:
        return texts("Looking up what this browser keeps ...")
    return texts("Kept in this browser, and nowhere else: not on the server.")


def troubles(copy: KeptCopy, texts: Texts) -> list[str]:
    """Return what a visitor must know about the browser's copy, in sentences."""
    sentences = []
    if copy.trouble == "blocked":
        sentences.append(
            texts(
                "This browser keeps nothing for this page: its storage is blocked. What is saved here is "
                "lost when the page is closed or reloaded; take it with you as a file or as a link."
            )
        )
    if copy.trouble == "full":
        sentences.append(
            texts(
                "This browser's storage is full: the last change is lost when the page is closed or "
                "reloaded. Delete scenarios, or take them out as a file."
            )
        )
    if copy.damaged:
        sentences.append(
            texts(
                "What this browser has kept for this page can't be read, or not all of it. What can be read "
                "is in the list; the next change of the list replaces the rest."
            )
        )
    return sentences
