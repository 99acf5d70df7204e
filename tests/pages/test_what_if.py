"""Own list prices and discounts: typed on the price page, in force on every page, in no link, and undone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language.markdown import as_markdown
from dashboard.language.texts import Texts
from dashboard.options.purchases import verdict
from pricing.book.what_if import WhatIf, items, what_if_prices
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.pricing.books import face_fusion

PAGES = sorted(page.stem for page in (Path(__file__).parents[2] / "pages").glob("*.py"))
BOOK = face_fusion()
ITEMS = {item.key: item for item in items(BOOK)}
LICENSE, TIER = "license.price", "postpaid.tiers[0].unit_price"
SCENARIO = Scenario((400_000,) * 12)
LANGUAGES = {"en": "en", "zh": "zh_Hans"}
BANNER = {
    "en": "These are not the list prices. {what}. A link does not carry them: it opens at list prices.",
    "zh": "以下金额并非按刊例价计算。{what}。链接不含这些价格，打开后仍按刊例价计算。",
}
OFF = {"en": "15% off: License of one activity", "zh": "按刊例价减 15%：单个活动的技术授权"}
OWN = {"en": "Own list prices: License of one activity", "zh": "自定刊例价：单个活动的技术授权"}


def opened(page: str = "prices", **link: str) -> AppTest:
    app = AppTest.from_file("../../app.py", default_timeout=30)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    return turned(app, page)


def turned(app: AppTest, page: str) -> AppTest:
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


def box(app: AppTest, name: str, item: str = ""):
    """Return a box, "price" or "discount"; a number behind its key says how often it was renewed."""
    ending = f"_{name}_{item}"
    return next(each for each in app.main.text_input if (each.key or "").partition(" ")[0].endswith(ending))


def typed(app: AppTest, name: str, item: str, text: str) -> AppTest:
    box(app, name, item).set_value(text).run()
    assert not app.exception
    return app


def banner(app: AppTest) -> list[str]:
    return [info.value for info in app.main.info if info.icon == ":material/sell:"]


def button(app: AppTest, label: str):
    return next(each for each in app.main.button if each.label == label)


def answer(app: AppTest) -> str:
    return app.header[0].value


def test_at_list_prices_nothing_is_said():
    app = opened()
    assert not banner(app)
    assert [box(app, "price", key).value for key in ITEMS] == [
        *("20,000", "1,050", "16,000", "65,000", "85,000", "126,000", "0.02", "0.012", "0.005")
    ]
    assert {box(app, "discount", key).value for key in ITEMS} == {"0"}
    assert not [each for each in app.main.button if each.label == "Back to list prices"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_discount_is_in_force_on_every_page(code):
    texts = Texts(LANGUAGES[code])
    app = typed(opened(lang=code), "discount", LICENSE, "15%")
    said = [BANNER[code].format(what=OFF[code])]
    assert banner(app) == said
    assert "17,000" in answer(app)  # 20,000 x 0.85
    prices = what_if_prices(BOOK, WhatIf().with_discount(Decimal(15), ITEMS[LICENSE]))
    turned(app, "what_to_buy")
    assert answer(app) == verdict(quote(prices.paid, SCENARIO), texts)
    assert answer(app) != verdict(quote(BOOK, SCENARIO), texts)
    assert banner(app) == said
    assert "2019-07-22+what-if" in app.main.markdown[0].value
    for page in PAGES:
        assert banner(turned(app, page)) == said


def test_the_link_and_another_visit_know_nothing_of_it():
    app = opened(calls="1000000")
    typed(app, "discount", "all", "20")
    typed(app, "price", LICENSE, "1234")
    assert {name: "".join(value) for name, value in app.query_params.items()} == {"calls": "1000000"}
    turned(app, "what_to_buy")
    queries = {link.proto.query_string for link in app.get("page_link")}
    assert queries == {"calls=1000000"}
    other = opened("what_to_buy", calls="1000000")
    assert answer(other) == verdict(quote(BOOK, Scenario((1_000_000,) * 12)), Texts("en"))
    assert not banner(other)


def shown(app: AppTest) -> list[object]:
    """Return the sentences, metrics and tables of a page without the banner."""
    texts = [each.value for each in [*app.main.header, *app.main.markdown, *app.main.warning]]
    metrics = [(each.label, each.value) for each in app.main.metric]
    return [*texts, *metrics, *(table.value.to_csv() for table in app.main.dataframe)]


def test_nothing_of_it_is_left_for_the_next_visitor():
    link = {"calls": "700000", "qps": "200", "days": "7"}
    before = [shown(opened(page, **link)) for page in PAGES]
    app = typed(opened(**link), "discount", "all", "12.34")
    with_discount = [shown(turned(app, page)) for page in PAGES]
    after = [shown(opened(page, **link)) for page in PAGES]
    assert after == before
    assert all(one != other for one, other in zip(with_discount, before, strict=True))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_banner_says_what_is_in_force(code):
    app = typed(opened(lang=code), "price", LICENSE, "18,000")
    assert banner(app) == [BANNER[code].format(what=OWN[code])]
    typed(app, "discount", TIER, "5")
    both = {
        "en": f"{OWN['en']}. 5% off: A call (up to 1,000,000)",
        "zh": f"{OWN['zh']}。按刊例价减 5%：每次调用（不超过 100万）",
    }[code]
    assert banner(app) == [BANNER[code].format(what=both)]
    typed(app, "price", LICENSE, "")
    assert box(app, "price", LICENSE).value in {"", "20,000"}
    typed(app, "discount", TIER, "0")
    assert not banner(app)


def test_what_is_paid_stands_beside_the_boxes_exactly():
    app = typed(opened(), "price", TIER, "0.034227")
    typed(app, "discount", TIER, "63.93")  # 0.034227 x 0.3607 = 0.0123456789
    typed(app, "discount", "postpaid.tiers[1].unit_price", "12.5")  # 0.012 x 0.875
    typed(app, "discount", LICENSE, "15")
    small = [each.value for each in app.main.markdown if "Rounded" in each.value]
    assert small == [":small[Rounded half up to 6 decimals, from CNY 0.0123456789.]"]
    seen = [each.value for each in app.main.markdown]
    for amount in ("17,000", "0.012346", "0.0105"):
        assert amount in seen


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("text", ["abc", "-1", "0.0000001", "1000000001", "<b>1</b>"])
def test_a_price_that_cannot_be_read_stays_with_its_reason(text, code):
    app = typed(opened(lang=code), "price", LICENSE, text)
    (error,) = app.main.error
    assert ("List price: " if code == "en" else "刊例价：") in error.value
    assert "<b>" not in error.value
    assert box(app, "price", LICENSE).value == text
    assert not banner(app)
    typed(app, "price", LICENSE, "21000")
    assert not app.main.error
    assert box(app, "price", LICENSE).value == "21000"


@pytest.mark.parametrize("text", ["abc", "-1", "100.01", "12.345", "15%%"])
def test_a_discount_that_cannot_be_read_stays_with_its_reason(text):
    app = typed(opened(), "discount", LICENSE, text)
    (error,) = app.main.error
    assert error.value.startswith("Discount: ")
    assert box(app, "discount", LICENSE).value == text
    assert not banner(app)


def test_two_boxes_that_change_at_once_are_both_taken():
    app = opened()
    box(app, "price", LICENSE).set_value("18000")
    box(app, "discount", LICENSE).set_value("10")
    app.run()
    assert "16,200" in answer(app)  # 18,000 x 0.9


def test_one_discount_on_all_items():
    app = typed(opened(), "price", LICENSE, "18000")
    typed(app, "discount", "all", "10")
    assert {box(app, "discount", key).value for key in ITEMS} == {"10"}
    assert "16,200" in answer(app)  # the own list price stays
    typed(app, "discount", TIER, "5")
    assert box(app, "discount", "all").value == ""
    typed(app, "discount", "all", "0")
    assert banner(app) == [BANNER["en"].format(what=OWN["en"])]


def test_back_to_list_prices_and_undone():
    app = typed(opened(), "price", LICENSE, "18000")
    typed(app, "discount", TIER, "5")
    typed(app, "price", TIER, "abc")
    button(app, "Back to list prices").click().run()
    assert not app.main.error
    assert not banner(app)
    assert box(app, "price", LICENSE).value == "20,000"
    assert answer(turned(app, "what_to_buy")) == verdict(quote(BOOK, SCENARIO), Texts("en"))
    turned(app, "prices")
    button(app, "Undo").click().run()
    assert not app.exception
    assert box(app, "price", LICENSE).value == "18,000"
    assert box(app, "discount", TIER).value == "5"
    assert banner(app) == [BANNER["en"].format(what=f"{OWN['en']}. 5% off: A call (up to 1,000,000)")]
    assert not [each for each in app.main.button if each.label == "Undo"]


def test_a_change_after_going_back_leaves_nothing_to_undo():
    app = typed(opened(), "discount", LICENSE, "15")
    button(app, "Back to list prices").click().run()
    typed(app, "discount", LICENSE, "1")
    assert "Undo" not in {each.label for each in app.main.button}


def test_presets_languages_and_pages_keep_it():
    app = typed(opened(), "discount", LICENSE, "15")
    turned(app, "what_to_buy")
    next(each for each in app.button_group if each.key == "preset_en").set_value("Nationwide launch").run()
    app.get_by_key("language").set_value("zh_Hans").run()
    assert banner(app) == [BANNER["zh"].format(what=OFF["zh"])]
    turned(app, "prices")
    assert box(app, "discount", LICENSE).value == "15"
    assert "17,000 元" in answer(app)


def test_prices_that_cannot_be_searched_are_not_taken(monkeypatch):
    monkeypatch.setattr("pricing.cheapest.pack_menu.MOST_SUMS", 1)
    app = typed(opened(), "price", "packs[0].price", "15999.99")
    (error,) = app.main.error
    assert error.value.startswith("Not taken. packs: ")
    assert not banner(app)
    assert box(app, "price", "packs[0].price").value == "16,000"
    (why,) = app.session_state["own_prices"].values()
    app.session_state["own_prices"] = {"another": why}
    assert not app.run().main.error
    typed(app, "price", "packs[0].price", "15999.99")
    assert app.main.error
    typed(app, "price", LICENSE, "18000")
    assert not app.main.error
    assert banner(app) == [BANNER["en"].format(what=OWN["en"])]


def test_amounts_beyond_exact_arithmetic_are_said_on_the_page():
    app = opened(calls="10000000000")
    typed(app, "price", TIER, "1000")  # with 10^10 calls a month: 10^19 millionths
    turned(app, "what_to_buy")
    (error,) = app.main.error
    assert error.value.startswith("Total: ")
    assert as_markdown(BANNER["en"].format(what="Own list prices: A call (up to 1,000,000)")) == as_markdown(
        banner(app)[0]
    )
