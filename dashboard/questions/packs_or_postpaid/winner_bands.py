"""Who is cheapest where, on the chart of the cost curves: coloured bands, break-evens, "you are here"."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from dashboard.charts.flags import ROW_PIXELS, SIZE, Flag, annotation, places
from dashboard.language.formats import calls_short, number
from dashboard.language.names import option_name
from dashboard.questions.packs_or_postpaid.curve_view import CurveView

Figure = dict[str, Any]

FLAG_ROWS: Final = 5
BANDS: Final = (0.385, 0.425)
"""The strip between the two charts, in parts of the height."""

TINT: Final = 0.1
TEXT: Final = "var(--st-text-color)"
PAGE: Final = "var(--st-background-color)"


def bands(view: CurveView) -> Iterator[Figure]:
    """Yield the strip between the two charts: a patterned rectangle for each segment, one trace an option."""
    won: dict[str, list[tuple[int, int]]] = {}
    for option, start, end in _spans(view):
        won.setdefault(option, []).append((start, end))
    for option, spans in won.items():
        look = view.looks[option]
        pattern = {"shape": look.pattern, "fgcolor": PAGE, "fgopacity": 0.7, "size": 6, "solidity": 0.3}
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [x for first, last in spans for x in (first, last, last, first, first, None)],
            "y": [y for _ in spans for y in (0, 0, 1, 1, 0, None)],
            "yaxis": "y2",
            "fill": "toself",
            "fillcolor": look.color,
            "fillpattern": pattern | {"fillmode": "overlay"},
            "line": {"width": 0},
            "hoverinfo": "skip",
            "showlegend": False,
        }


def marks(view: CurveView) -> Figure:
    """Return the scenario's line, a dotted one for each break-even, figures above, and names in the bands."""
    segments = view.curves.segments
    boundaries = [segment.first for segment in segments[1:] if segment.first > view.first]
    boundaries.sort(key=lambda first: abs(view.at(first) - view.at(view.calls)))
    told = [(first, number(view.texts, first), False) for first in boundaries]
    if view.calls >= view.first:
        told.insert(0, (view.calls, view.texts("You are here: {calls}", calls=view.calls), True))
    flags = [Flag(view.at(calls), view.x(calls), text, bold) for calls, text, bold in told]
    shapes: list[Figure] = []
    for option, first, last in _spans(view):
        tint = {"fillcolor": view.looks[option].color, "opacity": TINT, "line": {"width": 0}}
        ends = {"x0": first, "x1": last, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
        shapes.append({"type": "rect", **ends, **tint})
    annotations = list(_band_names(view))
    for (calls, _, is_here), flag, place in zip(told, flags, places(flags, FLAG_ROWS), strict=True):
        line = {"color": TEXT, "width": 2 if is_here else 1, "dash": "solid" if is_here else "dot"}
        across = {"type": "line", "x0": calls, "x1": calls, "line": line}
        shapes.append(across | {"y0": 0, "y1": 1, "yref": "paper", "layer": "below"})
        if place is not None:
            up = (place.row + 1) * ROW_PIXELS - 3
            shapes.append(across | {"yref": "paper", "ysizemode": "pixel", "yanchor": 1, "y0": 0, "y1": up})
            annotations.append(annotation(flag, place))
    return {"shapes": shapes, "annotations": annotations}


def _spans(view: CurveView) -> Iterator[tuple[str, int, int]]:
    """Yield for each segment in sight its cheapest option, and the monthly calls at its two ends."""
    for segment in view.curves.segments:
        if segment.last > view.first:
            yield segment.cheapest, max(view.first, segment.first - 1), segment.last


def _band_names(view: CurveView) -> Iterator[Figure]:
    """Yield the name of the cheapest option in the middle of each band that has room for it.

    Where a band has room for no more than a pack's size, all packs go by their sizes.
    """
    spans = [(option, view.at(first), view.at(last)) for option, first, last in _spans(view)]
    by_size = any(
        not _fits(option_name(view.texts, view.quote.book, option_id), start, end)
        and _fits(_size_name(view, option_id), start, end)
        for option_id, start, end in spans
    )
    for option_id, start, end in spans:
        name = _size_name(view, option_id) if by_size else option_name(view.texts, view.quote.book, option_id)
        if _fits(name, start, end):
            yield {
                "x": (start + end) / 2,
                "xref": "x domain",
                "xanchor": "center",
                "y": BANDS[1],
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": -1,
                "text": escape(name),
                "showarrow": False,
                "font": {"size": SIZE},
                "borderpad": 0,
                "bgcolor": PAGE,  # "you are here" passes behind it
            }


def _fits(name: str, start: float, end: float) -> bool:
    return Flag(start, 0, name).width <= end - start


def _size_name(view: CurveView, option_id: str) -> str:
    """Return a pack's size alone where no other pack has it, else the option's name."""
    book = view.quote.book
    sizes = [pack.calls for pack in book.packs if f"pack:{pack.id}" == option_id]
    if sizes and sum(pack.calls == sizes[0] for pack in book.packs) == 1:
        return calls_short(view.texts, sizes[0])
    return option_name(view.texts, book, option_id)
