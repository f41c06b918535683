"""The learning rate over time: warm up, stay, decay.

The stable part has no end of its own, so a run can go on for as long as there is machine time; a decayed branch started
from any of its checkpoints gives a finished model.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schedule:
    """Factor on the learning rates. *warmup*: steps; *decay*: steps of the linear fall to zero, 0 for a stable run."""

    warmup: int = 200
    decay: int = 0

    def factor(self, step: int) -> float:
        """Factor for the step that follows *step* done steps of this phase."""
        rise = min(1.0, (step + 1) / self.warmup) if self.warmup else 1.0
        fall = max(0.0, 1.0 - step / self.decay) if self.decay else 1.0
        return rise * fall

    def over(self, step: int) -> bool:
        """Whether the decay has reached its end."""
        return bool(self.decay) and step >= self.decay
