"""Native charts over the workbook's own cells: the options by cost component, the months by source."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from types import MappingProxyType
from typing import Any, Final

import xlsxwriter
from xlsxwriter.chart import Chart

from dashboard.charts.axes import total_title
from dashboard.charts.palette import COMPONENT_LOOKS, Look
from dashboard.files.case import Case
from dashboard.files.workbook.cells import INK, LINE
from dashboard.files.workbook.sheet import Block
from dashboard.language.names import COMPONENTS
from dashboard.language.texts import Texts
from dashboard.questions.what_to_buy.chart import SOURCES, calls_of
from pricing.price_book import Component
from pricing.quotes.values import Option

WIDTH: Final = 860
ROW_PIXELS: Final = 34
AROUND: Final = 130
MONTHS_HEIGHT: Final = 340

PATTERNS: Final[Mapping[str, str]] = MappingProxyType(
    {"x": "outlined_diamond", "/": "wide_upward_diagonal", ".": "percent_20", "-": "light_horizontal"}
)
"""Plotly's names of fill patterns, and a spreadsheet's."""

FONT: Final = {"color": INK, "size": 9}


def options_chart(book: xlsxwriter.Workbook, case: Case, options: Block, texts: Texts) -> Chart | None:
    """Return a bar for each option, stacked by cost component, the first on top; None where nothing costs."""
    used = [name for name in COMPONENTS if any(_cost(option, name) for option in case.quote.options)]
    if not used:
        return None
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for name in used:
        named, costs = options.whole("option"), options.whole(name)
        _add(chart, texts(COMPONENTS[name]), named, costs, COMPONENT_LOOKS[name])
    title = total_title(texts, case.quote.scenario.months, case.book.currency)
    chart.set_y_axis({"reverse": True, "num_font": FONT, "line": {"color": LINE}})
    chart.set_x_axis(_amounts() | {"label_position": "high"})
    return _finished(chart, title, AROUND + ROW_PIXELS * len(options.rows))


def months_chart(book: xlsxwriter.Workbook, case: Case, months: Block, texts: Texts) -> Chart | None:
    """Return a column for each month of the option that is told, by source; None where it has no calls."""
    used = [source for source in SOURCES if any(calls_of(month)[source] for month in case.option.months)]
    if not used:
        return None
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    before = takewhile(lambda option: option.id != case.option.id, case.quote.options)
    first = sum(len(option.months) for option in before)
    last = first + len(case.option.months) - 1
    for source in used:
        numbers, calls = (months.part(name, first, last) for name in ("month", source))
        _add(chart, texts(SOURCES[source].name), numbers, calls, SOURCES[source].look)
    chart.set_x_axis(
        {
            "name": texts("Month"),
            "name_font": FONT | {"bold": False},
            "num_font": FONT,
            "line": {"color": LINE},
        }
    )
    chart.set_y_axis(_amounts())
    return _finished(chart, texts("Where the calls come from, month by month"), MONTHS_HEIGHT)


def _cost(option: Option, component: Component) -> bool:
    return option.costs is not None and bool(option.costs.of(component))


def _amounts() -> dict[str, Any]:
    return {
        "num_format": "#,##0",
        "num_font": FONT,
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
        "line": {"none": True},
    }


def _add(chart: Chart, name: str, categories: str, values: str, look: Look) -> None:
    fill: dict[str, Any] = {"fill": {"color": look.color}}
    if look.pattern:
        pattern = {"pattern": PATTERNS[look.pattern], "fg_color": "white", "bg_color": look.color}
        fill = {"pattern": pattern}
    cells = {"categories": f"={categories}", "values": f"={values}"}
    chart.add_series({"name": name, **cells, "gap": 60, **fill, "border": {"none": True}})


def _finished(chart: Chart, title: str, height: int) -> Chart:
    chart.set_title({"name": title, "name_font": {"color": INK, "size": 11, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": FONT})
    chart.set_size({"width": WIDTH, "height": height})
    chart.set_chartarea({"border": {"none": True}})
    chart.show_hidden_data()  # a filter on the table must not empty the picture
    return chart
