"""What processes take of this machine, as Linux tells: memory, processor time, and what others took."""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter
from typing import Self

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def memory(pid: int) -> int:
    """Return the resident memory of a process in bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has taken so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Meter:
    """Cores used since `start`: by one process, and by all that is neither it nor this one."""

    def __init__(self, pid: int) -> None:
        """Watch the process ``pid``, from now on."""
        self._pid = pid
        self.start()

    def start(self) -> Self:
        """Count from now on."""
        self._before = self._now()
        return self

    def cores(self) -> tuple[float, float]:
        """Return the cores that the process has used on average, and those that others have."""
        wall, all_of_it, ours, theirs = (
            now - before for now, before in zip(self._now(), self._before, strict=True)
        )
        return theirs / wall, max(0.0, all_of_it - ours - theirs) / wall

    def _now(self) -> tuple[float, float, float, float]:
        """Return seconds: of the clock, and of processors taken by all, by this process and by the other."""
        user, nice, system, _, _, interrupts, soft, *_ = map(
            int, Path("/proc/stat").read_text().splitlines()[0].split()[1:]
        )
        busy = (user + nice + system + interrupts + soft) / TICKS
        return perf_counter(), busy, processor_seconds(os.getpid()), processor_seconds(self._pid)
