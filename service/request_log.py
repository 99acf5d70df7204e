"""A line of log and a count for every request, and a name for each: its request id, in and out.

What goes wrong anywhere below is logged here with its traceback, and its client gets a sentence with the
request's id. A path is logged, its query string never: it may hold a customer's figures. Nor is the rest of
an address that opens to anyone who has it: that of an uploaded file, or of one to be downloaded.
"""

from __future__ import annotations

import re
import secrets
import time
from typing import Final

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service import metrics
from service.hosts import POLICY_VIOLATION
from service.problems import CLIENT_LEFT, SENTENCES, problem

REQUEST_ID: Final = "X-Request-ID"
LONGEST_PATH: Final = 200

_BEARER = re.compile("(/_stcore/upload_file/|/media/).+", re.DOTALL)
_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_log = structlog.stdlib.get_logger("service")


class RequestLog:
    """Middleware; ``known`` are the paths below ``base_path`` that are counted each for itself."""

    def __init__(self, app: ASGIApp, base_path: str, known: tuple[str, ...]) -> None:
        self._app = app
        self._base_path = base_path
        self._known = frozenset(known)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, and say so."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(request_id(Headers(scope=scope)), send)
        with structlog.contextvars.bound_contextvars(request_id=exchange.id):
            try:
                await self._app(scope, receive, exchange.send)
            except ClientDisconnect:
                exchange.status = exchange.status or CLIENT_LEFT
            except Exception as error:  # noqa: BLE001  whatever it is, it ends here
                await self._answer_failure(error, exchange, scope, receive)
            finally:
                exchange.close()
                self._note(scope, exchange)

    async def _answer_failure(
        self, error: Exception, exchange: _Exchange, scope: Scope, receive: Receive
    ) -> None:
        if scope["type"] == "websocket":  # what a client sent that no browser sends
            _log.warning("session failed", error=repr(error)[:LONGEST_PATH])
            if not exchange.status:
                await exchange.send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        _log.error("failed", path=logged_path(scope["path"]), exc_info=error)
        if not exchange.status:
            await problem(500, SENTENCES[500])(scope, receive, exchange.send)

    def _note(self, scope: Scope, exchange: _Exchange) -> None:
        path = scope["path"].removeprefix(self._base_path) or "/"
        seconds = time.perf_counter() - exchange.began
        client = scope.get("client")
        said = {
            "path": logged_path(scope["path"]),
            "status": exchange.status,
            "client": client[0] if client else None,
            "milliseconds": round(seconds * 1000, 1),
            "bytes": exchange.bytes,
        }
        if scope["type"] == "websocket":
            _log.info("session", **said)
            return
        area = metrics.area(path, self._known)
        method = scope["method"] if scope["method"] in metrics.METHODS else "other"
        metrics.REQUESTS.labels(area, method, exchange.status).inc()
        metrics.TIMES.labels(area).observe(seconds)
        _log.info("request", method=method, **said)


def logged_path(path: str) -> str:
    """Return what the log says of a path."""
    return _BEARER.sub(r"\1…", path)[:LONGEST_PATH]


def request_id(headers: Headers) -> str:
    """Return the id that a client or proxy gave the request, a new one if it gave none that can be used."""
    given = headers.get(REQUEST_ID, "")
    return given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(16)


class _Exchange:
    """What is known of one request while it is answered; ``status`` is 0 until then."""

    def __init__(self, request_id: str, to_client: Send) -> None:
        self.id = request_id
        self.began = time.perf_counter()
        self.status = 0
        self.bytes = 0
        self._to_client = to_client
        self._is_session = False
        self._is_gone = False

    async def send(self, message: Message) -> None:
        """Pass a message on to the client, and note what it says."""
        kind = message["type"]
        if kind in {"http.response.start", "websocket.http.response.start"}:
            self.status = message["status"]
            MutableHeaders(scope=message)[REQUEST_ID] = self.id
        elif kind in {"http.response.body", "websocket.http.response.body"}:
            self.bytes += len(message.get("body", b""))
        elif kind == "websocket.accept":
            self.status = 101
            self._is_session = True
            metrics.SESSIONS.inc()
            metrics.SESSIONS_OPENED.inc()
        elif kind == "websocket.send":
            self.bytes += len(message.get("bytes") or message.get("text") or b"")
        elif kind == "websocket.close" and not self.status:
            self.status = 403
        if self._is_gone:
            return
        try:
            await self._to_client(message)
        except Exception:  # noqa: BLE001  the server's own: what the client sent was no request after all
            self._is_gone = True
            self.status = CLIENT_LEFT

    def close(self) -> None:
        """Note that the client is gone."""
        if self._is_session:
            metrics.SESSIONS.dec()
