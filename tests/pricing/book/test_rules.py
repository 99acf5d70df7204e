"""What must hold between the values of a price book, reported beside the faults of single values."""

from __future__ import annotations

import pytest

from pricing.book.file import loads
from tests.pricing.books import HEAD, LICENSE, VOLUME, edited, minimal_toml, refusals, sample

ANY = HEAD.format(id="any", currency="CNY")


def tiers(*entries: str) -> str:
    """Return a book whose tiers are ``entries``, each a line of keys."""
    rows = ",\n".join(f"{{ {entry} }}" for entry in entries)
    return f'{ANY}[postpaid]\nmode = "volume"\ntiers = [{rows}]\n'


def sentences(text: str) -> list[str]:
    return [str(fault) for fault in refusals(text)]


def places(text: str) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in refusals(text)]


OPEN_NOT_LAST = "missing in a tier that is not the last; expected: a whole number above"

TIERS = [
    ((), ["postpaid.tiers: 0 tiers; allowed: at least one, the last without up_to"]),
    (
        ("up_to = 10, unit_price = 1",),
        ["postpaid.tiers[0].up_to: 10 ends the last tier; allowed: a last tier without up_to"],
    ),
    (
        ("unit_price = 2", "unit_price = 1"),
        [f"postpaid.tiers[0].up_to: {OPEN_NOT_LAST} 0"],
    ),
    (
        ("up_to = 1_000, unit_price = 2", "unit_price = 1", "unit_price = 1"),
        [f"postpaid.tiers[1].up_to: {OPEN_NOT_LAST} 1,000"],
    ),
    (
        ("up_to = 1_000, unit_price = 2", "up_to = 1_000, unit_price = 1", "unit_price = 1"),
        ["postpaid.tiers[1].up_to: 1,000 does not exceed the tier before; allowed: more than 1,000"],
    ),
    (
        (
            "up_to = 9, unit_price = 2",
            "up_to = 5, unit_price = 1",
            "up_to = 7, unit_price = 1",
            "unit_price = 1",
        ),
        [
            "postpaid.tiers[1].up_to: 5 does not exceed the tier before; allowed: more than 9",
            "postpaid.tiers[2].up_to: 7 does not exceed the tier before; allowed: more than 9",
        ],
    ),
]


@pytest.mark.parametrize(("entries", "expected"), TIERS)
def test_tiers_ascend_and_the_last_alone_is_open(entries, expected):
    assert sentences(tiers(*entries)) == expected


def test_a_tier_one_call_above_the_one_before_is_allowed():
    assert refusals(tiers("up_to = 9, unit_price = 2", "up_to = 10, unit_price = 1", "unit_price = 1")) == ()


def test_a_dearer_higher_tier_is_allowed():
    assert refusals(tiers("up_to = 9, unit_price = 1", "unit_price = 2")) == ()


def test_two_packs_of_one_id_are_refused_with_the_place_of_the_first():
    assert sentences(edited(('id = "10m"', 'id = "1m"'), ('id = "30m"', 'id = "1m"'))) == [
        "packs[2].id: '1m' is also the id of packs[0]; allowed: another id",
        "packs[3].id: '1m' is also the id of packs[0]; allowed: another id",
    ]


def test_two_packs_of_one_size_are_allowed():
    assert refusals(edited(("calls = 10_000_000", "calls = 5_000_000"))) == ()


def test_qps_upgrades_need_a_license():
    license_table = LICENSE.replace("price = 20000", "price = 20_000").strip()
    license_table += "\nmaterials_editable_days = 7"
    assert sentences(edited((license_table, ""))) == [
        "qps: QPS upgrades for licensed activities, but no license; allowed: only with [license]"
    ]


def test_packs_without_a_license_are_allowed():
    book = sample("unlicensed")
    assert book.license is None
    assert [pack.id for pack in book.packs] == ["1m", "10m"]


MANY = [(100, []), (101, ["101 entries are too many; allowed: at most 100"])]


@pytest.mark.parametrize(("count", "many"), MANY)
def test_a_book_has_at_most_100_packs(count, many):
    pack = '[[packs]]\nid = "p{}"\ncalls = 1\nprice = 1\nvalid_months = 12\n'
    text = ANY + "".join(pack.format(number) for number in range(count)) + VOLUME
    assert sentences(text) == [f"packs: {sentence}" for sentence in many]


@pytest.mark.parametrize(("count", "many"), MANY)
def test_a_book_has_at_most_100_tiers(count, many):
    ends = [f"up_to = {end}, unit_price = 1" for end in range(1, count)]
    found = sentences(tiers(*ends, "unit_price = 1"))
    assert found == [f"postpaid.tiers: {sentence}" for sentence in many]


def test_packs_whose_cheapest_mix_cannot_be_found_are_refused():
    near = "".join(
        f'[[packs]]\nid = "p{calls}"\ncalls = {calls}\nprice = 1000\nvalid_months = 12\n'
        for calls in (1_000_000_000, 999_999_999)
    )
    [fault] = refusals(minimal_toml() + near)
    assert (fault.code, fault.where) == ("too_many_mixes", "packs")


