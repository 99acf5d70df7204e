"""Runs the application in this process until it is told to end: uvicorn, on a port that is taken first."""

from __future__ import annotations

import contextlib
import socket
import sys

import structlog
import uvicorn
from starlette.types import ASGIApp

from service.settings import Settings

BACKLOG = 2048
MOST_MESSAGE = 4 * 1024 * 1024
"""Bytes of one message of a browser; its inputs are some kilobytes, files come by their own requests."""

KEEP_ALIVE_SECONDS = 75  # longer than a proxy keeps a connection, so that it never meets a closed one
LAST_ANSWERS_SECONDS = 10
PING_SECONDS = 30


_log = structlog.stdlib.get_logger("service")


def run(app: ASGIApp, settings: Settings, *, announce: bool) -> int:
    """Serve ``app`` until a signal ends it; return the exit code.

    ``announce`` says to a person where; the log says it anyway.
    """
    try:
        listener = _listener(settings)
    except OSError as error:
        reason = error.strerror or str(error)
        print(f"{settings.address}, port {settings.port}: can't be used ({reason})", file=sys.stderr)  # noqa: T201
        return 1
    config = uvicorn.Config(
        app,
        ws="websockets-sansio",
        ws_max_size=MOST_MESSAGE,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=False,  # costs more of the processor than it saves on the way
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=LAST_ANSWERS_SECONDS,
    )
    server = uvicorn.Server(config)
    with listener:
        _log.info("listening", url=settings.url)
        if announce:
            print(f"The app is on {settings.url}", flush=True)  # noqa: T201  what a person waits for
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn has ended, and passes Ctrl-C on
            server.run(sockets=[listener])
    _log.info("ended")
    return 0 if server.started else 1


def _listener(settings: Settings) -> socket.socket:
    """Return a socket that listens where the settings say; raises OSError."""
    family, kind, protocol, _, address = socket.getaddrinfo(
        settings.address, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":  # there it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
