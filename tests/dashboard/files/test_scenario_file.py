"""The scenario as a file: read back by the command line's reader, and by anyone's JSON parser."""

from __future__ import annotations

import json
from datetime import date

from dashboard.files.scenario_file import scenario_file
from dashboard.tables.origin import Origin
from pricing.book.file import shipped
from pricing.scenario import Scenario
from pricing.scenario_json import read_scenario
from tests.dashboard.cases import OFF

UNEVEN = Scenario((7, 8), peak_qps=60, peak_days=2, peak_month=2, materials=31, activities=2,
                  tier_basis="total", count_free_quota=False)  # fmt: skip


def content(*changes):
    return scenario_file(
        Origin(shipped(), UNEVEN, "http://h/?table=7 8&lang=zh", date(2026, 11, 25), changes=changes)
    )


def test_the_command_line_reads_it_back():
    assert read_scenario(content()) == UNEVEN


def test_the_file_says_where_it_comes_from():
    said = json.loads(content(OFF).decode("utf-8"))
    book = shipped()
    assert said.pop("price_book") == {"id": book.id, "version": book.version, "currency": "CNY"}
    assert said.pop("scenario")["monthly_calls"] == [7, 8]
    assert said == {"list_prices": False, "made_on": "2026-11-25", "link": "http://h/?table=7 8&lang=zh"}
