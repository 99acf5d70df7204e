"""Runs a command line inside the test's process and keeps what it wrote."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pricing.cli.main import main


@dataclass(frozen=True)
class Run:
    """What a command line did: its exit code and what it wrote, decoded as UTF-8."""

    code: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        """The lines of a refusal; fails if there is anything but lines on stderr and exit code 2."""
        assert (self.code, self.out) == (2, "")
        assert self.err.endswith("\n")
        return self.err.removesuffix("\n").split("\n")


@pytest.fixture
def run(capfdbinary):
    """Return a function that runs `python -m pricing` with the given arguments."""

    def pricing(*args):
        code = main(args)
        out, err = capfdbinary.readouterr()
        return Run(code, out.decode("utf-8"), err.decode("utf-8"))

    return pricing
