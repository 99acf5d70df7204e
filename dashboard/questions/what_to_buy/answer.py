"""How far the scenario is from another cheapest option: the values of its figures where that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial

from dashboard.language.formats import number, percent
from dashboard.language.names import option_name
from dashboard.language.texts import Texts
from pricing.price_book import PriceBook
from pricing.scenario import Scenario
from pricing.sensitivity.nearest_calls import Nearest
from pricing.sensitivity.nearest_change import NearestChanges, nearest_changes

_found = lru_cache(maxsize=256)(nearest_changes)


@dataclass(frozen=True)
class _Figure:
    """A figure of the scenario: what it is called, its value now, how its values are written, the lowest."""

    name: str
    now: int
    nearest: Nearest
    written: Callable[[int], str]
    lowest: int = 0


def nearest_change_lines(book: PriceBook, scenario: Scenario, texts: Texts) -> list[tuple[str, str]]:
    """Return for each figure of the scenario its name and value, and at which values another option wins."""
    found = _found(book, scenario)
    return [
        (
            texts("{figure} (now {value})", figure=figure.name, value=figure.written(figure.now)),
            _changes(book, figure, texts),
        )
        for figure in _figures(found, book, scenario, texts)
    ]


def _figures(found: NearestChanges, book: PriceBook, scenario: Scenario, texts: Texts) -> Iterator[_Figure]:
    whole = partial(number, texts)
    if found.unit == "calls":
        yield _Figure(texts.field("monthly_calls"), scenario.monthly_calls[0], found.volume, whole)
    else:
        share = partial(_share, texts)
        yield _Figure(texts("Calls of every month"), 100, found.volume, share)
    yield _Figure(texts.field("months"), scenario.months, found.months, whole, lowest=1)
    if book.qps is not None:
        yield _Figure(texts.field("peak_days"), scenario.peak_days, found.peak_days, whole)


def _share(texts: Texts, percents: int) -> str:
    return percent(texts, Fraction(percents, 100))


def _changes(book: PriceBook, figure: _Figure, texts: Texts) -> str:
    """Return what happens on either side; a side on which nothing can change is not told."""
    above, below = figure.nearest.above, figure.nearest.below
    low, high = figure.nearest.searched
    if above is None and below is None:
        return texts("no change from {low} to {high}", low=figure.written(low), high=figure.written(high))
    sides = []
    if above is not None:
        option = option_name(texts, book, above.cheapest)
        sides.append(texts("{option} from {value} up", value=figure.written(above.at), option=option))
    elif high > figure.now:
        sides.append(texts("no change up to {value}", value=figure.written(high)))
    if below is not None:
        option = option_name(texts, book, below.cheapest)
        value = figure.written(below.at)
        sides.append(
            texts("{option} at {value}", value=value, option=option)
            if below.at == figure.lowest
            else texts("{option} from {value} down", value=value, option=option)
        )
    elif low < figure.now:
        sides.append(texts("no change down to {value}", value=figure.written(low)))
    return sides[0] if len(sides) == 1 else texts("{one}; {other}", one=sides[0], other=sides[1])
