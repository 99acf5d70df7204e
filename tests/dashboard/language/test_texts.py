"""The catalogue is whole and up to date, and texts, faults and numbers are written as each language does."""

import ast
import io
import re
import string
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from dashboard.language import formats
from dashboard.language.markdown import as_markdown
from dashboard.language.texts import FIELDS, LANGUAGES, LOCALES, Texts
from pricing.errors import MESSAGES, Fault
from pricing.scenario import LIMITS

ROOT = Path(__file__).parents[3]
SOURCES = ["app.py", *(f"{room}/**/*.py" for room in ("pages", "dashboard", "pricing"))]
EN, ZH = Texts("en"), Texts("zh_Hans")
JOINER = "\N{WORD JOINER}"
# Written the same in both languages.
SAME = {"QPS", "YYYY-MM", "{qps} QPS", "{currency} {amount}"}


def calls_in_the_code() -> Iterator[tuple[Path, ast.Call]]:
    """Yield every call in the syntax trees of the code, with its file."""
    for path in (path for source in SOURCES for path in ROOT.glob(source)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node


def in_the_code() -> set[str | tuple[str, str]]:
    """Return every text that the code asks the catalogue for."""
    found = set()
    for _, node in calls_in_the_code():
        words = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in ("texts", "message") and words:
            found.add(words[0])
        elif name == "plural" and len(words) == 2:
            found.add(tuple(words))
    return found


def catalogue() -> Catalog:
    with (LOCALES / "zh_Hans/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="zh_Hans")


def fields_of(text: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_the_catalogue_has_the_texts_of_the_code_and_no_others():
    assert {message.id for message in catalogue() if message.id} == in_the_code()


def test_no_text_is_looked_up_by_a_string():
    # `texts(NAMES["id"])`: Babel would take "id" for a text, in an f-string from Python 3.12 on.
    looked_up = [
        f"{path.name}:{node.lineno}"
        for path, node in calls_in_the_code()
        if getattr(node.func, "id", "") == "texts"
        for text in node.args[:1]
        if isinstance(text, ast.Subscript) and isinstance(text.slice, ast.Constant)
    ]
    assert looked_up == []


def test_babel_finds_the_texts_of_the_code():
    # What `make messages` runs. A keyword among the arguments of a plural would hide its second form.
    keywords = {"message": None, "texts": None, "plural": (1, 2)}
    found = set()
    for room in ("pages", "dashboard", "pricing"):
        for _, _, message, _, _ in extract_from_dir(str(ROOT / room), keywords=keywords):
            found.add(message)
    app = io.BytesIO((ROOT / "app.py").read_bytes())
    found |= {message for _, message, _, _ in extract("python", app, keywords=keywords)}
    assert found == in_the_code()


def test_everything_is_translated_and_nothing_is_fuzzy():
    for message in catalogue():
        if not message.id:
            continue
        forms = message.string if message.pluralizable else (message.string,)
        assert forms, message.id
        assert all(forms), message.id
        assert not message.fuzzy, message.id
        if message.id not in SAME:
            assert not {message.id} & {*forms}, message.id


def test_a_translation_uses_the_values_of_its_sentence():
    for message in catalogue():
        if not message.id:
            continue
        english = message.id[1] if message.pluralizable else message.id
        for form in message.string if message.pluralizable else (message.string,):
            assert fields_of(form) == fields_of(english), message.id


def test_numbers_in_a_sentence_have_separators_and_strings_are_left_alone():
    assert EN("{total} in all.", total=4_800_000) == "4,800,000 in all."
    assert ZH("{total} in all.", total="4800000") == "共 4800000。"


def test_plurals():
    assert [EN.plural("{n} month", "{n} months", n) for n in (0, 1, 2)] == ["0 months", "1 month", "2 months"]
    assert [ZH.plural("{n} month", "{n} months", n) for n in (0, 1, 2)] == ["0 个月", "1 个月", "2 个月"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", MESSAGES)
def test_every_fault_has_a_sentence(code, language):
    params = dict.fromkeys(fields_of(MESSAGES[code]) - {"where", "value"}, "1")
    said = Texts(language).faults(Fault(code, "calls", "'abc'", params))
    assert said
    assert "{" not in said
    assert ("月调用量" if language == "zh_Hans" else "Monthly calls") in said


def test_every_input_of_a_scenario_has_a_name():
    assert {*LIMITS, "tier_basis"} <= {*FIELDS}
    assert EN.field("[[packs]]") == "[[packs]]"


@given(st.text(max_size=40))
def test_what_a_person_typed_stays_the_same_but_for_spaces(text):
    escaped = as_markdown(text)
    assert len(escaped.splitlines()) <= 1
    seen = re.sub(r"\\(.)", r"\1", escaped).replace(JOINER, "")
    assert seen == re.sub(r"[^\S\u00a0]+", " ", text).strip().replace(JOINER, "")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("400,000 calls (a month).", "400,000 calls (a month)."),
        ("**a** _b_ `c`", r"\*\*a\*\* \_b\_ \`c\`"),
        ("[x](y) <b> $z$", r"\[x\](y) \<b\> \$z\$"),
        ("1. one", r"1\. one"),
        ("- item", r"\- item"),
        (":smile:", f":{JOINER}smile:"),
        (":material/home:", f":{JOINER}material/home:"),
        ("https://a.b", f"https:{JOINER}//a.b"),
        ("www.a.b", f"www{JOINER}.a.b"),
        ("WwW.a.b", f"WwW{JOINER}.a.b"),
        ("Plan www.a.b/pay", f"Plan www{JOINER}.a.b/pay"),
        ("a@b.c", f"a{JOINER}@b.c"),
        ("a.+-@b.c", f"a.+-{JOINER}@b.c"),
        ("1. plan.csv", r"1\. plan.csv"),
        ("2026) plan.csv", r"2026\) plan.csv"),
        ("0.012", "0.012"),
        (" - x", r"\- x"),
        ("->", rf"-{JOINER}\>"),
    ],
)
def test_what_a_person_typed_is_never_markup(typed, written):
    assert as_markdown(typed) == written


def test_a_sentence_without_markup_keeps_its_unbroken_spaces():
    assert as_markdown("CNY\N{NO-BREAK SPACE}1.50") == "CNY\N{NO-BREAK SPACE}1.50"


def test_money_is_rounded_half_up_at_the_edge_only():
    assert formats.money(EN, Decimal("12000.012"), "CNY") == "CNY 12,000.01"
    assert formats.money(EN, Decimal("0.005"), "CNY") == "CNY 0.01"
    assert formats.money(EN, Fraction(1, 200), "CNY") == "CNY 0.01"
    assert formats.money(EN, Decimal("0.004999"), "CNY") == "CNY 0.00"
    assert formats.money(EN, Decimal("-0.005"), "CNY") == "CNY -0.01"
    assert formats.money(EN, Decimal("12345678901234567.895"), "CNY") == "CNY 12,345,678,901,234,567.90"
    assert formats.money(ZH, Decimal(85000), "CNY") == "85,000.00 元"
    assert formats.money(ZH, Decimal(85000), "USD") == "USD 85,000.00"


def test_whole_amounts_in_sentences_have_no_decimals():
    assert formats.money(EN, Decimal("85000.00"), "CNY", None) == "CNY 85,000"
    assert formats.money(EN, Decimal("109990.5"), "CNY", None) == "CNY 109,990.50"
    assert formats.money(ZH, 85000, "CNY", None) == "85,000 元"


def test_prices_keep_their_decimals():
    assert formats.unit_price(EN, Decimal("0.005"), "CNY") == "CNY 0.005"
    assert formats.unit_price(EN, Decimal(16000), "CNY") == "CNY 16,000.00"
    assert formats.unit_price(EN, Decimal("0.000001"), "USD") == "USD 0.000001"
    assert formats.price_per_thousand(EN, Fraction(65000, 5_000_000), "CNY") == "CNY 13.00"


@pytest.mark.parametrize(
    ("quantity", "english", "chinese"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1_000, "1K", "1000"),
        (12_345, "12.35K", "1.23万"),
        (400_000, "400K", "40万"),
        (999_994, "999.99K", "100万"),
        (999_999, "1M", "100万"),
        (120_000_000, "120M", "1.2亿"),
        (10_000_000_000, "10B", "100亿"),
    ],
)
def test_short_calls(quantity, english, chinese):
    assert formats.calls_short(EN, quantity) == english
    assert formats.calls_short(ZH, quantity) == chinese


@pytest.mark.parametrize(
    ("quantity", "english", "chinese"),
    [
        (0, "0 calls", "0 次"),
        (1, "1 call", "1 次"),
        (400_000, "400,000 calls", "40万次"),
        (400_001, "400,001 calls", "400,001 次"),
        (123_450_000, "123,450,000 calls", "123,450,000 次"),
        (120_000_000, "120,000,000 calls", "1.2亿次"),
    ],
)
def test_calls_in_words_are_exact(quantity, english, chinese):
    assert formats.calls_in_words(EN, quantity) == english
    assert formats.calls_in_words(ZH, quantity) == chinese


def test_months_and_shares():
    assert formats.month_label(EN, 1) == "Month 1"
    assert formats.month_label(ZH, 1) == "第 1 个月"
    assert formats.month_name(EN, date(2027, 1, 1)) == "January 2027"
    assert formats.month_name(ZH, date(2027, 1, 1)) == "2027年1月"
    assert formats.percent(EN, Fraction(227, 1000)) == "23%"
    assert formats.percent(EN, Fraction(1, 8), 1) == "12.5%"
    assert formats.multiple(EN, Fraction(142, 100)) == "× 1.42"
