"""`python -m pricing`: prices on the command line."""

from __future__ import annotations

import sys

try:
    from pricing.cli.main import main

    sys.exit(main(sys.argv[1:]))
except KeyboardInterrupt:  # even while modules are still being loaded
    sys.exit(130)
