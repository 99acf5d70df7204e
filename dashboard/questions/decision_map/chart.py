"""The decision map as a figure: a cell for each monthly calls and months, told by colour and letter.

The cells are drawn on whole numbers, the calls' places in the row of stops: a logarithmic scale, cells of one
width. A dark or a light letter stands on each colour, whichever has the contrast.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from html import escape
from itertools import zip_longest
from math import log
from string import ascii_letters
from typing import Final, Literal, get_args

from dashboard.charts.figure import HOVER_TEXT, PAGE, TEXT, Figure, bare_axis, frame, points, words
from dashboard.charts.flags import ROW_PIXELS, Flag, flagged
from dashboard.charts.palette import ink, option_looks, shade
from dashboard.language.formats import calls_short, number
from dashboard.language.names import option_name
from dashboard.language.texts import Texts
from dashboard.questions.decision_map.answer import hover_text
from dashboard.questions.decision_map.values import MOST_MONTHS, Cell, DecisionMap
from pricing.quotes.options import option_ids
from pricing.scenario import Scenario

View = Literal["option", "saving"]
VIEWS: Final[tuple[View, ...]] = get_args(View)

HEIGHT: Final = 520
LETTERS: Final = "0" + ascii_letters.swapcase() + "+"
"""`trial` is 0, the others are A, B, C ... in their fixed order."""

LETTER_SIZE: Final = 11
LABELS_APART: Final = 3
"""So many cells lie between two labels at least: on a telephone a cell has 14 pixels."""


def map_chart(drawn: DecisionMap, scenario: Scenario, average: int, texts: Texts, view: View) -> Figure:
    """Return the map, with the scenario at its ``average`` monthly calls and its months."""
    here, inside = place_of(drawn.stops, average)
    calls = calls_short(texts, average)
    told = (
        texts("You are here: {calls}", calls=calls)
        if inside
        else texts("Beyond the map: {calls}", calls=calls)
    )
    flag = Flag(here, told, bold=True)
    kept = _kept(drawn, texts, view)
    return {
        "data": [*kept["data"], *_mark(here, scenario.months)],
        "layout": {**kept["layout"], "annotations": flagged(kept["layout"]["xaxis"], [flag], 1)},
    }


def place_of(stops: Sequence[int], calls: int) -> tuple[float, bool]:
    """Return where ``calls`` are in the row of stops, logarithmic in between, and whether they are inside."""
    if not stops[0] <= calls <= stops[-1]:
        return (0.0 if calls < stops[0] else float(len(stops) - 1)), False
    after = next(place for place, stop in enumerate(stops) if stop >= calls)
    if stops[after] == calls:
        return float(after), True
    low, high = stops[after - 1], stops[after]
    return after - 1 + log(calls / low) / log(high / low), True


def clicked(drawn: DecisionMap, x: object, y: object) -> Cell | None:
    """Return the cell at these coordinates of the figure; None where there is none."""
    if not isinstance(x, int | float) or not isinstance(y, int | float):
        return None
    column, months = round(x), round(y)
    if not 0 <= column < len(drawn.stops) or not 1 <= months <= MOST_MONTHS:
        return None
    return drawn.rows[months - 1][column]


def letters(drawn: DecisionMap) -> dict[str, str]:
    """Return the letter of each option that wins somewhere, the same on every map of the book."""
    marked = zip_longest(option_ids(drawn.book), LETTERS, fillvalue=LETTERS[-1])
    return {option: letter for option, letter in marked if option in drawn.options}


@lru_cache(maxsize=64)
def _kept(drawn: DecisionMap, texts: Texts, view: View) -> Figure:
    """Return all of the figure that does not depend on the scenario's calls and months."""
    labels = {place: calls_short(texts, drawn.stops[place]) for place in _labelled(drawn.stops)}
    months = {month: str(month) for month in range(1, MOST_MONTHS + 1)}
    cells = _options(drawn, texts) if view == "option" else _savings(drawn, texts)
    return {
        "data": [
            {
                "type": "heatmap",
                "x": list(range(len(drawn.stops))),
                "y": list(range(1, MOST_MONTHS + 1)),
                "customdata": [[hover_text(drawn, cell, texts) for cell in row] for row in drawn.rows],
                "hovertemplate": HOVER_TEXT,
                "xgap": 1,
                "ygap": 1,
                **cells["heatmap"],
            },
            *cells["beside"],
        ],
        "layout": {
            **frame(HEIGHT, 10 + ROW_PIXELS, right=18),
            "uirevision": view,
            "xaxis": bare_axis((-0.5, len(drawn.stops) - 0.5), labels, texts("Monthly calls"))
            | {"tickangle": 0},
            "yaxis": bare_axis((0.5, MOST_MONTHS + 0.5), months, texts("Months")),
        },
    }


