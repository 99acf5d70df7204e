"""What is kept between runs is shared by all visitors: none of it may grow without end."""

import importlib
import pkgutil
from collections.abc import Iterator

import dashboard
import pricing

# One entry each for a shipped price list, a language, or nothing at all.
FEW_KEYS = {"shipped", "shipped_ids", "_catalogue", "plotly_address", "_compressed"}


def caches() -> Iterator[tuple[str, int | None]]:
    """Yield the name and the size of every cache of a function in our modules."""
    for package in (pricing, dashboard):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.endswith("__main__"):
                continue
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                if hasattr(value, "cache_parameters"):
                    yield name, value.cache_parameters()["maxsize"]


def test_a_cache_is_bounded_or_has_few_keys() -> None:
    found = dict(caches())
    assert {"offer", "what_if_prices"} <= {*found}
    assert {name for name, size in found.items() if size is None} <= FEW_KEYS
