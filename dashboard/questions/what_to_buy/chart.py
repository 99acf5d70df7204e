"""The options of a quote as a Plotly figure: a bar each, stacked by cost component, in the fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from dashboard.charts.bar_rows import FADED, GAP, bars, ends, height, layout, names_above, total_in_short
from dashboard.charts.palette import COMPONENT_LOOKS
from dashboard.charts.stacked_bars import TEXT, Figure
from dashboard.language.formats import money, multiple
from dashboard.language.names import COMPONENTS, currency_name, in_a_row, option_name
from dashboard.language.texts import Texts
from pricing.price_book import Component
from pricing.quotes.values import Costs, Option, Quote


def option_chart(quote: Quote, texts: Texts) -> Figure:
    """Return the figure; draw it `chart_height` pixels high."""
    options = quote.options
    components = [name for name in COMPONENT_LOOKS if quote.book.sells(name)]
    longest = max((option.costs.total for option in options if option.costs), default=Decimal(0))
    hovers = [_hover(quote, option, option.costs, texts) for option in options if option.costs]
    return {
        "data": [*(_bars(quote, name, hovers, texts) for name in components), *_words(quote, texts)],
        "layout": layout(len(options), longest, _axis_title(quote, texts), texts),
    }


def chart_height(quote: Quote) -> int:
    """Return the height of the figure in pixels: a row for each option."""
    return height(len(quote.options))


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


def _bars(quote: Quote, component: Component, hovers: list[str], texts: Texts) -> Figure:
    amounts = {row: option.costs.of(component) for row, option in enumerate(quote.options) if option.costs}
    return bars(component, amounts, hovers, texts)


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
    currency = quote.book.currency
    rows = [f"<b>{escape(option_name(texts, quote.book, option.id))}</b>"]
    parts = {texts(heading): costs.of(component) for component, heading in COMPONENTS.items()}
    for what, amount in [*parts.items(), (texts("Total"), costs.total)]:
        if amount or amount is costs.total:
            told = money(texts, amount, currency)
            rows.append(escape(texts("{what}: {amount}", what=what, amount=told)))
    return "<br>".join(rows)


def _is_cheapest(quote: Quote, option: Option) -> bool:
    if option.costs is None:
        return False
    return all(other.costs is None or other.costs.total >= option.costs.total for other in quote.options)


def _axis_title(quote: Quote, texts: Texts) -> str:
    currency = currency_name(texts, quote.book.currency)
    return texts.plural(
        "Total for {n} month ({currency})",
        "Total for {n} months ({currency})",
        quote.scenario.months,
        currency=currency,
    )
