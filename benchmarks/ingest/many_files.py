"""Ten thousand tiny files into a case: processor time and clock, and what one file costs.

python -m benchmarks.ingest.many_files [--files 10000]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure, hand_over
from reader import config
from reader.services.wiring import create_case, open_services


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    count = parser.parse_args().files
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given"
        for n in range(count):
            part = given / f"{n // 100:03}"
            part.mkdir(parents=True, exist_ok=True)
            (part / f"{n:05}.txt").write_text(f"样本第{n}号：共计{n + 1}人。\n", "utf-8")
        create_case(Path(folder) / "case", title="Benchmark", actor_name="Benchmark")
        with open_services(Path(folder) / "case", config.load()) as services:
            clock, cpu = time.perf_counter(), processor_seconds()
            report = services.ingest.run([given])
            clock, cpu = time.perf_counter() - clock, processor_seconds() - cpu
    assert report.documents == count
    hand_over(
        Figure(f"{count:,} tiny files, processor time", f"{cpu:.0f} s", "< 60 s for 10,000", cpu < 60 * count / 10_000),
        Figure(f"{count:,} tiny files, clock", f"{clock:.0f} s ({clock / count * 1000:.1f} ms a file)"),
    )


def processor_seconds() -> float:
    """Of this process and of the parsing processes that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
