"""Bad input on the command line: lines that say what, where, why and what is allowed, all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from pricing.errors import PricingError

T = TypeVar("T")


class BadInput(Exception):
    """What was typed can't be used; one line a fault."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class Faults:
    """Collects the faults of all parts of one command line, so that they are reported together.

    A part that may be faulty is read through `collect`; the command stops with
    ``BadInput(faults.lines)`` when all have been read and there is a line.
    """

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self.lines = list(lines)

    def collect(self, read: Callable[[], T]) -> T | None:
        """Return what ``read`` returns; if it finds faults, keep their lines and return None."""
        try:
            return read()
        except PricingError as error:
            self.lines += [str(fault) for fault in error.faults]
        except BadInput as error:
            self.lines += error.lines
        return None
