"""serve.py as it runs: a process of its own, as `make run` and `make serve` start it, over the network."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.browser.driver import ROOT, Server, running_app

BASE = "/prices"
HOST = "prices.example.com"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_app(
        FACE_FUSION_BASE_PATH=BASE,
        FACE_FUSION_ALLOWED_HOSTS=f"127.0.0.1,localhost,{HOST}",
        FACE_FUSION_LOG_LEVEL="info",
    ) as running:
        yield running


def ask(
    server: Server, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Return the status, the headers and the body of an answer."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, f"{BASE}{path}", body, named)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.headers, content


def raw(server: Server, request: bytes) -> bytes:
    """Send bytes that need not be a request, and return what comes back: nothing where it is cut off."""
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        try:
            return b"".join(iter(lambda: connection.recv(65_536), b""))
        except ConnectionResetError:
            return b""


def stream(server: Server, host: str = "127.0.0.1", origin: str | None = None) -> ClientConnection:
    """Connect as a page does that was opened under the name ``host``."""
    address = urlsplit(server.url)
    reached = socket.create_connection((address.hostname, address.port), timeout=10)
    uri = f"ws://{host}:{address.port}{BASE}/_stcore/stream"
    try:
        return connect(uri, sock=reached, origin=origin)
    except InvalidStatus:
        reached.close()
        raise


def closes(session: ClientConnection) -> bool:
    """Tell whether the server closes a session within a moment."""
    try:
        while True:
            session.recv(timeout=15)
    except ConnectionClosed:
        return True
    except TimeoutError:
        return False


def started(**settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "serve.py"],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_pages_and_interface_answer_below_the_base_path(server: Server) -> None:
    assert b"<title>" in ask(server, "/")[2]
    assert json.loads(ask(server, "/api/v1/quote?calls=400000")[2])["cheapest"] == "pack:5m"
    assert ask(server, "/healthz")[0] == ask(server, "/readyz")[0] == ask(server, "/metrics")[0] == 200
    status, headers, _ = ask(server, "/plotly/7.1.0/plotly.min.js")
    assert (status, headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert f"<{BASE}/plotly/7.1.0/plotly.min.js>; rel=preload" in ask(server, "/")[1]["link"]


def test_streamlit_s_own_answers_have_the_headers(server: Server) -> None:
    for path in ("/", "/packs_or_postpaid", "/_stcore/health", "/_stcore/host-config", "/static/nothing.js"):
        headers = ask(server, path)[1]
        assert headers["x-content-type-options"] == "nosniff", path
        assert "script-src 'self' 'sha256-" in headers["content-security-policy"], path
        assert headers["x-request-id"], path


def test_a_session_opens_under_an_allowed_name_only(server: Server) -> None:
    with stream(server):
        _, _, figures = ask(server, "/metrics")
        assert re.search(rb"^face_fusion_sessions [1-9]", figures, re.MULTILINE)
    with stream(server, HOST, f"http://{HOST}:{urlsplit(server.url).port}"):
        pass
    with pytest.raises(InvalidStatus, match="403"):
        stream(server, "evil.example")


def test_a_page_elsewhere_can_t_open_a_session(server: Server) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        stream(server, origin="http://evil.example")
    assert ask(server, "/_stcore/health", Origin="http://evil.example")[0] == 200
    assert "external IP" not in server.logged()  # Streamlit would ask another host for it


@pytest.mark.parametrize("message", ["text", b"\xff" * 100, b"\0" * 5_000_000], ids=["text", "noise", "5 MB"])
def test_what_no_browser_sends_ends_its_session_and_nothing_else(
    server: Server, message: str | bytes
) -> None:
    with stream(server) as session:
        with suppress(ConnectionClosed):
            session.send(message)
        assert closes(session)
    assert ask(server, "/healthz")[0] == 200


def test_an_upload_needs_the_token_of_its_page(server: Server) -> None:
    assert ask(server, "/_stcore/upload_file/session/file", "PUT", b"x")[0] == 403


def test_a_body_that_is_too_large_is_refused_before_it_is_read(server: Server) -> None:
    status, headers, content = ask(server, "/api/v1/compare", "POST", Content_Length="99999999999")
    assert (status, headers["content-type"]) == (413, "application/problem+json")
    assert b"at most 10,485,760 bytes" in content


@pytest.mark.parametrize(
    "request_",
    [
        *(b"\r\n\r\n", b"\0" * 100, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\0\x01\0"),
        *(b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
        b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        b"POST /prices/api/v1/quote HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"POST /prices/api/v1/quote HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /prices/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /prices/static/%2e%2e/%2e%2e/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET //evil.example/%2f.. HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(server: Server, request_: bytes) -> None:
    answer = raw(server, request_)
    assert not answer or re.match(rb"HTTP/1\.1 (4\d\d|200|30[178])", answer)
    assert b"root:" not in answer
    assert b"Traceback" not in answer


def test_the_log_is_json_without_query_strings(server: Server) -> None:
    ask(server, "/?calls=987654321&qps=77777", X_Request_ID="from-the-proxy-1")
    ask(server, "/api/v1/quote?calls=987654321")
    with pytest.raises(InvalidStatus):
        connect(f"{server.url.replace('http', 'ws')}/no?calls=987654321")
    lines = [json.loads(line) for line in server.logged().splitlines()]
    assert [line["path"] for line in lines if line.get("request_id") == "from-the-proxy-1"] == ["/prices/"]
    assert "987654321" not in server.logged()
    assert "Traceback" not in server.logged()
    errors = [line["event"] for line in lines if line["level"] == "error"]
    assert set(errors) <= {"ASGI callable returned without completing response."}  # to what was no request


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            {"FACE_FUSION_PORT": "abc"},
            "FACE_FUSION_PORT: 'abc' is not a whole number; allowed: 1 to 65,535\n",
        ),
        ({"FACE_FUSION_LOG_LEVEL": "loud"}, "FACE_FUSION_LOG_LEVEL: 'loud' is not known; allowed: debug, "),
    ],
)
def test_a_setting_that_can_t_be_used_is_a_sentence_and_exit_code_2(
    settings: dict[str, str], said: str
) -> None:
    process = started(**settings)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert err.startswith(said)
    assert err.count("\n") == 1


def test_a_port_that_is_taken_is_a_sentence_and_exit_code_1(server: Server) -> None:
    port = str(urlsplit(server.url).port)
    process = started(FACE_FUSION_PORT=port, FACE_FUSION_ADDRESS="127.0.0.1")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err == f"127.0.0.1, port {port}: can't be used (Address already in use)\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_told_to(number: signal.Signals) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = started(FACE_FUSION_PORT=str(port), FACE_FUSION_ADDRESS="127.0.0.1")
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["event"] == "listening"
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            break
        except OSError:
            time.sleep(0.1)
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", open_timeout=30) as session:
        process.send_signal(number)
        assert closes(session)
    out, err = process.communicate(timeout=30)
    assert process.returncode in {0, -number}
    assert err == ""
    assert "Traceback" not in out
