"""The manifests: Kubernetes' own schemas, names that must agree between files, and what a pod may do."""

from __future__ import annotations

from typing import Any

import kubernetes_validate
import pytest
import yaml

from tests.deploy.nginx import DEPLOY

KUSTOMIZATION: dict[str, Any] = yaml.safe_load((DEPLOY / "kustomization.yaml").read_text(encoding="utf-8"))
MANIFESTS: dict[str, dict[str, Any]] = {
    manifest["kind"]: manifest
    for name in KUSTOMIZATION["resources"]
    for manifest in yaml.safe_load_all((DEPLOY / name).read_text(encoding="utf-8"))
}
OLDEST = "1.30"  # the first with lifecycle.sleep as a matter of course
POD: dict[str, Any] = MANIFESTS["Deployment"]["spec"]["template"]["spec"]
[APP] = POD["containers"]
[PROXY] = POD["initContainers"]
LABELS = MANIFESTS["Deployment"]["spec"]["template"]["metadata"]["labels"]


def test_every_manifest_is_among_the_resources() -> None:
    there = {path.relative_to(DEPLOY).as_posix() for path in (DEPLOY / "kubernetes").glob("*.yaml")}
    assert set(KUSTOMIZATION["resources"]) == there
    assert MANIFESTS.keys() == {
        *("Deployment", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy")
    }


@pytest.mark.parametrize("release", [OLDEST, kubernetes_validate.latest_version()])
@pytest.mark.parametrize("kind", MANIFESTS)
def test_a_manifest_has_the_structure_that_kubernetes_asks_for(kind: str, release: str) -> None:
    kubernetes_validate.validate(MANIFESTS[kind], release, strict=True)


def test_all_find_the_same_pods() -> None:
    selectors = {
        kind: MANIFESTS[kind]["spec"][field]
        for kind, field in (("Service", "selector"), ("NetworkPolicy", "podSelector"))
    }
    assert selectors["Service"] == LABELS
    assert selectors["NetworkPolicy"] == {"matchLabels": LABELS}
    assert MANIFESTS["Deployment"]["spec"]["selector"] == {"matchLabels": LABELS}
    assert MANIFESTS["PodDisruptionBudget"]["spec"]["selector"] == {"matchLabels": LABELS}
    target = MANIFESTS["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", MANIFESTS["Deployment"]["metadata"]["name"])


def test_the_service_leads_to_the_proxy_only_and_keeps_a_client_on_its_pod() -> None:
    service = MANIFESTS["Service"]["spec"]
    [port] = service["ports"]
    assert port["targetPort"] == "public"
    assert [each["name"] for each in PROXY["ports"]] == ["public"]
    assert service["sessionAffinity"] == "ClientIP"


def test_the_probes_ask_the_app_itself() -> None:
    ports = {port["name"]: port["containerPort"] for port in APP["ports"]}
    paths = {name: APP[name]["httpGet"] for name in ("startupProbe", "readinessProbe", "livenessProbe")}
    assert {asked["port"] for asked in paths.values()} == ports.keys()
    assert {name: asked["path"] for name, asked in paths.items()} == {
        "startupProbe": "/readyz",
        "readinessProbe": "/readyz",
        "livenessProbe": "/healthz",
    }


def test_the_configuration_of_the_pod_is_made_from_the_files_that_are_tested() -> None:
    made = {entry["name"]: entry for entry in KUSTOMIZATION["configMapGenerator"]}
    mounted = [volume["configMap"]["name"] for volume in POD["volumes"] if "configMap" in volume]
    read = [source["configMapRef"]["name"] for source in APP["envFrom"]]
    assert {*mounted, *read} == made.keys()
    [proxy] = mounted
    for name in made[proxy]["files"]:
        assert (DEPLOY / name).is_file()
    assert [image["name"] for image in KUSTOMIZATION["images"]] == [APP["image"]]


def test_no_variable_of_a_service_gets_into_the_settings() -> None:
    """Kubernetes would set FACE_FUSION_PORT to "tcp://..." for a service of the name face-fusion."""
    assert POD["enableServiceLinks"] is False


@pytest.mark.parametrize("container", [APP, PROXY], ids=["app", "proxy"])
def test_a_container_may_do_little(container: dict[str, Any]) -> None:
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert {"cpu", "memory"} == container["resources"]["requests"].keys()
    assert "memory" in container["resources"]["limits"]
    pod = POD["securityContext"]
    assert pod["runAsNonRoot"] is True
    assert pod["runAsUser"] > 0
    assert pod["seccompProfile"] == {"type": "RuntimeDefault"}
    assert POD["automountServiceAccountToken"] is False
