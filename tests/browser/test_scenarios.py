"""Saved scenarios in a real browser: kept over a reload and between tabs, changed, and sent as a link."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import WebSocketRoute, expect

from dashboard.inputs.link import LinkInputs, with_table
from dashboard.questions.scenarios.kept_copy import read_text, write_text
from dashboard.questions.scenarios.saved import Saved
from tests.browser.menu import open_from_menu
from tests.browser.scenario_list import (
    CAMPAIGN,
    COMPARE,
    KEY,
    LARGE,
    OpenPage,
    choose,
    expect_headline,
    expect_kept,
    headline,
    keep,
    kept,
    opened,
    press,
    save,
)

EIGHT = tuple(
    Saved(f"第{number}个方案", with_table(LinkInputs(qps=100 * number), tuple(range(number, 12 + number))))
    for number in range(1, 9)
)


def test_saved_reloaded_and_loaded_back(open_page: OpenPage, server_log: Callable[[], str]) -> None:
    visit = opened(open_page, path="/?calls=1000000&qps=200&days=3")
    page = visit.page
    save(visit, "Big **one**")
    assert headline(page).startswith("“Big **one**” costs CNY")
    expect_kept(page, ["Big **one**"])

    page.reload()
    visit.settle()
    expect_headline(page, "“Big **one**” costs CNY")
    box = page.get_by_role("textbox", name="Monthly calls")
    box.fill("7")
    box.press("Enter")
    visit.settle()
    expect(page).to_have_url(re.compile("calls=7&"))
    press(visit, "Load into the inputs")
    expect(box).to_have_value("1,000,000")
    expect(page).to_have_url(re.compile("calls=1000000&qps=200&days=3"))
    expect(page.get_by_test_id("stToast")).to_have_text("“Big **one**” is in the sidebar now.")
    assert "Warning" not in server_log()
    visit.faults.clear()  # a page's own address is looked up at another place first


def test_what_was_typed_just_before_is_saved(open_page: OpenPage) -> None:
    visit = opened(open_page)
    page = visit.page
    typed = [LinkInputs(calls=1_234_567 + few, qps=777 + few) for few in range(6)]
    for inputs in typed:
        page.get_by_role("textbox", name="Peak QPS").fill(str(inputs.qps))
        page.get_by_role("textbox", name="Monthly calls").fill(str(inputs.calls))
        page.get_by_role("button", name="Save this scenario").click()
        visit.settle()
    saved, _ = read_text(page.evaluate("(key) => localStorage.getItem(key)", KEY))
    assert [each.inputs for each in saved] == typed


def test_nothing_is_lost_by_walking_through_the_pages(open_page: OpenPage) -> None:
    visit = opened(open_page)
    save(visit, "A")
    open_from_menu(visit, "Prices and assumptions")
    open_from_menu(visit, COMPARE)
    expect_headline(visit.page, "“A” costs CNY 85,000")
    expect_kept(visit.page, ["A"])


def test_duplicate_rename_delete_and_undo(open_page: OpenPage) -> None:
    visit = opened(open_page, (LARGE, CAMPAIGN))
    page = visit.page
    expect_headline(page, "2 scenarios cost from CNY 80,000 (“Campaign”)")
    choose(visit, "Large")
    press(visit, "Duplicate")
    expect_kept(page, ["Large", "Large (2)", "Campaign"])
    press(visit, "Rename")  # the copy is chosen
    page.get_by_role("textbox", name="New name").fill("=Copy")
    page.get_by_role("textbox", name="New name").press("Enter")
    visit.settle()
    expect_kept(page, ["Large", "=Copy", "Campaign"])
    page.keyboard.press("Escape")
    press(visit, "Delete")
    expect_kept(page, ["Large", "Campaign"])
    press(visit, "Undo")
    expect_kept(page, ["Large", "=Copy", "Campaign"])
    expect(page.get_by_text("Renamed: “=Copy”.")).to_be_visible()


def test_what_a_tab_saves_is_in_the_other_too(open_page: OpenPage) -> None:
    visit = opened(open_page, (LARGE,))
    other = visit.context.new_page()
    other.goto(visit.url)
    other.get_by_role("link", name=COMPARE).click()
    expect_headline(other, "“Large” costs")
    other.get_by_role("textbox", name="Name", exact=True).fill("Theirs")
    other.get_by_role("button", name="Save this scenario").click()
    expect_headline(visit.page, "2 scenarios cost")  # this tab hears of it
    save(visit, "Mine")
    expect_headline(other, "3 scenarios cost")
    expect_kept(visit.page, ["Large", "Theirs", "Mine"])
    other.close()


@pytest.mark.parametrize(("leaves_after", "told_after"), [(0, 1), (50, 0)], ids=["leaves", "is told"])
def test_who_leaves_while_the_list_changes_is_not_held(
    open_page: OpenPage, leaves_after: int, told_after: int
) -> None:
    visit = opened(open_page, (LARGE,))
    visit.page.get_by_role("link", name="Prices and assumptions").evaluate(
        """(link, [key, text, leavesAfter, toldAfter]) => {
            setTimeout(() => link.click(), leavesAfter);
            setTimeout(() => {
                localStorage.setItem(key, text);
                dispatchEvent(new StorageEvent("storage", { key })); // as if another tab had saved
            }, toldAfter);
        }""",
        [KEY, write_text((LARGE, CAMPAIGN)), leaves_after, told_after],
    )
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Prices and assumptions")
    visit.settle()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Prices and assumptions")
    open_from_menu(visit, COMPARE)
    expect_headline(visit.page, "2 scenarios cost")


def test_what_is_saved_is_kept_at_once_while_a_link_is_followed(open_page: OpenPage) -> None:
    visit = opened(open_page)
    visit.page.get_by_role("link", name=COMPARE).click()  # the app is told of nothing for a while
    save(visit, "A")
    assert kept(visit.page) == ["A"]


def test_what_the_app_did_not_hear_is_told_again(open_page: OpenPage) -> None:
    """A message of the browser that gets lost costs no scenario, and a save does not wait for another run."""
    visit = open_page("/")
    page = visit.page
    lost: list[bytes] = []

    def pass_on(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def send(frame: bytes | str) -> None:
            if isinstance(frame, bytes) and b'"handed"' in frame and not lost:
                lost.append(frame)
            else:
                server.send(frame)

        socket.on_message(send)

    page.route_web_socket("**/_stcore/stream", pass_on)
    keep(page, write_text((LARGE,)))
    page.reload()
    page.get_by_role("link", name=COMPARE).click()
    page.get_by_role("textbox", name="Name", exact=True).fill("Mine")
    page.get_by_role("button", name="Save this scenario").click()
    expect_kept(page, ["Large", "Mine"])
    assert lost


DAMAGED = '{"format": "face-fusion-scenarios", "vers'
TOO_LARGE = write_text(tuple(Saved(f"{'名' * 90} {n}", LinkInputs(calls=n)) for n in range(12_000)))


@pytest.mark.parametrize("text", [DAMAGED, TOO_LARGE], ids=["damaged", "too large to be sent"])
def test_a_text_that_can_t_be_read_is_told_and_the_next_change_replaces_it(
    open_page: OpenPage, text: str
) -> None:
    visit = open_page("/")
    page = visit.page
    keep(page, text)
    page.evaluate("() => localStorage.setItem('of another app', 'x')")
    open_from_menu(visit, COMPARE)
    told = page.get_by_test_id("stAlert").filter(has_text="can't be read")
    expect(told).to_be_visible()
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY) == text
    save(visit, "A")
    expect_kept(page, ["A"])
    expect(told).to_have_count(0)
    assert page.evaluate("() => localStorage.getItem('of another app')") == "x"


def test_a_full_storage_is_told_and_the_list_stays_in_the_tab(open_page: OpenPage) -> None:
    visit = opened(open_page, (LARGE,))
    page = visit.page
    page.evaluate(
        """() => {
            let length = 1 << 22;
            for (let at = 0; length > 8; at++) {
                try { localStorage.setItem(`filler.${at}`, "x".repeat(length)); } catch { length >>= 1; }
            }
        }"""
    )
    save(visit, "One too many")
    expect(page.get_by_test_id("stAlert").filter(has_text="storage is full")).to_be_visible()
    expect_headline(page, "2 scenarios cost")
    expect_kept(page, ["Large"])
    page.evaluate(
        "() => Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach("
        "(key) => localStorage.removeItem(key))"
    )
    save(visit, "Room again")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect_kept(page, ["Large", "One too many", "Room again"])


def test_a_blocked_storage_is_told_and_the_page_works(open_page: OpenPage) -> None:
    visit = open_page("/")
    visit.page.evaluate(
        "() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    )
    open_from_menu(visit, COMPARE)
    expect(visit.page.get_by_test_id("stAlert").filter(has_text="its storage is blocked")).to_be_visible()
    save(visit, "A")
    expect_headline(visit.page, "“A” costs CNY 85,000")
    expect(visit.page.get_by_text("Kept in this tab only.")).to_be_visible()


def test_a_link_carries_eight_to_another_browser(open_page: OpenPage) -> None:
    visit = opened(open_page, EIGHT, permissions=["clipboard-read", "clipboard-write"])
    headline_here = headline(visit.page)
    visit.page.get_by_role("button", name="Copy link to this comparison").click()
    expect(visit.page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    link = visit.page.evaluate("navigator.clipboard.readText()")
    assert len(link) < 2_000

    other = open_page(link.removeprefix(visit.url))
    expect_headline(other.page, headline_here)
    expect_kept(other.page, [])
    open_from_menu(other, "Packs or postpaid?")
    assert "compare=" not in other.page.url
    open_from_menu(other, COMPARE)
    assert other.page.url == link
    other.page.reload()
    other.settle()
    expect_headline(other.page, headline_here)
    press(other, "Add to my scenarios")
    expect_kept(other.page, [each.name for each in EIGHT])
    expect(other.page).to_have_url(re.compile("/scenarios$"))
    expect_headline(other.page, headline_here)
    other.faults.clear()  # a page's own address is looked up at another place first


def test_back_opens_a_closed_comparison_again(open_page: OpenPage) -> None:
    visit = open_page("/scenarios?compare=Pay at WWW.evil.example/pay~calls.500000")
    expect_headline(visit.page, "“Pay at WWW")
    assert visit.page.locator("a[href*=evil]").count() == 0
    press(visit, "Show my own list")
    expect_headline(visit.page, "Nothing is saved yet")
    visit.page.go_back()
    expect_headline(visit.page, "“Pay at WWW")
    visit.page.go_forward()
    expect_headline(visit.page, "Nothing is saved yet")
    visit.faults.clear()  # a page's own address is looked up at another place first


def test_a_link_of_nonsense_is_answered(open_page: OpenPage, server_log: Callable[[], str]) -> None:
    visit = open_page("/scenarios?compare=A~calls.abc&compare=%3Cb%3Ex%3C%2Fb%3E~~&compare=Good~calls.7")
    warning = visit.page.get_by_test_id("stMain").get_by_test_id("stAlert").inner_text()
    assert "Left out: “A”" in warning
    assert "“<b>x</b>”" in warning
    expect_headline(visit.page, "“Good” costs")
    assert "Traceback" not in server_log()
    visit.faults.clear()


@pytest.mark.parametrize(("locale", "color_scheme"), [("en-US", "light"), ("zh-CN", "dark")])
def test_axe_finds_nothing_serious_with_a_list(open_page: OpenPage, locale: str, color_scheme: str) -> None:
    visit = open_page("/", locale=locale, color_scheme=color_scheme)
    keep(visit.page, write_text((LARGE, CAMPAIGN)))
    page = open_from_menu(visit, COMPARE if locale == "en-US" else "比较场景")
    page.get_by_text("Scenarios from a file" if locale == "en-US" else "从文件导入场景").click()
    visit.settle()
    violations = Axe().run(page).response["violations"]
    assert [rule["id"] for rule in violations if rule["impact"] in {"serious", "critical"}] == []


def test_ten_thousand_scenarios_come_and_go(open_page: OpenPage) -> None:
    many = tuple(Saved(f"S{number}", LinkInputs(calls=number * 1_000)) for number in range(10_000))
    visit = opened(open_page, many)
    page = visit.page
    expect_headline(page, "10,000 scenarios cost")
    choose(visit, "S9876")
    expect(page.get_by_role("button", name="Copy link to this comparison")).to_be_visible()
    press(visit, "Delete all others")
    expect_kept(page, ["S9876"])
    press(visit, "Undo")
    expect_headline(page, "10,000 scenarios cost")
    expect_kept(page, [each.name for each in many])


@pytest.mark.parametrize(("locale", "color_scheme"), [("en-US", "light"), ("zh-CN", "dark")])
def test_a_telephone_scrolls_nothing_sideways(open_page: OpenPage, locale: str, color_scheme: str) -> None:
    visit = open_page("/", viewport={"width": 390, "height": 844}, locale=locale, color_scheme=color_scheme)
    keep(visit.page, write_text((LARGE, Saved("名" * 100, LinkInputs()), Saved("x" * 100, LinkInputs()))))
    open_from_menu(visit, COMPARE if locale == "en-US" else "比较场景")
    widths = visit.page.evaluate(
        "() => [document.documentElement, document.querySelector('[data-testid=stMain]'),"
        " ...document.querySelectorAll('.live-chart')].map((part) => part.scrollWidth)"
    )
    assert max(widths) <= 390
