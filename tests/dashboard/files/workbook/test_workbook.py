"""The workbook read back by openpyxl: the figures of the quote as numbers, and no text that runs."""

import dataclasses
import functools
import io
import warnings
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pandas as pd
import pytest
from babel.messages.pofile import read_po

from dashboard.files.case import Case
from dashboard.files.workbook.file import workbook
from dashboard.files.workbook.headings import SHEETS, option_names
from dashboard.language.texts import LOCALES
from dashboard.questions.cash.values import cash_flow
from dashboard.tables.facts import LINK_WITHOUT_PRICES
from dashboard.tables.origin import NOT_LIST_PRICES
from pricing.price_book import Pack
from pricing.scenario import Scenario
from tests.dashboard.cases import CASES, FIRST, LINK, START, case
from tests.dashboard.quotes import EN, ZH

AMOUNTS = ("license", "qps", "packs", "postpaid")
MILLIONTH = Decimal("0.000001")


@functools.cache
def opened(given: Case, texts=EN, *, formulas=False):
    return openpyxl.load_workbook(io.BytesIO(written(given, texts)), data_only=not formulas)


@functools.cache
def written(given: Case, texts) -> bytes:
    return workbook(given, texts)


def rows(sheet) -> list[dict]:
    """Return the rows below the headings, up to the first empty one."""
    header, *body = sheet.iter_rows(values_only=True)
    found = []
    for row in body:
        if not any(cell is not None for cell in row):
            break
        found.append(dict(zip(header, row, strict=True)))
    return found


def exact(cell) -> Decimal | None:
    """Return a number of a cell as the millionths it was made of."""
    if cell is None:
        return None
    assert isinstance(cell, int | float)
    return Decimal(repr(float(cell))).quantize(MILLIONTH)


def ratio(value: Fraction | None):
    return None if value is None else pytest.approx(float(value), rel=1e-12)


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("given", CASES.values(), ids=CASES)
def test_the_options_have_the_figures_of_the_quote(given, texts):
    unit = "CNY" if given.book.currency == "CNY" and texts is EN else given.book.currency
    unit = "元" if unit == "CNY" and texts is ZH else unit
    found = rows(opened(given, texts)[texts(SHEETS["options"])])
    names = option_names(given.quote, texts)
    assert [row[texts("Option")] for row in found] == list(names.values())
    for row, option in zip(found, given.quote.options, strict=True):

        def amount(heading, row=row):
            return exact(row[texts("{what} ({unit})", what=texts(heading), unit=unit)])

        costs = option.costs
        assert amount("Total") == (None if costs is None else costs.total)
        assert amount("Upfront") == (None if costs is None else costs.upfront)
        for name, heading in zip(AMOUNTS, ("License", "QPS upgrade", "Packs", "Postpaid"), strict=True):
            assert amount(heading) == (None if costs is None else getattr(costs, name))
        assert row[texts("Overage calls")] == option.overage_calls
        assert row[texts("Unused calls")] == option.unused_calls
        assert row[texts("Coverage")] == ratio(option.coverage)
        assert row[texts("Utilization")] == ratio(option.utilization)
        assert row[texts("× cheapest")] == ratio(option.multiple)


@pytest.mark.parametrize("given", CASES.values(), ids=CASES)
def test_lines_and_months_are_those_of_every_option(given):
    book = opened(given)
    lines = [line for option in given.quote.options for line in option.lines]
    found = rows(book["Lines"])
    assert [row["Month"] for row in found] == [line.month for line in lines]
    assert [row["Quantity"] for row in found] == [line.quantity for line in lines]
    currency = given.book.currency
    assert [exact(row[f"Unit price ({currency})"]) for row in found] == [line.unit_price for line in lines]
    assert [exact(row[f"Amount ({currency})"]) for row in found] == [line.amount for line in lines]
    months = [month for option in given.quote.options for month in option.months]
    found = rows(book["By month"])
    sources = [(row["Free quota"], row["License calls"], row["Packs"], row["Postpaid"]) for row in found]
    assert sources == [
        (month.free_calls, month.license_calls, month.pack_calls, month.overage_calls) for month in months
    ]
    assert [row["All calls"] for row in found] == [month.calls for month in months]
    assert [exact(row[f"Bill ({currency})"]) for row in found] == [month.bill for month in months]
    assert [exact(row[f"Purchases and bill ({currency})"]) for row in found] == [
        month.spend for month in months
    ]


@pytest.mark.parametrize("given", CASES.values(), ids=CASES)
def test_the_movements_are_those_of_the_option_that_is_told(given):
    found = rows(opened(given)["Cash"])
    if given.option.costs is None or not given.option.costs.total:
        assert [row["What"] for row in found] == ["No money moves."]
        return
    flow = cash_flow(given.quote, given.option, given.listed, given.start)
    *body, total = found
    currency = given.book.currency
    for heading, attribute in (("Paid so far", "paid"), ("Frozen", "frozen"), ("Tied up", "tied_up")):
        amounts = [exact(row[f"{heading} ({currency})"]) for row in body]
        assert amounts == [getattr(movement, attribute) for movement in flow.movements]
    assert total["What"] == "Total"
    assert exact(total[f"Paid ({currency})"]) == given.option.costs.total
    assert exact(total[f"Frozen or released ({currency})"]) == 0


