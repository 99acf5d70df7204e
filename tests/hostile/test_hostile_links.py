"""Hostile links to the pages: usable inputs stand in, and a sentence that is no markup names each value."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.inputs.link import NAMES, NUMBERS, read_link, write_link
from dashboard.inputs.words import replacement
from dashboard.language.texts import Texts
from pricing.book.file import shipped
from pricing.quotes.quote import quote
from tests.hostile.corpus import NUMBERS as HOSTILE_NUMBERS
from tests.hostile.corpus import TEXTS

LINKS = [
    *({name: text} for name in NUMBERS for text in (*HOSTILE_NUMBERS, *TEXTS)),
    *({name: text} for name in NAMES if name not in NUMBERS for text in (*TEXTS, *HOSTILE_NUMBERS)),
    *({"shape": "table", "table": text} for text in (*TEXTS, *HOSTILE_NUMBERS)),
    *({text: text} for text in TEXTS),
    *(dict.fromkeys(NAMES, text) for text in (*TEXTS, *HOSTILE_NUMBERS)),
]
MARKUP = re.compile(r"(?<!\\)[<`*_\[$]")
OPENED = [
    *(
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "\0",
        "\u202eevil\u202c",
        "=1+1",
        "9" * 20_000,
    ),
    *("１２３", "NaN", "1e308", "\ufffe", ":red[x] :smile: $x$", "x" * 5_000),
]


@pytest.mark.parametrize("links", [LINKS], ids=[f"{len(LINKS)} links"])
def test_reading(links: list[dict[str, str]]) -> None:
    for link in links:
        inputs, faults = read_link(link)
        scenario = inputs.scenario  # raises where values do not fit together
        assert read_link(write_link(inputs)) == (inputs, ()), link
        for fault in faults:
            for language in ("en", "zh_Hans"):
                said = replacement(Texts(language), fault, inputs)
                assert 5 < len(said) < 500, link
                assert said.isprintable() or "\N{WORD JOINER}" in said, link
                assert not MARKUP.search(said), said
        if faults and len(link) > 5:
            assert quote(shipped(), scenario).cheapest


@pytest.mark.parametrize("text", OPENED, ids=[f"link {number}" for number in range(1, len(OPENED) + 1)])
def test_opening(text: str) -> None:
    """The page answers with figures, and says what it replaced."""
    app = AppTest.from_file("../../app.py", default_timeout=30)
    for name in NAMES:
        app.query_params[name] = text
    app.run()
    assert not app.exception
    assert "CNY" in app.header[0].value
    (said,) = [warning.value for warning in app.warning if warning.value.startswith("The link has values")]
    assert said.count("\n- ") >= len(NAMES) - 1
    assert not re.search(r"(?<!\\)[<`$]", said)
