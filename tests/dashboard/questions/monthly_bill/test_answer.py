"""The answer on the bill, the scenario's own months in figures, and the two tables."""

from decimal import Decimal

import pytest

from dashboard.questions.monthly_bill.answer import answer, own_months
from dashboard.questions.monthly_bill.table import BOTH_MODES, DEAD_ZONES, dead_zone_table, mode_table
from tests.dashboard.quotes import EN, ZH, priced
from tests.pricing.books import edited, face_fusion, loads, sample

RISING = edited(("unit_price = 0.02", "unit_price = 0.001"), ("unit_price = 0.012", "unit_price = 0.002"))


@pytest.mark.parametrize(
    ("book", "expected"),
    [
        (
            face_fusion(),
            (
                "A month of 1,000,000 calls costs CNY 20,000; 1,000,001 cost CNY 12,000.01: "
                "a little more, past the end of the tier, costs less"
            ),
        ),
        (
            sample("graduated"),
            (
                "More calls never cost less: a month of 1,000,000 calls costs CNY 20,000, "
                "1,000,001 cost CNY 20,000.01"
            ),
        ),
        (
            loads(RISING),
            (
                "More calls never cost less: a month of 1,000,000 calls costs CNY 1,000, "
                "1,000,001 cost CNY 2,000.00"
            ),
        ),
        (sample("minimal"), "Every billed call costs USD 0.01: the bill grows evenly with the calls"),
    ],
    ids=["volume", "graduated", "rising", "one tier"],
)
def test_the_answer(book, expected):
    assert answer(book, EN) == expected


def test_the_answer_in_chinese():
    assert answer(face_fusion(), ZH) == (
        "一个月调用 1,000,000 次需 20,000 元，调用 1,000,001 次只需 12,000.01 元："
        "再多用一些、越过阶梯，反而更便宜"
    )


def test_the_scenario_s_own_months():
    assert own_months(priced(400_000, months=12), EN) == (
        "Without a pack, this scenario is billed CNY 1,990 in month 1 and CNY 8,000 in months 2 to 12. "
        "None of these bills lies in a dead zone."
    )


def test_a_month_in_a_dead_zone_is_told_what_more_calls_would_save():
    told = own_months(priced(800_000, months=3), EN)
    assert "In months 2 to 3, 1,000,001 billed calls would cost CNY 3,999.99 less" in told


def test_many_different_bills_are_told_by_the_lowest_and_the_highest():
    told = own_months(priced(100_000, 310_000, 320_000, 330_000, 340_000), EN)
    assert told.startswith(
        "Without a pack, this scenario is billed between CNY 2,190 (month 2) and CNY 6,800 ("
    )


def test_a_scenario_without_a_bill_says_so():
    assert own_months(priced(0), EN) == "Without a pack, no call of this scenario is billed."


def test_a_scenario_that_cannot_be_bought_shows_no_bills_of_its_own():
    told = own_months(priced(2_000_000, peak_qps=400, peak_days=10), EN)
    assert told == "This scenario can't be bought online, so its own bills are not shown."


def test_the_table_of_dead_zones():
    table = dead_zone_table(face_fusion())
    assert list(table) == list(DEAD_ZONES)
    assert table.to_numpy().tolist() == [
        [600_001, 1_000_000, 20_000, 1_000_001, Decimal("12000.012"), Decimal("7999.988")],
        [2_083_334, 5_000_000, 60_000, 5_000_001, Decimal("25000.005"), Decimal("34999.995")],
    ]
    assert dead_zone_table(sample("graduated")).empty


def test_the_table_of_both_modes():
    table = mode_table(priced(400_000, months=12), EN)
    assert list(table) == list(BOTH_MODES)
    assert table["what"].tolist() == [
        *("Month 1", "Months 2 to 12", "End of tier 1", "First call of tier 2", "End of tier 2"),
        "First call of tier 3",
    ]
    assert table.iloc[4].tolist() == ["End of tier 2", 5_000_000, 60_000, 68_000, 8_000, 12, Decimal("13.6")]


def test_on_the_total_basis_the_tier_is_that_of_all_calls():
    # Month 1: 1,200,000 calls, 899,500 of them billed, all at 0.012; graduated: the last calls of the month
    row = mode_table(priced(1_200_000, tier_basis="total"), EN).iloc[0]
    assert row["volume"] == Decimal(10_794)
    assert row["graduated"] == Decimal(16_390)  # 699,500 x 0.02 + 200,000 x 0.012
