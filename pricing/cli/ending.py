"""Ends a long command between two steps of its work when it is interrupted, terminated or hung up."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = [signal.Signals[name] for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
INSISTED = 3
"""So many signals wait for no step. Two may be one: `timeout` sends it to the process and to its group."""


class Ending:
    """Which signals came.

    Their handler only notes them: an exception raised there strikes wherever Python happens to be, is
    swallowed where that is a callback of the interpreter, and leaves a file behind where that is between two
    lines that belong together.
    """

    def __init__(self) -> None:
        self._noted: list[int] = []
        self._ends = False

    def check(self) -> None:
        """Raise SystemExit with the shell's code, 128 and the first signal's number, if any came."""
        if self._noted:
            self._ends = True
            raise SystemExit(128 + self._noted[0])

    def note(self, number: int, _frame: FrameType | None) -> None:
        """Handle a signal."""
        self._noted.append(number)
        if len(self._noted) >= INSISTED and not self._ends:
            self.check()


@contextmanager
def ended_by_signals() -> Iterator[Ending]:
    """Yield what is to be asked, after each step, whether the command shall end.

    A signal that comes after the last question changes nothing any more.
    """
    ending = Ending()
    if threading.current_thread() is not threading.main_thread():
        yield ending
        return
    usual = (signal.SIG_DFL, signal.default_int_handler)  # `nohup` has the hang-up ignored
    before = {number: handler for number in ENDING if (handler := signal.getsignal(number)) in usual}
    try:
        for number in before:
            signal.signal(number, ending.note)
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