def _labelled(stops: Sequence[int]) -> list[int]:
    """Return the places of the stops that have a label: both ends, and the powers of ten between them."""
    last = len(stops) - 1
    tens = [place for place, stop in enumerate(stops) if str(stop).rstrip("0") == "1"]
    inside = [place for place in tens if LABELS_APART < place < last - LABELS_APART]
    return [0, *inside, *([last] if last else [])]


def _options(drawn: DecisionMap, texts: Texts) -> Figure:
    """Return the cells by option: a colour and a letter each, and the legend of both."""
    looks, marks = option_looks(drawn.book), letters(drawn)
    order = list(marks)
    colors = [looks[option].color for option in order]
    scale = [[edge / len(order), color] for at, color in enumerate(colors) for edge in (at, at + 1)]
    legend = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "name": f"<b>{mark}</b> {escape(option_name(texts, drawn.book, option))}",
            "marker": {"symbol": "square", "size": 14, "color": looks[option].color},
            "hoverinfo": "skip",
        }
        for option, mark in marks.items()
    ]
    marked = [(cell, marks[cell.option.id], looks[cell.option.id].color) for cell in drawn.cells]
    return {
        "heatmap": {
            "z": [[order.index(cell.option.id) for cell in row] for row in drawn.rows],
            "zmin": -0.5,
            "zmax": len(order) - 0.5,
            "colorscale": scale,
            "showscale": False,
        },
        "beside": [*legend, _letters(drawn, marked)],
    }


def _savings(drawn: DecisionMap, texts: Texts) -> Figure:
    """Return the cells by saving against postpaid, in per cent."""
    ratios = [cell.saving_ratio for cell in drawn.cells]
    most = max((ratio for ratio in ratios if ratio is not None), default=Fraction(0)) or Fraction(1)
    marked = [
        (cell, number(texts, ratio * 100), shade(ratio / most))
        for cell, ratio in zip(drawn.cells, ratios, strict=True)
        if ratio is not None
    ]
    return {
        "heatmap": {
            "z": [
                [None if cell.saving_ratio is None else float(100 * cell.saving_ratio) for cell in row]
                for row in drawn.rows
            ],
            "zmin": 0,
            "zmax": float(100 * most),
            "colorscale": [[0, shade(Fraction(0))], [1, shade(Fraction(1))]],
            "colorbar": {
                "orientation": "h",
                "x": 0,
                "xanchor": "left",
                "y": 0,
                "yref": "container",
                "yanchor": "bottom",
                "len": 1,
                "thickness": 10,
                "ticksuffix": "%",
                "nticks": 6,
                "title": {"text": escape(texts("Saving against postpaid")), "side": "top"},
            },
        },
        "beside": [_letters(drawn, marked)],
    }


def _letters(drawn: DecisionMap, marked: Sequence[tuple[Cell, str, str]]) -> Figure:
    """Return what is written on the cells, each a cell, a word and the colour below."""
    place = {stop: at for at, stop in enumerate(drawn.stops)}
    x = [place[cell.calls] for cell, _, _ in marked]
    font = {"size": LETTER_SIZE, "color": [ink(below) for _, _, below in marked]}
    return words(x, [cell.months for cell, _, _ in marked], [word for _, word, _ in marked], font)


def _mark(here: float, months: int) -> Iterator[Figure]:
    """Yield a ring at the scenario, with a rim that stands out from every colour."""
    for color, width in ((PAGE, 7), (TEXT, 3)):
        marker = {"symbol": "circle-open", "size": 24, "color": color, "line": {"width": width}}
        yield points([here], [months], marker) | {"cliponaxis": False}
