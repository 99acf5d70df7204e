"""The money tied up over the settlement days as a Plotly figure: paid so far by what for, frozen on top.

A bar for each first day of a month, as it stands at the end of that day; money moves on no other day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from babel.dates import format_skeleton

from dashboard.charts.axes import cents, linear_axis
from dashboard.charts.bars import columns, places, stack_frame
from dashboard.charts.figure import DIAMOND, Figure, hover_list, line, note, points
from dashboard.charts.palette import COMPONENT_LOOKS, Look
from dashboard.language.formats import day_name, money, month_label
from dashboard.language.names import COMPONENTS, currency_name, in_a_row, option_name
from dashboard.language.texts import Texts
from dashboard.questions.cash.answer import when
from dashboard.questions.cash.values import CashDay
from pricing.errors import message
from pricing.quotes.settlement import CashFlow, Movement
from pricing.quotes.values import Option, Quote

FROZEN: Final = message("Frozen")
FROZEN_LOOK: Final = Look("#666666", "\\")
"""Grey: the money is still the customer's."""

UNCUT: Final = {"cliponaxis": False}
HEIGHT: Final = 420
BOTTOM_PIXELS: Final = 58
ROOM_ABOVE: Final = 1.18
"""For the words above the highest bar."""

MOST_LABELS: Final = 7
"""More days have a label at every other one: they must fit on a telephone."""


def cash_chart(quote: Quote, flow: CashFlow, days: Sequence[CashDay], texts: Texts) -> Figure:
    """Return the figure of ``flow`` and its ``days``."""
    currency, peak = quote.book.currency, flow.peak
    step = 1 if len(days) <= MOST_LABELS else 2
    hovers = [_hover(day, currency, texts) for day in days]
    labels = _labels(days[::step], texts)
    unit = currency_name(texts, currency)
    return {
        "data": [
            *columns(_stack(days, texts), [day.month for day in days], hovers),
            *([] if peak is None else [points([peak.month], [cents(peak.tied_up)], DIAMOND) | UNCUT]),
        ],
        "layout": {
            **stack_frame(HEIGHT, BOTTOM_PIXELS),
            "xaxis": places(len(days), labels, texts("First day of the month")) | {"tickangle": 0},
            "yaxis": linear_axis(texts, flow.most_tied_up, unit, room=ROOM_ABOVE) | {"zeroline": True},
            **({} if peak is None else _line(peak, currency, texts)),
        },
    }


def alt_text(quote: Quote, option: Option, days: Sequence[CashDay], texts: Texts) -> str:
    """Return what the chart shows: what is paid and frozen on each day, and the most tied up."""
    currency = quote.book.currency
    told = []
    for day in days:
        amounts = {"day": _day(day, texts), "paid": money(texts, day.paid_in_all, currency)}
        if day.frozen:
            frozen = money(texts, day.frozen, currency)
            told.append(texts("{day}: {paid} paid and {frozen} frozen", **amounts, frozen=frozen))
        else:
            told.append(texts("{day}: {paid} paid", **amounts))
    highest = max(days, key=lambda day: day.tied_up)
    return texts.paragraph(
        texts(
            "Paid so far and frozen on the first day of each month, for {option}: {days}.",
            option=option_name(texts, quote.book, option.id),
            days=in_a_row(texts, told),
        ),
        texts(
            "Most tied up: {amount}, {day}.",
            amount=money(texts, highest.tied_up, currency),
            day=_day(highest, texts),
        ),
    )


def _stack(days: Sequence[CashDay], texts: Texts) -> Iterator[tuple[str, Look, list[Decimal]]]:
    """Yield each component that is paid for, then what is frozen."""
    for name, look in COMPONENT_LOOKS.items():
        yield texts(COMPONENTS[name]), look, [day.paid[name] for day in days]
    yield texts(FROZEN), FROZEN_LOOK, [day.frozen for day in days]


def _line(peak: Movement, currency: str, texts: Texts) -> Figure:
    """Return a dotted line at the most tied up, with the figure written on it."""
    level = cents(peak.tied_up)
    words = texts(
        "Most tied up: {amount}, {when}",
        amount=money(texts, peak.tied_up, currency, decimals=None),
        when=when(peak, texts),
    )
    return {
        "shapes": [line((0, 1), (level, level)) | {"xref": "paper"}],
        "annotations": [note(words, x=0, xref="paper", xanchor="left", y=level, yanchor="bottom", yshift=4)],
    }


def _hover(day: CashDay, currency: str, texts: Texts) -> str:
    """Return what was paid for each component, what is frozen, and the sum."""
    paid = [(texts(COMPONENTS[name]), amount) for name, amount in day.paid.items() if amount]
    ends = [
        (texts("Paid so far"), day.paid_in_all),
        (texts(FROZEN), day.frozen),
        (texts("Tied up"), day.tied_up),
    ]
    told = [(what, money(texts, amount, currency)) for what, amount in (*paid, *ends)]
    return hover_list(_day(day, texts), told, texts)


def _labels(days: Sequence[CashDay], texts: Texts) -> dict[int, str]:
    """Return the months by number, or by name with the year below the first of each year."""
    labels: dict[int, str] = {}
    year = None
    for day in days:
        if day.date is None:
            labels[day.month] = str(day.month)
            continue
        name = format_skeleton("MMM", day.date, locale=texts.language)
        labels[day.month] = name if day.date.year == year else f"{name}<br>{day.date.year}"
        year = day.date.year
    return labels


def _day(day: CashDay, texts: Texts) -> str:
    return month_label(texts, day.month) if day.date is None else day_name(texts, day.date)
