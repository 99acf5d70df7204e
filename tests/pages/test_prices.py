"""The page "Prices and assumptions", in both languages and for books that lack clauses."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language.markdown import as_markdown
from dashboard.language.texts import Texts
from dashboard.questions.prices.answer import answer, sections
from tests.pricing.books import face_fusion

LANGUAGES = {"en": "en", "zh": "zh_Hans"}


def opened(**link: str) -> AppTest:
    app = AppTest.from_file("../../app.py", default_timeout=30)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("pages/prices.py").run()
    assert not app.exception
    return app


def in_force(app: AppTest) -> list[str]:
    lines = [line for markdown in app.main.markdown for line in markdown.value.splitlines()]
    return [line for line in lines if "-badge[" in line]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_first_line_is_the_answer(code):
    app, texts = opened(lang=code), Texts(LANGUAGES[code])
    assert app.title[0].value == texts("Prices and assumptions")
    assert app.header[0].value == as_markdown(answer(texts, face_fusion()))
    headings = [as_markdown(section.heading) for section in sections(texts, face_fusion())]
    assert [heading.value for heading in app.subheader] == headings
    assert [heading.value for heading in app.header[1:]] == [
        texts("What if prices were different?"),
        texts("Another price list"),
        texts("Assumptions"),
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_source_version_and_date_are_shown(code):
    said = opened(lang=code).main.markdown[0].value.replace("\\", "")
    assert face_fusion().version in said
    assert face_fusion().source in said
    assert ("2026年11月30日" if code == "zh" else "November 30, 2026") in said


def test_the_readings_in_force_are_those_of_the_sidebar():
    app = opened()
    first, third = in_force(app)
    assert "billed calls" in first
    assert "Yes" in third
    app.radio(key="basis_radio_en").set_value("total")
    app.toggle(key="free_toggle").set_value(False).run()
    first, third = in_force(app)
    assert "All calls of the month" in first
    assert "No, every call" in third
