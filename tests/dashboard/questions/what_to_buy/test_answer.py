"""The distances to another cheapest option, told for each figure; each value is checked by two quotes."""

import re
from dataclasses import replace

import pytest

from dashboard.language.texts import LANGUAGES, Texts
from dashboard.questions.what_to_buy.answer import nearest_change_lines
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.dashboard.quotes import EN, ZH
from tests.pricing.books import TOML_TEXTS, face_fusion, sample

STEADY = Scenario((400_000,) * 12)
PEAK = Scenario((500_000,), peak_qps=200, peak_days=14)


def lines(scenario, texts=EN, book=None):
    return dict(nearest_change_lines(book or face_fusion(), scenario, texts))


def winner(calls):
    return quote(face_fusion(), replace(STEADY, monthly_calls=(calls,) * 12)).cheapest


def test_the_monthly_calls_are_told_to_the_call():
    told = lines(STEADY)["Monthly calls (now 400,000)"]
    up, down = (int(found.replace(",", "")) for found in re.findall(r"[\d,]{5,}", told))
    assert told == f"Best mix of packs from {up:,} up; Best mix of packs from {down:,} down"
    assert [winner(calls) for calls in (up - 1, up, down, down + 1)] == [
        *("pack:5m", "best_mix", "best_mix", "pack:5m"),
    ]


def test_a_side_on_which_nothing_can_change_is_not_told():
    assert lines(STEADY)["Months (now 12)"] == "Best mix of packs from 10 down"
    assert lines(STEADY)["Peak days (now 0)"] == "no change from 0 to 366"


def test_a_side_without_a_change_is_told():
    # A unit costs 1,050 a day: three of them for 15 days 47,250, for 16 days 50,400
    assert lines(PEAK)["Peak days (now 14)"] == "Optimal from 16 up; no change down to 0"


def test_an_uneven_demand_is_told_in_percent():
    told = lines(Scenario((100_000, 900_000, 200_000)))
    assert "%" in told["Calls of every month (now 100%)"]


def test_in_chinese():
    assert lines(STEADY, ZH)["月数（当前 12）"] == "减至 10 起换成最优资源包组合"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("book", TOML_TEXTS)
def test_other_price_books_work(book, language):
    found = lines(STEADY, Texts(language), sample(book))
    assert len(found) == (2 if sample(book).qps is None else 3)
