"""A usage table in a real browser: uploaded, read, used, undone; and the sentence for each bad file."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from dashboard.language.texts import Texts
from dashboard.usage.faults import fault_sentence
from dashboard.usage.reading import read_usage
from tests.browser.driver import Visit
from tests.browser.test_axe import GRAVE
from tests.dashboard.usage.files import BAD, days, lines, workbook

OpenPage = Callable[..., Visit]

FIRST = date(2030, 1, 1)  # a month to come, whenever the test runs
TABLE = days(FIRST, 59, 1000, qps=lambda day: 40 + day % 15)
CHINESE = TABLE.decode().replace("date,calls,peak_qps", "日期,调用量,峰值QPS").replace(",", ";")
LANGUAGES = {"en-US": Texts("en"), "zh-CN": Texts("zh_Hans")}


def dialog(visit: Visit, texts: Texts = LANGUAGES["en-US"]) -> Locator:
    """Open the dialog and return it."""
    visit.page.get_by_role("button", name=texts("Usage table from a file")).click()
    visit.settle()
    return visit.page.get_by_role("dialog")


def put(visit: Visit, name: str, content: bytes) -> None:
    """Put a file into the place for it."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    place = visit.page.get_by_role("dialog").get_by_test_id("stFileUploaderDropzoneInput")
    place.set_input_files(files=[file])
    expect(visit.page.get_by_test_id("stFileChip").get_by_text(name, exact=True)).to_be_visible()
    visit.settle()


def use(page: Page) -> Locator:
    return page.get_by_role("button", name="Use these figures")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("usage.csv", TABLE),
        ("用量.csv", CHINESE.encode("gbk")),
        ("usage.xlsx", workbook([line.split(",") for line in TABLE.decode().splitlines()])),
    ],
)  # fmt: skip
def test_a_good_file_is_shown_used_and_undone(open_page: OpenPage, name: str, content: bytes) -> None:
    visit = open_page("/?materials=31")
    page = visit.page
    shown = dialog(visit)
    put(visit, name, content)
    expect(shown).to_contain_text("2 months, January 2030 to February 2030: 59,000 calls in all")
    expect(shown).to_contain_text("The first month becomes January 2030.")
    assert page.url.endswith("/?materials=31")

    use(page).click()
    visit.settle()
    expect(shown).to_have_count(0)
    expect(page).to_have_url(re.compile(r"shape=table&table=31000\+28000&qps=54&materials=31&start=2030-01$"))
    expect(page.get_by_test_id("stSidebar")).to_contain_text(f"Demand from the file {name}.")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("for 2 months")

    page.get_by_role("button", name="Undo").click()
    expect(page).to_have_url(re.compile(r"/\?materials=31$"))
    expect(page.get_by_role("heading", level=2).first).to_contain_text("for 12 months")


def test_of_a_second_file_the_latest_months_are_shown_and_taken(open_page: OpenPage) -> None:
    visit = open_page()
    shown = dialog(visit)
    put(visit, "first.csv", days(FIRST, 424))  # 14 months
    put(visit, "second.csv", days(FIRST, 912))  # 30 months
    window = "July 2031 to June 2032"
    expect(shown.get_by_role("combobox", name="Months to use")).to_have_value(window)
    expect(shown).to_contain_text(f"12 months, {window}")
    use(visit.page).click()
    visit.settle()
    expect(visit.page).to_have_url(re.compile(r"start=2031-07"))


def test_bad_files_are_named_one_after_the_other(open_page: OpenPage) -> None:
    visit = open_page()
    shown = dialog(visit)
    for name, (content, said) in BAD.items():
        put(visit, name, content)
        expect(shown.get_by_test_id("stAlert")).to_contain_text(said)
        expect(use(visit.page)).to_have_count(0)
    assert "<b>*x*</b>" in shown.get_by_test_id("stAlert").inner_text()
    put(visit, "usage.csv", TABLE)
    expect(use(visit.page)).to_have_count(1)


def test_many_bad_rows_are_named_in_chinese(open_page: OpenPage) -> None:
    visit = open_page(locale="zh-CN")
    texts = LANGUAGES["zh-CN"]
    content = lines("日期,调用量", *(f"2026-11-{day:02},<i>{day}</i>" for day in range(1, 31)))
    shown = dialog(visit, texts)
    put(visit, "用量.csv", content)
    expect(shown.get_by_test_id("stAlert")).to_contain_text("用量.csv 无法使用：有 30 处错误。未作任何更改。")
    sentences = [fault_sentence(texts, fault, "") for fault in read_usage(content).faults]
    assert shown.get_by_test_id("stCode").inner_text().splitlines() == sentences


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_file_of_50_mb_is_refused_in_the_language_of_the_page(
    open_page: OpenPage, locale: str, tmp_path: Path
) -> None:
    visit = open_page(locale=locale)
    shown = dialog(visit, LANGUAGES[locale])
    refused = shown.locator("p.refused")
    expect(refused).to_be_hidden()
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * (50 * 10**6))
    shown.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(large)
    expect(refused).to_be_visible()
    assert ("文件最大 10 MB" if locale == "zh-CN" else "at most 10 MB") in refused.inner_text()
    expect(shown.get_by_test_id("stBaseButton-primary")).to_have_count(0)
    put(visit, "usage.csv", TABLE)
    expect(shown.get_by_test_id("stBaseButton-primary")).to_have_count(1)


def test_the_template_is_read_back(open_page: OpenPage, tmp_path: Path) -> None:
    visit = open_page("/?shape=ramp&calls=200&months=3&qps=300&days=5&peak_month=2&start=2030-11")
    shown = dialog(visit)
    with visit.page.expect_download() as download:
        shown.get_by_role("button", name="Template").click()
    assert download.value.suggested_filename == "face-fusion-usage-template.csv"
    path = tmp_path / "template.csv"
    download.value.save_as(path)
    put(visit, "template.csv", path.read_bytes())
    use(visit.page).click()
    visit.settle()
    address = visit.page.url
    for said in ("table=100+200+300", "qps=300", "days=5", "peak_month=2", "start=2030-11"):
        assert said in address


@pytest.mark.parametrize(("locale", "color_scheme"), [("en-US", "light"), ("zh-CN", "dark")])
def test_axe_finds_nothing_serious_in_the_dialog(open_page: OpenPage, locale: str, color_scheme: str) -> None:
    visit = open_page(locale=locale, color_scheme=color_scheme)
    dialog(visit, LANGUAGES[locale])
    for name, content in (("past.csv", days(date(2025, 9, 20), 430)), ("bad.csv", lines("a,b", "1,2"))):
        put(visit, name, content)
        found = Axe().run(visit.page).response["violations"]
        grave = [
            (rule["id"], node["html"]) for rule in found if rule["impact"] in GRAVE for node in rule["nodes"]
        ]
        assert grave == []


def test_the_dialog_fits_a_phone(open_page: OpenPage) -> None:
    visit = open_page(viewport={"width": 390, "height": 844}, locale="zh-CN")
    visit.page.get_by_test_id("stExpandSidebarButton").click()
    shown = dialog(visit, LANGUAGES["zh-CN"])
    put(visit, "past.csv", days(date(2025, 9, 20), 430))
    widths = shown.evaluate("box => [box.scrollWidth, box.clientWidth, window.innerWidth]")
    assert widths[0] <= widths[1] <= widths[2] == 390
