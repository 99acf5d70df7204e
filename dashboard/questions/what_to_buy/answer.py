"""How far the scenario is from another cheapest option: the values of its figures where that changes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache, partial

from dashboard.language.formats import number, percent
from dashboard.language.names import option_name
from dashboard.language.texts import Texts
from pricing.price_book import PriceBook
from pricing.scenario import Scenario
from pricing.sensitivity.nearest_calls import Nearest
from pricing.sensitivity.nearest_change import nearest_changes

_found = lru_cache(maxsize=256)(nearest_changes)


def nearest_change_lines(book: PriceBook, scenario: Scenario, texts: Texts) -> list[tuple[str, str]]:
    """Return for each figure of the scenario its name and value, and at which values another option wins."""
    found, whole = _found(book, scenario), partial(number, texts)
    figures = [(texts("Calls of every month"), 100, found.volume, partial(_share, texts), 0)]
    if found.unit == "calls":
        figures = [(texts.field("monthly_calls"), scenario.monthly_calls[0], found.volume, whole, 0)]
    figures.append((texts.field("months"), scenario.months, found.months, whole, 1))
    if book.qps is not None:
        figures.append((texts.field("peak_days"), scenario.peak_days, found.peak_days, whole, 0))
    return [
        (texts("{figure} (now {value})", figure=name, value=written(now)), told)
        for name, now, nearest, written, lowest in figures
        for told in (_changes(book, nearest, now, lowest, written, texts),)
    ]


def _share(texts: Texts, percents: int) -> str:
    return percent(texts, Fraction(percents, 100))


def _changes(
    book: PriceBook, nearest: Nearest, now: int, lowest: int, written: Callable[[int], str], texts: Texts
) -> str:
    """Return what happens on either side; a side on which nothing can change is not told."""
    above, below, (low, high) = nearest.above, nearest.below, nearest.searched
    if above is None and below is None:
        return texts("no change from {low} to {high}", low=written(low), high=written(high))
    sides = []
    if above is not None:
        option = option_name(texts, book, above.cheapest)
        sides.append(texts("{option} from {value} up", value=written(above.at), option=option))
    elif high > now:
        sides.append(texts("no change up to {value}", value=written(high)))
    if below is not None:
        option = option_name(texts, book, below.cheapest)
        value = written(below.at)
        sides.append(
            texts("{option} at {value}", value=value, option=option)
            if below.at == lowest
            else texts("{option} from {value} down", value=value, option=option)
        )
    elif low < now:
        sides.append(texts("no change down to {value}", value=written(low)))
    return sides[0] if len(sides) == 1 else texts("{one}; {other}", one=sides[0], other=sides[1])
