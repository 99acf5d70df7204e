"""The image: the Dockerfile as its linter reads it, and the files that it takes, run as a container would."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.visitor import Visitor
from tests.browser.driver import free_port, running_app
from tests.deploy.nginx import DEPLOY, tool
from tests.test_layout import FILES

ROOT = DEPLOY.parent
DOCKERFILE = DEPLOY / "Dockerfile"
HEALTHY = ["-m", "deploy.healthy"]
IGNORED = DEPLOY / "Dockerfile.dockerignore"


@pytest.fixture(scope="module")
def taken() -> list[str]:
    """Return the files of the project that get into the image."""
    lines = IGNORED.read_text(encoding="utf-8").splitlines()
    wanted = [line.removeprefix("!") for line in lines if line.startswith("!")]
    return [name for name in FILES if any(name == each or name.startswith(f"{each}/") for each in wanted)]


def test_the_linter_has_nothing_to_say() -> None:
    hadolint = tool("hadolint", path=str(Path(sys.executable).parent))
    linted = subprocess.run([hadolint, str(DOCKERFILE)], capture_output=True, text=True, check=False)
    assert (linted.returncode, linted.stdout) == (0, "")


def test_it_does_not_run_as_root_and_says_whether_it_answers() -> None:
    text = DOCKERFILE.read_text(encoding="utf-8")
    last = text.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", last, re.MULTILINE)
    assert f"CMD {json.dumps(['python', *HEALTHY])}" in last
    assert "--only-binary :all:" in text
    assert "latest" not in text


def test_it_takes_what_the_app_needs_and_nothing_else(taken: list[str]) -> None:
    assert {name.split("/")[0] for name in taken} == {
        *(".streamlit", "app.py", "serve.py", "pages", "dashboard", "pricing", "service", "deploy"),
        "requirements.txt",
    }
    assert [name for name in taken if name.startswith("deploy/")] == ["deploy/healthy.py"]
    assert "pricing/price_books/tencent-face-fusion-2019-07-22.toml" in taken


def test_the_app_runs_from_these_files_alone_and_writes_none(taken: list[str], tmp_path: Path) -> None:
    """A visitor gets an answer, the health check says so, and says as well when nobody answers any more."""
    image, home = tmp_path / "image", tmp_path / "home"
    for name in taken:
        (image / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, image / name)
    home.mkdir()
    settings = {
        "FACE_FUSION_PORT": str(free_port()),
        "FACE_FUSION_BASE_PATH": "/face-fusion",
        "FACE_FUSION_ALLOWED_HOSTS": "prices.example.com,127.0.0.1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(home),
    }
    healthy = [sys.executable, *HEALTHY]
    written_otherwise = settings | {"FACE_FUSION_BASE_PATH": "face-fusion/"}
    with running_app(image, **settings) as server:
        visitor = asyncio.run(visit(server.url))
        assert visitor.headlines[1].startswith("Buy 1 license and one 5M pack: CNY 85,000")
        assert subprocess.run(healthy, cwd=image, env=written_otherwise, check=False).returncode == 0
    assert subprocess.run(healthy, cwd=image, env=settings, check=False).returncode == 1
    assert {path.relative_to(image).as_posix() for path in image.rglob("*") if path.is_file()} == set(taken)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("variable", ["FACE_FUSION_PORT", "FACE_FUSION_BASE_PATH"])
def test_what_the_app_would_not_start_with_is_not_healthy(variable: str) -> None:
    checked = subprocess.run(
        [sys.executable, *HEALTHY],
        cwd=ROOT,
        env={variable: "a b"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 1
    assert checked.stderr.startswith(f"{variable}: 'a b'")


async def visit(url: str) -> Visitor:
    """Open the first page and leave."""
    visitor = await Visitor.enter(url)
    await visitor.leave()
    return visitor
