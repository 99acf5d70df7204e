"""Saved scenarios as files in a real browser: taken out and read back, and brought in."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import expect

from dashboard.inputs.link import LinkInputs
from dashboard.questions.scenarios.saved import Saved
from pricing.book.file import shipped
from pricing.cli.main import main
from pricing.quotes.quote import quote
from tests.browser.driver import Visit
from tests.browser.scenario_list import CAMPAIGN, LARGE, OpenPage, choose, expect_kept, opened, press


def downloaded(visit: Visit, name: str) -> tuple[str, bytes]:
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=name, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def lowest_total(inputs: LinkInputs) -> Decimal:
    answer = quote(shipped(), inputs.scenario)
    costs = answer.option(answer.cheapest).costs
    assert costs is not None
    return costs.total


def test_the_files_are_read_back(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nasty = Saved("=1+1", LinkInputs(calls=700_000, peak_month=2))
    scenarios = (LARGE, CAMPAIGN, nasty)
    visit = opened(open_page, scenarios)
    totals = [lowest_total(each.inputs) for each in scenarios]
    monkeypatch.chdir(tmp_path)

    name, content = downloaded(visit, "Download CSV")
    assert name == "face-fusion-3-comparison.csv"
    frame = pd.read_csv(io.BytesIO(content), dtype=str)
    assert [Decimal(total) for total in frame["Total"]] == totals
    assert frame["Scenario"].tolist() == ["Large", "Campaign", "'=1+1"]
    assert shipped().version in frame.iloc[0].tolist()

    name, content = downloaded(visit, "Download XLSX")
    assert name == "face-fusion-3-comparison.xlsx"
    header, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    assert [row[header.index("Total")] for row in rows] == [float(total) for total in totals]

    name, content = downloaded(visit, "Scenarios as CSV")
    assert name == "face-fusion-3-scenarios.csv"
    Path(name).write_bytes(content)
    assert main(["compare", name, "-o", "out.csv", "--workers", "1"]) == 0
    compared = pd.read_csv("out.csv", dtype=str)
    lowest = compared.assign(total=compared["total"].map(Decimal)).groupby("name", sort=False)["total"].min()
    assert lowest.tolist() == totals

    name, content = downloaded(visit, "Scenarios as JSON")
    assert name == "face-fusion-3-scenarios.json"
    assert [entry["name"] for entry in json.loads(content)] == [each.name for each in scenarios]


def test_the_json_of_one_is_read_by_the_command_line(
    open_page: OpenPage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = opened(open_page, (LARGE, CAMPAIGN))
    choose(visit, "Campaign")
    name, content = downloaded(visit, "Scenarios as JSON")
    assert name == "face-fusion-1-scenarios.json"
    path = tmp_path / name
    path.write_bytes(content)
    assert main(["quote", "--scenario", str(path), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    cheapest = next(option for option in answer["options"] if option["id"] == answer["cheapest"])
    assert Decimal(cheapest["costs"]["total"]) == lowest_total(CAMPAIGN.inputs)


def put(visit: Visit, name: str, content: bytes) -> None:
    """Open the box for files and put one there."""
    if not visit.page.get_by_test_id("stFileUploader").is_visible():
        visit.page.get_by_text("Scenarios from a file").click()
    place = visit.page.get_by_test_id("stMain").locator("input[type=file]")
    place.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    visit.settle()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_file_is_shown_and_then_added(open_page: OpenPage, encoding: str) -> None:
    visit = opened(open_page, (LARGE,))
    page = visit.page
    rows = "name,monthly_calls,months,peak_qps\n春节活动,500000,1,200\nLarge,0 5000000 1,3,\n"
    put(visit, "mine.csv", rows.encode(encoding))
    expect(page.get_by_text("mine.csv has 2 scenarios.")).to_be_visible()
    expect_kept(page, ["Large"])
    press(visit, "Add these 2 scenarios")
    expect_kept(page, ["Large", "春节活动", "Large (2)"])
    expect(page.get_by_text("mine.csv has 2 scenarios.")).to_have_count(0)
    press(visit, "Undo")
    expect_kept(page, ["Large"])


def test_a_bad_file_names_every_row_and_adds_nothing(open_page: OpenPage) -> None:
    visit = opened(open_page, (LARGE,))
    page = visit.page
    put(visit, "<b>bad</b>.csv", b"name,monthly_calls,months\nA,x,13\nB,1\nC,,\nD,1,1\n")
    alert = page.get_by_test_id("stAlert").inner_text()
    assert alert == "<b>bad</b>.csv can't be used: 5 things are wrong. Nothing has been changed."
    listed = page.get_by_test_id("stCode").inner_text()
    for line in (2, 3, 4):
        assert f"Line {line}" in listed
    expect(page.get_by_role("button", name=re.compile("^Add th"))).to_have_count(0)
    put(visit, "binary.xlsx", b"PK\x03\x04" + bytes(range(256)) * 10)
    expect(page.get_by_test_id("stAlert")).to_contain_text("binary.xlsx: damaged, or no XLSX workbook")
    expect_kept(page, ["Large"])
