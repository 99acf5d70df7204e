"""Streamlit's loggers, made to hand what they say to the log of the process instead of printing it."""

from __future__ import annotations

import logging

from streamlit import logger as streamlit_logger


def join_streamlit() -> None:
    """Take the handlers of Streamlit's loggers away, also of those that it makes later.

    Streamlit has no setting for this: it gives each logger a handler of its own when it makes it.
    """
    streamlit_logger.setup_formatter = _without_handler
    streamlit_logger.update_formatter()


def _without_handler(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True
