"""What saved scenarios cost as a Plotly figure: a bar for each one's cheapest option, by cost component."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import Final

from dashboard.charts.bars import GAP, bars, ends, layout, names_above, total_in_short
from dashboard.charts.figure import TEXT, Figure
from dashboard.charts.palette import COMPONENT_LOOKS
from dashboard.language.formats import money, price_per_thousand
from dashboard.language.names import COMPONENTS, currency_name, in_a_row, option_name
from dashboard.language.texts import Texts
from dashboard.questions.scenarios.answer import clipped
from dashboard.questions.scenarios.saved import Saved
from dashboard.questions.scenarios.values import Figures

MOST_BARS: Final = 20
"""More rows than that are no picture any more."""

Rows = Sequence[tuple[Saved, Figures]]


def scenario_chart(rows: Rows, texts: Texts) -> Figure:
    """Return the figure of at most `MOST_BARS` scenarios, `dashboard.charts.bars.height` pixels high.

    Their amounts are in one currency.
    """
    components = [name for name in COMPONENT_LOOKS if any(figures.book.sells(name) for _, figures in rows)]
    longest = max((figures.costs.total for _, figures in rows), default=Decimal(0))
    hovers = [_hover(saved, figures, texts) for saved, figures in rows]
    stacks = (
        bars(name, {row: figures.costs.of(name) for row, (_, figures) in enumerate(rows)}, hovers, texts)
        for name in components
    )
    return {
        "data": [*stacks, *_words(rows, texts)],
        "layout": layout(len(rows), longest, _axis_title(rows, texts), texts),
    }


def alt_text(rows: Rows, texts: Texts) -> str:
    """Return what the chart shows, for those who don't see it."""
    told = [
        texts(
            "{name} {total} ({option})",
            name=saved.name,
            total=money(texts, figures.costs.total, figures.book.currency),
            option=option_name(texts, figures.book, figures.option.id),
        )
        for saved, figures in rows
    ]
    return texts("Total cost by scenario: {scenarios}.", scenarios=in_a_row(texts, told))


def _words(rows: Rows, texts: Texts) -> Iterator[Figure]:
    colors = [TEXT] * len(rows)
    yield names_above([escape(clipped(saved.name)) for saved, _ in rows], colors)
    totals = [figures.costs.total for _, figures in rows]
    figures = [f"{GAP}{total_in_short(texts, total)}" for total in totals]
    yield ends([float(total) for total in totals], figures, colors)


def _hover(saved: Saved, figures: Figures, texts: Texts) -> str:
    """Return the option, every component with its exact amount, and the price of 1,000 calls."""
    currency = figures.book.currency
    amounts = [
        (texts(heading), figures.costs.of(component))
        for component, heading in COMPONENTS.items()
        if figures.costs.of(component)
    ]
    rows = [
        f"<b>{escape(clipped(saved.name))}</b>",
        escape(option_name(texts, figures.book, figures.option.id)),
    ]
    rows += [
        escape(texts("{what}: {amount}", what=what, amount=money(texts, amount, currency)))
        for what, amount in [*amounts, (texts("Total"), figures.costs.total)]
    ]
    if figures.option.price_per_call is not None:
        per_thousand = price_per_thousand(texts, figures.option.price_per_call, currency)
        rows.append(escape(texts("{what}: {amount}", what=texts("Per 1,000 calls"), amount=per_thousand)))
    return "<br>".join(rows)


def _axis_title(rows: Rows, texts: Texts) -> str:
    currency = rows[0][1].book.currency if rows else ""
    return texts("Total ({currency})", currency=currency_name(texts, currency))
