"""The image: the Dockerfile as its linter reads it, and the files that it takes, run as a container would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.driver import free_port
from tests.deploy.nginx import DEPLOY, tool
from tests.deploy.stub import stubs
from tests.test_layout import FILES

ROOT = DEPLOY.parent
DOCKERFILE = DEPLOY / "Dockerfile"
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
    assert "HEALTHCHECK" in last
    assert "--only-binary :all:" in text
    assert "latest" not in text


def test_it_takes_what_the_app_needs_and_nothing_else(taken: list[str]) -> None:
    assert {name.split("/")[0] for name in taken} == {
        *(".streamlit", "app.py", "serve.py", "pages", "dashboard", "pricing", "service", "deploy"),
        "requirements.txt",
    }
    assert [name for name in taken if name.startswith("deploy/")] == ["deploy/healthy.py"]
    assert "pricing/price_books/tencent-face-fusion.toml" in taken


@pytest.fixture(scope="module")
def image(taken: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with the files of the image, none of which can be written."""
    folder = tmp_path_factory.mktemp("image")
    for name in taken:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    yield folder


def test_the_app_starts_from_these_files_alone_and_is_healthy(image: Path) -> None:
    settings = {"FACE_FUSION_PORT": str(free_port()), "FACE_FUSION_BASE_PATH": "/prices"}
    environment = {**os.environ, **settings, "FACE_FUSION_ADDRESS": "0.0.0.0", "HOME": "/nonexistent"}
    healthy = [sys.executable, str(image / "deploy" / "healthy.py")]
