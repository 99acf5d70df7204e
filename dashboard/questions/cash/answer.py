"""The answer to "When does the money leave?" in a sentence, and what the most tied up consists of."""

from __future__ import annotations

from datetime import date

from dashboard.language.formats import day_name, money
from dashboard.language.names import month_names, option_name
from dashboard.language.texts import Texts
from pricing.quotes.settlement import CashFlow, Movement
from pricing.quotes.values import Option, Quote


def answer(quote: Quote, option: Option, flow: CashFlow | None, start: date | None, texts: Texts) -> str:
    """Return how much must be ready, and when it leaves, in one sentence without a full stop.

    ``flow`` is that of ``option``, None for one that can't be bought; ``start`` is the first day of month 1.
    """
    if flow is None:
        name = option_name(texts, quote.book, option.id)
        return texts("No money moves: {option} can't be bought online", option=name)
    if flow.peak is None:
        return _nothing(quote, option, texts)
    currency = quote.book.currency
    day = texts("the first day") if start is None else day_name(texts, start)
    if not flow.later and not flow.most_frozen:
        amount = money(texts, flow.upfront, currency, decimals=None)
        return texts("{amount} leaves on {day}, and nothing after it", amount=amount, day=day)
    first = texts("nothing leaves on {day}", day=day)
    if flow.upfront:
        amount = money(texts, flow.upfront, currency, decimals=None)
        first = texts("{amount} leaves on {day}", amount=amount, day=day)
    told = {
        "budget": money(texts, flow.most_tied_up, currency, decimals=None),
        "when": when(flow.peak, texts),
        "first": first,
        "later": money(texts, flow.later, currency, decimals=None),
    }
    if not flow.most_frozen:
        return texts("Have {budget} ready by {when}: {first}, and {later} after it", **told)
    frozen = money(texts, flow.most_frozen, currency, decimals=None)
    return texts(
        "Have {budget} ready by {when}: {first}, {later} after it, and at most {frozen} is frozen",
        **told,
        frozen=frozen,
    )


def at_the_peak(quote: Quote, flow: CashFlow, texts: Texts) -> str:
    """Return in a sentence what the most tied up consists of; empty where nothing is frozen then."""
    peak = flow.peak
    if peak is None or not peak.frozen:
        return ""
    currency = quote.book.currency
    return texts(
        "By {when}, {paid} is paid and {frozen} is frozen: together the most that is tied up. What is "
        "frozen is released again.",
        when=when(peak, texts),
        paid=money(texts, peak.paid, currency, decimals=None),
        frozen=money(texts, peak.frozen, currency, decimals=None),
    )


def when(movement: Movement, texts: Texts) -> str:
    """Return the day of a movement inside a sentence, or its month where the start is not known."""
    if movement.date is None:
        return month_names(texts, [movement.month])
    return day_name(texts, movement.date)


def _nothing(quote: Quote, option: Option, texts: Texts) -> str:
    if option.id != "trial":
        return texts("No money moves: nothing that is bought or billed costs anything")
    if not quote.scenario.total_calls:
        return texts("No money moves: no calls are planned")
    return texts("No money moves: the free quota covers all calls")
