"""Hypothesis for this room: deterministic and short; the texts that break naive offset code are its alphabet."""

import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile("text", max_examples=100, derandomize=True, deadline=None)
settings.load_profile("text")
