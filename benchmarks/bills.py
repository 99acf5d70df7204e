"""Postpaid bills of millions of months: `Tariff.bill` in pieces that fit the processor's cache."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from pricing.arrays import Ints
from pricing.bills.tiers import Tariff

PIECE = 1 << 15
"""Months billed at once."""


def bills(tariff: Tariff, calls: Ints, overage: Ints, *, threads: int = 1) -> Ints:
    """Return the bills of months in millionths, shape (n,) as ``calls`` and ``overage``, the billed ones.

    The threads do not wait for each other: numpy lets go of Python's lock while it counts.
    """
    billed = np.empty(len(overage), dtype=np.int64)

    def fill(start: int) -> None:
        for at in range(start, len(overage), PIECE * threads):
            piece = slice(at, at + PIECE)
            billed[piece], _ = tariff.bill(calls[piece], overage[piece])

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(fill, range(0, PIECE * threads, PIECE)))
    return billed
