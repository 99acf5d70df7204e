"""The proxy as deploy/ configures it, run without root's rights in a folder of its own.

Only the ports are changed, and the addresses of the replicas to this machine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import pytest

from tests.browser.driver import free_port

DEPLOY: Final = Path(__file__).parents[2] / "deploy"
REPLICAS: Final = DEPLOY / "nginx" / "replicas.conf"
PORTS: Final = (8501, 8502)
START_SECONDS: Final = 10


def nginx() -> str:
    """Return the path of nginx; Debian keeps it where not everyone looks."""
    return tool("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def tool(name: str, path: str | None = None) -> str:
    """Return the path of a tool, and fail the test in a sentence where there is none."""
    found = shutil.which(name, path=path)
    if found is None:
        pytest.fail(f"No {name} on this machine; 'make packages' installs it.", pytrace=False)
    return found


def configured(
    folder: Path, ports: Sequence[int] = PORTS, public: int = 8080, replicas: Path = REPLICAS
) -> list[str]:
    """Write the configuration into ``folder`` and return the command that runs it in the foreground."""
    ours = dict(zip(map(str, PORTS), map(str, ports), strict=True))
    for path in (DEPLOY / "nginx" / "nginx.conf", DEPLOY / "nginx" / "face-fusion.conf", replicas):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"server [0-9.]+:", "server 127.0.0.1:", text)
        text = re.sub(r"\b(8501|8502)\b", lambda match: ours[match[0]], text)
        text = text.replace("listen 8080;", f"listen 127.0.0.1:{public};")
        (folder / path.name).write_text(text, encoding="utf-8")
    folder.chmod(0o755)  # started by root, it gives its rights up and has to find its own files still
    return [nginx(), "-p", f"{folder}/", "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]


@contextmanager
def running_proxy(ports: Sequence[int]) -> Iterator[str]:
    """Run the proxy before replicas on ``ports`` of this machine until the block ends; yield its address."""
    public = free_port()
    with tempfile.TemporaryDirectory(prefix="proxy-") as name:
        folder = Path(name)
        log = folder / "log.txt"
        with log.open("wb") as errors:
            process = subprocess.Popen(
                configured(folder, ports, public), stdin=subprocess.DEVNULL, stdout=errors, stderr=errors
            )
        try:
            _wait_until_it_answers(public, process, log)
            yield f"http://127.0.0.1:{public}"
        finally:
            process.terminate()
            process.wait()


def _wait_until_it_answers(public: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", public, timeout=5)
        try:
            connection.request("GET", "/metrics")  # the proxy answers that by itself
            connection.getresponse()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError(f"nginx did not start; it logged:\n{log.read_text(encoding='utf-8')}")
