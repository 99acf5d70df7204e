"""Price book files: the shipped book's figures, what is not a file, what is not TOML."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pricing.book import file as price_book_file
from pricing.book.file import by_version, load, loads, price_lists, shipped, shipped_ids, shipped_versions
from pricing.errors import Fault, InvalidPriceBook
from pricing.price_book import Free, LargeCustomer, License, Pack, QpsUpgrade, Settlement, Tier
from tests.pricing import books


def refusal(path: Path) -> tuple[str, str]:
    """Return code and sentence of the one fault for which a file is refused."""
    with pytest.raises(InvalidPriceBook) as refused:
        load(path)
    (fault,) = refused.value.faults
    return fault.code, str(fault)


def toml_refusal(text: str) -> str:
    """Return the sentence with which a text is refused as a whole."""
    (fault,) = books.refusals(text)
    assert fault.code == "invalid_toml"
    return str(fault)


class TestShipped:
    def test_its_figures_are_those_of_the_price_list(self):
        book = shipped("tencent-face-fusion")
        assert (book.id, book.currency, book.checked_on) == ("tencent-face-fusion", "CNY", date(2026, 11, 30))
        assert dict(book.name) == {"en": "Face Fusion", "zh": "人脸融合"}
        assert book.free == Free(calls=500, qps=1)
        assert book.packages == (License(Decimal(20_000), 12, 300_000, 50, 30, materials_editable_days=7),)
        assert (book.version, book.published, book.superseded) == (
            "2019-07-22",
            date(2019, 7, 22),
            date(2019, 8, 19),
        )
        assert book.qps == QpsUpgrade(
            unit=50, price_per_day=Decimal(1_050), max_units=5, order_window_days=30
        )
        assert book.packs == (
            Pack("1m", 1_000_000, Decimal(16_000), 12),
            Pack("5m", 5_000_000, Decimal(65_000), 12),
            Pack("10m", 10_000_000, Decimal(85_000), 12),
            Pack("30m", 30_000_000, Decimal(126_000), 12),
        )
        assert book.postpaid.mode == "volume"
        assert book.postpaid.tiers == (
            Tier(1_000_000, Decimal("0.02")),
            Tier(5_000_000, Decimal("0.012")),
            Tier(None, Decimal("0.005")),
        )
        assert book.settlement == Settlement(Decimal("1.2"))
        assert book.large_customer == LargeCustomer(Decimal(100_000))

    def test_it_is_the_default_and_read_once(self):
        assert shipped() is shipped()
        assert shipped() == shipped("tencent-face-fusion")

    def test_all_lists_of_the_product_are_there_oldest_first(self):
        assert shipped_ids() == ("tencent-face-fusion",)
        versions = ("2019-02-28", "2019-05-14", "2019-07-22", "2019-08-19", "2019-11-21", "2020-02-20")
        assert shipped_versions() == versions
        for version, book, after in zip(versions, price_lists(), (*versions[1:], None), strict=True):
            assert shipped("tencent-face-fusion", version) is book
            assert (book.id, book.version) == ("tencent-face-fusion", version)
            assert book.published == date.fromisoformat(version)
            assert book.superseded == (after and date.fromisoformat(after))

    def test_what_the_lists_change(self):
        """The table of facts, list against list."""
        first, second, third, fourth, fifth, last = price_lists()
        assert (first.postpaid.mode, first.packs, first.settlement) == ("graduated", (), None)
        assert first.license.materials is None
        assert (first.qps.most_units(50), first.qps.order_from_days) == (None, 2)
        assert [book.qps.order_from_days for book in (second, third, fourth)] == [1, 1, 0]
        same = {"version": "", "published": None, "superseded": None, "source": ""}
        assert replace(second, **same) == replace(third, **same)
        assert replace(fourth, **same, qps=third.qps) == replace(third, **same)
        figures = [(p.id, int(p.price), p.calls, p.qps, p.materials) for p in fifth.packages]
        assert figures == [
            ("one", 5_000, 10_000, 10, 10),
            ("two", 20_000, 300_000, 50, 30),
            ("three", 80_000, 5_000_000, 50, 1_000),
        ]
        assert [package.materials_editable_days for package in fifth.packages] == [30, 365, 365]
        assert (fifth.qps.unit, fifth.qps.price_per_day, fifth.qps.order_from_days) == (10, 210, 0)
        assert [fifth.qps.most_units(package.qps) for package in last.packages] == [99, 95, 50]
        assert [(pack.id, int(pack.price)) for pack in fifth.packs] == [
            ("100k", 1_700),
            ("1m", 16_000),
            ("5m", 48_000),
            ("10m", 85_000),
            ("30m", 126_000),
        ]
        assert (fifth.settlement, fifth.large_customer) == (None, None)
        one, two, three = fifth.packages
        assert last.packages == (one, two, replace(three, qps=500))
        assert replace(last, **same, packages=()) == replace(fifth, **same, packages=())

    def test_another_version_is_refused_with_those_that_there_are(self):
        with pytest.raises(InvalidPriceBook) as refused:
            shipped("tencent-face-fusion", "2026-11-22")
        assert str(refused.value) == (
            "version: '2026-11-22' is no version of tencent-face-fusion; allowed: 2019-02-28, 2019-05-14, "
            "2019-07-22, 2019-08-19, 2019-11-21, 2020-02-20"
        )

    def test_two_books_of_one_id_and_version_are_refused(self):
        table = {"id": "a", "version": "1"}
        with pytest.raises(InvalidPriceBook) as refused:
            by_version([("one.toml", table), ("two.toml", table), ("three.toml", {**table, "version": "2"})])
        assert str(refused.value) == (
            "two.toml: a@1 is a second book of this id and version; allowed: one (one.toml)"
        )

    @pytest.mark.parametrize("book_id", ["", "other", "../errors", "tencent-face-fusion.toml", "a\nb"])
    def test_another_id_is_refused(self, book_id):
        with pytest.raises(InvalidPriceBook) as refused:
            shipped(book_id)
        (fault,) = refused.value.faults
        assert fault == Fault("unknown_book", "book", repr(book_id), {"allowed": "tencent-face-fusion"})
        assert str(fault) == f"book: {book_id!r} is not shipped; allowed: tencent-face-fusion"


class TestBook:
    def test_it_is_immutable_all_the_way_down(self):
        book = shipped()
        with pytest.raises(FrozenInstanceError):
            book.currency = "USD"
        with pytest.raises(FrozenInstanceError):
            book.postpaid.tiers[0].unit_price = Decimal(0)
        with pytest.raises(TypeError):
            book.name["en"] = "Other"

    @pytest.mark.parametrize("book", books.samples(), ids=lambda book: book.id)
    def test_it_can_be_hashed_pickled_and_copied(self, book):
        again = (pickle.loads(pickle.dumps(book)), copy.deepcopy(book))  # noqa: S301  our own bytes
        assert {book, *again} == {book}

    @pytest.mark.parametrize("book", books.samples(), ids=lambda book: book.id)
    def test_no_binary_float_is_in_it(self, book):
        assert float not in set(types_in(book))
        assert Decimal in set(types_in(book))

    @pytest.mark.parametrize("book_id", books.TOML_TEXTS)
    def test_absent_sections_are_none_and_absent_packs_empty(self, book_id):
        text = books.TOML_TEXTS[book_id]()
        book = loads(text)
        for section in ("free", "license", "qps", "settlement", "large_customer"):
            assert (getattr(book, section) is None) is (f"[{section}]" not in text)
        assert (book.packs == ()) is ("[[packs]]" not in text)


def test_prices_and_plans_do_without_pydantic():
    code = "import sys, pricing.quotes.quote, pricing.scenario; sys.exit('pydantic' in sys.modules)"
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def types_in(value: object) -> list[type]:
    """Return the types of all values in a book."""
    if is_dataclass(value):
        return [kind for field in fields(value) for kind in types_in(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [kind for item in value for kind in types_in(item)]
    return [type(value)]


class TestFile:
    def test_a_file_reads_like_its_text(self, tmp_path):
        path = tmp_path / "book.toml"
        path.write_text(books.face_fusion_toml(), encoding="utf-8")
        assert load(path) == shipped()

    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    def test_files_of_other_systems_are_read(self, tmp_path, mark):
        path = tmp_path / "book.toml"
        path.write_bytes(mark + books.face_fusion_toml().replace("\n", "\r\n").encode())
        assert load(path) == shipped()

    def test_a_missing_file_is_refused(self, tmp_path):
        path = tmp_path / "none.toml"
        sentence = f"{path}: can't be read (No such file or directory); allowed: a TOML file in UTF-8"
        assert refusal(path) == ("file_unreadable", sentence)

    def test_a_folder_is_refused(self, tmp_path):
        sentence = f"{tmp_path}: can't be read (Is a directory); allowed: a TOML file in UTF-8"
        assert refusal(tmp_path) == ("file_unreadable", sentence)

    def test_a_path_that_no_system_has_is_refused(self):
        sentence = "'a\\x00\\nb': can't be read (embedded null byte); allowed: a TOML file in UTF-8"
        assert refusal(Path("a\0\nb")) == ("file_unreadable", sentence)

    def test_bytes_that_are_not_utf8_are_refused_with_their_line(self, tmp_path):
        path = tmp_path / "book.toml"
        path.write_bytes(b'id = "a"\nversion = "\xff"\n')
        sentence = f"{path}: byte 0xff in line 2 is not UTF-8 text; allowed: a TOML file in UTF-8"
        assert refusal(path) == ("not_utf8", sentence)

    def test_a_file_of_1_000_000_bytes_is_read_and_one_more_is_too_large(self, tmp_path):
        path = tmp_path / "book.toml"
        text = books.face_fusion_toml().encode()
        path.write_bytes(text + b"\n" * (price_book_file.MOST_BYTES - len(text)))
        assert load(path) == shipped()
        path.write_bytes(path.read_bytes() + b"\n")
        sentence = f"{path}: the file is too large; allowed: at most 1,000,000 bytes"
        assert refusal(path) == ("file_too_large", sentence)

    def test_lone_surrogates_in_a_text_are_refused(self):
        (fault,) = books.refusals('id = "\ud800"')
        assert (fault.code, fault.where) == ("not_utf8", "price book")


class TestToml:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("id = ", "Invalid value (at end of document)"),
            ('id = "a"\nprice = ,', "Invalid value (at line 2, column 9)"),
            ("id = 1\nid = 2", "Cannot overwrite a value (at end of document)"),
            ("a = 1e99999999999999999999", "a number has too many digits"),
            ("a = 1e-99999999999999999999", "a number has too many digits"),
        ],
    )
    def test_what_is_not_toml_is_refused_with_its_place(self, text, reason):
        assert toml_refusal(text) == f"price book: {reason}; allowed: a valid TOML file"

    @pytest.mark.parametrize("bracket", ["[", "{a="])
    def test_deep_nesting_is_refused(self, bracket):
        text = "a = " + f"{bracket}\n" * 100_000 if bracket == "[" else "a = " + bracket * 600
        sentence = toml_refusal(text)
        assert sentence == "price book: arrays or tables are nested too deeply; allowed: a valid TOML file"

    def test_lines_have_at_most_2000_characters(self):
        text = books.face_fusion_toml()
        assert loads("#" * 2_000 + "\n" + text) == shipped()
        sentence = toml_refusal("\n" + "#" * 2_001 + "\n" + text)
        assert sentence == "price book: line 2 has more than 2,000 characters; allowed: a valid TOML file"

    def test_integers_of_thousands_of_digits_are_refused(self, monkeypatch):
        monkeypatch.setattr(price_book_file, "MOST_LINE", 10_000)
        sentence = toml_refusal("a = " + "9" * 5_000)
        assert sentence == "price book: a number has too many digits; allowed: a valid TOML file"


def test_a_book_without_any_exact_amount_is_refused_by_its_dearest_price():
    [fault] = books.refusals(books.edited(("unit_price = 0.02", "unit_price = 999_999")))
    assert (fault.code, fault.where) == ("never_exact", "postpaid.tiers[0].unit_price")
    assert "999,999 is too large: a month without calls would reach amounts of" in str(fault)
    assert books.refusals(books.edited(("unit_price = 0.02", "unit_price = 999"))) == ()
