"""Files into usage tables: encodings, separators, headings, rows; and every fault of a file at once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.language.texts import Texts
from dashboard.usage.cells import Month
from dashboard.usage.faults import fault_sentence
from dashboard.usage.months import UsageMonth
from dashboard.usage.reading import read_usage
from tests.dashboard.usage.files import BAD, days, lines, workbook

EN, ZH = Texts("en"), Texts("zh_Hans")
NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)


def usage(content, sheet=""):
    reading = read_usage(content, sheet)
    assert reading.faults == ()
    return reading.usage


def calls(content):
    return [(month.when, month.calls) for month in usage(content).months]


def faults(content, texts=EN):
    reading = read_usage(content)
    assert reading.usage is None
    return [fault_sentence(texts, fault, "my.csv") for fault in reading.faults]


CHINESE = "日期,调用量（次）,峰值 QPS\n2026年11月1日,1000,60\n2026年11月2日,2000,40\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le-mark", "utf-16-be-mark"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_separator_and_line_end(encoding, separator, end):
    text = CHINESE.replace(",", separator).replace("\n", end)
    if encoding.endswith("mark"):
        content = ("\ufeff" + text).encode(encoding.removesuffix("-mark"))
    else:
        content = text.encode(encoding)
    assert calls(content) == [(NOVEMBER, 3000)]
    assert usage(content).months[0].peaks == (60, 40)


@pytest.mark.parametrize(
    "heading",
    [
        *("date,calls,peak_qps", "Date,Calls,Peak QPS", "DAY,requests,QPS", "日期,调用量,峰值QPS"),
        *("月份,次数,qps", "统计日期,调用次数(次),峰值 QPS（次/秒）", '"date","Monthly calls","peak-qps"'),
    ],
)
def test_headings_in_english_and_chinese(heading):
    assert usage(lines(heading, "2026-11-05,7,60")).months == (
        UsageMonth(NOVEMBER, 7, 1, whole=False, peaks=(60,)),
    )


def test_titles_above_other_columns_beside_and_sums_below_are_left_out():
    found = usage(
        lines(
            "Usage of Face Fusion",
            "",
            "App,Month,Calls,Cost",
            "a,2026-11,5,9",
            "a,2026-12,6,9",
            ",Total,11,18",
        )
    )
    assert [(month.when, month.calls) for month in found.months] == [(NOVEMBER, 5), (DECEMBER, 6)]
    assert found.columns == (("when", "Month"), ("calls", "Calls"))
    assert found.unread == ("App", "Cost")
    assert found.sums == (6,)


def test_days_add_up_to_months_in_the_order_of_the_calendar():
    found = usage(lines("date,calls", "2027-01-02,5", "2026-11-30,7", "2026-11-29,1"))
    assert found.by_day
    assert found.months == (
        UsageMonth(NOVEMBER, 8, 2, whole=False),
        UsageMonth(DECEMBER, 0, 0, whole=True),
        UsageMonth(Month(2027, 1), 5, 1, whole=False),
    )


@pytest.mark.parametrize(
    ("rows", "by_day"),
    [
        # A spreadsheet makes 2026-11-01 of 2026-11: firsts of different months are months ...
        (("date,calls", "2026-11-01,5", "2026-12-01,6"), False),
        (("month,calls", "2026-11-01,5"), False),
        # ... and a single day under "date", or any other day, is a day.
        (("date,calls", "2026-11-01,5"), True),
        (("month,calls", "2026-11-01,5", "2026-12-02,6"), True),
    ],
)
def test_the_first_of_a_month_stands_for_the_month_where_all_do(rows, by_day):
    assert usage(lines(*rows)).by_day is by_day


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((1, 2, 3), [1, 2, 3]),
        ((2, 3, 1), [1, 2, 3]),
        ((11, 12, 1, 2), [11, 12, 1, 2]),
        ((3, 5), [3, 4, 5]),
        (range(1, 13), list(range(1, 13))),
    ],
)
def test_month_numbers_run_on(numbers, expected):
    found = calls(lines("month,calls", *(f"{number},{10 * number}" for number in numbers)))
    assert [when for when, _ in found] == expected
    assert all(quantity == (10 * when if when in numbers else 0) for when, quantity in found)


def test_peaks_are_optional_and_rounded_up():
    found = usage(lines("date,calls,qps", "2026-11-01,5,60.2", "2026-11-02,5,", "2026-11-03,5,40"))
    assert found.months[0].peaks == (61, 40)
    assert (found.without_peak, found.rounded) == (1, True)
    without = usage(lines("date,calls,qps", "2026-11-01,5,", "2026-11-02,5,"))
    assert (without.has_peaks, without.without_peak, without.rounded) == (False, 0, False)


def test_months_may_tell_their_peak_days():
    found = usage(lines("月份,调用量,峰值QPS,高峰天数", "2026-11,5,60,3", "2026-12,5,60,"))
    assert [month.peak_days for month in found.months] == [3, None]


def test_a_workbook_with_dates_numbers_and_formulas():
    content = workbook(
        [
            ["日期", "调用量", "峰值QPS"],
            [date(2026, 11, 1), 1000, 60.5],
            [],
            [date(2026, 11, 2), ("=", 2), None],
        ]
    )
    assert calls(content) == [(NOVEMBER, 1002)]
    assert usage(content).months[0].peaks == (61,)


def test_the_sheet_with_the_headings_is_read_and_others_may_be_asked_for():
    content = workbook([["notes"]], [["date", "calls"], ["2026-11", 5]], [["month", "calls"], ["2026-12", 7]])
    first = read_usage(content)
    assert (first.sheets, first.sheet) == (("Sheet2", "Sheet3"), "Sheet2")
    assert calls(content) == [(NOVEMBER, 5)]
    assert usage(content, "Sheet3").months[0].calls == 7
    assert usage(content, "Sheet9").months[0].calls == 5


def test_a_file_of_text_has_no_sheets():
    assert read_usage(days(date(2026, 11, 1), 3)).sheets == ()


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_usage_table_is_said_in_one_sentence(name):
    content, said = BAD[name]
    [sentence] = faults(content)
    assert said in sentence
    [chinese] = faults(content, ZH)
    assert chinese != sentence
    assert "allowed" not in chinese


def test_every_bad_row_is_named_at_once():
    content = lines(
        "date,calls,qps", "soon,5,1", "2026-11-02 13:00,5,1", ",7,1", "2026-11-03,,1", "2026-11-04,1.234,1",
        "2026-11-05,-1,x", "2026-11-06,10000000001,1000001", "2026-11-07,5,1", "2026-11-07,6,1",
        "2026-12,6,1", "2026-11-08,1,234,1", '2026-11-09,"5',
    )  # fmt: skip
    assert [sentence.split("; allowed")[0] for sentence in faults(content)] == [
        "Line 2, column “date”: 'soon' is not a date that is known",
        "Line 3, column “date”: '2026-11-02 13:00' has a time of day",
        "Line 4, column “date”: empty",
        "Line 5, column “calls”: empty, as is a formula that was never calculated or fails",
        "Line 6, column “calls”: '1.234' has a point that may part decimals or thousands",
        "Line 7, column “calls”: -1 is out of range",
        "Line 7, column “qps”: 'x' is not a whole number",
        "Line 8, column “calls”: 10,000,000,001 is out of range",
        "Line 8, column “qps”: 1,000,001 is out of range",
        "Line 10, column “date”: 2026-11-07 stands in line 9 as well",
        "Line 11, column “date”: 2026-12 is another kind of date than in line 9",
        "Line 12: 4 cells, but 3 headings",
        "Line 13: a quote that is not closed, text behind a closed one, or a cell without end",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lines("date,month,calls", "2026-11,1,5"), "Line 1: date, month can each be read as the date"),
        (lines("date,calls,次数", "2026-11,1,5"), "Line 1: calls, 次数 can each be read as the calls"),
        (lines("date,calls", "2026-11,5", "2036-11,5"), "my.csv: dates from 2026-11 to 2036-11"),
        (lines("date,calls", *(f"2026-11-0{day},9999999999" for day in (1, 2))),
         "Line 3: the calls of this month add up to 19,999,999,998"),
        (lines("title", "date,calls", *("2026-11-01,5",) * 10_001), "my.csv: more than 10,000 rows"),
        (b"date,calls\n" + b"\n" * 100_000, "my.csv: more than 10,000 rows"),
        (lines("date,calls" + ",x" * 999), "Line 1: more than 1,000 cells"),
        (lines("date,calls", "t1:11" * 20_000 + ",5"), "Line 2, column “date”: 't1:11"),
        (lines("(" * 100_000 + ",b"), "my.csv: no row with the headings"),
        (lines("date,calls", "Total,5"), "my.csv: headings, but no row below them"),
        (b" " * (10 * 2**20 + 1), "my.csv: more than 10 MB"),
        (b"\n \n\t\n", "my.csv: empty"),
        (b",,\n;;\n", "my.csv: no row with the headings that are needed"),
        (b"date,calls\n2026-11-01,\xff\n", "my.csv: text in an unknown encoding (line 2)"),
        ("date,calls\n2026-11-01,5\n".encode("utf-16-le"), "my.csv: neither text nor an XLSX workbook"),
        ("\ufeffdate,calls\n".encode("utf-32-le"), "my.csv: neither text nor an XLSX workbook"),
        (b"<html><table><tr><td>date</td></tr></table></html>", "my.csv: no row with the headings"),
        (lines("date,calls", "2026-11-01," + "9" * 200_000), "Line 2: a quote that is not closed"),
    ],
)  # fmt: skip
def test_what_else_is_refused_in_one_sentence(content, said):
    [sentence] = faults(content)
    assert sentence.startswith(said)
    assert len(sentence) < 300


def test_what_was_found_is_shown_short_and_on_one_line():
    [sentence] = faults(lines("date,calls", '2026-11-01,"a' + "\n" + "b" * 5000 + '"'))
    assert sentence.isprintable()
    assert len(sentence) < 200


def test_chinese_sentences_name_line_and_column():
    [sentence] = faults("日期,调用量\n2026-11-01,很多\n".encode("gbk"), ZH)
    assert sentence == "第 2 行“调用量”列：'很多' 不是整数；允许范围：0 至 10,000,000,000"


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(content):
    for head in (b"", b"date,calls\n", "日期\t调用量\n".encode("gbk"), b"PK\x03\x04"):
        reading = read_usage(head + content)
        assert (reading.usage is None) == bool(reading.faults)
        for fault in reading.faults:
            assert fault_sentence(ZH, fault, "x")
