"""How large a file, or the body of a request, may be; `.streamlit/config.toml` says it once more."""

from __future__ import annotations

from typing import Final

MOST_MEGABYTES: Final = 10
"""A file of a year of days has some ten kilobytes."""
MOST_BYTES: Final = MOST_MEGABYTES * 2**20
