"""The tables hold the exact values of the quote, and their totals are the sums of their lines."""

from decimal import Decimal
from fractions import Fraction

import pytest

from dashboard.options.tables import COMPARISON, LINES, comparison, lines
from tests.dashboard.quotes import EN, ZH, priced
from tests.pricing.books import TOML_TEXTS

STEADY = priced(400_000, months=12)
PEAK = priced(2_000_000, months=3, peak_qps=400, peak_days=10)


def row(quoted, name, texts=EN):
    table = comparison(quoted, texts).set_index("option")
    return table.loc[name]


def test_every_option_is_a_row_in_the_fixed_order():
    assert list(comparison(STEADY, EN)["option"]) == [
        *("Postpaid only", "1M pack", "5M pack", "10M pack", "30M pack", "Best mix of packs", "Optimal"),
    ]
    assert list(comparison(STEADY, ZH)["option"]) == [
        *("仅后付费", "100万次资源包", "500万次资源包", "1000万次资源包", "3000万次资源包"),
        *("最优资源包组合", "最优方案"),
    ]
    assert list(comparison(STEADY, EN)) == list(COMPARISON)


def test_values_are_exact():
    cheapest = row(STEADY, "5M pack")
    assert cheapest["total"] == Decimal(85_000)
    assert cheapest["price_per_thousand"] == Fraction(85_000 * 1000, 4_800_000)
    assert cheapest["coverage"] == 1
    assert cheapest["utilization"] == Fraction(4_800_000 - 500, 5_300_000)
    assert row(STEADY, "Postpaid only")["multiple"] == Fraction(109_990, 85_000)
    assert row(STEADY, "1M pack")["bought"] == "1 license and 4 × 1M pack"


def test_an_unavailable_option_says_why_and_has_no_figures():
    missing = row(PEAK, "Postpaid only")
    assert missing["availability"] == (
        "A peak of 400 QPS needs an upgrade of 350, and at most 250 can be bought online: contact sales."
    )
    assert missing["total"] is None
    assert missing["coverage"] is None


def test_zero_calls_leave_ratios_empty():
    idle = row(priced(0), "Postpaid only")
    assert idle["coverage"] is None
    assert idle["price_per_thousand"] is None


def test_a_trial_has_no_license():
    assert row(priced(500, peak_qps=1), "Trial")["licenses"] == 0


@pytest.mark.parametrize("book", [None, *TOML_TEXTS])
def test_the_last_line_is_the_sum_and_the_total(book):
    quoted = priced(700_000, 6_000_000, 0, 1, book=book)
    for option in quoted.options:
        table = lines(quoted, option, EN)
        assert list(table) == list(LINES)
        amounts = list(table["amount"])
        assert amounts[-1] == sum(amounts[:-1], Decimal(0)) == option.costs.total


def test_a_line_names_month_item_tier_and_clause():
    table = lines(PEAK, PEAK.option("optimal"), EN)
    assert [list(cells) for cells in table.to_numpy()][:3] == [
        ["Month 1", "License of one activity", 2, Decimal(20_000), Decimal(40_000), None, "License fee"],
        ["Month 1", "50 QPS for one day", 60, Decimal(1050), Decimal(63_000), None, "QPS upgrade"],
        # 2,000,000 - 2 x 300,500 = 1,399,000 calls, in the second tier
        *(
            [
                *("Month 1", "Calls billed postpaid", 1_399_000, Decimal("0.012"), Decimal(16_788)),
                *("2: up to 5M", "Monthly postpaid"),
            ],
        ),
    ]


@pytest.mark.parametrize(
    ("calls", "book", "tier"),
    [(2_000_000, None, "2: up to 5M"), (9_000_000, None, "3: above 5M"), (5, "minimal", "1: all calls")],
)
def test_a_tier_is_named_with_its_range(calls, book, tier):
    quoted = priced(calls, book=book)
    assert list(lines(quoted, quoted.option("postpaid"), EN)["tier"])[-2] == tier
