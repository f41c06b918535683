"""The detached worker of one case: ``python -m reader.services.worker CASE``.

Takes the case's lease, runs the queue, waits a little for more, and ends. A
second worker finds the lease taken and ends at once.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from reader import config
from reader.services.wiring import open_services

LINGER_SECONDS = 5.0


def main(folder: str) -> int:
    """Run the queued jobs of the case in *folder*; 0, or 3 when another worker has the lease."""
    with open_services(Path(folder), config.load()) as services:
        runner = services.runner()
        if not runner.take_lease():
            return 3
        try:
            quiet_since = time.monotonic()
            while time.monotonic() - quiet_since < LINGER_SECONDS:
                if services.jobs.active():
                    runner.run_queued()
                    quiet_since = time.monotonic()
                time.sleep(0.2)
        finally:
            runner.release_lease()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
