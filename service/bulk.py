"""Many scenarios in one request: CSV in, CSV out, the bytes that `python -m pricing compare` writes.

The rows are read before the first byte is answered, so that a bad row is a problem document and never the
end of half a file; they are priced while the answer is on its way. A client that takes its answer slowly
keeps a place, but no core.
"""

from __future__ import annotations

import io
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from functools import partial
from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from pricing.bulk.columns import Scenarios
from pricing.bulk.csv_source import CsvSource
from pricing.bulk.reading import read
from pricing.bulk.table import comparison
from pricing.bulk.texts import csv_bytes, header, safe
from pricing.errors import Fault, InvalidScenario
from pricing.quotes.options import Offer
from service.limits import MOST_ROWS

NAME: Final = "scenarios"
"""What faults call the body of the request."""
MOST_AT_ONCE: Final = 2
"""Comparisons that a process works at; each holds a core while it does, and the pages need one as well."""
MOST_OPEN: Final = 16
"""Comparisons that have not been answered to the end; each may hold some 25 MB of scenarios."""
RETRY_SECONDS: Final = 5

cores: Final = CapacityLimiter(MOST_AT_ONCE)
places: Final = threading.BoundedSemaphore(MOST_OPEN)


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


async def compared(batches: list[Scenarios], offer: Offer) -> AsyncIterator[bytes]:
    """Yield the lines of the comparison, header first; each batch waits for a core and gives it back."""
    yield header(batches[0].later)
    for batch in batches:
        yield await to_thread.run_sync(_lines, batch, offer, limiter=cores)


def _lines(batch: Scenarios, offer: Offer) -> bytes:
    lines: bytes = csv_bytes(safe(comparison(batch, offer))).to_pybytes()
    return lines


def _place(numbers: Sequence[int], row: int) -> str:
    return f"{NAME}: line {numbers[row]}"


class HoldingPlace(StreamingResponse):
    """An answer that gives its place back when it is through, or when its client has left."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            places.release()
