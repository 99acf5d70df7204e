"""Tariffs and months for tests: those of the price list, and random ones of small tiers."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from pricing.bills.tiers import Tariff
from pricing.price_book import Postpaid, Tier
from pricing.scenario import TIER_BASES
from tests.pricing.books import face_fusion

VOLUME = face_fusion().postpaid
GRADUATED = Postpaid("graduated", VOLUME.tiers)


def postpaid(mode, *tiers):
    """Return tiers given as (up_to, unit price)."""
    return Postpaid(mode, tuple(Tier(up_to, Decimal(price)) for up_to, price in tiers))


def tariff(tiers=VOLUME, basis="overage"):
    return Tariff(tiers, basis)


def price_of_parts(of, calls, overage):
    return sum(of.prices[tier] * quantity for tier, quantity in of.parts(calls, overage))


@st.composite
def random_tariffs(draw):
    ends = sorted(draw(st.sets(st.integers(1, 60), max_size=4)))
    prices = [draw(st.sampled_from(("0", "1", "0.5", "0.25", "3.000001"))) for _ in range(len(ends) + 1)]
    if draw(st.booleans()):
        prices.sort(key=Decimal, reverse=True)
    mode = draw(st.sampled_from(("volume", "graduated")))
    return tariff(postpaid(mode, *zip([*ends, None], prices, strict=True)), draw(st.sampled_from(TIER_BASES)))


@st.composite
def random_months(draw):
    calls = draw(st.integers(0, 80))
    return draw(random_tariffs()), calls, draw(st.integers(0, calls))
