"""What a page asks the case for: the list of documents, a document's header, index and window of sentences.

    python -m benchmarks.ui.views [--documents 2000] [--sentences 10000]

Processor time, so that other work on the machine counts little. "First" is right after a write, "again" while
the case stays as it is.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.cases import build
from benchmarks.figures import Figure, hand_over
from reader import config
from reader.services.wiring import Services, open_services

FEW, EACH = 30, 15


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--sentences", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for number, limit in ((FEW, 30), (options.documents, 400)):
            place = Path(folder) / str(number)
            build(place, [EACH] * number)
            with open_services(place, config.load()) as services:
                timed(services, f"list {number:,} documents", services.reading.documents, limit)
        build(Path(folder) / "large", [100, options.sentences])
        with open_services(Path(folder) / "large", config.load()) as services:
            reading, size = services.reading, f"{options.sentences:,} sentences"
            timed(services, f"index of {size}", lambda: reading.index("D2"), 100)
            timed(services, f"header of {size}", lambda: reading.header("D2"), 150)
            timed(services, "a window of 100 sentences", lambda: reading.segments("D2", start=5_000), 100)


def timed(services: Services, what: str, ask: Callable[[], object], limit: float) -> None:
    """Least of three, first and again, in milliseconds of processor time."""
    first, again = [], []
    ask()  # statements are compiled once per process
    for _ in range(3):
        with services.store.write(services.actor) as session:
            session.log.append("benchmark.written", "nothing", "0" * 64)
        first.append(milliseconds(ask))
        again.append(milliseconds(ask))
    measured = f"{min(first):.0f} ms, again {min(again):.1f} ms"
    hand_over(Figure(what, measured, f"< {limit:.0f} ms", min(first) < limit))


def milliseconds(ask: Callable[[], object]) -> float:
    """Processor time of one call."""
    started = time.process_time()
    ask()
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    main()
