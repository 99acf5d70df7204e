"""The headers of every answer, and the policy that fits Streamlit's page."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from starlette.testclient import TestClient

from service.headers import FOR_PROGRAMS, page_policy, streamlit_page

PATHS = [
    "/healthz",
    "/api/v1/quote",
    "/api/v1/quote?calls=x",
    "/api/nothing",
    "/api/openapi.json",
    "/nothing",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_what_answers_programs_is_allowed_nothing(client: TestClient) -> None:
    assert client.get("/api/v1/quote").headers["content-security-policy"] == FOR_PROGRAMS
    assert client.get("/nothing").headers["content-security-policy"] != FOR_PROGRAMS


def test_a_failure_has_them_too(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.application.shipped", lambda _: 1 / 0)
    answer = client.get("/readyz")
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_scripts_run_from_here_and_by_their_hash_only() -> None:
    inline = "\n  window.x = 1\n"
    policy = page_policy(f"<script>{inline}</script><script type='module' src='./a.js'></script>")
    digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert not re.search(r"https?:|\*", policy)


def test_streamlit_s_page_has_the_one_inline_script_that_is_allowed() -> None:
    assert len(re.findall("sha256-", page_policy(streamlit_page()))) == 1
