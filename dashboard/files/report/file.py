"""The report as a file: HTML with everything in it, Plotly's script too; it asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Final

from babel.dates import get_day_names, get_month_names
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from plotly.utils import PlotlyJSONEncoder

from dashboard.charts.plotly_script import PLOTLY_FOLDER
from dashboard.files.case import Case
from dashboard.files.report.parts import Chart
from dashboard.files.report.sections import SECTIONS
from dashboard.files.report.theme import FONT
from dashboard.language.formats import day_name
from dashboard.language.names import option_name, product_name
from dashboard.language.texts import Texts
from dashboard.options.key_figures import key_figures
from dashboard.options.notices import no_peak_days, warnings
from dashboard.options.purchases import recommended, verdict
from dashboard.tables.facts import link_note, source_in_words

FOLDER: Final = Path(__file__).parent
TAGS: Final = {"en": "en", "zh_Hans": "zh-Hans"}
WEB: Final = ("http://", "https://")


def report(case: Case, texts: Texts) -> bytes:
    """Return the report in the language of ``texts``, as UTF-8."""
    told = (build(case, texts) for build in SECTIONS)
    sections = [section for section in told if section is not None]
    charts = [part for section in sections for part in section.parts if isinstance(part, Chart)]
    best = recommended(case.quote)
    link = case.origin.link
    page = (
        _templates()
        .get_template("report.html")
        .render(
            lang=TAGS[texts.language],
            t=texts,
            product=product_name(texts, case.book),
            verdict=verdict(case.quote, texts),
            notice=None if case.origin.list_prices else case.origin.prices(texts),
            source=_source(case, texts),
            figures=[] if best is None else key_figures(case.quote, best, texts),
            best=None if best is None else option_name(texts, case.book, best.id),
            warnings=[
                *no_peak_days(case.book, case.quote.scenario, texts),
                *([] if best is None else warnings(case.quote, best, texts)),
            ],
            sections=sections,
            link=link,
            link_note=link_note(case.origin, texts),
            is_web=link.startswith(WEB),
            font=Markup(FONT),  # noqa: S704  our own text
            style=_own("report.css"),
            plotly=_plotly(),
            script=_own("report.js"),
            policy=_policy(),
            charts=_json({"charts": [_chart(chart) for chart in charts], "locale": _locale(texts)}),
        )
    )
    return page.encode()


def _source(case: Case, texts: Texts) -> str:
    made_on = texts("Made on {date}.", date=day_name(texts, case.origin.made_on))
    return texts.paragraph(source_in_words(case.origin, texts), made_on)


def _chart(chart: Chart) -> dict[str, object]:
    return {"name": chart.name, "height": chart.height, **chart.figure}


def _locale(texts: Texts) -> dict[str, object]:
    """Return the names that Plotly writes on axes of dates."""
    names = {
        "days": get_day_names("wide", locale=texts.language),
        "shortDays": get_day_names("abbreviated", locale=texts.language),
        "months": get_month_names("wide", locale=texts.language),
        "shortMonths": get_month_names("abbreviated", locale=texts.language),
    }
    return {name: list(words.values()) for name, words in names.items()}


def _json(content: object) -> Markup:
    """Return JSON that can stand in a script element: no text in it can end the element."""
    text = json.dumps(content, cls=PlotlyJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704  made safe above


def _policy() -> str:
    """Return the content security policy: these two scripts, inline styles, and no request to anywhere."""
    allowed = " ".join(_hash(script) for script in (_plotly(), _own("report.js")))
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _plotly() -> Markup:
    return _inline((PLOTLY_FOLDER / "plotly.min.js").read_text(encoding="utf-8"))


@cache
def _own(name: str) -> Markup:
    return _inline((FOLDER / name).read_text(encoding="utf-8"))


def _inline(text: str) -> Markup:
    """Return a script or style that can stand in the page as it is."""
    if "</script" in text or "<!--" in text:
        raise ValueError("the script would end its own element")
    return Markup(text)  # noqa: S704  our own, and Plotly's


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
