"""What is asked of Streamlit's inside, for want of a setting: its log, and the room its uploads take."""

from __future__ import annotations

import logging

from streamlit import logger as streamlit_logger
from streamlit import runtime
from streamlit.runtime.stats import CacheStat


def join_log() -> None:
    """Let Streamlit's loggers hand what they say to the log of the process.

    Streamlit gives each logger a handler of its own when it makes it, and makes more of them later.
    """
    streamlit_logger.setup_formatter = _without_handler
    streamlit_logger.update_formatter()


def uploaded_bytes() -> int:
    """Return how many bytes of uploaded files the process holds."""
    if not runtime.exists():
        return 0
    uploads = runtime.get_instance().uploaded_file_mgr.get_stats()
    stats = [stat for family in uploads.values() for stat in family if isinstance(stat, CacheStat)]
    return sum(stat.byte_length for stat in stats)


def _without_handler(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True
