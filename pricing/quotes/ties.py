"""Which of some options is the cheapest, where several cost the same too.

DESIGN section 3: of options with the same total the cheapest is the one with less paid, purchases and bills,
by the end of month 1, then of month 2, and so on, then the first in the order of the options. What is paid
early can't be taken back: a pack has no refund.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pricing.arrays import Ints
from pricing.cheapest.pack_menu import NOWHERE
from pricing.quotes.options import OptionBatch


def paid_by_month(options: Sequence[OptionBatch], batch: int) -> Ints:
    """Return all that is paid up to the end of each month, shape (options, batch, months), millionths.

    The last month has the total. `NOWHERE` where an option does not exist or can't be bought online.
    """
    paid = np.full((len(options), batch, options[0].ledger.calls.shape[1]), NOWHERE, dtype=np.int64)
    for entry, option in zip(paid, options, strict=True):
        sold = option.available
        entry[option.rows[sold]] = option.ledger.spend[sold].cumsum(axis=1)
    return paid


def cheapest_of(paid: Ints) -> Ints:
    """Return the number of the cheapest option, shape (batch,); ``paid`` as `paid_by_month` returns it."""
    equal = paid[..., -1] == paid[..., -1].min(axis=0)
    for month in range(paid.shape[2] - 1):
        so_far = np.where(equal, paid[..., month], NOWHERE)
        equal &= so_far == so_far.min(axis=0)
    first: Ints = equal.argmax(axis=0)
    return first
