"""The files of saved scenarios, read back by others: the command line, pandas, openpyxl, json."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest

from dashboard.files.scenarios import (
    OF_ONE_SCENARIO,
    scenario_file,
    scenarios_csv,
    scenarios_json,
    scenarios_xlsx,
)
from dashboard.files.workbook.cells import NUMBER_FORMATS
from dashboard.inputs.link import LinkInputs
from dashboard.questions.scenarios.saved import Saved
from dashboard.questions.scenarios.table import SCENARIOS, scenario_table
from dashboard.tables.origin import NOT_LIST_PRICES, Origin
from pricing.cli.main import main
from pricing.quotes.quote import quote
from pricing.quotes.rows import SCENARIO_COLUMNS
from pricing.scenario import Scenario
from pricing.scenario_json import read_scenario
from tests.dashboard.cases import OFF
from tests.dashboard.quotes import EN, ZH
from tests.dashboard.saved import ALL, PRODUCT, STEADY, UNEVEN, figures
from tests.pricing.books import face_fusion

ADDRESS = "http://localhost:8501/scenarios"
NASTY = Saved('=HYPERLINK("http://x","y")', LinkInputs(calls=7))
EVERYONE = (*ALL, NASTY, Saved('"quoted", 活动\N{GRINNING FACE}', LinkInputs(calls=8)))

ALL_FIELDS = Scenario((7, 8), peak_qps=60, peak_days=2, peak_month=2, materials=31, activities=2,
                  tier_basis="total", count_free_quota=False)  # fmt: skip


def origin(*, changes=()):
    return Origin(face_fusion(), STEADY.inputs.scenario, ADDRESS, date(2026, 11, 25), changes=changes)


def workbook(scenarios=EVERYONE, texts=EN, **given):
    table = scenario_table(scenarios, figures(scenarios), texts)
    content = scenarios_xlsx(table, origin(**given), texts)
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(scenarios=EVERYONE, texts=EN, **given):
    header, *rows = workbook(scenarios, texts, **given).active.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_csv_has_the_columns_of_compare():
    content = scenarios_csv(EVERYONE)
    assert content.startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(io.BytesIO(content), dtype=str, encoding="utf-8-sig")
    assert list(frame) == list(SCENARIO_COLUMNS)
    assert frame["monthly_calls"].tolist()[:4] == ["400000", "1000000", "500000", "0 5000000 1"]
    assert frame["name"].tolist()[-2:] == [f"'{NASTY.name}", EVERYONE[-1].name]


def test_the_command_line_reads_the_csv_and_finds_the_same_totals(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plain = tuple(each for each in EVERYONE if each is not UNEVEN)  # its readings are options of the command
    (tmp_path / "scenarios.csv").write_bytes(scenarios_csv(plain))
    assert main(["compare", "scenarios.csv", "-o", "out.csv", "--workers", "1"]) == 0
    frame = pd.read_csv("out.csv", dtype=str)
    totals = frame.assign(total=frame["total"].map(Decimal)).groupby("name", sort=False)["total"].min()
    found = figures(plain)
    assert totals.tolist() == [found[each.inputs].costs.total for each in plain]


@pytest.mark.parametrize("saved", EVERYONE, ids=lambda each: each.name)
def test_the_json_of_one_scenario_is_read_by_quote(saved):
    content = scenarios_json((saved,), origin(), ADDRESS, PRODUCT)
    read = read_scenario(content)
    assert read == saved.inputs.scenario
    answer = quote(face_fusion(), read)
    assert answer.option(answer.cheapest).costs.total == figures((saved,))[saved.inputs].costs.total
    assert json.loads(content)["name"] == saved.name


def test_the_json_of_several_is_a_list_of_these():
    entries = json.loads(scenarios_json(EVERYONE, origin(), ADDRESS, PRODUCT))
    assert [entry["name"] for entry in entries] == [each.name for each in EVERYONE]
    assert [read_scenario(json.dumps(entry)) for entry in entries] == [
        each.inputs.scenario for each in EVERYONE
    ]
    assert entries[0]["link"] == ADDRESS
    assert entries[1]["link"] == f"{ADDRESS}?calls=1000000"
    assert entries[0]["made_on"] == "2026-11-25"
    assert entries[0]["price_book"]["version"] == face_fusion().version


def test_the_workbook_is_one_sheet_with_real_numbers():
    book = workbook()
    assert book.sheetnames == ["Scenarios"]
    sheet = book.active
    assert sheet.freeze_panes == "B2"
    assert sheet.max_row == len(EVERYONE) + 1
    found, by_name = figures(EVERYONE), {row["Scenario"]: row for row in cells()}
    for each in ALL:
        row, exact = by_name[each.name], found[each.inputs]
        assert row["Total"] == float(exact.costs.total)
        assert row["Postpaid"] == float(exact.costs.postpaid)
        assert row["Months"] == each.inputs.months
        assert row["Coverage"] == (None if exact.option.coverage is None else float(exact.option.coverage))
        assert isinstance(row["Total"], int | float)
    total = sheet.cell(2, list(SCENARIOS).index("total") + 1)
    assert total.number_format == "#,##0.00####"


def test_the_sheet_is_laid_out_like_those_of_the_other_workbook():
    sheet = workbook(changes=(OFF,)).active
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"
    assert EN(NOT_LIST_PRICES) in sheet.oddFooter.center.text
    formats = {cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row}
    assert formats == {NUMBER_FORMATS[kind] for kind in ("text", "count", "money", "ratio")}


def test_the_workbook_says_where_it_comes_from():
    (row, *_) = cells()
    assert row["Version"] == face_fusion().version
    assert row["Prices"] == "list prices"
    assert row["Made on"] == "2026-11-25"
    assert row["Link"] == ADDRESS
    (own, *_) = cells(changes=(OFF,))
    assert own["Prices"] == f"{EN(NOT_LIST_PRICES)} 12.5% off: License of one activity and 1M pack."


def test_no_cell_of_the_workbook_runs():
    sheet = workbook().active
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert [row["Scenario"] for row in cells()][-2] == f"'{NASTY.name}"


def test_the_workbook_speaks_chinese():
    book = workbook(texts=ZH)
    assert book.sheetnames == ["场景"]
    assert {"场景", "合计", "最便宜的方案"} <= {cell.value for cell in book.active[1]}


def test_each_heading_stands_once():
    header = [cell.value for cell in workbook().active[1]]
    assert len({*header}) == len(header)
    assert OF_ONE_SCENARIO


def test_ten_thousand_scenarios_are_written_and_read_back():
    many = tuple(Saved(f"S{number}", LinkInputs(calls=number)) for number in range(10_000))
    table = scenario_table(many[:50], figures(many[:50]), EN)
    assert len(table) == 50
    frame = pd.read_csv(io.BytesIO(scenarios_csv(many)), encoding="utf-8-sig")
    assert frame["monthly_calls"].tolist() == list(range(10_000))


def of_one(*changes):
    return scenario_file(
        Origin(face_fusion(), ALL_FIELDS, "http://h/?table=7 8&lang=zh", date(2026, 11, 25), changes=changes)
    )


def test_the_command_line_reads_it_back():
    assert read_scenario(of_one()) == ALL_FIELDS


def test_the_file_says_where_it_comes_from():
    said = json.loads(of_one(OFF).decode("utf-8"))
    book = face_fusion()
    assert said.pop("price_book") == {"id": book.id, "version": book.version, "currency": "CNY"}
    assert said.pop("scenario")["monthly_calls"] == [7, 8]
    assert said == {"list_prices": False, "made_on": "2026-11-25", "link": "http://h/?table=7 8&lang=zh"}
