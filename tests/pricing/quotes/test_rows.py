"""The rows of a comparison: the columns of the contract, exact figures, nothing that runs."""

from __future__ import annotations

import csv
import dataclasses
import io

from pricing.book.file import shipped
from pricing.quotes.quote import quote
from pricing.quotes.rows import COLUMNS, calls_text, csv_text, purchases_text, quote_rows
from pricing.quotes.values import Purchase
from pricing.scenario import Scenario

CONTRACT = (
    "name,monthly_calls,months,peak_qps,peak_days,materials,activities,option,available,reason,n_activities,"
    "qps_units,license,qps,packs,postpaid,total,overage_calls,unused_calls,coverage,utilization,purchases,"
    "currency,price_book,price_book_version,licenses,expired_calls"
)


def written(scenario, name="", book=None):
    text = csv_text(quote_rows(quote(book or shipped(), scenario), name))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_columns_are_the_contract():
    assert ",".join(COLUMNS) == CONTRACT


def test_a_file_has_a_header_and_ends_lines_as_the_standard_says():
    text = csv_text(quote_rows(quote(shipped(), Scenario((400_000,) * 12))))
    assert text.startswith(CONTRACT + "\r\n")
    assert text.count("\r\n") == text.count("\n") == 1 + 7


def test_each_option_has_a_row_of_exact_figures():
    rows = {row["option"]: row for row in written(Scenario((400_000,) * 12))}
    # Postpaid: 4,800,000 - 300,500 = 4,499,500 calls at 0.02 are 89,990, and the license 20,000.
    assert rows["postpaid"] == {
        "name": "", "monthly_calls": "400000", "months": "12", "peak_qps": "50", "peak_days": "0",
        "materials": "1", "activities": "1", "option": "postpaid", "available": "true", "reason": "",
        "n_activities": "1", "qps_units": "0", "license": "20000", "qps": "0", "packs": "0",
        "postpaid": "89990", "total": "109990", "overage_calls": "4499500", "unused_calls": "0",
        "coverage": "0.062604", "utilization": "1", "purchases": "", "currency": "CNY",
        "price_book": "tencent-face-fusion", "price_book_version": "2019-07-22",
        "licenses": "1:license*1", "expired_calls": "0",
    }  # fmt: skip
    assert rows["pack:5m"]["purchases"] == "1:5m*1"


def test_an_unavailable_option_has_a_reason_and_no_figures():
    scenario = Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10)
    row = next(row for row in written(scenario) if row["option"] == "postpaid")
    assert (row["available"], row["reason"]) == ("false", "qps_above_online_limit")
    empty = ("license", "qps", "packs", "postpaid", "total", "overage_calls", "unused_calls", "coverage")
    assert [row[column] for column in empty] == [""] * len(empty)


def test_no_calls_leave_the_coverage_empty():
    assert {row["coverage"] for row in written(Scenario((0,)))} == {""}


def test_texts_of_others_cannot_run():
    book = dataclasses.replace(shipped(), version="@cmd")
    rows = written(Scenario((7,)), name="=1+1", book=book)
    assert {(row["name"], row["price_book_version"]) for row in rows} == {("'=1+1", "'@cmd")}


def test_a_name_with_commas_quotes_and_lines_comes_back_whole():
    name = 'Spring, "big"\nlaunch 活动'
    assert {row["name"] for row in written(Scenario((7,)), name=name)} == {name}


def test_steady_calls_are_one_number_and_others_a_list():
    assert calls_text((7,)) == "7"
    assert calls_text((7, 7)) == "7"
    assert calls_text((7, 8)) == "7 8"
    assert calls_text((0, 7)) == "0 7"


def test_purchases_name_month_pack_and_quantity():
    assert purchases_text([]) == ""
    assert purchases_text([Purchase(1, "10m", 1), Purchase(3, "1m", 2)]) == "1:10m*1 3:1m*2"
