"""A stand-in for a replica: it says which one it is and what it was asked, and may be stopped at any time."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

KILOBYTE: Final = 1024


class Stub:
    """A replica on a port of this machine; ``asked`` are the paths that it was asked for."""

    def __init__(self, port: int) -> None:
        """Start to answer on ``port``."""
        self.port = port
        self.asked: list[str] = []
        self.start()

    def start(self) -> None:
        """Answer, again if it was stopped."""
        stub = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 5

            def do_GET(self) -> None:
                stub.asked.append(self.path)
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                found = {"port": stub.port, "path": self.path, "method": self.command, "body": len(body)}
                answer = json.dumps({**found, "headers": dict(self.headers), "filler": "x" * KILOBYTE})
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer.encode())

            do_POST = do_PUT = do_GET  # noqa: N815  the names that http.server looks for

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: Any) -> None:
                """Say nothing: connections that a test breaks off are no news."""

        self._server = Server(("127.0.0.1", self.port), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def stop(self) -> None:
        """Refuse connections from now on."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def stubs(ports: list[int]) -> Iterator[list[Stub]]:
    """Run a stand-in on each port until the block ends."""
    running = [Stub(port) for port in ports]
    try:
        yield running
    finally:
        for stub in running:
            stub.stop()
