"""How the app is served, read from environment variables once, all faults at once."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from pricing.book.file import DEFAULT_BOOK, DEFAULT_VERSION, shipped_versions
from pricing.errors import Fault, PricingError, shown

LogLevel = Literal["debug", "info", "warning", "error"]
LOG_LEVELS: Final[tuple[LogLevel, ...]] = get_args(LogLevel)

ADDRESS: Final = "FACE_FUSION_ADDRESS"
PORT: Final = "FACE_FUSION_PORT"
BASE_PATH: Final = "FACE_FUSION_BASE_PATH"
ALLOWED_HOSTS: Final = "FACE_FUSION_ALLOWED_HOSTS"
LOG_LEVEL: Final = "FACE_FUSION_LOG_LEVEL"
METRICS: Final = "FACE_FUSION_METRICS"
PRICE_LIST: Final = "FACE_FUSION_PRICE_LIST"

MOST_PORT: Final = 65_535
LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
RESERVED: Final = frozenset({"api", "healthz", "readyz", "metrics", "plotly", "static", "media", "component"})
"""What a base path may not begin with: the addresses of the app itself."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_SEGMENT = re.compile(r"[A-Za-z0-9~-][A-Za-z0-9._~-]*")


class InvalidSettings(PricingError):
    """An environment variable can't be used; all faults are listed, the variable named in each."""


@dataclass(frozen=True)
class Settings:
    """Where and how the app answers.

    ``base_path`` is empty or begins with a slash and ends without one. ``allowed_hosts`` are names that a
    request may call the app by, ``*.example.com`` any below one, ``*`` any at all. ``price_list`` is the
    version of the price list in force where a link names none.
    """

    address: str = "localhost"
    port: int = 8501
    base_path: str = ""
    allowed_hosts: tuple[str, ...] = LOOPBACK
    log_level: LogLevel = "info"
    metrics: bool = True
    price_list: str = DEFAULT_VERSION

    @property
    def url(self) -> str:
        """The address to open on this machine."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"http://{host}:{self.port}{self.base_path}"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings that the variables say, the default for each that is absent or empty.

    Raises InvalidSettings with all faults.
    """
    given = {name: text.strip() for name, text in environment.items() if text.strip()}
    default = Settings()
    address = _address(given.get(ADDRESS, default.address))
    port = _port(given.get(PORT, str(default.port)))
    base_path = _base_path(given.get(BASE_PATH, ""))
    hosts = _hosts(given[ALLOWED_HOSTS]) if ALLOWED_HOSTS in given else None
    level = _choice(LOG_LEVEL, given.get(LOG_LEVEL, default.log_level), LOG_LEVELS)
    metrics = _choice(METRICS, given.get(METRICS, "on"), ("on", "off"))
    price_list = _price_list(given.get(PRICE_LIST, default.price_list))
    read = (address, port, base_path, hosts, level, metrics, price_list)
    faults = tuple(value for value in read if isinstance(value, Fault))
    if faults:
        raise InvalidSettings(faults)
    own = () if address in {*LOOPBACK, "0.0.0.0", "::"} else (str(address),)  # noqa: S104  compared, not bound
    return Settings(
        address=str(address),
        port=cast("int", port),
        base_path=str(base_path),
        allowed_hosts=cast("tuple[str, ...] | None", hosts) or (*LOOPBACK, *own),
        log_level=cast("LogLevel", level),
        metrics=metrics == "on",
        price_list=str(price_list),
    )


def _address(text: str) -> str | Fault:
    name = text.lower().strip("[]")
    if _is_ip(name) or _HOST.fullmatch(name):
        return name
    allowed = "an IP address or the name of a host, such as 127.0.0.1, 0.0.0.0 or localhost"
    return Fault("invalid_text", ADDRESS, shown(text), {"allowed": allowed})


def _port(text: str) -> int | Fault:
    allowed = {"low": "1", "high": f"{MOST_PORT:,}"}
    if not re.fullmatch(r"[0-9]+", text):
        return Fault("not_a_whole_number", PORT, shown(text), allowed)
    if len(text) > len(str(MOST_PORT)) or not 1 <= int(text) <= MOST_PORT:
        return Fault("out_of_range", PORT, shown(text), allowed)
    return int(text)


def _base_path(text: str) -> str | Fault:
    segments = text.strip("/").split("/")
    if segments == [""]:
        return ""
    usable = all(_SEGMENT.fullmatch(segment) for segment in segments)
    if usable and segments[0] not in RESERVED and "//" not in text.strip("/"):
        return "/" + "/".join(segments)
    allowed = "a path such as /face-fusion, of letters, digits and . - _ ~, that the app does not use itself"
    return Fault("invalid_text", BASE_PATH, shown(text), {"allowed": allowed})


def _hosts(text: str) -> tuple[str, ...] | Fault:
    names = tuple(name.strip().lower().strip("[]") for name in text.split(",") if name.strip())
    for name in names or (text,):
        plain = name.removeprefix("*.")
        if name != "*" and not _is_ip(name) and not _HOST.fullmatch(plain):
            allowed = "names without port separated by commas, such as prices.example.com, *.example.com or *"
            return Fault("invalid_text", ALLOWED_HOSTS, shown(name), {"allowed": allowed})
    return names


def _choice(variable: str, text: str, choices: tuple[str, ...]) -> str | Fault:
    if text.lower() in choices:
        return text.lower()
    return Fault("not_allowed", variable, shown(text), {"allowed": ", ".join(choices)})


def _price_list(text: str) -> str | Fault:
    """Return the version that is written, alone or as id@version; an id alone is its newest list."""
    book_id, _, version = text.rpartition("@")
    versions = shipped_versions()
    if text == DEFAULT_BOOK:
        return versions[-1]
    if book_id in {"", DEFAULT_BOOK} and version in versions:
        return version
    allowed = f"{', '.join(versions)}, alone or after {DEFAULT_BOOK}@"
    return Fault("not_allowed", PRICE_LIST, shown(text), {"allowed": allowed})


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
