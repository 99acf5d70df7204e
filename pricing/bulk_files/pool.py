"""Work on all cores whose results come back in the order in which it was handed out."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process, resource_tracker
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

WAITING = 2
"""Jobs per worker that are handed out ahead of the results that are taken."""
HELD = (signal.SIGINT, signal.SIGHUP) if hasattr(signal, "pthread_sigmask") else ()
"""What a terminal sends to all its processes: the workers leave it to the process that started them."""


def in_order(work: Callable[[T], R], jobs: Iterable[T], *, workers: int) -> Generator[R]:
    """Yield ``work(job)`` for each of ``jobs``, in their order; with one worker in this very process.

    ``work`` and the jobs are pickled. Closing the iterator drops the jobs that wait. Raises BrokenProcessPool
    if a worker dies.
    """
    if workers == 1:
        yield from map(work, jobs)
        return
    context = get_context("spawn")  # forking with Arrow's threads at work could lock up
    with _signals_held():  # here multiprocessing starts a process of its own
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    waiting: deque[Future[R]] = deque()
    try:
        for job in jobs:
            with _signals_held():  # here the pool starts a worker
                waiting.append(pool.submit(work, job))
            if len(waiting) > WAITING * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Put off the `HELD` signals; a process that starts meanwhile inherits the mask and never sees them."""
    if not HELD:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HELD)
    noted: list[int] = []
    handlers = {}
    if threading.current_thread() is threading.main_thread():  # other threads may still receive them for it
        handlers = {number: signal.getsignal(number) for number in HELD}
    try:
        for number, handler in handlers.items():
            if callable(handler):
                signal.signal(number, lambda received, _: noted.append(received))
        resource_tracker.ensure_running()  # when it starts, it lifts the block of interrupts
        signal.pthread_sigmask(signal.SIG_BLOCK, HELD)
        yield
    finally:
        for number, handler in handlers.items():
            if callable(handler):
                signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if noted:
            signal.raise_signal(noted[0])


def _begin() -> None:
    """Let a worker end when its parent is gone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
