"""Packs for tests of the sums of packs."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from pricing.price_book import Pack

NO_LIMIT = 10**15
"""A deepest drop that rules out no mix."""


def packs_of(*figures):
    """Return packs given as (calls, price)."""
    return tuple(Pack(f"p{n}", calls, Decimal(price), 12) for n, (calls, price) in enumerate(figures))


@st.composite
def few_packs(draw):
    count = draw(st.integers(1, 3))
    sizes = [draw(st.sampled_from((1, 2, 3, 4, 5, 6, 7, 9, 11, 12))) for _ in range(count)]
    unit = [draw(st.sampled_from(("0", "0.5", "1", "1", "1.000001", "2"))) for _ in range(count)]
    return packs_of(*((size, size * Decimal(price)) for size, price in zip(sizes, unit, strict=True)))
