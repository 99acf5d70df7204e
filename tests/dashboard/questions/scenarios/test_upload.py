"""Scenarios from uploaded files: CSV in every encoding, XLSX, and every bad row named in both languages."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlsxwriter

from dashboard.files.scenarios import scenarios_csv
from dashboard.inputs.link import LinkInputs, with_table
from dashboard.questions.scenarios.answer import own_name
from dashboard.questions.scenarios.saved import MOST, Saved
from dashboard.questions.scenarios.upload import read_upload, said
from dashboard.usage.faults import UnusableFile, fault_sentence
from pricing.errors import InvalidScenario
from pricing.quotes.rows import SCENARIO_COLUMNS
from tests.dashboard.quotes import EN, ZH
from tests.dashboard.saved import ALL, dear
from tests.pricing.books import face_fusion

CSV = (
    "name,monthly_calls,months,peak_qps,peak_days,materials,activities\r\n"
    "春节活动,500000,1,200,14,90,\r\n"
    "App,0 5000000 1,3,,,,2\r\n"
    ",7,12,,,,\r\n"
)
READ = (
    Saved("春节活动", LinkInputs(calls=500_000, months=1, qps=200, days=14, materials=90)),
    Saved("App", with_table(LinkInputs(activities=2), (0, 5_000_000, 1))),
    Saved("7 a month, 12 months", LinkInputs(calls=7)),
)


def read(content, inputs=LinkInputs(), book=None):  # noqa: B008  frozen
    content = content if isinstance(content, bytes) else content.encode()
    return read_upload(content, inputs, book or face_fusion(), lambda link: own_name(link, EN))


def refused(content, texts=EN, **given):
    """Return the sentences of a file that can't be used."""
    try:
        read(content, **given)
    except InvalidScenario as error:
        return [said(fault, texts, "mine.csv") for fault in error.faults]
    except UnusableFile as error:
        return [fault_sentence(texts, fault, "mine.csv") for fault in error.faults]
    pytest.fail("the file was read")


def sheet(rows, merge=""):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_every_encoding_is_read(encoding):
    assert read(CSV.encode(encoding)) == READ


def test_only_the_first_three_columns_are_needed():
    assert read("name,monthly_calls,months\nA,400000,12\n") == (Saved("A", LinkInputs()),)
    assert read("months,name,monthly_calls\n12,A,400000") == (Saved("A", LinkInputs()),)


def test_what_has_no_column_is_that_of_the_sidebar():
    inputs = LinkInputs(calls=7, basis="total", free=False, peak_month=3, lang="zh_Hans")
    (scenario,) = read("name,monthly_calls,months\nA,5,2\n", inputs=inputs)
    assert scenario.inputs == LinkInputs(calls=5, months=2, basis="total", free=False)


def test_what_was_taken_out_comes_back():
    nasty = Saved("=1+1", LinkInputs(calls=9))
    plain = (*(each for each in ALL if each.inputs.free), nasty)
    assert read(scenarios_csv(plain)) == plain


def test_two_of_one_name_are_told_apart():
    scenarios = read("name,monthly_calls,months\nA,1,1\nA,2,1\n")
    assert [each.name for each in scenarios] == ["A", "A (2)"]


BAD = (
    "name,monthly_calls,months,peak_qps\n"
    "good,1,1,50\n"
    "bad,abc,13,-1\n"
    "short,1\n"
    f"{'x' * 10_000},1,1,\n"
    "list,1 x 3,3,50\n"
    "none,,,\n"
    '"open,1,1,50\n'
)
OPEN_QUOTE = "a quote that is not closed, or text behind a closed one"


def test_all_bad_rows_are_named_and_nothing_is_read():
    assert refused(BAD) == [
        "Line 3, column monthly_calls: 'abc' is not a whole number; allowed: 0 to 10,000,000,000",
        "Line 3, column months: 13 is out of range; allowed: 1 to 12",
        "Line 3, column peak_qps: -1 is out of range; allowed: 0 to 1,000,000",
        "Line 4: 2 cells; allowed: 4, one for each column of the header",
        f"Line 5, column name: '{'x' * 35}...' has 10,000 characters; allowed: at most 100",
        "Line 6, column monthly_calls, month 2: 'x' is not a whole number; allowed: 0 to 10,000,000,000",
        "Line 7, column monthly_calls: missing; expected: 0 to 10,000,000,000, once or for each month",
        "Line 7, column months: missing; expected: 1 to 12, or the calls of each month",
        (
            f"Line 8: {OPEN_QUOTE}, so nothing from here on is read; "
            "allowed: cells in double quotes, a quote inside them doubled"
        ),
    ]


