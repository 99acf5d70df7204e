"""Many scenarios in one request: CSV in, CSV out, the bytes that `python -m pricing compare` writes.

The rows are read before the first byte is answered, so that a bad row is a problem document and never the
end of half a file; they are priced while the answer is on its way.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Final

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from pricing.bulk.columns import Scenarios
from pricing.bulk.reading import read
from pricing.bulk.table import comparison
from pricing.bulk.texts import csv_bytes, header, safe
from pricing.bulk_files.csv_source import CsvSource
from pricing.errors import Fault, InvalidScenario
from pricing.options import Offer
from service.limits import MOST_ROWS

NAME: Final = "scenarios"
"""What faults call the body of the request."""
MOST_AT_ONCE: Final = 2
"""Comparisons that a process works at; each holds a core while it does, and the pages need one as well."""
RETRY_SECONDS: Final = 5

slots: Final = threading.BoundedSemaphore(MOST_AT_ONCE)


def read_scenarios(content: bytes, offer: Offer) -> list[Scenarios]:
    """Return the scenarios of a CSV file in batches; raises InvalidScenario with the faults of all rows."""
    batches: list[Scenarios] = []
    faults: list[tuple[int, Fault]] = []
    count = 0
    with closing(CsvSource(io.BytesIO(content), NAME)) as source:
        for chunk in source.chunks():
            count += len(chunk.numbers) + len(chunk.faults)
            if count > MOST_ROWS:
                raise InvalidScenario((Fault("too_many_rows", NAME, "", {"high": f"{MOST_ROWS:,}"}),))
            reading = read(chunk.texts, offer, partial(_place, chunk.numbers))
            found = [*chunk.faults, *((chunk.numbers[row], fault) for row, fault in reading.faults)]
            faults += sorted(found, key=lambda pair: pair[0])
            batches.append(reading.scenarios)
    if faults:
        raise InvalidScenario(tuple(fault for _, fault in faults))
    return batches


def compared(batches: list[Scenarios], offer: Offer) -> Iterator[bytes]:
    """Yield the lines of the comparison, header first."""
    yield header()
    for batch in batches:
        yield csv_bytes(safe(comparison(batch, offer))).to_pybytes()


def _place(numbers: Sequence[int], row: int) -> str:
    return f"{NAME}: line {numbers[row]}"


class HoldingSlot(StreamingResponse):
    """An answer that gives its slot back when it is through, or when its client has left."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            slots.release()
