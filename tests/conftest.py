"""Settings of all tests: how many examples, and which worker runs what."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# How long an example takes says more about the machine than about the code.
settings.register_profile("project", deadline=None, max_examples=30)
settings.register_profile("long", deadline=None, max_examples=1_000)  # make test-long
settings.load_profile("project")

TOGETHER = (
    "tests/browser/test_replicas.py",
    "tests/browser/test_serve.py",
    "tests/browser/test_live_chart.py",
    "tests/browser/test_files.py",
    "tests/dashboard/files/workbook/test_recalculated.py",
)
"""Files that start something dear of their own, so that one worker runs them whole; the longest first."""


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]


class _ByTest(LoadScopeScheduling):
    """Gives each worker a test after the other, in order, and the files that stay together as a whole."""

    def _split_scope(self, nodeid: str) -> str:
        return _file(nodeid) if _file(nodeid) in TOGETHER else nodeid


# The mark `xdist_group` would say the same, but this xdist writes it where this pytest does not look.
@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _ByTest:
    config.option.loadscopereorder = False  # the order is that below
    return _ByTest(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last, and of each kind first the files that stay together.

    Last, because Playwright leaves an event loop in its thread: ``asyncio.run`` fails in tests after it.
    """

    def place(item: pytest.Item) -> tuple[bool, int]:
        file = _file(item.nodeid)
        in_browser = Path(file).parent == Path("tests/browser")
        return in_browser, TOGETHER.index(file) if file in TOGETHER else len(TOGETHER)

    items.sort(key=place)


@pytest.fixture(autouse=True)
def _same_main_module() -> Iterator[None]:
    """Put ``__main__`` back: AppTest leaves its script there, and a spawned worker process would run it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
