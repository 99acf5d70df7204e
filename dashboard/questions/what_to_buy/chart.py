"""The options of a quote, a bar each, stacked by cost component; and the months of one, by source of calls.

Calls and what is left over have an axis each, one above the other: a pack of 30 million calls would flatten
the months.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Final, Literal

from dashboard.charts.axes import linear_axis, total_title
from dashboard.charts.bars import (
    GAP,
    bars,
    columns,
    ends,
    layout,
    names_above,
    places,
    stack_frame,
    total_in_short,
)
from dashboard.charts.figure import FADED, HOVER_TEXT, TEXT, Figure, hover_list
from dashboard.charts.palette import COMPONENT_LOOKS, Look
from dashboard.language.formats import money, month_label, multiple, number
from dashboard.language.names import COMPONENTS, in_a_row, month_names, option_name
from dashboard.language.texts import Texts
from pricing.errors import message
from pricing.quotes.values import Costs, Month, Option, Quote


def option_chart(quote: Quote, texts: Texts) -> Figure:
    """Return the figure; a row for each option."""
    options = quote.options
    components = [name for name in COMPONENT_LOOKS if quote.book.sells(name)]
    title = total_title(texts, quote.scenario.months, quote.book.currency)
    priced = {row: (option, option.costs) for row, option in enumerate(options) if option.costs}
    longest = max((costs.total for _, costs in priced.values()), default=Decimal(0))
    hovers = [_hover(quote, option, costs, texts) for option, costs in priced.values()]
    stacks = (
        bars(name, {row: costs.of(name) for row, (_, costs) in priced.items()}, hovers, texts)
        for name in components
    )
    return {
        "data": [*stacks, *_words(quote, texts)],
        "layout": layout(len(options), longest, title, texts),
    }


def alt_text(quote: Quote, texts: Texts) -> str:
    """Return what the chart shows, for those who don't see it: every option with its total and multiple."""
    told = in_a_row(texts, [_told(quote, option, texts) for option in quote.options])
    return texts.plural(
        "Total cost for {n} month, by option: {options}.",
        "Total cost for {n} months, by option: {options}.",
        quote.scenario.months,
        options=told,
    )


def _told(quote: Quote, option: Option, texts: Texts) -> str:
    name = option_name(texts, quote.book, option.id)
    if option.costs is None:
        return texts("{option} is not available online", option=name)
    total = money(texts, option.costs.total, quote.book.currency)
    if _is_cheapest(quote, option):
        return texts("{option} {total} (cheapest)", option=name, total=total)
    if option.multiple is None:
        return f"{name} {total}"
    times = multiple(texts, option.multiple)
    return texts("{option} {total} ({multiple})", option=name, total=total, multiple=times)


def _words(quote: Quote, texts: Texts) -> Iterator[Figure]:
    """Yield the names above the bars, and the totals at their ends."""
    names, figures, places = [], [], []
    missing = texts("not available online")
    for option in quote.options:
        name = escape(option_name(texts, quote.book, option.id))
        if option.costs is None:
            names.append(f"<i>{name}</i>")
            figures.append(f"<i>{escape(missing)}</i>")
            places.append(0.0)
            continue
        best = _is_cheapest(quote, option)
        names.append(f"<b>✓ {name}</b>" if best else name)
        end = escape(_end(quote, option, option.costs, texts))
        figures.append(f"{GAP}<b>{end}</b>" if best else f"{GAP}{end}")
        places.append(float(option.costs.total))
    colors = [FADED if option.costs is None else TEXT for option in quote.options]
    yield names_above(names, colors)
    yield ends(places, figures, colors)


def _end(quote: Quote, option: Option, costs: Costs, texts: Texts) -> str:
    """Return the total in whole units with its multiple; the hover text and the table have the decimals."""
    total = total_in_short(texts, costs.total)
    if option.multiple is None:
        return total
    if _is_cheapest(quote, option):
        return texts("{total}, cheapest", total=total)
    return f"{total}{GAP}{GAP}{multiple(texts, option.multiple)}"


def _hover(quote: Quote, option: Option, costs: Costs, texts: Texts) -> str:
    """Return every component of an option with its exact amount."""
    paid = {texts(heading): costs.of(component) for component, heading in COMPONENTS.items()}
    parts = [(what, amount) for what, amount in paid.items() if amount] + [(texts("Total"), costs.total)]
    told = [(what, money(texts, amount, quote.book.currency)) for what, amount in parts]
    return hover_list(option_name(texts, quote.book, option.id), told, texts)


