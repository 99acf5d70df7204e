"""Settings of all tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


@pytest.fixture(autouse=True)
def _same_main_module() -> Iterator[None]:
    """Put ``__main__`` back: AppTest leaves its script there, and a spawned worker process would run it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
