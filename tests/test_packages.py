"""`.ci/packages`, which brings what the tests need beside Python: what it says where it can't."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.deploy.nginx import tool

SCRIPT = Path(__file__).parents[1] / ".ci" / "packages"
NEEDED_BY_THE_SCRIPT = ("bash", "env", "id", "mktemp", "rm", "tail")


def run(path: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": path, **variables}
    return subprocess.run([SCRIPT], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def bare(tmp_path: Path) -> str:
    """Return a path on which there is next to nothing."""
    for name in NEEDED_BY_THE_SCRIPT:
        (tmp_path / name).symlink_to(tool(name))
    write(tmp_path / "sudo", 'exec "$@"')
    return str(tmp_path)


def write(path: Path, line: str) -> None:
    """Write a command."""
    path.write_text(f"#!/usr/bin/env bash\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


def test_where_everything_is_there_it_says_nothing() -> None:
    done = run(os.environ["PATH"])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_apt_get_it_names_what_is_missing(bare: str) -> None:
    done = run(bare)
    assert (done.returncode, done.stdout) == (1, "")
    missing, advice = done.stderr.splitlines()
    assert missing.startswith("The tests need chromium fontconfig fonts-noto-cjk ")
    assert "libreoffice-calc-nogui systemd" in missing
    assert missing.endswith(", and there is no apt-get here to install packages with.")
    assert advice == (
        "Install them by hand; another browser is named so: make test CHROMIUM=/path/to/chromium"
    )


def test_what_apt_get_could_not_do_is_shown(bare: str) -> None:
    write(Path(bare) / "apt-get", "echo 'no network here'; exit 100")
    done = run(bare)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "no network here"
    assert "'apt-get update' failed as shown above" in done.stderr


def test_a_browser_that_is_named_has_to_be_there(bare: str) -> None:
    done = run(bare, CHROMIUM="/no/such/browser")
    assert (done.returncode, done.stderr) == (
        1,
        "CHROMIUM names '/no/such/browser', which can't be run.\n",
    )


def test_a_test_without_its_tool_fails_in_a_sentence() -> None:
    with pytest.raises(pytest.fail.Exception, match="No nginx on this machine; 'make packages' installs it"):
        tool("nginx", path="/nowhere")
