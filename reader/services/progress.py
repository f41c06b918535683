"""How long work reports where it is and learns that it should stop."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` units (``unit`` is plural: "files", "sentences");
    ``rate`` is units per second, ``left`` the seconds still expected, if known."""

    done: int
    total: int
    unit: str
    rate: float = 0.0
    left: float | None = None
    message: str = ""


class Monitor(Protocol):
    """Receives progress and tells whether the user cancelled."""

    def report(self, progress: Progress) -> None:
        """Take note; must be cheap and must not raise."""

    def cancelled(self) -> bool:
        """Whether to stop at the next safe point."""


class SilentMonitor:
    """A Monitor for callers that neither watch nor cancel."""

    def report(self, progress: Progress) -> None:
        """Ignore the progress."""

    def cancelled(self) -> bool:
        """Never."""
        return False


class Meter:
    """Turns counts into :class:`Progress` with a rate measured since the start.

    ``interval`` seconds at least lie between two reports, so that a fast loop
    does not drown its monitor.
    """

    def __init__(self, monitor: Monitor, total: int, unit: str, *, interval: float = 0.25) -> None:
        self.done = 0
        self.total = total
        self._monitor = monitor
        self._unit = unit
        self._interval = interval
        self._started = time.monotonic()
        self._reported = 0.0

    def advance(self, by: int = 1, message: str = "") -> None:
        """Count *by* more units; report when the interval has passed."""
        self.done += by
        now = time.monotonic()
        if now - self._reported >= self._interval:
            self._send(now, message)

    def finish(self, message: str = "") -> None:
        """Report the final state whatever the interval."""
        self._send(time.monotonic(), message)

    def _send(self, now: float, message: str) -> None:
        self._reported = now
        elapsed = now - self._started
        rate = self.done / elapsed if elapsed > 0 else 0.0
        left = (self.total - self.done) / rate if rate > 0 and self.total >= self.done else None
        self._monitor.report(Progress(self.done, max(self.total, self.done), self._unit, rate, left, message))