def test_days_are_dates():
    book = opened(CASES["first postpaid"])
    paid = [row["Paid on"] for row in rows(book["Lines"])]
    assert paid[:3] == [datetime(2027, 1, 1), datetime(2027, 2, 1), datetime(2027, 3, 1)]  # noqa: DTZ001
    assert rows(book["By month"])[11]["From"].date() == date(2027, 12, 1)
    assert rows(book["Cash"])[0]["Date"].date() == START
    for sheet, heading in (("Lines", "Paid on"), ("By month", "From"), ("Cash", "Date")):
        assert heading not in rows(opened(CASES["without a start"])[sheet])[0]


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
def test_the_summary_says_where_the_figures_come_from(texts):
    sheet = opened(CASES["hostile names"], texts)[texts(SHEETS["summary"])]
    facts = {row[0].value: row[1] for row in sheet.iter_rows(max_col=2)}
    assert facts[texts("Price list")].value == "tencent-face-fusion"
    assert facts[texts("Version")].value == "'=1+1"
    prices = CASES["hostile names"].origin.prices(texts)
    assert texts(NOT_LIST_PRICES) in prices
    assert facts[texts("Prices")].value == prices
    assert facts[texts("Made on")].value.date() == date(2026, 11, 25)
    assert facts[texts("Link")].hyperlink.target == LINK
    assert facts[texts("Monthly calls")].value == 400_000
    assert facts[texts("Months")].value == 12
    assert facts[prices].value is None  # the same sentence above all figures
    assert texts(LINK_WITHOUT_PRICES) in [cell.value for cell in sheet["B"]]


def test_list_prices_carry_no_notice():
    cells = [cell.value for row in opened(CASES["first"])["Summary"].iter_rows() for cell in row]
    assert EN(NOT_LIST_PRICES) not in cells
    assert "list prices" in cells


def test_a_peak_on_no_day_is_said_in_the_summary():
    told = [cell.value for row in opened(CASES["peak on no day"])[EN("Summary")].iter_rows() for cell in row]
    assert "A peak of 200 QPS on 0 days costs nothing: set the peak days." in told


def test_uneven_months_are_numbers():
    sheet = opened(CASES["uneven"])["Summary"]
    facts = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    assert [facts[f"Calls of each month: Month {month}"] for month in (1, 2, 3)] == [0, 5_000_000, 1]


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("given", CASES.values(), ids=CASES)
def test_no_text_runs_and_no_number_is_a_text(given, texts):
    for sheet in opened(given, texts, formulas=True):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "s":
                    assert not cell.value.startswith(("=", "+", "-", "@"))
                    assert not cell.value.replace(",", "").replace(".", "").isdecimal()
                if cell.data_type == "f":
                    assert "HYPERLINK" not in cell.value


@pytest.mark.parametrize("given", CASES.values(), ids=CASES)
def test_every_table_keeps_its_headings_in_sight_and_prints_on_a4(given):
    for sheet in opened(given):
        assert sheet.page_setup.paperSize == sheet.PAPERSIZE_A4 == "9" or sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert f"{given.book.id} " in sheet.oddFooter.left.text
        if sheet.title != "Summary":
            assert sheet.freeze_panes == "B2"
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
def test_charts_are_native_and_stand_over_the_cells(texts):
    options, months = opened(CASES["first postpaid"], texts)[texts(SHEETS["summary"])]._charts
    quoted = CASES["first postpaid"].quote
    assert options.grouping == months.grouping == "stacked"
    assert len(options.ser) == 3  # no QPS upgrade is bought
    assert options.ser[0].cat.strRef.f.endswith(f"$A$2:$A${1 + len(quoted.options)}")
    assert [point.v for point in months.ser[2].val.numRef.numCache.pt][:2] == [99_500, 400_000]


@pytest.mark.parametrize("name", ["nothing at all", "free of charge, yen", "unavailable told"])
def test_what_would_be_an_empty_picture_is_left_out(name):
    given = CASES[name]
    drawn = opened(given)["Summary"]._charts
    costs = any(option.costs and option.costs.total for option in given.quote.options)
    assert len(drawn) == costs + any(month.calls for month in given.option.months)


def test_nothing_is_warned_of_and_the_bytes_are_the_same_each_time():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for given in CASES.values():
            assert workbook(given, ZH) == workbook(given, ZH)


def test_pandas_reads_a_sheet_as_it_stands():
    table = pd.read_excel(io.BytesIO(workbook(CASES["first"], EN)), sheet_name="Options", engine="calamine")
    assert list(table["Total (CNY)"]) == [109_990, 93_990, 85_000, 105_000, 146_000, 85_000, 85_000]


@pytest.mark.parametrize("given", CASES.values(), ids=CASES)
def test_no_english_is_left_in_a_chinese_workbook(given):
    with (LOCALES / "zh_Hans/LC_MESSAGES/messages.po").open("rb") as file:
        known = {message.id for message in read_po(file) if isinstance(message.id, str)}
    english = {text for text in known if text and "{" not in text and ZH(text) != text}
    book = opened(given, ZH)
    told = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row} | set(book.sheetnames)
    assert english & told == set()


def test_options_that_differ_in_case_only_are_told_apart():
    packs = tuple(Pack(name, 1_000_000, Decimal(price), 12) for name, price in (("a", 16_000), ("A", 15_000)))
    given = case(FIRST, book=dataclasses.replace(case(FIRST).book, packs=packs))
    names = list(option_names(given.quote, EN).values())
    assert names[1:3] == ["1M pack (a)", "1M pack (A) #2"]
    assert len({name.casefold() for name in names}) == len(names)


def test_an_axis_beyond_exact_amounts_is_told_instead_of_the_segments():
    book = case(FIRST).book
    dear = dataclasses.replace(
        book.postpaid, tiers=(dataclasses.replace(book.postpaid.tiers[-1], unit_price=Decimal(500_000)),)
    )
    given = case(Scenario((400_000,)), book=dataclasses.replace(book, postpaid=dear, packs=()))
    cells = [cell.value for row in opened(given)["Break-evens"].iter_rows() for cell in row if cell.value]
    assert any("exact amounts" in str(cell) for cell in cells)
