"""Settings by environment variables: read with their defaults, or refused in a sentence each."""

import pytest

from service.settings import LOOPBACK, InvalidSettings, Settings, read_settings

EVERYWHERE = "0.0.0.0"  # noqa: S104  read, not bound


def test_nothing_said_is_this_machine_only() -> None:
    assert read_settings({"HOME": "/root"}) == Settings("localhost", 8501, "", LOOPBACK, "info", metrics=True)


def test_everything_said_is_taken() -> None:
    said = {
        "FACE_FUSION_ADDRESS": f" {EVERYWHERE} ",
        "FACE_FUSION_PORT": "80",
        "FACE_FUSION_BASE_PATH": "pricing/face-fusion/",
        "FACE_FUSION_ALLOWED_HOSTS": "Prices.Example.com, *.example.org,[::1]",
        "FACE_FUSION_LOG_LEVEL": "Warning",
        "FACE_FUSION_METRICS": "off",
    }
    hosts = ("prices.example.com", "*.example.org", "::1")
    assert read_settings(said) == Settings(
        EVERYWHERE, 80, "/pricing/face-fusion", hosts, "warning", metrics=False
    )


def test_an_address_of_ones_own_is_an_allowed_host() -> None:
    assert "10.0.0.7" in read_settings({"FACE_FUSION_ADDRESS": "10.0.0.7"}).allowed_hosts
    assert read_settings({"FACE_FUSION_ADDRESS": EVERYWHERE}).allowed_hosts == LOOPBACK


def test_all_faults_come_at_once_and_name_their_variable() -> None:
    said = {
        "FACE_FUSION_ADDRESS": "http://x",
        "FACE_FUSION_PORT": "abc",
        "FACE_FUSION_BASE_PATH": "/../etc",
        "FACE_FUSION_ALLOWED_HOSTS": "prices.example.com:443",
        "FACE_FUSION_LOG_LEVEL": "loud",
        "FACE_FUSION_METRICS": "maybe",
    }
    with pytest.raises(InvalidSettings) as caught:
        read_settings(said)
    assert [fault.where for fault in caught.value.faults] == list(said)
    assert "FACE_FUSION_PORT: 'abc' is not a whole number; allowed: 1 to 65,535" in str(caught.value)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8e3", "８５０１", "1" * 5000, "80.0"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(InvalidSettings, match="allowed: 1 to 65,535"):
        read_settings({"FACE_FUSION_PORT": port})


@pytest.mark.parametrize("path", ["/api", "/static/x", "/a//b", "/a b", "/a?b", "/%2e", "/_stcore", "/.."])
def test_a_base_path_that_is_none_is_refused(path: str) -> None:
    with pytest.raises(InvalidSettings, match="FACE_FUSION_BASE_PATH"):
        read_settings({"FACE_FUSION_BASE_PATH": path})


@pytest.mark.parametrize(
    "hosts", ["a b", "*example.com", "a.*.com", "http://a", "a/b", ",*.,", "-a", ",", " , ,"]
)
def test_a_host_that_is_none_is_refused(hosts: str) -> None:
    with pytest.raises(InvalidSettings, match="FACE_FUSION_ALLOWED_HOSTS"):
        read_settings({"FACE_FUSION_ALLOWED_HOSTS": hosts})


def test_the_address_to_open_has_the_base_path_and_brackets() -> None:
    assert Settings(base_path="/prices").url == "http://localhost:8501/prices"
    assert Settings(address="::1", port=80).url == "http://[::1]:80"
