"""Whether the app of this container answers: exit code 0 or 1, for the image's health check."""

from __future__ import annotations

import http.client
import os
import sys

from pricing.errors import PricingError
from service.settings import read_settings

SECONDS = 2

try:
    settings = read_settings(os.environ)
    # 0.0.0.0, all addresses to listen on, is this machine's own to ask.
    connection = http.client.HTTPConnection(settings.address, settings.port, timeout=SECONDS)
    connection.request("GET", f"{settings.base_path}/readyz")
    sys.exit(connection.getresponse().status != http.HTTPStatus.OK)
except (OSError, http.client.HTTPException, PricingError) as error:
    sys.exit(str(error))
