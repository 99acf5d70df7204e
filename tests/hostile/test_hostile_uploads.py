"""Hostile files of visitors: any file in any place is read, or refused by sentences in either language."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator

import pytest

from dashboard.language.texts import Texts
from dashboard.usage.faults import fault_sentence
from dashboard.usage.reading import read_usage
from pricing.book.file import read
from pricing.errors import PricingError
from pricing.scenario_json import read_scenario
from tests.dashboard.usage.files import SHEET, lines, sheet_of, with_part, workbook
from tests.hostile.corpus import CSV_FILES, JSON_BODIES, MEGABYTE, NUMBERS, TEXTS, TOML_FILES, nested

LANGUAGES = ("en", "zh_Hans")
MOST_BYTES = 400_000_000


def archive(*parts: tuple[str, bytes]) -> bytes:
    """Return a ZIP file of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            file.writestr(name, content)
    return packed.getvalue()


def bomb(megabytes: int) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(b"</sheetData>", b" " * megabytes * 10**6 + b"</sheetData>")


LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("k"))
    )
    + b"]><x>&j;</x>"
)
GOOD = workbook([["date", "calls"], ["2026-11", 5]])
XLSX_FILES = [
    *(
        with_part(SHEET, bomb(60)),
        with_part(SHEET, lambda _: LAUGHS),
        with_part("xl/workbook.xml", lambda _: LAUGHS),
    ),
    *(GOOD[: len(GOOD) * part // 20] for part in range(1, 20)),
    *(GOOD[:at] + b"\xff" * 4 + GOOD[at + 4 :] for at in range(0, len(GOOD) - 4, len(GOOD) // 20)),
    with_part(
        SHEET, sheet_of('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"/></row>')
    ),
    with_part(SHEET, sheet_of('<row r="99999999999999999999"><c r="ZZZZZZZZZZ99999999999"/></row>')),
    with_part(SHEET, sheet_of("<row>" * 5_000 + "</row>" * 5_000)),
    with_part(SHEET, sheet_of("<row/>" * 60_000)),
    with_part(SHEET, lambda _: b""),
    with_part(SHEET, lambda _: b"\0" * 1_000),
    with_part("[Content_Types].xml", lambda _: b"<x/>"),
    *(
        archive(),
        archive(("x", b"x")),
        archive(("../../etc/passwd", b"x")),
        archive(("xl/workbook.xml", b"<x/>")),
    ),
    archive(*((f"{number}.xml", b"<x/>") for number in range(2_000))),
    archive(("xl/workbook.xml", archive(("xl/workbook.xml", b"\0" * 10_000_000)))),
    archive(("xl/vbaProject.bin", b"x"), ("xl/workbook.xml", b"<x/>")),
    workbook(
        [["date", "calls"], *([text, number] for text, number in zip(TEXTS[:40], NUMBERS[:40], strict=True))]
    ),
]
USAGE_FILES = [
    *(lines("date,calls", f'2026-11,"{number}"') for number in NUMBERS if '"' not in number),
    *(lines("date,calls", f'"{text}",5') for text in TEXTS if '"' not in text),
    lines("date,calls", *("2026-11,5" for _ in range(200_000))),
    lines("date,calls," * 5_000, "1," * 15_000),
    lines("date,calls", f"{MEGABYTE},{MEGABYTE}"),
    b"date,calls\n" + b'"' * 5_000_000,
    b"x" * (10 * 2**20 + 1),
    nested("(", ")", 1_000_000).encode(),
]
FILES = [*XLSX_FILES, *USAGE_FILES, *CSV_FILES, *JSON_BODIES, *TOML_FILES]


def sentences_of_usage(content: bytes) -> Iterator[str]:
    for fault in read_usage(content).faults:
        for language in LANGUAGES:
            yield fault_sentence(Texts(language), fault, "usage.xlsx")


def sentences_of(reads: Callable[[bytes], object]) -> Callable[[bytes], Iterator[str]]:
    def sentences(content: bytes) -> Iterator[str]:
        try:
            reads(content)
        except PricingError as error:
            for fault in error.faults:
                yield str(fault)

    return sentences


PLACES = {
    "usage table": sentences_of_usage,
    "scenario": sentences_of(read_scenario),
    "price book": sentences_of(lambda content: read(content, "price book")),
}


@pytest.mark.parametrize("place", PLACES, ids=[f"{len(FILES)} files as a {place}" for place in PLACES])
def test_any_file_in_any_place(place: str) -> None:
    for content in FILES:
        for sentence in PLACES[place](content):
            assert 8 < len(sentence) < 600, sentence[:700]
            assert sentence.isprintable(), sentence[:100]


@pytest.mark.parametrize("number", range(len(XLSX_FILES)))
def test_no_workbook_takes_the_memory_of_others(number: int) -> None:
    tracemalloc.start()
    try:
        read_usage(XLSX_FILES[number])
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES
    finally:
        tracemalloc.stop()
