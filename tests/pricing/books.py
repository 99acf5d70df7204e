"""Sample price books for all tests: each leaves out or changes something of the Face Fusion book.

`sample(id)` and `samples()` return PriceBooks; the TOML texts are for tests of files and commands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from types import MappingProxyType

from pricing.book.file import loads, shipped
from pricing.errors import Fault, InvalidPriceBook
from pricing.price_book import PriceBook

HEAD = """\
id = "{id}"
version = "2030-01-31"
currency = "{currency}"
source = "made up for the tests"
checked_on = 2030-01-31
name = {{ en = "Sample {id}", zh = "样本 {id}" }}
"""

FREE = """
[free]
calls = 500
qps = 1
"""

LICENSE = """
[license]
price = 20000
term_months = 12
calls = 300_000
qps = 50
materials = 30
"""

QPS = """
[qps]
unit = 50
price_per_day = 1050
max_units = 5
order_window_days = 30
"""

VOLUME = """
[postpaid]
mode = "volume"
tiers = [
  { up_to = 1_000_000, unit_price = 0.02 },
  { up_to = 5_000_000, unit_price = 0.012 },
  { unit_price = 0.005 },
]
"""

ONE_TIER = """
[postpaid]
mode = "volume"
tiers = [{{ unit_price = {price} }}]
"""

GRADUATED = VOLUME.replace("volume", "graduated")

PACKS = """
[[packs]]
id = "1m"
calls = 1_000_000
price = 16_000
valid_months = 12

[[packs]]
id = "10m"
calls = 10_000_000
price = 85_000
valid_months = 12
"""

SIX_DECIMALS = """
[[packs]]
id = "odd"
calls = 333_333
price = 1234.567891
valid_months = 24

[postpaid]
mode = "volume"
tiers = [
  { up_to = 999_999, unit_price = 0.004567 },
  { up_to = 7_777_777, unit_price = 0.003333 },
  { unit_price = 0.000001 },
]
"""


def minimal_toml() -> str:
    """Return the smallest book: one price a call, billed postpaid; nothing else is sold."""
    return HEAD.format(id="minimal", currency="USD") + ONE_TIER.format(price="0.01")


def unlicensed_toml() -> str:
    """Return a book without a license: one activity with a free quota, packs and three volume tiers."""
    return HEAD.format(id="unlicensed", currency="CNY") + FREE + PACKS + VOLUME


def no_packs_toml() -> str:
    """Return a book with licenses and QPS upgrades, but no pack and no free quota."""
    return HEAD.format(id="no-packs", currency="CNY") + LICENSE + QPS + VOLUME


def no_qps_toml() -> str:
    """Return a book whose licenses can't be upgraded: more QPS needs more activities."""
    return HEAD.format(id="no-qps", currency="CNY") + FREE + LICENSE + PACKS + VOLUME


def graduated_toml() -> str:
    """Return Face Fusion's figures, two of its packs, and each tier billed at its own price."""
    return HEAD.format(id="graduated", currency="CNY") + FREE + LICENSE + QPS + PACKS + GRADUATED


def six_decimals_toml() -> str:
    """Return a book in euros with prices of 6 decimals, odd sizes and no free quota."""
    return HEAD.format(id="six-decimals", currency="EUR") + LICENSE + SIX_DECIMALS


def free_of_charge_toml() -> str:
    """Return a book in yen in which nothing costs anything: every total is 0."""
    return (
        HEAD.format(id="free-of-charge", currency="JPY")
        + LICENSE.replace("price = 20000", "price = 0")
        + QPS.replace("price_per_day = 1050", "price_per_day = 0")
        + ONE_TIER.format(price="0")
    )


TOML_TEXTS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "minimal": minimal_toml,
        "unlicensed": unlicensed_toml,
        "no-packs": no_packs_toml,
        "no-qps": no_qps_toml,
        "graduated": graduated_toml,
        "six-decimals": six_decimals_toml,
        "free-of-charge": free_of_charge_toml,
    }
)
"""The TOML text of each sample; the key is the id of the book."""


def face_fusion() -> PriceBook:
    """Return the shipped book of Face Fusion."""
    return shipped("tencent-face-fusion")


def sample(book_id: str) -> PriceBook:
    """Return the sample with that id: one of the keys of `TOML_TEXTS`."""
    return loads(TOML_TEXTS[book_id]())


def samples() -> tuple[PriceBook, ...]:
    """Return Face Fusion's book and all samples."""
    return (face_fusion(), *map(sample, TOML_TEXTS))


def face_fusion_toml() -> str:
    """Return the text of the shipped book, all sections filled."""
    return (files("pricing") / "price_books" / "tencent-face-fusion-2019-07-22.toml").read_text(
        encoding="utf-8"
    )


def edited(*edits: tuple[str, str]) -> str:
    """Return the text of the shipped book with the first place of each old text replaced by the new one."""
    text = face_fusion_toml()
    for old, new in edits:
        if old not in text:
            raise ValueError(f"the book has no {old!r}")
        text = text.replace(old, new, 1)
    return text


def refusals(text: str) -> tuple[Fault, ...]:
    """Return the faults for which a text is refused, none if it loads."""
    try:
        loads(text)
    except InvalidPriceBook as refused:
        return refused.faults
    return ()