def _is_cheapest(quote: Quote, option: Option) -> bool:
    if option.costs is None:
        return False
    return all(other.costs is None or other.costs.total >= option.costs.total for other in quote.options)


Source = Literal["free", "license", "packs", "postpaid"]


@dataclass(frozen=True)
class SourceLook:
    """What a source of calls is called, and what it looks like: as the component that pays for it."""

    name: str
    look: Look


SOURCES: Final[Mapping[Source, SourceLook]] = {
    "free": SourceLook(message("Free quota"), Look("#666666", "-")),
    "license": SourceLook(message("License calls"), COMPONENT_LOOKS["license"]),
    "packs": SourceLook(message("Packs"), COMPONENT_LOOKS["packs"]),
    "postpaid": SourceLook(message("Postpaid"), COMPONENT_LOOKS["postpaid"]),
}
"""From the bottom of a bar to its top: the order in which calls are used."""

MONTHS_HEIGHT: Final = 420
UPPER: Final = [0.42, 1.0]
LOWER: Final = [0.0, 0.3]
ROOM_ABOVE: Final = 1.06


def month_chart(option: Option, texts: Texts) -> Figure:
    """Return the figure of an option with calls in some month."""
    months = option.months
    numbers = [month.month for month in months]
    hovers = [_month_hover(month, texts) for month in months]
    stack = (
        (texts(kind.name), kind.look, [calls_of(month)[source] for month in months])
        for source, kind in SOURCES.items()
    )
    most_calls = max(month.calls for month in months)
    most_left = max(month.balance for month in months)
    return {
        "data": [*columns(stack, numbers, hovers), _balance(months, numbers, hovers, texts)],
        "layout": {
            **stack_frame(MONTHS_HEIGHT),
            "xaxis": places(len(months), {number: str(number) for number in numbers}, texts("Month"))
            | {"anchor": "y2"},
            "yaxis": linear_axis(texts, most_calls, texts("Calls"), room=ROOM_ABOVE)
            | {"domain": UPPER, "zeroline": True},
            "yaxis2": linear_axis(texts, most_left, texts("Left over"), room=ROOM_ABOVE)
            | {"domain": LOWER, "zeroline": True},
        },
    }


def month_alt_text(quote: Quote, option: Option, texts: Texts) -> str:
    """Return what the chart shows: the calls of each source with their months, and what is left."""
    told = []
    for source, kind in SOURCES.items():
        used = {month.month: calls_of(month)[source] for month in option.months if calls_of(month)[source]}
        if used:
            total, when = number(texts, sum(used.values())), month_names(texts, used)
            name = texts(kind.name)
            told.append(texts("{source} {calls} in {months}", source=name, calls=total, months=when))
    sentence = texts(
        "Calls by source for {option}: {sources}.",
        option=option_name(texts, quote.book, option.id),
        sources=in_a_row(texts, told),
    )
    left = texts("Left after the last month: {calls}.", calls=option.months[-1].balance)
    return texts.paragraph(sentence, left)


def calls_of(month: Month) -> dict[Source, int]:
    """Return the calls of a month by their source."""
    return {
        "free": month.free_calls,
        "license": month.license_calls,
        "packs": month.pack_calls,
        "postpaid": month.overage_calls,
    }


def _balance(months: tuple[Month, ...], numbers: list[int], hovers: list[str], texts: Texts) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": escape(texts("Left over")),
        "x": numbers,
        "y": [month.balance for month in months],
        "yaxis": "y2",
        "cliponaxis": False,
        "showlegend": False,
        "line": {"color": TEXT, "width": 2},
        "marker": {"color": TEXT, "size": 7},
        "customdata": hovers,
        "hovertemplate": HOVER_TEXT,
    }


def _month_hover(month: Month, texts: Texts) -> str:
    """Return every source of a month with its calls, and what is left over at its end."""
    parts = {texts(kind.name): calls_of(month)[source] for source, kind in SOURCES.items()}
    told = [(what, count) for what, count in parts.items() if count]
    told += [(texts("All calls"), month.calls), (texts("Left over"), month.balance)]
    return hover_list(month_label(texts, month.month), told, texts)
