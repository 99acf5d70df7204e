"""Usage tables as demand: which months, one peak for all days above the base QPS, the first month."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.inputs.link import LinkInputs, fitted, read_link, write_link
from dashboard.language.texts import Texts
from dashboard.usage.cells import Month
from dashboard.usage.demand import base_qps, demand_of, is_over, latest_whole, taken, windows
from dashboard.usage.months import UsageMonth
from dashboard.usage.reading import read_usage
from dashboard.usage.template import template
from dashboard.usage.words import becomes, month_columns, month_frame, summary, was_read
from pricing.book.file import loads, shipped
from pricing.scenario import Scenario
from tests.dashboard.usage.files import days, lines
from tests.pricing.books import TOML_TEXTS

EN, ZH = Texts("en"), Texts("zh_Hans")
TODAY = date(2026, 11, 25)
BASE = 50


def usage(content):
    return read_usage(content).usage


def demand(content, base=BASE, begin=None):
    found = usage(content)
    return demand_of(found, latest_whole(found) if begin is None else begin, base)


def taken_from(content, inputs=None, base=BASE):
    return taken(inputs or LinkInputs(), demand(content, base), TODAY)


def test_the_base_qps_is_that_of_the_licenses_that_are_needed_in_any_case():
    book = shipped()
    assert base_qps(book, Scenario((1,))) == 50
    assert base_qps(book, Scenario((1,), activities=3)) == 150
    assert base_qps(book, Scenario((1,), materials=61)) == 150
    assert base_qps(loads(TOML_TEXTS["minimal"]()), Scenario((1,))) is None


def test_all_days_above_the_base_are_counted_at_the_highest_in_the_month_with_the_most():
    # November: 51 on two days; December: 99 on one; 50 is the base and no peak.
    content = lines(
        "date,calls,qps", "2026-11-01,1,50", "2026-11-02,1,51", "2026-11-03,1,51", "2026-12-01,1,99",
        "2026-12-02,1,",
    )  # fmt: skip
    found = demand(content)
    assert (found.peak_qps, found.peak_days, found.peak_month) == (99, 3, 1)
    assert [(peak.qps, peak.days) for peak in found.peaks] == [(51, 2), (99, 1)]
    inputs = taken_from(content)
    assert (inputs.qps, inputs.days, inputs.peak_month) == (99, 3, 1)


@pytest.mark.parametrize(
    ("rows", "month"),
    [
        (("2026-11-01,1,60", "2026-12-01,1,70"), 2),  # as many days: the higher peak
        (("2026-11-01,1,60", "2026-12-01,1,60"), 1),  # and as high: the earlier month
        (("2026-11-01,1,70", "2026-12-01,1,60", "2026-12-02,1,60"), 2),
    ],
)
def test_the_month_of_the_peak(rows, month):
    # A further day keeps two firsts from being two months.
    assert demand(lines("date,calls,qps", *rows, "2026-12-05,1,1")).peak_month == month


def test_more_activities_serve_more_days():
    content = days(date(2026, 12, 1), 31, qps=lambda day: 40 + day)  # 40 to 70
    assert demand(content, 50).peak_days == 20
    assert demand(content, 69).peak_days == 1
    assert demand(content, 70).peak_days == 0
    assert demand(content, None).peak_days == 0


def test_a_row_a_month_tells_its_peak_days_or_leaves_them():
    inputs = LinkInputs(days=9)
    told = lines("month,calls,qps,peak days", "2026-11,5,60,3", "2026-12,5,70,4", "2027-01,5,50,8")
    untold = lines("month,calls,qps", "2026-11,5,60", "2026-12,5,70")
    found = taken_from(told, inputs)
    assert (found.qps, found.days, found.peak_month) == (70, 7, 2)
    found = taken_from(untold, inputs)
    assert (found.qps, found.days, found.peak_month) == (70, 9, 2)
    assert demand(untold).peak_days is None


def test_without_peaks_the_peak_stays_within_the_months():
    inputs = LinkInputs(qps=200, days=14, peak_month=2)
    assert taken_from(lines("month,calls", "1,5", "2,6"), inputs).peak_month == 2
    found = taken_from(lines("month,calls", "1,5"), inputs)
    assert (found.qps, found.days, found.peak_month) == (200, 14, 1)


def test_a_peak_within_the_base_makes_no_peak_day():
    found = taken_from(lines("date,calls,qps", "2026-12-05,5,30"), LinkInputs(qps=200, days=14, peak_month=3))
    assert (found.qps, found.days, found.peak_month) == (30, 0, 1)


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (lines("month,calls", "2026-12,5"), date(2026, 12, 1)),
        (lines("month,calls", "2026-11,5"), date(2026, 11, 1)),  # the month of today
        (lines("month,calls", "2026-10,5", "2026-11,5"), date(2026, 10, 1)),
        (lines("month,calls", "2026-09,5", "2026-10,5"), date(2027, 3, 1)),  # over: the first month stays
        (lines("month,calls", "1,5"), date(2027, 3, 1)),
    ],
)
def test_the_first_month(content, start):
    assert taken_from(content, LinkInputs(start=date(2027, 3, 1))).start == start


def test_a_table_is_carried_by_the_link():
    inputs = taken_from(days(date(2026, 12, 1), 62, 1000, qps=lambda day: 40 + day % 20))
    assert inputs.table == (31_000, 31_000)
    assert read_link(write_link(inputs)) == (inputs, ())
    assert fitted(inputs) == (inputs, ())


def test_of_many_months_the_latest_that_are_whole_are_taken():
    # From 20 September 2025 to 23 November 2026: 15 months, the first and the last cut short.
    found = usage(days(date(2025, 9, 20), 430))
    assert (len(found.months), found.months[0].whole, found.months[-1].whole) == (15, False, False)
    assert list(windows(found)) == [3, 2, 1, 0]
    assert latest_whole(found) == 2
    months = demand_of(found, 2, BASE).months
    assert (months[0].when, months[-1].when, len(months)) == (Month(2025, 11), Month(2026, 10), 12)
    assert all(month.whole for month in months)


def test_up_to_twelve_months_are_taken_as_they_are():
    found = usage(days(date(2026, 1, 20), 100))
    assert (list(windows(found)), latest_whole(found)) == ([0], 0)
    whole = usage(days(date(2026, 1, 1), 365))
    assert (list(windows(whole)), latest_whole(whole)) == ([0], 0)


def test_a_leap_year_of_peak_days():
    found = demand(days(date(2027, 3, 1), 366, qps=lambda _: 60))
    assert (len(found.months), found.peak_days) == (12, 366)


def test_months_that_are_over():
    assert is_over(demand(lines("month,calls", "2026-10,5")), TODAY)
    assert not is_over(demand(lines("month,calls", "2026-11,5")), TODAY)
    assert not is_over(demand(lines("month,calls", "5,5")), TODAY)


@pytest.mark.parametrize("texts", [EN, ZH])
@pytest.mark.parametrize("start", [None, date(2027, 11, 1)])
@pytest.mark.parametrize("peak", [{}, {"qps": 200, "days": 14, "peak_month": 3}])
def test_the_template_is_read_back_as_the_scenario_it_shows(texts, start, peak):
    inputs = LinkInputs(shape="table", table=(5, 0, 10_000_000_000), calls=1, months=3, start=start, **peak)
    inputs = read_link(write_link(inputs))[0]
    content = template(inputs.scenario, start, texts)
    assert taken_from(content, inputs) == inputs
    assert content.startswith(b"\xef\xbb\xbf")


def test_the_months_as_a_table():
    content = days(date(2026, 11, 21), 12, 1000, qps=lambda day: 45 + day)
    frame = month_frame(demand(content), EN)
    assert frame.to_numpy().tolist() == [
        ["November 2026", 10_000, 54, 4, "10 of 30"], ["December 2026", 2_000, 56, 2, "2 of 31"],
    ]  # fmt: skip
    assert list(month_columns(usage(content))) == ["month", "calls", "peak_qps", "peak_days", "rows"]
    assert list(month_columns(usage(lines("month,calls", "1,5")))) == ["month", "calls"]


def said(content, base=BASE, texts=EN):
    found = demand(content, base)
    return texts.paragraph(*becomes(found, TODAY, texts))


def test_what_the_peak_becomes_is_said():
    assert said(days(date(2026, 11, 21), 12, qps=lambda day: 45 + day)) == (
        "6 days in 2 months need more than the 50 QPS that the licenses bring: up to 56 QPS. A scenario has "
        "one peak, so all of these days are counted at 56 QPS and paid in November 2026, which has the most. "
        "The first month becomes November 2026."
    )
    assert said(lines("date,calls,qps", "2026-10-02,5,60")) == (
        "1 day in October 2026 needs more than the 50 QPS that the licenses bring: 60 QPS. These months are "
        "over: they stand for months to come, and the first month stays as it is."
    )
    assert said(lines("month,calls,qps", "3,5,40")) == (
        "The highest peak is 40 QPS, and the licenses bring 50: there is no peak day. “Month 3” of the file "
        "becomes month 1."
    )
    assert said(lines("month,calls,qps", "1,5,60")).startswith(
        "The highest peak is 60 QPS, in Month 1, and the licenses bring 50. The file does not tell the days"
    )
    assert said(lines("month,calls", "1,5")) == (
        "The file has no peak QPS: peak QPS and peak days stay as they are."
    )
    assert said(lines("month,calls,qps", "1,5,60"), None) == (
        "The highest peak is 60 QPS; this price list puts no limit to it."
    )


def test_what_was_read_is_said():
    content = lines(
        "date,app,calls,qps", "2026-11-01,a,5,60.5", "2026-11-03,a,5,", "2027-01-31,a,5,1", "合计,,15,"
    )
    assert was_read(usage(content), demand(content), "Sheet1", EN) == [
        "Sheet “Sheet1” was read.",
        "Columns: “date” as the date, “calls” as the calls, and “qps” as the peak QPS.",
        "Columns that were not read: app.",
        "Left out as totals: line 5.",
        "Not in the file, so without calls: December 2026.",
        "58 days of these months are not in the file and count as days without calls.",
        "1 row has no peak QPS and counts as one that needs no more than the licenses bring.",
        "A peak QPS with decimals was rounded up.",
    ]
    assert summary(demand(content), EN) == "3 months, November 2026 to January 2027: 15 calls in all"
    assert summary(demand(content), ZH) == "2026年11月至2027年1月共 3 个月：合计 15 次"
    assert summary(demand(lines("month,calls", "1,5")), EN) == "Month 1: 5 calls"


def test_many_columns_are_counted():
    content = lines("date,calls," + ",".join(f"c{n}" for n in range(50)), "2026-11-01,5")
    sentence = was_read(usage(content), demand(content), "", EN)[1]
    assert sentence.endswith("c10, c11, and 38 more.")


def test_a_month_in_a_gap_has_no_peak():
    found = demand(lines("month,calls,qps,peak days", "2026-11,5,60,1", "2027-01,5,60,1"))
    assert found.months[1] == UsageMonth(Month(2026, 12), 0, 0)
    assert (found.peaks[1].qps, found.peaks[1].days, found.peak_days) == (None, None, 2)
