"""The sentences about saved scenarios, in both languages."""

from dataclasses import replace
from decimal import Decimal

import pytest

from dashboard.inputs.link import LinkInputs, with_table
from dashboard.questions.scenarios.answer import (
    answer,
    best_price,
    clipped,
    left_out,
    not_in_csv,
    own_name,
    told,
    troubles,
    where_kept,
    without_figures,
)
from dashboard.questions.scenarios.comparison_link import read_comparison
from dashboard.questions.scenarios.kept_copy import KeptCopy
from dashboard.questions.scenarios.saved import LONGEST_NAME, Change, Saved
from tests.dashboard.quotes import EN, ZH
from tests.dashboard.saved import LARGE, NO_CALLS, STEADY, TOO_LARGE, dear, figures

TWIN = Saved("Twin", STEADY.inputs)


@pytest.mark.parametrize(
    ("scenarios", "english", "chinese"),
    [
        (
            (),
            "Nothing is saved yet: give the scenario of the sidebar a name and save it",
            "尚未保存任何场景：请为侧边栏中的场景命名并保存",
        ),
        ((STEADY,), "“Steady” costs CNY 85,000", "“Steady”的费用为 85,000 元"),
        ((STEADY, TWIN), "2 scenarios cost CNY 85,000 each", "2 个场景的费用均为 85,000 元"),
        (
            (LARGE, STEADY, TWIN),
            "3 scenarios cost from CNY 85,000 (“Steady”) to CNY 134,990 (“Large”)",
            "3 个场景的费用从 85,000 元（“Steady”）到 134,990 元（“Large”）",
        ),
    ],
)
def test_the_answer(scenarios, english, chinese):
    assert answer(scenarios, figures(scenarios), "CNY", EN) == english
    assert answer(scenarios, figures(scenarios), "CNY", ZH) == chinese


def test_the_answer_leaves_out_what_has_no_total():
    known = figures((STEADY,)) | {TOO_LARGE.inputs: figures((TOO_LARGE,), dear())[TOO_LARGE.inputs]}
    assert answer((TOO_LARGE, STEADY), known, "CNY", EN) == "“Steady” costs CNY 85,000"
    assert answer((STEADY,), known, "USD", EN) == "None of these scenarios has an exact total in USD"
    (sentence,) = without_figures((TOO_LARGE, STEADY), known, EN)
    assert sentence.startswith("“Too large”: Total: 1,000,")
    assert sentence.endswith("would leave the range of exact amounts; allowed: at most 576,460,752,303.")


def test_the_lowest_price_per_call_is_named_where_prices_differ():
    both = (STEADY, LARGE)
    assert best_price(both, figures(both), "CNY", EN) == (
        "The lowest price per 1,000 calls: CNY 11.25, for “Large”."
    )
    assert figures(both)[LARGE.inputs].costs.total == Decimal(134_990)  # / 12,000 thousand calls = 11.249...
    for alone in ((STEADY,), (STEADY, TWIN), (STEADY, NO_CALLS)):
        assert best_price(alone, figures(alone), "CNY", EN) == ""


@pytest.mark.parametrize(
    ("inputs", "english", "chinese"),
    [
        (LinkInputs(), "400K a month, 12 months", "每月 40万，12 个月"),
        (LinkInputs(calls=7, months=1), "7 a month, 1 month", "每月 7，1 个月"),
        (with_table(LinkInputs(), (1_000, 2_000)), "3K in all, 2 months", "共 3000，2 个月"),
    ],
)
def test_a_scenario_without_a_name_is_called_by_its_figures(inputs, english, chinese):
    assert own_name(inputs, EN) == english
    assert own_name(inputs, ZH) == chinese
    assert len(english) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("deed", "count", "english", "chinese"),
    [
        ("saved", 1, "Saved: “A”.", "已保存：“A”。"),
        ("added", 1, "Added: “A”.", "已添加：“A”。"),
        ("added", 3, "3 scenarios added.", "已添加 3 个场景。"),
        ("updated", 1, "Updated: “A”.", "已更新：“A”。"),
        ("renamed", 1, "Renamed: “A”.", "已重命名：“A”。"),
        ("duplicated", 2, "2 scenarios duplicated.", "已复制 2 个场景。"),
        ("deleted", 1, "Deleted: “A”.", "已删除：“A”。"),
        ("deleted", 10_000, "10,000 scenarios deleted.", "已删除 10,000 个场景。"),
        ("kept", 1, "Deleted: all but “A”.", "已删除除“A”以外的全部场景。"),
        ("kept", 2, "All but 2 scenarios deleted.", "只保留了 2 个场景，其余已删除。"),
    ],
)
def test_what_was_done(deed, count, english, chinese):
    change = Change(deed, "A", count, ())
    assert told(change, EN) == english
    assert told(change, ZH) == chinese


def test_what_a_csv_file_leaves_out_is_named():
    own = Saved("own", LinkInputs(free=False, basis="total", peak_month=3))
    assert not_in_csv((STEADY, LARGE), EN) == []
    (sentence,) = not_in_csv((STEADY, own), EN)
    assert sentence == (
        "Scenarios as CSV have no column for these, which are not the usual ones here: Quantity that picks "
        "the tier, Free quota, and Month of the peak. JSON and link keep them."
    )
    assert not_in_csv((replace(own, inputs=LinkInputs(free=False)),), ZH) == [
        "场景 CSV 没有以下各项的列，而此处的取值与默认不同：免费额度。JSON 和链接会保留它们。"
    ]


def test_long_names_are_cut_by_their_width():
    assert clipped("x" * 44) == "x" * 44
    assert clipped("x" * 45) == "x" * 43 + "…"
    assert clipped("名" * 30) == "名" * 21 + "…"


@pytest.mark.parametrize(
    ("copy", "where", "said"),
    [
        (KeptCopy(), "Looking up what this browser keeps ...", []),
        (KeptCopy(taken=1), "Kept in this browser, and nowhere else: not on the server.", []),
        (KeptCopy(taken=1, trouble="blocked"), "Kept in this tab only.", ["its storage is blocked"]),
        (KeptCopy(taken=1, trouble="full"), "Kept in this tab only.", ["storage is full"]),
        (KeptCopy(taken=1, damaged=True), "Kept in", ["can't be read, or not all of it"]),
    ],
)
def test_what_the_browser_keeps(copy, where, said):
    assert where_kept(copy, EN).startswith(where)
    sentences = troubles(copy, EN)
    assert len(sentences) == len(said)
    assert all(part in sentence for part, sentence in zip(said, sentences, strict=True))
    assert all("浏览器" in sentence for sentence in troubles(copy, ZH))


def test_what_is_left_out_of_a_link_is_named():
    comparison = read_comparison(["A~calls.abc", *["B"] * 8])
    assert left_out(comparison, EN) == [
        "Left out: “A”. Monthly calls: 'abc' is not a whole number; allowed: 0 to 10,000,000,000.",
        "Comparison: 9 entries are too many; allowed: at most 8.",
    ]
    assert left_out(comparison, ZH)[1].startswith("比较：")
