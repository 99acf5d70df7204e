"""The price list as sentences and tables, for every kind of book, and the assumptions that go with it."""

from dataclasses import replace

import pytest

from dashboard.language.texts import Texts
from dashboard.questions.prices.answer import answer, assumptions, sections
from pricing.scenario import Scenario
from tests.pricing.books import face_fusion, samples

EN, ZH = Texts("en"), Texts("zh_Hans")
ANY = Scenario((1,))


def test_the_answer_has_the_price_of_a_license_and_of_further_calls():
    # The 30M pack is the cheapest: 126,000 / 30,000 = 4.20; the first tier the dearest: 0.02 x 1,000 = 20.
    assert answer(EN, face_fusion()) == (
        "A license costs CNY 20,000 and brings 300,000 calls;"
        " 1,000 more calls cost between CNY 4.20 and CNY 20.00"
    )
    assert answer(ZH, face_fusion()) == (
        "技术授权费 20,000 元，附赠 30万次调用；超出后每 1,000 次调用 4.20 元至 20.00 元"
    )


def test_the_clauses_are_called_what_the_price_list_calls_them():
    assert [section.heading for section in sections(ZH, face_fusion())] == [
        "免费额度",
        "技术授权费",
        "升级 QPS",
        "预付费资源包",
        "月结后付费",
        "结算与冻结",
        "大客户计费",
    ]


def test_packs_have_their_price_of_1000_calls():
    (packs,) = [section for section in sections(EN, face_fusion()) if section.heading == "Prepaid packs"]
    assert [row[1:3] for row in packs.rows] == [
        ("CNY 16,000", "CNY 16.00"),
        ("CNY 65,000", "CNY 13.00"),
        ("CNY 85,000", "CNY 8.50"),
        ("CNY 126,000", "CNY 4.20"),
    ]


def test_tiers_have_no_gap_between_them():
    (tiers,) = [section for section in sections(EN, face_fusion()) if section.heading == "Monthly postpaid"]
    assert tiers.rows == (
        ("up to 1,000,000", "CNY 0.02", "CNY 20.00"),
        ("above 1,000,000, up to 5,000,000", "CNY 0.012", "CNY 12.00"),
        ("above 5,000,000", "CNY 0.005", "CNY 5.00"),
    )


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("book", samples(), ids=lambda book: book.id)
def test_every_book_is_shown_with_the_clauses_it_has(book, texts):
    assert answer(texts, book)
    shown = list(sections(texts, book))
    has = [book.free, book.license, book.qps, book.packs, True, book.settlement, book.large_customer]
    assert len(shown) == sum(bool(clause) for clause in has)
    for section in shown:
        assert section.heading
        assert section.rule
        assert all(len(row) == len(section.rows[0]) for row in section.rows)
        assert not section.columns or len(section.columns) == len(section.rows[0])
    stated = list(assumptions(texts, book, ANY))
    assert [assumption.id for assumption in stated] == sorted(assumption.id for assumption in stated)


def test_all_eight_assumptions_hold_for_face_fusion():
    ids = [assumption.id for assumption in assumptions(EN, face_fusion(), ANY)]
    assert ids == ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"]


@pytest.mark.parametrize("basis", ["overage", "total"])
@pytest.mark.parametrize("free", [True, False])
def test_exactly_the_switched_reading_is_in_force(basis, free):
    scenario = replace(ANY, tier_basis=basis, count_free_quota=free)
    for assumption in assumptions(EN, face_fusion(), scenario):
        assert sum(reading.in_force for reading in assumption.readings) == 1
        if assumption.id == "A1":
            assert assumption.readings[0].in_force == (basis == "overage")
        if assumption.id == "A3":
            assert assumption.readings[0].in_force == free


def test_the_note_on_materials_is_that_of_the_price_list():
    of_license = list(sections(EN, face_fusion()))[1]
    assert "7 days" in of_license.rule
    silent = replace(face_fusion().license, materials_editable_days=None)
    other = replace(face_fusion(), packages=(silent,))
    assert "7 days" not in list(sections(EN, other))[1].rule
