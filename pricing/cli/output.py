"""What a command writes: the whole answer at once, as UTF-8, whatever the locale, and lines on stderr."""

from __future__ import annotations

import contextlib
import errno
import os
import sys

import click


def write(text: str) -> None:
    """Write a finished answer to standard output; line ends stay as they are in ``text``."""
    if sys.stdout is None:  # closed by the caller
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def note(line: str) -> None:
    """Write a line to standard error; where nobody reads it, the exit code has to do."""
    with contextlib.suppress(OSError):
        click.echo(line, err=True)


def printable(text: str) -> str:
    """Return ``text`` with everything that would steer a terminal written as an escape."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
