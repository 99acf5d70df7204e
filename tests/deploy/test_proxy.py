"""What the proxy does with a request, asked of a real nginx before stand-ins for the replicas."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from service.limits import MOST_BYTES_WITH_ENVELOPE, TOO_LARGE
from service.problems import MEDIA_TYPE, problem
from tests.browser.driver import free_port
from tests.deploy.nginx import running_proxy
from tests.deploy.stub import Stub, stubs

COOKIE = "face_fusion_replica"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def seen(self) -> dict[str, object]:
        """What the stand-in says that it was asked."""
        found: dict[str, object] = json.loads(self.body)
        return found


@dataclass
class Visitor:
    """A browser of little brain: it keeps the proxy's cookie."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str = "/", method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        address = urlsplit(self.url).netloc
        connection = HTTPConnection(address, timeout=10)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            given["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, given)
            response = connection.getresponse()
            answer = Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()
        told = re.match(rf"{COOKIE}=(\d*);", answer.headers.get("Set-Cookie", ""))
        if told:
            self.cookies[COOKIE] = told[1]
        return answer


@pytest.fixture(scope="module")
def ports() -> list[int]:
    return [free_port(), free_port()]


@pytest.fixture(scope="module")
def proxy(ports: list[int]) -> Iterator[str]:
    with running_proxy(ports) as url:
        yield url


@pytest.fixture
def replicas(ports: list[int]) -> Iterator[dict[int, Stub]]:
    with stubs(ports) as running:
        yield {stub.port: stub for stub in running}


@pytest.fixture
def visitor(proxy: str, replicas: dict[int, Stub]) -> Visitor:  # noqa: ARG001  they have to run
    return Visitor(proxy)


def test_a_browser_stays_with_the_replica_that_answered_it_first(visitor: Visitor) -> None:
    first = visitor.ask()
    home = first.seen["port"]
    assert visitor.cookies == {COOKIE: str(home)}
    assert "HttpOnly; SameSite=Lax" in first.headers["Set-Cookie"]
    answers = [visitor.ask(f"/static/{number}.js") for number in range(20)]
    assert {answer.seen["port"] for answer in answers} == {home}
    assert not any("Set-Cookie" in answer.headers for answer in answers)


def test_browsers_are_spread_over_the_replicas(replicas: dict[int, Stub]) -> None:
    with running_proxy(list(replicas)) as fresh:  # no replica has failed it yet
        homes = [Visitor(fresh).ask().seen["port"] for _ in range(20)]
    assert min(homes.count(port) for port in replicas) >= 5


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_a_browser_moves_when_its_replica_is_gone_and_does_not_move_back(
    visitor: Visitor, replicas: dict[int, Stub], method: str
) -> None:
    home = visitor.ask().seen["port"]
    replicas[home].stop()
    moved = visitor.ask("/somewhere", method, None if method == "GET" else b"figures")
    assert (moved.status, moved.seen["method"]) == (200, method)
    assert moved.seen["body"] == (0 if method == "GET" else len(b"figures"))
    other = moved.seen["port"]
    assert other != home
    replicas[home].start()
    assert {visitor.ask().seen["port"] for _ in range(10)} == {other}


@pytest.mark.parametrize("forged", ["9", "any_replica", "", "8501; x=1", "x" * 2000, "127.0.0.1:22"])
def test_a_cookie_names_no_other_place_than_a_replica(
    visitor: Visitor, replicas: dict[int, Stub], forged: str
) -> None:
    visitor.cookies[COOKIE] = forged
    answer = visitor.ask()
    assert answer.status == 200
    assert answer.seen["port"] in replicas
    assert visitor.cookies[COOKIE] == str(answer.seen["port"])


def test_where_no_replica_answers_a_sentence_does(visitor: Visitor, replicas: dict[int, Stub]) -> None:
    visitor.ask()
    for stub in replicas.values():
        stub.stop()
    answer = visitor.ask()
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert answer.body == b"No replica of the dashboard answers. Try again in a moment.\n"
    for stub in replicas.values():
        stub.start()
    assert Visitor(visitor.url).ask().status == 200
    assert visitor.ask().status == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/metrics", "/metrics/", "/metrics?x=1", "/%6detrics", "//metrics", "/a/../metrics", "/./metrics"),
        *("/prices/metrics", "/_stcore/metrics", "/prices/_stcore/metrics"),
        *("/_stcore/agent/interact", "/_stcore/agent/mcp", "/prices/_stcore/agent", "/_stcore//agent/x"),
    ],
)
def test_what_is_for_those_who_run_the_app_stays_inside(
    visitor: Visitor, replicas: dict[int, Stub], path: str
) -> None:
    assert [visitor.ask(path, method).status for method in ("GET", "POST")] == [404, 404]
    assert [stub.asked for stub in replicas.values()] == [[], []]


def test_an_address_arrives_as_it_was_asked(visitor: Visitor) -> None:
    path = "/packs?calls=400000&lang=zh&name=%E4%BA%BA%20a%2Fb+c&x=%26"
    assert visitor.ask(path).seen["path"] == path


def test_a_replica_learns_how_it_was_called(visitor: Visitor) -> None:
    answer = visitor.ask(Host="prices.example.com:8443", X_Forwarded_For="6.6.6.6", X_Forwarded_Proto="https")
    headers = answer.seen["headers"]
    assert isinstance(headers, dict)
    assert headers["Host"] == "prices.example.com:8443"
    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert headers["X-Forwarded-Proto"] == "https"
    assert answer.headers["Set-Cookie"].endswith("; Secure")
    plain = Visitor(visitor.url).ask(X_Forwarded_Proto="gopher")
    assert plain.seen["headers"]["X-Forwarded-Proto"] == "http"
    assert "Secure" not in plain.headers["Set-Cookie"]


def test_bodies_pass_up_to_what_the_app_allows(visitor: Visitor) -> None:
    answer = visitor.ask("/api/v1/compare", "POST", b"x" * MOST_BYTES_WITH_ENVELOPE)
    assert (answer.status, answer.seen["body"]) == (200, MOST_BYTES_WITH_ENVELOPE)
    refused = visitor.ask("/api/v1/compare", "POST", b"x" * (MOST_BYTES_WITH_ENVELOPE + 1))
    assert (refused.status, refused.headers["Content-Type"]) == (413, MEDIA_TYPE)
    ours = json.loads(bytes(problem(413, TOO_LARGE).body))
    assert json.loads(refused.body) == ours


def test_answers_are_compressed_for_those_who_can_read_it(visitor: Visitor) -> None:
    packed = visitor.ask(Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert json.loads(gzip.decompress(packed.body))["path"] == "/"
    assert "Content-Encoding" not in visitor.ask().headers


def test_the_proxy_does_not_say_what_it_is(visitor: Visitor) -> None:
    assert visitor.ask("/metrics").headers["Server"] == "nginx"
