"""The HTTP interface without the pages, in this process: ``client`` asks it, ``logged`` is what it said."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog
from starlette.applications import Starlette
from starlette.testclient import TestClient

from service.application import middleware, routes
from service.logs import start_log
from service.settings import Settings

ORIGIN = "http://localhost:8501"


def served(settings: Settings | None = None) -> Starlette:
    """Return the application beside the pages, as serve.py builds it."""
    settings = settings or Settings()
    return Starlette(routes=routes(settings), middleware=middleware(settings, lambda: 0))


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    with TestClient(served(), base_url=ORIGIN) as asking:
        yield asking


@pytest.fixture
def logged(_log: io.StringIO) -> Callable[[], list[dict[str, object]]]:
    """Return a function that returns the lines of the log so far, each a JSON object."""
    return lambda: [json.loads(line) for line in _log.getvalue().splitlines()]


@pytest.fixture(autouse=True)
def _log() -> Iterator[io.StringIO]:
    """Keep the log of each test to itself, and the loggers of pytest as they were."""
    root = logging.getLogger()
    handlers, level, stream = root.handlers[:], root.level, io.StringIO()
    start_log("info", stream)
    yield stream
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
