"""The types of the arrays that the rules work on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
"""Calls, counts, or money in millionths of the currency unit."""

Bools = NDArray[np.bool_]
