"""The table of positions, which network and converted model must share."""

from __future__ import annotations

import math

import numpy as np


def positions(length: int, width: int) -> np.ndarray:
    """Sinusoids (length, width), float32, sines in the first half and cosines in the second; the first position is 0.
    The converted model carries this table, since CTranslate2's own would start at 1."""
    step = math.log(10_000) / (width // 2 - 1)
    scales = np.exp(np.arange(width // 2, dtype=np.float32) * np.float32(-step))
    angles = np.arange(length, dtype=np.float32)[:, None] * scales[None]
    table: np.ndarray = np.concatenate([np.sin(angles), np.cos(angles)], axis=1)
    return table
