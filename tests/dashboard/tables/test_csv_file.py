"""The CSV is the table on the screen: exact, safe to open, and it says where it comes from."""

import csv
import dataclasses
import io
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from dashboard.inputs.own_prices import PriceChange
from dashboard.options.tables import COMPARISON, comparison
from dashboard.tables.csv_file import csv_file, file_name
from dashboard.tables.origin import Origin
from pricing.price_book import Pack
from pricing.quotes.quote import quote
from tests.dashboard.cases import OFF
from tests.dashboard.quotes import EN, ZH, priced


def origin(quoted):
    return Origin(quoted.book, quoted.scenario, "http://localhost:8501/?calls=5", date(2026, 11, 25))


def exported(quoted, texts=EN):
    return csv_file(comparison(quoted, texts), COMPARISON, origin(quoted), texts)


def rows(quoted, texts=EN):
    return list(csv.reader(io.StringIO(exported(quoted, texts).decode("utf-8-sig"), newline="")))


def test_the_file_is_utf_8_with_a_mark_and_crlf():
    content = exported(priced(400_000), ZH)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 8  # a header and seven options


@pytest.mark.parametrize("texts", [EN, ZH])
def test_the_columns_are_those_of_the_screen_in_their_order(texts):
    header = rows(priced(400_000), texts)[0]
    assert header[: len(COMPARISON)] == [texts(column.heading) for column in COMPARISON.values()]
    assert len(set(header)) == len(header)


def test_pandas_reads_it_back_exactly():
    quoted = priced(1_000_001 + 300_500)  # billed: 1,000,001 x 0.012 = 12,000.012
    table = pd.read_csv(io.BytesIO(exported(quoted)), dtype=str, encoding="utf-8-sig")
    assert [Decimal(total) for total in table["Total"]] == [option.costs.total for option in quoted.options]
    assert table["Postpaid"][0] == "12000.012"
    assert table["Per 1,000 calls"][0] == "24.605911"  # 32,000.012 / 1,300.501, six decimals


def test_each_row_names_the_price_list_its_version_and_the_scenario():
    quoted = priced(100, 200, peak_qps=60, peak_days=2, peak_month=2, materials=31, tier_basis="total")
    header, *body = rows(quoted)
    for cells in body:
        found = dict(zip(header, cells, strict=True))
        assert found["Currency"] == "CNY"
        assert found["Price list"] == "tencent-face-fusion"
        assert found["Version"] == quoted.book.version
        assert found["Monthly calls"] == "100 200"
        assert [found[name] for name in ("Months", "Peak QPS", "Peak days", "Materials")] == [
            "2",
            "60",
            "2",
            "31",
        ]
        assert found["Quantity that picks the tier"] == "All calls of the month"
        assert found["Free quota"] == "counted"
        assert found["Prices"] == "list prices"
        assert found["Made on"] == "2026-11-25"
        assert found["Link"] == "http://localhost:8501/?calls=5"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ((), "list prices"),
        ((OFF,), "These are not the list prices. 12.5% off: License of one activity and 1M pack."),
        (
            (PriceChange("price_book"), PriceChange("list_prices", ("qps.price_per_day",))),
            (
                "These are not the list prices. Another price list is in force."
                " Own list prices: 50 QPS for one day and one activity."
            ),
        ),
    ],
)
def test_each_row_says_which_prices_its_figures_are_at(changes, sentence):
    quoted = priced(400_000)
    own = dataclasses.replace(origin(quoted), changes=changes)
    content = csv_file(comparison(quoted, EN), COMPARISON, own, EN).decode("utf-8-sig")
    header, *body = csv.reader(io.StringIO(content, newline=""))
    assert {row[header.index("Prices")] for row in body} == {sentence}


def test_an_unavailable_option_has_empty_cells_and_its_reason():
    header, *body = rows(priced(2_000_000, months=3, peak_qps=400, peak_days=10))
    first = dict(zip(header, body[0], strict=True))
    assert first["Total"] == ""
    assert first["Availability"].endswith("contact sales.")


def test_a_file_about_one_option_names_it():
    quoted = priced(400_000)
    of_one = origin(quoted).of(quoted, quoted.option("pack:5m"))
    assert of_one.cells(EN)["Option"] == "5M pack"
    assert "Option" not in origin(quoted).of(quoted).cells(EN)


def test_a_cell_that_would_run_as_a_formula_is_made_a_text():
    plain = priced(1)
    twins = tuple(Pack(name, 1_000_000, Decimal(1), 12) for name in ("=HYPERLINK(1)", "b"))
    book = dataclasses.replace(plain.book, packs=twins, version="=1+1")
    quoted = quote(book, plain.scenario)
    header, first, *_ = rows(quoted)
    assert first[header.index("Version")] == "'=1+1"


@pytest.mark.parametrize(
    ("quoted", "name"),
    [
        (priced(400_000, months=12), "face-fusion-comparison-400k-12m.csv"),
        (priced(1_000_001, months=3), "face-fusion-comparison-1000001-3m.csv"),
        (priced(2_000_000), "face-fusion-comparison-2m-1m.csv"),
        (priced(0), "face-fusion-comparison-0-1m.csv"),
        (priced(1_000, 2_000), "face-fusion-comparison-uneven-3k-2m.csv"),
        (priced(10_000_000_000, book="minimal"), "sample-minimal-comparison-10b-1m.csv"),
    ],
    ids=str,
)
def test_the_name_says_what_the_file_holds(quoted, name):
    assert file_name(origin(quoted), "comparison") == name


def test_what_the_rows_do_not_share_is_left_out():
    quoted = priced(400_000)
    content = csv_file(
        comparison(quoted, EN), COMPARISON, origin(quoted), EN, without=("monthly_calls", "months")
    ).decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(content, newline="")))
    assert set(rows(quoted)[0]) - {*header} == {"Monthly calls", "Months"}
    assert file_name(origin(quoted), "map", of_demand=False) == "face-fusion-map.csv"
