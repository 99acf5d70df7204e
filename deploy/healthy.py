"""Whether the app of this container answers: exit code 0 or 1, for the image's health check."""

from __future__ import annotations

import http.client
import os
import sys

SECONDS = 2

connection = http.client.HTTPConnection("127.0.0.1", int(os.environ["FACE_FUSION_PORT"]), timeout=SECONDS)
try:
    connection.request("GET", os.environ.get("FACE_FUSION_BASE_PATH", "").rstrip("/") + "/readyz")
    sys.exit(connection.getresponse().status != http.HTTPStatus.OK)
except OSError:
    sys.exit(1)
