"""Workbooks that are made to break the reader: refused before the parser sees them, within little memory."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dashboard.usage.faults import UnusableFile
from dashboard.usage.reading import read_usage
from dashboard.usage.workbook import MOST_CELLS, MOST_MERGED, checked, workbook_sheets
from tests.dashboard.usage.files import SHEET, bomb, corners, lying, merged, sheet_of, with_part, workbook

ROOT = Path(__file__).parents[3]


def code(content):
    with pytest.raises(UnusableFile) as refused:
        workbook_sheets(content)
    [fault] = refused.value.faults
    return fault.code


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="a1"><v>1</v></c><c r="zzzz9"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="4000000000"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A99999999999999"><v>1</v></c></row>',
        "<row>" + "<c/>" * 1_000 + "</row>" + "<row><c><v>1</v></c></row>" * 500,
        '<x:row xmlns:x="y" r="9999999"><x:c/></x:row>',
    ],
)
def test_a_vast_sheet(rows):
    assert code(with_part(SHEET, sheet_of(rows))) == "vast_sheet"


def test_as_many_cells_as_are_allowed():
    width = 500
    row = "<row>" + "<c><v>1</v></c>" * width + "</row>"
    [sheet] = workbook_sheets(with_part(SHEET, sheet_of(row * (MOST_CELLS // width))))
    assert len(sheet.lines) == MOST_CELLS // width
    assert code(with_part(SHEET, sheet_of(row * (MOST_CELLS // width + 1)))) == "vast_sheet"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (bomb(), "inflated"),
        (corners(), "vast_sheet"),
        (lying(bomb(), SHEET, 100), "broken_workbook"),
        (with_part(SHEET, lambda _: b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), "broken_workbook"),
        (with_part(SHEET, lambda _: b"<worksheet><sheetData><row></sheetData>"), "broken_workbook"),
        (with_part(SHEET, lambda part: part.replace(b"UTF-8", b"UTF-0")), "broken_workbook"),
        (with_part("xl/sharedStrings.xml", lambda part: part.replace(b'Count="2"', b'Count="4294967295"')),
         "broken_workbook"),
        (b"PK", "broken_workbook"),
        (b"PK\x03\x04" + bytes(99), "broken_workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "old_workbook"),
    ],
)  # fmt: skip
def test_what_is_refused(content, expected):
    assert code(content) == expected


def test_names_that_stand_twice():
    packed = io.BytesIO(workbook([["date", "calls"]]))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert code(packed.getvalue()) == "broken_workbook"


@pytest.mark.parametrize("other", ["xl/workbook.bin", "content.xml"])
def test_workbooks_of_another_kind(other):
    packed = io.BytesIO(workbook([["date", "calls"]]))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(other, b"<x/>")
    assert code(packed.getvalue()) == "no_workbook"


def test_the_parser_gets_no_more_than_what_was_checked():
    packed = io.BytesIO(workbook([["date", "calls"]]))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x" * 1000)
    names = zipfile.ZipFile(io.BytesIO(checked(packed.getvalue()))).namelist()
    assert "xl/workbook.xml" in names
    assert all(name.endswith((".xml", ".rels")) for name in names)


def test_a_list_that_says_it_is_endless_takes_no_memory_with_it():
    """The parser would end the whole process: so this runs in one of its own, with little memory."""
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))\n"
        "from dashboard.usage.reading import read_usage\n"
        "print(read_usage(sys.stdin.buffer.read()).faults[0].code)\n"
    )
    for content in (
        corners(),
        with_part("xl/sharedStrings.xml", lambda part: part.replace(b'Count="2"', b'Count="4294967295"')),
        with_part("xl/styles.xml", lambda part: part.replace(b'count="1"', b'count="4294967295"')),
    ):
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, cwd=ROOT, input=content, capture_output=True, check=False, timeout=60)
        assert (done.returncode, done.stdout.strip() in {b"vast_sheet", b"broken_workbook"}) == (0, True)


def test_merged_cells_that_span_lines_are_told():
    [sheet] = workbook_sheets(merged())
    assert sheet.merged == ((1, 2, 0), (5, 7, 0))


def test_a_workbook_of_another_writer():
    book = openpyxl.Workbook()
    book.active.append(["date", "calls"])
    book.active.append([date(2026, 11, 1), 5])
    book.create_sheet("hidden").sheet_state = "hidden"
    packed = io.BytesIO()
    book.save(packed)
    [sheet] = workbook_sheets(packed.getvalue())
    assert [line.cells for line in sheet.lines] == [("date", "calls"), (date(2026, 11, 1), 5.0)]


def merged_in_a_column(count):
    """Return a workbook whose dates are ``count`` cells, each merged over two lines."""
    ranges = "".join(f'<mergeCell ref="A{2 * at}:A{2 * at + 1}"/>' for at in range(1, count + 1))
    merging = f"</sheetData><mergeCells>{ranges}</mergeCells>".encode()
    return with_part(SHEET, lambda part: part.replace(b"</sheetData>", merging))


def test_each_merged_cell_is_named_up_to_a_number_of_them():
    [sheet] = workbook_sheets(merged_in_a_column(MOST_MERGED))
    assert len(sheet.merged) == MOST_MERGED
    faults = read_usage(merged_in_a_column(MOST_MERGED)).faults
    assert [(fault.code, fault.row) for fault in faults] == [
        ("merged", 2 * at) for at in range(1, MOST_MERGED + 1)
    ]
    assert code(merged_in_a_column(MOST_MERGED + 1)) == "many_merged"
