"""`price-book show` and `price-book validate`."""

from __future__ import annotations

import pytest

from tests.pricing.books import TOML_TEXTS, edited


@pytest.fixture
def file(tmp_path):
    def written(text):
        path = tmp_path / "book.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


def test_show_lists_every_figure_of_the_shipped_book(run):
    shown = run("price-book", "show")
    assert (shown.code, shown.err) == (0, "")
    for figure in (
        "Face Fusion / 人脸融合", "tencent-face-fusion", "2019-07-22", "cloud.tencent.com",
        "500", "20,000", "300,000", "1,050", "16,000", "65,000", "85,000", "126,000",
        "0.02", "0.012", "0.005", "1.2 x", "100,000 a month",
    ):  # fmt: skip
        assert figure in shown.out


def test_show_aligns_the_tiers(run):
    lines = run("price-book", "show").out.split("\n")
    start = lines.index("Postpaid, billed by the month (volume tiers)")
    assert lines[start + 1 : start + 5] == [
        "  tier       from         to  price of a call, CNY",
        "  1             1  1,000,000                  0.02",
        "  2     1,000,001  5,000,000                 0.012",
        "  3     5,000,001                            0.005",
    ]


@pytest.mark.parametrize("book_id", TOML_TEXTS)
def test_other_books_are_shown_and_valid(run, file, book_id):
    path = file(TOML_TEXTS[book_id]())
    assert f"样本 {book_id}" in run("price-book", "show", path).out
    assert run("price-book", "validate", path).out == f"{path}: valid ({book_id}, 2030-01-31)\n"


def test_the_shipped_book_is_valid(run):
    validated = run("price-book", "validate")
    assert validated.code == 0
    assert validated.out == "shipped price book: valid (tencent-face-fusion, 2019-07-22)\n"


@pytest.mark.parametrize("command", ["show", "validate"])
def test_all_faults_of_a_file_are_listed_with_its_name(run, file, command):
    path = file(edited(("price = 20_000", "price = -1"), ('currency = "CNY"', 'currency = "yuan"')))
    assert run("price-book", command, path).faults == [
        f"{path}: currency: 'yuan' is not a text of this kind; allowed: 3 upper-case letters, such as CNY",
        f"{path}: license.price: -1 is out of range; allowed: 0 to 1,000,000,000",
    ]


@pytest.mark.parametrize(
    ("args", "fault"),
    [
        ((), "command: missing; expected: list, show, validate"),
        (("shoe",), "'shoe': no such command; did you mean show?"),
        (("x",), "'x': no such command; allowed: list, show, validate"),
        (("--all",), "--all: no such option before a command; allowed: --help"),
        (("show", ""), "FILE: '' names no file; allowed: a TOML file in UTF-8"),
        (("show", "--format", "json"), "--format: no such option; allowed: --help"),
        (("validate", "--strict"), "--strict: no such option; allowed: --help"),
        (("validate", "."), ".: can't be read (Is a directory); allowed: a TOML file in UTF-8"),
        (("validate", "no.toml"),
         "no.toml: can't be read (No such file or directory); allowed: a TOML file in UTF-8"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_one_line(run, args, fault):
    assert run("price-book", *args).faults == [fault]


@pytest.mark.parametrize(
    "command", [("price-book", "validate"), ("quote", "--calls", "1", "--months", "1", "--price-book")]
)
def test_a_book_that_no_command_can_price_is_refused_with_its_name(run, file, command):
    packs = "".join(
        f'[[packs]]\nid = "p{calls}"\ncalls = {calls}\nprice = 1000\nvalid_months = 12\n'
        for calls in (1_000_000_000, 999_999_999)
    )
    path = file(TOML_TEXTS["minimal"]() + packs)
    [fault] = run(*command, path).faults
    assert fault.startswith(f"{path}: packs: ")
    assert "combinations are too many" in fault


def test_a_second_file_is_refused(run, file):
    path = file(TOML_TEXTS["minimal"]())
    assert run("price-book", "validate", path, "other.toml").faults == [
        "'other.toml': unexpected argument; allowed: one FILE and options, see --help"
    ]
