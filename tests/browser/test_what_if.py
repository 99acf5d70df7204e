"""Own prices in a real browser: on every page and in every file, in no link, and unseen by other visitors."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.language.texts import Texts
from dashboard.options.purchases import verdict
from pricing.book.file import load, shipped
from pricing.book.what_if import WhatIf, items, what_if_prices
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.browser.driver import ROOT, Visit
from tests.browser.menu import open_from_menu, page_names
from tests.browser.test_axe import GRAVE
from tests.pricing.books import TOML_TEXTS, edited, sample

OpenPage = Callable[..., Visit]

WHAT_TO_BUY, PRICES = "What should I buy?", "Prices and assumptions"
SCENARIO = Scenario((1_000_000,) * 12)
DISCOUNTS = (
    "These are not the list prices. 12.5% off: A call (above 5,000,000). 15% off: License of one activity."
)
OTHER_LIST = "These are not the list prices. Another price list is in force."


def type_in(visit: Visit, label: str, text: str) -> None:
    box = visit.page.get_by_role("textbox", name=label, exact=True)
    box.fill(text)
    box.press("Enter")
    visit.settle()


def upload(visit: Visit, name: str, content: str | bytes) -> None:
    buffer = content.encode() if isinstance(content, str) else content
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": buffer}
    visit.page.locator("input[type=file]").set_input_files(file)
    visit.page.wait_for_function(  # taken: the box is empty again, or says why it does not take the file
        "() => !document.querySelector('[data-testid=stFileChip]:not([aria-invalid=true])')"
    )
    visit.settle()


def alerts(page: Page) -> str:
    return "\n".join(page.get_by_test_id("stMain").get_by_test_id("stAlert").all_inner_texts())


def headline(page: Page) -> str:
    return page.get_by_role("heading", level=2).first.inner_text()


def discounted() -> WhatIf:
    license_, *_, tier = items(shipped())
    return WhatIf().with_discount(Decimal(15), license_).with_discount(Decimal("12.5"), tier)


def test_a_discount_is_on_the_pages_and_in_the_file_but_in_no_link(
    open_page: OpenPage, tmp_path: Path
) -> None:
    visit = open_page("/?calls=1000000")
    page = open_from_menu(visit, PRICES)
    type_in(visit, "License of one activity: discount in per cent", "15%")
    type_in(visit, "A call (above 5,000,000): discount in per cent", "12.5")
    for name in (PRICES, WHAT_TO_BUY):
        open_from_menu(visit, name)
        assert DISCOUNTS in alerts(page)
        assert re.fullmatch(r"calls=1000000", page.url.partition("?")[2])

    quoted = quote(what_if_prices(shipped(), discounted()).paid, SCENARIO)
    assert headline(page) == verdict(quoted, Texts("en"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").first.click()
    path = tmp_path / "comparison.csv"
    download.value.save_as(path)
    frame = pd.read_csv(path, dtype=str)
    assert {*frame["Prices"]} == {DISCOUNTS}
    assert {*frame["Version"]} == {f"{shipped().version}+what-if"}
    assert [Decimal(total) for total in frame["Total"]] == [option.costs.total for option in quoted.options]
    (link,) = {*frame["Link"]}
    assert link.partition("?")[2] == "calls=1000000"

    other = open_page(page.url.removeprefix(visit.url))
    assert headline(other.page) == verdict(quote(shipped(), SCENARIO), Texts("en"))
    assert "list prices" not in alerts(other.page)

    page.get_by_role("link", name="Change them, or go back to list prices").click()
    visit.settle()
    expect(page.get_by_role("heading", level=1)).to_have_text(PRICES)
    page.get_by_role("button", name="Back to list prices").click()
    visit.settle()
    open_from_menu(visit, WHAT_TO_BUY)
    assert headline(page) == verdict(quote(shipped(), SCENARIO), Texts("en"))
    assert not page.get_by_test_id("stMain").get_by_text("These are not the list prices").count()


def test_the_price_list_in_force_is_downloaded_and_read_by_the_command_line(
    open_page: OpenPage, tmp_path: Path
) -> None:
    visit = open_page()
    page = open_from_menu(visit, PRICES)
    type_in(visit, "License of one activity: discount in per cent", "15")
    type_in(visit, "A call (above 5,000,000): discount in per cent", "12.5")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the prices in force").click()
    assert download.value.suggested_filename == "face-fusion-price-book-discounted.toml"
    path = tmp_path / "book.toml"
    download.value.save_as(path)
    paid = what_if_prices(shipped(), discounted()).paid
    assert load(path) == paid
    run = [sys.executable, "-m", "pricing"]
    validate = subprocess.run(
        [*run, "price-book", "validate", path], cwd=ROOT, capture_output=True, check=True
    )
    assert b"valid (tencent-face-fusion, 2019-07-22+what-if)" in validate.stdout
    priced = [*run, "quote", "--calls", "8000000", "--months", "3", "--format", "json", "--price-book", path]
    said = json.loads(subprocess.run(priced, cwd=ROOT, capture_output=True, check=True).stdout)
    expected = quote(paid, Scenario((8_000_000,) * 3))
    totals = [Decimal(option["costs"]["total"]) for option in said["options"]]
    assert totals == [option.costs.total for option in expected.options]


def test_another_price_list_answers_until_the_page_is_loaded_anew(open_page: OpenPage) -> None:
    visit = open_page("/?calls=1000000", locale="zh-CN")
    first, *_, last = page_names(visit.page)
    page = open_from_menu(visit, last)
    upload(visit, "other.toml", TOML_TEXTS["six-decimals"]())
    texts = Texts("zh_Hans")
    assert texts("Another price list is in force.") in alerts(page)
    open_from_menu(visit, first)
    assert texts("Another price list is in force.") in alerts(page)
    assert headline(page) == verdict(quote(sample("six-decimals"), SCENARIO), texts)
    page.reload()
    visit.settle()
    assert headline(page) == verdict(quote(shipped(), SCENARIO), texts)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tier.toml", edited(("unit_price = 0.005", "")), "postpaid.tiers[2].unit_price: missing"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(5000), "photo.png: byte 0x89 in line 1 is not UTF-8 text"),
        ("2mb.toml", b"#" * 2_000_000, "2mb.toml: the file is too large; allowed: at most 1,000,000 bytes"),
        ("**bold**<b>.toml", b"\xff", "**bold**<b>.toml: byte 0xff in line 1 is not UTF-8 text"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_changes(
    open_page: OpenPage, name: str, content: str | bytes, said: str
) -> None:
    visit = open_page()
    page = open_from_menu(visit, PRICES)
    before = headline(page)
    upload(visit, name, content)
    assert f"{name} is not taken, and the prices stay as they were" in alerts(page)
    assert said in alerts(page)
    assert headline(page) == before
    assert "Another price list" not in alerts(page)


def test_a_file_that_no_server_takes_is_refused_in_our_words(open_page: OpenPage, tmp_path: Path) -> None:
    visit = open_page(locale="zh-CN")
    page = open_from_menu(visit, page_names(visit.page)[-1])
    large = tmp_path / "50mb.toml"
    large.write_bytes(b"#" * 50_000_000)
    page.locator("input[type=file]").set_input_files(large)
    refused = page.get_by_test_id("stMain").locator(".refused")
    expect(refused).to_be_visible()
    assert "10 MB" in refused.inner_text()
    assert not re.search("[a-z]{3}", refused.inner_text())


def test_html_in_a_price_list_is_text(open_page: OpenPage) -> None:
    evil = "<img src=x onerror=alert(1)> **b** [l](http://x.y)"
    text = edited(
        ('version = "2019-07-22"', f'version = "{evil}"'),
        ('en = "Face Fusion"', f'en = "{evil}"'),
        ('source = "Tencent', f'source = "{evil}'),
    )
    visit = open_page("/?calls=2000000&qps=200&days=7&start=2027-01")
    page = open_from_menu(visit, PRICES)
    upload(visit, "evil.toml", text)
    for name in page_names(page):
        open_from_menu(visit, name)
        main = page.get_by_test_id("stMain")
        assert main.locator("img[src=x], b, a[href='http://x.y']").count() == 0
        expect(main.get_by_text("<img src=x onerror=alert(1)> **b** [l]", exact=False).first).to_be_visible()


def test_everything_is_typed_and_undone_by_keyboard(open_page: OpenPage) -> None:
    visit = open_page()
    page = open_from_menu(visit, PRICES)
    page.get_by_role("textbox", name="1M pack: list price", exact=True).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("15000")
    page.keyboard.press("Tab")
    visit.settle()
    expect(page.get_by_role("textbox", name="1M pack: discount in per cent", exact=True)).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("10")
    page.keyboard.press("Enter")
    visit.settle()
    expect(page.get_by_test_id("stMain").get_by_text("13,500", exact=True)).to_be_visible()  # 15,000 x 0.9
    page.get_by_role("button", name="Back to list prices").press("Enter")
    visit.settle()
    expect(page.get_by_role("textbox", name="1M pack: list price", exact=True)).to_have_value("16,000")
    page.get_by_role("button", name="Undo").press("Enter")
    visit.settle()
    expect(page.get_by_role("textbox", name="1M pack: list price", exact=True)).to_have_value("15,000")


@pytest.mark.parametrize(("locale", "color_scheme"), [("en-US", "light"), ("zh-CN", "dark")])
def test_axe_finds_nothing_serious(open_page: OpenPage, locale: str, color_scheme: str) -> None:
    visit = open_page("/", locale=locale, color_scheme=color_scheme)
    page = open_from_menu(visit, page_names(visit.page)[-1])
    boxes = page.get_by_test_id("stMain").get_by_role("textbox")
    for place, text in enumerate(("0.0000001", "15", "1000")):
        boxes.nth(place).fill(text)
        boxes.nth(place).press("Enter")
        visit.settle()
    upload(visit, "bad.toml", b"\xff")
    found = Axe().run(page).response["violations"]
    grave = [
        (rule["id"], node["html"]) for rule in found if rule["impact"] in GRAVE for node in rule["nodes"]
    ]
    assert grave == []


@pytest.mark.parametrize(("locale", "color_scheme"), [("en-US", "light"), ("zh-CN", "dark")])
def test_a_telephone_shows_the_form_without_sideways_scrolling(
    open_page: OpenPage, locale: str, color_scheme: str
) -> None:
    size = {"width": 390, "height": 844}
    visit = open_page("/", viewport=size, locale=locale, color_scheme=color_scheme)
    page = open_from_menu(visit, page_names(visit.page)[-1])
    boxes = page.get_by_test_id("stMain").get_by_role("textbox")
    boxes.first.fill("999999999.999999")
    boxes.first.press("Enter")
    visit.settle()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= size["width"]
    price, discount = boxes.nth(0).bounding_box(), boxes.nth(1).bounding_box()
    assert price is not None
    assert discount is not None
    assert abs(price["y"] - discount["y"]) < 2  # side by side
