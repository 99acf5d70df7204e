"""The log: a line of JSON for each request and for whatever Streamlit, uvicorn and Python have to say."""

from __future__ import annotations

import logging
import sys
from typing import Final, TextIO

import structlog
from structlog.typing import Processor

from service.settings import LogLevel

QUIET: Final = ("uvicorn.error", "uvicorn.asgi", "websockets")
"""Loggers that would write query strings at "info"; what they say there, a request's own line says too."""

_ENRICHED: Final[tuple[Processor, ...]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def start_log(level: LogLevel, stream: TextIO = sys.stdout) -> None:
    """Send what every logger of the process says to ``stream``, from ``level`` on."""
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*_ENRICHED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *_ENRICHED],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    handler.setLevel(number)
    handler.addFilter(_in_brief)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(number)
    logging.captureWarnings(capture=True)


def _in_brief(record: logging.LogRecord) -> bool:
    """Drop what is said twice, and the traceback of what is no error of the app: a client sent nonsense."""
    if record.levelno < logging.ERROR:
        record.exc_info = None
    return record.levelno >= logging.WARNING or record.name not in QUIET