def test_all_bad_rows_are_named_in_chinese():
    sentences = refused(BAD, ZH)
    assert sentences[0] == "第 3 行“monthly_calls”列：'abc' 不是整数；允许范围：0 至 10,000,000,000"
    assert len(sentences) == 9
    for english in ("allowed", "missing", "cells", "line", "quote", "month "):
        assert not [sentence for sentence in sentences if english in sentence]


@pytest.mark.parametrize(
    ("content", "english", "chinese"),
    [
        ("", "mine.csv: the file is empty", "文件为空"),
        ("name,monthly_calls,months\n", "mine.csv: a header, but no row below it", "只有表头"),
        ("name;monthly_calls;months\nA;1;1\n", "Line 1: cells separated by semicolons", "分号"),
        ("name\tmonthly_calls\tmonths\n", "Line 1: cells separated by tabs", "制表符"),
        ("name,calls,months\n", "Line 1: 'calls' is not a column of a scenario", "不是场景的列"),
        ("name,Monthly_Calls,months\n", "has capital letters or spaces; allowed: monthly_calls", "大写字母"),
        ("name,months,months,monthly_calls\n", "Line 1: 'months' stands there 2 times", "出现了 2 次"),
        ("name,months\n", "Line 1, column monthly_calls: missing", "缺失"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "mine.csv: neither text nor an XLSX workbook", "既不是文本"),
        (b"PK\x03\x04 no archive", "mine.csv: damaged, or no XLSX workbook", "损坏"),
        (b"\xd0\xcf\x11\xe0 old", "mine.csv: an old Excel workbook", ".xls"),
        (
            "name,monthly_calls,months\n春,1,1\n".encode() + "节,1,1\n".encode("gbk"),
            "mine.csv: two encodings, for line 2 is UTF-8 and line 3 is not",
            "两种编码",
        ),
        ("name,monthly_calls,months\n" + "x" * (1 << 20) + ",1,1\n", "Line 2: more than", "个字符"),
    ],
)
def test_a_file_that_is_none_is_answered(content, english, chinese):
    assert any(english in sentence for sentence in refused(content)), refused(content)
    assert any(chinese in sentence for sentence in refused(content, ZH)), refused(content, ZH)


def test_more_than_the_list_holds_are_refused():
    rows = "".join(f"S{number},1,1\n" for number in range(MOST + 5_000))
    (sentence,) = refused(f"name,monthly_calls,months\n{rows}")
    assert sentence.endswith("entries are too many; allowed: at most 15,000")


def test_amounts_that_would_not_be_exact_are_named():
    content = "name,monthly_calls,months,activities\nA,1,1,1\nB,1,1,100000\n"
    (sentence,) = refused(content, book=dear())
    assert sentence.startswith("Line 3, total: 1,000,")
    assert "would leave the range of exact amounts" in sentence


def test_a_workbook_is_read_like_the_csv_of_its_first_sheet():
    rows = [SCENARIO_COLUMNS, ["春节活动", 500_000, 1, 200, 14, 90, None]]
    rows += [["App", "0 5000000 1", 3.0, None, None, None, 2], [None, 7, 12, None, None, None, None]]
    assert read(sheet(rows)) == READ


def test_a_formula_counts_by_its_figure():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["name", "monthly_calls", "months"])
        page.write_row(1, 0, ["A"])
        page.write_formula(1, 1, "=200*2000", None, 400_000)
        page.write_number(1, 2, 12)
    assert read(content.getvalue()) == (Saved("A", LinkInputs()),)


def test_bad_rows_of_a_workbook_have_the_numbers_of_the_sheet():
    rows = [["name", "monthly_calls", "months"], ["A", 1, 1], [], ["B\nb", "x", 1.5]]
    assert refused(sheet(rows)) == [
        "Line 4, column monthly_calls: 'x' is not a whole number; allowed: 0 to 10,000,000,000",
        "Line 4, column months: '1.5' is not a whole number; allowed: 1 to 12",
    ]


def test_merged_cells_are_named():
    rows = [["name", "monthly_calls", "months"], ["A", 1, 1], ["B", None, 1]]
    assert refused(sheet(rows, "B2:B3")) == ["Line 2: merged down to line 3; allowed: a value in each line"]


def test_ten_thousand_rows_are_read():
    rows = "".join(f"S{number},{number} {number + 1},2\n" for number in range(10_000))
    scenarios = read(f"name,monthly_calls,months\n{rows}")
    assert len(scenarios) == 10_000
    assert scenarios[9_999] == Saved("S9999", with_table(LinkInputs(), (9_999, 10_000)))
