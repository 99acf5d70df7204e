"""The proxy's configuration as nginx itself reads it, and what its three lists of replicas have in common."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.deploy.nginx import DEPLOY, configured

REPLICAS = {
    "one machine": DEPLOY / "nginx" / "replicas.conf",
    "compose": DEPLOY / "compose" / "replicas.conf",
    "kubernetes": DEPLOY / "kubernetes" / "replicas.conf",
}


@pytest.mark.parametrize("replicas", REPLICAS.values(), ids=REPLICAS)
def test_nginx_accepts_it_without_a_warning(replicas: Path, tmp_path: Path) -> None:
    command = [*configured(tmp_path, replicas=replicas), "-t", "-q"]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_a_replica_goes_by_its_port_everywhere() -> None:
    """A browser that was told 8501 must not be sent to another replica."""
    text = REPLICAS["one machine"].read_text(encoding="utf-8")
    groups = {name: re.findall(r"server \S+:(\d+)", body) for name, body in blocks(text, "upstream")}
    everyone = groups.pop("any_replica")
    assert groups.pop("every_replica") == everyone
    assert groups == {f"replica_{port}": [port] for port in everyone}
    [(_, choices)] = blocks(text, "map")
    chosen = dict(re.findall(r"^\s*(\S+)\s+(\S+);", choices, re.MULTILINE))
    assert chosen == {"default": "any_replica", **{port: f"replica_{port}" for port in everyone}}


def test_the_machine_and_compose_have_the_same_rules() -> None:
    """Only the addresses of the replicas and the heading differ."""
    one, other = (
        re.sub(r"server [0-9.]+:", "server ", REPLICAS[name].read_text(encoding="utf-8")).partition("\n\n")[2]
        for name in ("one machine", "compose")
    )
    assert one == other


def blocks(text: str, kind: str) -> list[tuple[str, str]]:
    """Return the last word before the brace, and the contents, of each block of a kind."""
    return re.findall(rf"^{kind} [^{{]*?(\S+) {{\n(.*?)^}}", text, re.MULTILINE | re.DOTALL)
