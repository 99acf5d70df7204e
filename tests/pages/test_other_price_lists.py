"""Another price list by upload: every page answers from it; what is no price list is refused in sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.inputs.own_prices import MOST_ENTRIES
from dashboard.language.markdown import as_markdown
from dashboard.language.texts import Texts
from dashboard.options.purchases import verdict
from pricing.book.file import MOST_BYTES, loads
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.pricing.books import FREE, HEAD, TOML_TEXTS, VOLUME, edited, face_fusion, face_fusion_toml, sample

PAGES = sorted(page.stem for page in (Path(__file__).parents[2] / "pages").glob("*.py"))
SCENARIO = Scenario((400_000,) * 12)
LANGUAGES = {"en": "en", "zh": "zh_Hans"}
OTHER_LIST = {"en": "Another price list is in force.", "zh": "当前采用上传的价目表。"}


def opened(**link: str) -> AppTest:
    app = AppTest.from_file("../../app.py", default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    return turned(app.run(), "prices")


def turned(app: AppTest, page: str) -> AppTest:
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


def sent(app: AppTest, content: str | bytes, name: str = "prices.toml") -> AppTest:
    content = content.encode() if isinstance(content, str) else content
    app.main.file_uploader[0].set_value((name, content, "application/octet-stream")).run()
    assert not app.exception
    return app


def banner(app: AppTest) -> list[str]:
    return [info.value for info in app.main.info if info.icon == ":material/sell:"]


def refusal(app: AppTest) -> list[str]:
    """Return the sentences of the one box of errors, the lead first."""
    (error,) = app.main.error
    return [line.removeprefix("- ") for line in error.value.splitlines() if line]


def button(app: AppTest, label: str):
    return next(each for each in app.main.button if each.label == label)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("book_id", TOML_TEXTS)
def test_every_page_answers_from_it(book_id, code):
    app = sent(opened(lang=code), TOML_TEXTS[book_id]())
    book, texts = sample(book_id), Texts(LANGUAGES[code])
    for page in PAGES:
        turned(app, page)
        assert OTHER_LIST[code] in banner(app)[0], page
        assert not app.main.error, page
        if page == "what_to_buy":
            assert app.header[0].value == verdict(quote(book, SCENARIO), texts)
    assert "".join(app.query_params.get("lang", "")) in {"", code}
    assert set(app.query_params) <= {"lang"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_removed_again_and_the_removal_undone(code):
    texts = Texts(LANGUAGES[code])
    app = sent(opened(lang=code), TOML_TEXTS["graduated"]())
    button(app, texts("Remove the uploaded price list")).click().run()
    assert not banner(app)
    assert app.header[0].value.count("20,000") == 1
    button(app, texts("Undo")).click().run()
    assert OTHER_LIST[code] in banner(app)[0]


def test_own_prices_belong_to_their_list():
    app = opened()
    next(each for each in app.main.text_input if each.key.endswith("discount_all")).set_value("10").run()
    sent(app, TOML_TEXTS["no-qps"]())
    assert OTHER_LIST["en"] in banner(app)[0]
    assert {each.value for each in app.main.text_input if "_discount_" in each.key} == {"0"}
    next(
        each for each in app.main.text_input if each.key.partition(" ")[0].endswith("discount_all")
    ).set_value("5").run()
    assert "Another price list is in force. 5% off: everything." in banner(app)[0]
    button(app, "Remove the uploaded price list").click().run()
    assert "prices. 10% off: everything." in banner(app)[0]
    assert "18,000" in app.header[0].value  # 20,000 x 0.9


def test_the_shipped_list_by_upload_is_the_list():
    app = sent(opened(), face_fusion_toml())
    assert not banner(app)
    assert not app.main.error


PRICE = "a number from 0 to 1,000,000,000 with at most 6 decimals"
TOML = "allowed: a valid TOML file"
BAD = {
    "a tier is missing": (
        edited(("unit_price = 0.005", "")),
        f"postpaid.tiers[2].unit_price: missing; expected: {PRICE}",
    ),
    "no open tier": (
        edited(("[[postpaid.tiers]]\nunit_price = 0.005\n", "")),
        "postpaid.tiers[1].up_to: 5,000,000 ends the last tier; allowed: a last tier without up_to",
    ),
    "an upgrade without a license": (
        HEAD.format(id="x", currency="CNY")
        + VOLUME
        + "[qps]\nunit = 50\nprice_per_day = 1\nmax_units = 5\norder_window_days = 30\n",
        "qps: QPS upgrades for licensed activities, but no license; allowed: only with [license]",
    ),
    "a binary": (
        b"\x89PNG\r\n\x1a\n" + bytes(1000),
        "prices.toml: byte 0x89 in line 1 is not UTF-8 text; allowed: a TOML file in UTF-8",
    ),
    "nothing": (b"", "id: missing; expected: 1 to 40 letters, digits and . _ -, such as 10m"),
    "a table of something": (
        "name,calls\na,1\n",
        f"prices.toml: Expected '=' after a key in a key/value pair (at line 1, column 5); {TOML}",
    ),
    "2 MB": (b"#" * 2_000_000, "prices.toml: the file is too large; allowed: at most 1,000,000 bytes"),
    "21 packs": (
        HEAD.format(id="x", currency="CNY")
        + VOLUME
        + "".join(
            f'[[packs]]\nid = "p{n}"\ncalls = 1000\nprice = 16\nvalid_months = 12\n'
            for n in range(MOST_ENTRIES + 1)
        ),
        "packs: 21 entries are too many; allowed: at most 20",
    ),
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_price_list_is_refused_in_a_sentence(kind, code):
    content, sentence = BAD[kind]
    app = sent(opened(lang=code), content)
    lead, first, *_ = refusal(app)
    assert not banner(app)
    if code == "en":
        assert lead == "prices.toml is not taken, and the prices stay as they were:"
        assert first == as_markdown(sentence)
    else:
        assert lead == "未采用 prices.toml，价格保持不变："
        said = first.replace("\\", "").split("：", 1)[1]
        english = {*re.findall(r"[A-Za-z]{2,}", said)} - {"TOML", "UTF", "up", "to", "license", "QPS", "MB"}
        if kind != "a table of something":  # the TOML parser's own words stay English
            assert english <= {"x89"}


def test_a_refused_file_changes_nothing_and_a_good_one_ends_the_reproach():
    app = sent(opened(), TOML_TEXTS["no-qps"](), "good.toml")
    sent(app, b"\xff", "bad.toml")
    assert refusal(app)[0].startswith("bad.toml is not taken")
    assert OTHER_LIST["en"] in banner(app)[0]
    assert "no-qps" in " ".join(each.value for each in app.main.markdown)
    sent(app, TOML_TEXTS["graduated"](), "good.toml")
    assert not app.main.error
    assert "graduated" in " ".join(each.value for each in app.main.markdown)


def test_many_faults_are_counted_not_listed():
    app = sent(opened(), "\n".join(f"key{n} = {n}" for n in range(300)))
    lines = refusal(app)
    assert len(lines) == 22  # the lead, 20 faults and the rest
    # 300 unknown keys, 6 missing ones and no tiers: 307 - 20.
    assert re.fullmatch(r"and 28\d more", lines[-1])


def test_a_long_name_and_markup_in_it_are_shown_as_they_are():
    name = "**a** <b>[x](http://y.z)" + "n" * 10_000 + ".toml"
    app = sent(opened(), b"\xff", name)
    lead = refusal(app)[0]
    assert len(lead) < 200
    assert r"\*\*a\*\* \<b\>" in lead


@pytest.mark.parametrize("code", LANGUAGES)
def test_markup_in_a_price_list_is_never_rendered(code):
    evil = "<img src=x> **b** [l](http://x.y) :smile: $a$"
    text = edited(
        ('version = "2019-07-22"', f'version = "{evil}"'),
        ('source = "Tencent Cloud', f'source = "{evil}'),
        ('en = "Face Fusion"', f'en = "{evil}"'),
        ('zh = "人脸融合"', f'zh = "{evil}"'),
    )
    assert loads(text).version == evil
    app = sent(opened(lang=code, days="7", qps="200"), text)
    for page in PAGES:
        turned(app, page)
        shown = [
            each.value for each in [*app.main.markdown, *app.main.info, *app.main.warning, *app.main.header]
        ]
        assert not [value for value in shown if "<img" in value.replace(r"\<", "")]
        assert not [value for value in shown if "**b**" in value.replace(r"\*", "")]
        assert not [value for value in shown if "](http" in value.replace(r"\]", "")]
    assert as_markdown(evil) in " ".join(each.value for each in app.main.markdown)


def test_free_quota_alone_is_a_price_list_too():
    app = sent(opened(), HEAD.format(id="x", currency="USD") + FREE + VOLUME)
    for page in PAGES:
        assert banner(turned(app, page))


def test_the_limit_is_that_of_the_loader():
    app = sent(opened(), face_fusion_toml().ljust(MOST_BYTES - 100, "\n"))
    assert not app.main.error
    assert face_fusion().version in app.main.markdown[0].value.replace("\\", "")


def test_a_refusal_is_that_of_the_price_list_that_stayed():
    app = sent(opened(), b"\xff")
    (why,) = app.session_state["price_book_refused"].values()
    app.session_state["price_book_refused"] = {"another": why}
    assert not app.run().main.error
