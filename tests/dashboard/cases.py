"""Cases of files for the tests: scenarios and price books at their edges, and how a case is made of them."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

from dashboard.files.case import Case
from dashboard.inputs.own_prices import PriceChange
from dashboard.tables.origin import Origin
from pricing.price_book import Names, PriceBook
from pricing.quotes.quote import quote
from pricing.scenario import Scenario
from tests.pricing.books import face_fusion, sample

LINK = "http://localhost:8501/?calls=5&months=3"
TODAY = date(2026, 11, 25)
START = date(2027, 1, 1)
OFF = PriceChange("discounts", ("license.price", "packs[0].price"), Decimal("12.5"))


def case(
    scenario: Scenario,
    *,
    book: PriceBook | None = None,
    option: str | None = None,
    start: date | None = None,
    changes: tuple[PriceChange, ...] = (),
    listed: PriceBook | None = None,
) -> Case:
    """Return the case of ``scenario``; ``option`` is the id of the one told in full, else the cheapest is."""
    prices = book or face_fusion()
    quoted = quote(prices, scenario)
    origin = Origin(prices, scenario, LINK, TODAY, changes=changes)
    return Case(quoted, quoted.option(option or quoted.cheapest), listed or prices, start, origin)


def hostile() -> PriceBook:
    """Return Face Fusion's figures under names that are markup, formulas and codes of a page's foot."""
    name = "=HYPERLINK(1)<script>alert(1)</script>&P"
    return dataclasses.replace(
        face_fusion(), name=Names((("en", name), ("zh", name))), version="=1+1", source="</script><b>@SUM(1)"
    )


FIRST = Scenario((400_000,) * 12)
CASES = {
    "first": case(FIRST, start=START),
    "first postpaid": case(FIRST, option="postpaid", start=START),
    "without a start": case(FIRST, option="pack:1m"),
    "no calls": case(Scenario((0,) * 12)),
    "nothing at all": case(Scenario((0,), peak_qps=0)),
    "one month": case(Scenario((500_000,), peak_qps=200, peak_days=7), start=START),
    "peak on no day": case(Scenario((400_000,) * 12, peak_qps=200)),
    "trial": case(Scenario((500,), peak_qps=1), start=START),
    "uneven": case(Scenario((0, 5_000_000, 1), peak_qps=100, peak_days=3, peak_month=2), start=START),
    "dead zone": case(Scenario((1_300_501, 900_000)), option="postpaid"),
    "unavailable": case(Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10)),
    "unavailable told": case(
        Scenario((2_000_000,) * 3, peak_qps=400, peak_days=10), option="postpaid", start=START
    ),
    "huge": case(Scenario((10_000_000_000,) * 12), start=START),
    "total basis": case(Scenario((8_000_000,) * 6, tier_basis="total", count_free_quota=False)),
    "minimal, dollars": case(FIRST, book=sample("minimal"), start=START),
    "minimal, no calls": case(Scenario((0,)), book=sample("minimal")),
    "unlicensed": case(FIRST, book=sample("unlicensed"), option="postpaid"),
    "no packs": case(FIRST, book=sample("no-packs")),
    "graduated": case(Scenario((7_000_000, 123_457)), book=sample("graduated"), option="postpaid"),
    "graduated, total": case(
        Scenario((7_000_000,) * 2, tier_basis="total"), book=sample("graduated"), option="postpaid"
    ),
    "six decimals, euros": case(Scenario((1_234_567,) * 12), book=sample("six-decimals"), start=START),
    "free of charge, yen": case(FIRST, book=sample("free-of-charge"), start=START),
    "hostile names": case(FIRST, book=hostile(), changes=(OFF,), start=START),
    "discounted": case(
        FIRST,
        book=dataclasses.replace(face_fusion(), packs=()),
        option="postpaid",
        changes=(OFF,),
        listed=face_fusion(),
    ),
}
