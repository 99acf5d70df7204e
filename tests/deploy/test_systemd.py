"""The systemd unit, judged by systemd's own tool."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.nginx import DEPLOY, tool

UNIT = DEPLOY / "systemd" / "face-fusion@.service"
HOME = "/opt/face-fusion"
MOST_EXPOSURE = 15
"""Of 100, as systemd counts it; a service without any restriction has 96."""


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """Return an instance of the unit with the folder and the Python of these tests."""
    text = UNIT.read_text(encoding="utf-8").replace(f"{HOME}/.venv/bin/python", sys.executable)
    path = tmp_path / "face-fusion@8501.service"
    path.write_text(text.replace(HOME, str(DEPLOY.parent)), encoding="utf-8")
    return path


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [tool("systemd-analyze"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_systemd_accepts_it(unit: Path) -> None:
    checked = analyze("verify", "--man=no", str(unit))
    assert (checked.returncode, checked.stdout) == (0, "")
    assert [line for line in checked.stderr.splitlines() if unit.name in line] == []


def test_systemd_would_tell_a_fault(unit: Path) -> None:
    """A key that it does not know is named: so the test above can fail."""
    unit.write_text(unit.read_text(encoding="utf-8").replace("Type=exec", "Typo=exec"), encoding="utf-8")
    assert "Typo" in analyze("verify", "--man=no", str(unit)).stderr


def test_it_is_hardly_exposed(unit: Path) -> None:
    checked = analyze("security", "--offline=true", f"--threshold={MOST_EXPOSURE}", "--no-pager", str(unit))
    assert checked.returncode == 0, checked.stdout.splitlines()[-1]


def test_the_port_names_the_instance() -> None:
    text = UNIT.read_text(encoding="utf-8")
    assert re.search(r"^Environment=.*\bFACE_FUSION_PORT=%i\b", text, re.MULTILINE)
