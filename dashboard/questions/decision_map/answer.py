"""The decision map in words: a cell's hover text, a row's runs of one option, and the page's answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import Final

from dashboard.inputs.link import LinkInputs
from dashboard.inputs.shapes import average
from dashboard.language.formats import calls_in_words, calls_short, money, percent
from dashboard.language.names import in_a_row, option_name, pack_name
from dashboard.language.texts import Texts
from dashboard.options.purchases import bought, recommended, saving
from dashboard.questions.decision_map.values import MOST_MONTHS, Cell, DecisionMap, postpaid_up_to
from pricing.errors import message
from pricing.price_book import PriceBook
from pricing.quotes.values import Quote
from pricing.scenario import Scenario

WINNERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "trial": message("the trial wins"),
        "postpaid": message("postpaid wins"),
        "best_mix": message("the best mix of packs wins"),
        "extra_activities": message("extra activities win"),
        "optimal": message("the optimal plan wins"),
    }
)


def alt_text(drawn: DecisionMap, months: int, texts: Texts) -> str:
    """Return what the map shows: which option wins from where, for 1 month, 12 months and the scenario's."""
    lead = texts("The cheapest option by monthly calls and months.")
    told = [_row_told(drawn, count, texts) for count in sorted({1, months, MOST_MONTHS})]
    return texts.paragraph(lead, *told)


def _row_told(drawn: DecisionMap, months: int, texts: Texts) -> str:
    """Return where which option wins in a row of the map, neighbours together."""
    spans = []
    for _, run in groupby(drawn.rows[months - 1], key=lambda cell: cell.option.id):
        cells = list(run)
        told = {"option": cell_name(cells[0], drawn.book, texts), "first": calls_short(texts, cells[0].calls)}
        if len(cells) == 1:
            spans.append(texts("{option} at {first} calls", **told))
        else:
            last = calls_short(texts, cells[-1].calls)
            spans.append(texts("{option} from {first} to {last} calls", last=last, **told))
    options = in_a_row(texts, spans)
    return texts.plural("Over {n} month: {options}.", "Over {n} months: {options}.", months, options=options)


@lru_cache(maxsize=32)
def plans(drawn: DecisionMap, texts: Texts) -> dict[Cell, str]:
    """Return what the option of each cell buys in advance, in words."""
    return {
        cell: in_a_row(texts, items) if items else texts("Nothing in advance")
        for cell in drawn.cells
        for items in (bought(Quote(drawn.book, drawn.scenario, (), cell.option.id), cell.option, texts),)
    }


def hover_text(drawn: DecisionMap, cell: Cell, texts: Texts) -> str:
    """Return the cell's demand, its option with the exact total, what is bought, and what it saves."""
    calls = calls_in_words(texts, cell.calls)
    demand = texts.plural(
        "{calls} a month for {n} month", "{calls} a month for {n} months", cell.months, calls=calls
    )
    rows = [escape(demand)]
    total = money(texts, cell.total, drawn.book.currency)
    rows.append(f"<b>{escape(cell_name(cell, drawn.book, texts))}</b> {escape(total)}")
    rows.append(escape(plans(drawn, texts)[cell]))
    if cell.saving and cell.saving_ratio is not None:
        saved = money(texts, cell.saving, drawn.book.currency)
        told = texts(
            "{amount} ({ratio}) less than postpaid", amount=saved, ratio=percent(texts, cell.saving_ratio, 1)
        )
        rows.append(escape(told))
    return "<br>".join(rows)


def cell_name(cell: Cell, book: PriceBook, texts: Texts) -> str:
    """Return the name of the cell's option."""
    return option_name(texts, book, cell.option.id)


def answer(quote: Quote, texts: Texts) -> str:
    """Return which option wins for the scenario, without a full stop.

    Where that is one to be bought, also up to where postpaid wins.
    """
    best, scenario = recommended(quote), quote.scenario
    if best is None or best.costs is None:
        return texts("Nothing on this price list can be bought online for this scenario: contact sales")
    steady = len(set(scenario.monthly_calls)) == 1
    demand = (
        texts("{calls} a month", calls=calls_in_words(texts, scenario.monthly_calls[0]))
        if steady
        else texts("{calls} in all", calls=calls_in_words(texts, scenario.total_calls))
    )
    winner = _wins(quote.book, best.id, texts)
    total = money(texts, best.costs.total, quote.book.currency, decimals=None)
    sentence = texts.plural(
        "At your {demand} over {n} month, {winner}: {total}",
        "At your {demand} over {n} months, {winner}: {total}",
        scenario.months,
        demand=demand,
        winner=winner,
        total=total,
    )
    saved = saving(quote, best)
    if saved and saved > 0:
        amount = money(texts, saved, quote.book.currency, decimals=None)
        sentence = texts("{sentence}, {saving} less than postpaid", sentence=sentence, saving=amount)
    limit = None if best.id in {"postpaid", "trial"} else postpaid_up_to(quote.book, scenario)
    if limit is None:
        return sentence
    return texts(
        "{sentence}; postpaid wins up to {calls} a month",
        sentence=sentence,
        calls=calls_in_words(texts, limit),
    )


def buys(quote: Quote, texts: Texts) -> str | None:
    """Return what the winner buys in advance, in a sentence; None where there is nothing to buy."""
    best = recommended(quote)
    items = [] if best is None else bought(quote, best, texts)
    return texts("It buys {items}.", items=in_a_row(texts, items)) if items else None


def is_uneven(scenario: Scenario, texts: Texts) -> str | None:
    """Return what the map means for a demand that is not steady; None for one that is."""
    if len(set(scenario.monthly_calls)) == 1:
        return None
    return texts(
        "The map is of the same calls in every month; yours differ, and stand at their average, {calls}.",
        calls=calls_in_words(texts, average(scenario.monthly_calls)),
    )


def one_winner(drawn: DecisionMap, texts: Texts) -> str | None:
    """Return that one option wins everywhere; None where several do."""
    if len(drawn.options) > 1:
        return None
    return texts(
        "In every cell, {winner}: the table below tells what is bought in each.",
        winner=_wins(drawn.book, drawn.options[0], texts),
    )


def _wins(book: PriceBook, option_id: str, texts: Texts) -> str:
    """Return that an option wins, inside a sentence: "the 5M pack wins"."""
    if option_id.startswith("pack:"):
        return texts("the {pack} wins", pack=pack_name(texts, book, option_id.removeprefix("pack:")))
    return texts(WINNERS[option_id])


def taken(link: LinkInputs, texts: Texts) -> str:
    """Return that a cell's demand is now the scenario's."""
    calls = calls_in_words(texts, link.calls)
    return texts.plural(
        "Taken into the scenario: {calls} a month for {n} month, steady.",
        "Taken into the scenario: {calls} a month for {n} months, steady.",
        link.months,
        calls=calls,
    )
