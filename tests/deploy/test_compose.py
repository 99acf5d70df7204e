"""The compose file: its schema, the proxy's list of replicas, and what a container may do."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
import yaml

from tests.deploy.nginx import DEPLOY

FILE = DEPLOY / "compose" / "compose.yaml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
REPLICAS = {name: service for name, service in SERVICES.items() if name != "proxy"}


def test_it_has_the_structure_that_compose_asks_for() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_proxy_finds_every_replica_at_its_address_and_port() -> None:
    addresses = {
        f"{service['networks']['inside']['ipv4_address']}:{service['environment']['FACE_FUSION_PORT']}"
        for service in REPLICAS.values()
    }
    listed = (DEPLOY / "compose" / "replicas.conf").read_text(encoding="utf-8")
    assert set(re.findall(r"server ([0-9.:]+)", listed)) == addresses
    assert len(addresses) == len(REPLICAS) == 2


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert [list(service["networks"]) for service in REPLICAS.values()] == [["inside"], ["inside"]]


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_may_do_little(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert not {"privileged", "cap_add", "network_mode", "pid"} & service.keys()


def test_what_is_mounted_is_there() -> None:
    for mount in SERVICES["proxy"]["volumes"]:
        source, target, mode = mount.split(":")
        assert (FILE.parent / source).is_file()
        assert target.startswith("/etc/face-fusion/")
        assert mode == "ro"


def test_the_image_is_built_from_here() -> None:
    for service in REPLICAS.values():
        context = (FILE.parent / service["build"]["context"]).resolve()
        assert context == DEPLOY.parent
        assert (context / service["build"]["dockerfile"]).is_file()
