"""Work on all cores whose results come back in the order in which it was handed out.

Each worker has a pipe of its own, of which no other process holds an end: when it dies, whatever it was
reading or writing, its parent is told so. The queues of `concurrent.futures` are shared by all workers and
their parent; when one dies in the middle of a result, all wait for the rest of it.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

HELD = (signal.SIGINT, signal.SIGHUP, signal.SIGTERM) if hasattr(signal, "pthread_sigmask") else ()
"""What a terminal or `timeout` sends to all processes: the workers leave it to the one that started them."""


class WorkerDiedError(Exception):
    """A worker ended before it gave its result, perhaps for lack of memory."""


def in_order(work: Callable[[T], R], jobs: Iterable[T], *, workers: int) -> Generator[R]:
    """Yield ``work(job)`` for each of ``jobs``, in their order; with one worker in this very process.

    ``work``, the jobs and what ``work`` raises are pickled. Closing the iterator drops the jobs that wait.
    Raises WorkerDiedError, and what ``work`` raises.
    """
    if workers == 1:
        yield from map(work, jobs)
        return
    team: list[_Worker[T, R]] = []
    busy: deque[_Worker[T, R]] = deque()
    try:
        for job in jobs:
            if len(team) < workers:
                team.append(_started(work))
                team[-1].give(job)
                busy.append(team[-1])
                continue
            worker = busy.popleft()
            result = worker.take()
            worker.give(job)
            busy.append(worker)
            yield result
        while busy:
            yield busy.popleft().take()
    finally:
        for worker in team:
            worker.end()


@dataclass(frozen=True)
class _Worker(Generic[T, R]):
    process: SpawnProcess
    pipe: Connection

    def give(self, job: T) -> None:
        """Hand out a job; the worker has none."""
        try:
            self.pipe.send(job)
        except OSError:
            raise WorkerDiedError from None

    def take(self) -> R:
        """Wait for the result of the job."""
        try:
            result, error = self.pipe.recv()
        except (EOFError, OSError):
            raise WorkerDiedError from None
        if error is not None:
            raise error
        done: R = result
        return done

    def end(self) -> None:
        """End the worker, whatever it is at: it holds nothing but its job."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _started(work: Callable[[T], R]) -> _Worker[T, R]:
    context = get_context("spawn")  # forking with Arrow's threads at work could lock up
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(work, theirs), daemon=True)
    with _signals_held():
        process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(work: Callable[[Any], object], pipe: Connection) -> None:
    """Do the jobs that come through the pipe, until nobody holds its other end any more."""
    try:
        while True:
            pipe.send(_done(work, pipe.recv()))
    except (EOFError, OSError):
        return


def _done(work: Callable[[Any], object], job: object) -> tuple[object, Exception | None]:
    try:
        return work(job), None
    except Exception as error:  # noqa: BLE001  whatever it is, the parent raises it
        return None, error


@contextmanager
def _signals_held() -> Iterator[None]:
    """Put off the `HELD` signals; a process that starts meanwhile inherits the mask and never sees them.

    Other threads may still receive them for this one: their handlers must do no more than take note.
    """
    if not HELD:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HELD)
    try:
        resource_tracker.ensure_running()  # when it starts, it lifts the block of interrupts
        signal.pthread_sigmask(signal.SIG_BLOCK, HELD)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