def test_faults_of_values_and_of_several_values_come_together_in_the_order_of_the_file():
    text = edited(
        ('currency = "CNY"', 'currency = "yuan"\ncolour = "red"'),
        ("calls = 500\n", ""),
        ('id = "5m"', 'id = "1m"'),
        ("price = 65_000", "price = true"),
        ("up_to = 5_000_000", "up_to = 500_000"),
        ("unit_price = 0.012", "unit_price = -1"),
        ("unit_price = 0.005", "up_to = 'any'"),
    )
    assert places(text) == [
        ("invalid_text", "currency"),
        ("unknown_key", "colour"),
        ("missing", "free.calls"),
        ("duplicate_id", "packs[1].id"),
        ("wrong_type", "packs[1].price"),
        ("not_ascending", "postpaid.tiers[1].up_to"),
        ("out_of_range", "postpaid.tiers[1].unit_price"),
        ("wrong_type", "postpaid.tiers[2].up_to"),
        ("last_tier_closed", "postpaid.tiers[2].up_to"),
        ("missing", "postpaid.tiers[2].unit_price"),
    ]


def test_faults_of_a_whole_table_hide_none_elsewhere():
    text = f"{ANY}free = 3\npacks = [7, {{ id = 1 }}]\n[postpaid]\nmode = 1\ntiers = [3]\n"
    assert places(text) == [
        ("wrong_type", "free"),
        ("wrong_type", "packs[0]"),
        ("wrong_type", "packs[1].id"),
        ("missing", "packs[1].calls"),
        ("missing", "packs[1].price"),
        ("missing", "packs[1].valid_months"),
        ("wrong_type", "postpaid.mode"),
        ("wrong_type", "postpaid.tiers[0]"),
    ]


PACKAGES = """
[[license]]
id = "small"
price = 5000
term_months = 12
calls = 10_000
qps = 10

[[license]]
id = "large"
price = 80_000
term_months = 12
calls = 5_000_000
qps = 50
materials = 1_000
materials_editable_days = 365
[license.name]
en = "Large"
zh = "大"
"""


def test_packages_of_a_license() -> None:
    book = loads(ANY + PACKAGES + VOLUME)
    small, large = book.packages
    assert (small.id, small.materials, small.name, small.materials_editable_days) == (
        "small",
        None,
        None,
        None,
    )
    assert (large.id, large.materials, large.materials_editable_days) == ("large", 1_000, 365)
    assert dict(large.name) == {"en": "Large", "zh": "大"}
    assert sample("no-packs").license.id == "license"


def test_faults_of_packages_are_told_at_once() -> None:
    text = ANY + PACKAGES.replace('id = "small"\n', "") + VOLUME
    assert sentences(text) == ["license[0].id: missing; expected: an id for each of several packages"]
    text = ANY + PACKAGES.replace('"small"', '"large"').replace("qps = 50", "qps = 0\nsize = 1") + VOLUME
    assert sentences(text) == [
        "license[1].id: 'large' is also the id of license[0]; allowed: another id",
        "license[1].qps: 0 is out of range; allowed: 1 to 1,000,000",
        (
            "license[1].size: 'size' is not a key of this table; allowed: id, name, price, term_months, "
            "calls, qps, materials, materials_editable_days"
        ),
    ]
    many = "".join(LICENSE.replace("[license]", f'[[license]]\nid = "p{n}"') for n in range(7))
    assert sentences(ANY + many + VOLUME) == ["license: 7 entries are too many; allowed: at most 6"]


def test_what_limits_a_qps_upgrade() -> None:
    assert sentences(edited(("max_units = 5", "max_units = 5\nmax_qps = 300"))) == [
        "qps.max_qps: max_qps beside max_units; allowed: one of the two, or neither"
    ]
    assert sentences(edited(("order_from_days = 1", "order_from_days = 31"))) == [
        "qps.order_from_days: 31 is later than order_window_days; allowed: at most 30"
    ]
    limits = [loads(edited(("max_units = 5\n", line))).qps.most_units(50) for line in ("max_qps = 340\n", "")]
    assert limits == [5, None]
    assert loads(edited(("max_units = 5", "max_qps = 40"))).qps.most_units(50) == 0


def test_a_list_is_superseded_after_it_was_published() -> None:
    for day in ("2019-07-22", "2019-07-21"):
        assert sentences(edited(("superseded = 2019-08-19", f"superseded = {day}"))) == [
            f"superseded: {day} is not after the day of publication; allowed: a day after 2019-07-22"
        ]


def test_a_list_may_say_its_reading_of_the_tiers() -> None:
    assert (
        loads(edited(('mode = "volume"', 'mode = "volume"\ntier_basis = "total"'))).default_basis == "total"
    )
    assert loads(edited()).default_basis == "overage"
