"""The months of an option as a Plotly figure: calls by source, stacked, and below them what is left over.

Calls and balance have an axis each, one above the other: a pack of 30 million calls would flatten the months.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from dashboard.charts.axes import linear_axis
from dashboard.charts.palette import COMPONENT_LOOKS, Look
from dashboard.charts.stacked_bars import COLUMN, TEXT, Figure, frame, marker, places
from dashboard.language.formats import calls, month_label
from dashboard.language.names import in_a_row, month_names, option_name
from dashboard.language.texts import Texts
from pricing.errors import message
from pricing.quotes.values import Month, Option, Quote

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

HEIGHT: Final = 420
MARGIN_PIXELS: Final = {"l": 6, "r": 6, "t": 34, "b": 44}
UPPER: Final = [0.42, 1.0]
LOWER: Final = [0.0, 0.3]
ROOM_ABOVE: Final = 1.06


def month_chart(option: Option, texts: Texts) -> Figure:
    """Return the figure; draw it `HEIGHT` pixels high. The option has at least one call in some month."""
    months = option.months
    numbers = [month.month for month in months]
    hovers = [_hover(month, texts) for month in months]
    most_calls = max(month.calls for month in months)
    most_left = max(month.balance for month in months)
    return {
        "data": [*_bars(option, numbers, hovers, texts), _balance(months, numbers, hovers, texts)],
        "layout": {
            **frame(HEIGHT, MARGIN_PIXELS),
            "xaxis": places(len(months), {number: str(number) for number in numbers}, texts("Month"))
            | {"anchor": "y2"},
            "yaxis": _axis(texts, most_calls, texts("Calls")) | {"domain": UPPER},
            "yaxis2": _axis(texts, most_left, texts("Left over")) | {"domain": LOWER},
        },
    }


def month_alt_text(quote: Quote, option: Option, texts: Texts) -> str:
    """Return what the chart shows: the calls of each source with their months, and what is left."""
    told = []
    for source, kind in SOURCES.items():
        used = {month.month: calls_of(month)[source] for month in option.months if calls_of(month)[source]}
        if used:
            total, when = calls(texts, sum(used.values())), month_names(texts, used)
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


def _bars(option: Option, numbers: list[int], hovers: list[str], texts: Texts) -> Iterator[Figure]:
    """Yield the bars of each source that has calls."""
    for source, kind in SOURCES.items():
        heights = [calls_of(month)[source] for month in option.months]
        if any(heights):
            yield {
                "type": "bar",
                "name": escape(texts(kind.name)),
                "x": numbers,
                "y": heights,
                "width": COLUMN,
                "customdata": hovers,
                "hovertemplate": "%{customdata}<extra></extra>",
                "marker": marker(kind.look),
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
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _hover(month: Month, texts: Texts) -> str:
    """Return every source of a month with its calls, and what is left over at its end."""
    rows = [f"<b>{escape(month_label(texts, month.month))}</b>"]
    parts = {texts(kind.name): calls_of(month)[source] for source, kind in SOURCES.items()}
    told = [(what, count) for what, count in parts.items() if count]
    told += [(texts("All calls"), month.calls), (texts("Left over"), month.balance)]
    rows += [escape(texts("{what}: {amount}", what=what, amount=count)) for what, count in told]
    return "<br>".join(rows)


def _axis(texts: Texts, longest: int, title: str) -> Figure:
    axis = linear_axis(texts, longest, title)
    return axis | {"range": [0, longest * ROOM_ABOVE or 1], "zeroline": True}
