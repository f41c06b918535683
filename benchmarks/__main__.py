"""Run every benchmark with what this checkout has, and print one table.

python -m benchmarks                    all of them, some minutes
python -m benchmarks ingest ui          those whose name contains one of these words
python -m benchmarks --list
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import FILE, Figure, received

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Benchmark:
    """A module of this package and the arguments that make it run without outside data."""

    name: str
    arguments: tuple[str, ...] = ()

    @property
    def command(self) -> list[str]:
        """What to type to run it alone."""
        return ["python", "-m", f"benchmarks.{self.name}", *self.arguments]


BENCHMARKS = (
    Benchmark("translate.vs_argos", ("--runs", "1")),
    Benchmark("translate.against_official_shape", ("--runs", "1")),
    Benchmark("translate.memory_100k"),
    Benchmark("translate.command_memory", ("--count", "20000")),
    Benchmark("ingest.html"),
    Benchmark("ingest.pdf"),
    Benchmark("ingest.ocr"),
    Benchmark("ingest.warc"),
    Benchmark("ingest.many_files"),
    Benchmark("ingest.charsets"),
    Benchmark("ingest.languages"),
    Benchmark("ui.views"),
    Benchmark("ui.open_document"),
)
"""Left out: ``checks.numbers`` and ``ingest.fidelity``, which need texts of others, and ``ingest.fuzz``."""


def main() -> int:
    """Exit code: 0, or 1 when a benchmark failed or missed its target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("--list", action="store_true", help="only say what there is")
    options = parser.parse_args()
    chosen = [b for b in BENCHMARKS if not options.words or any(word in b.name for word in options.words)]
    if options.list or not chosen:
        print(*(" ".join(benchmark.command) for benchmark in (chosen or BENCHMARKS)), sep="\n")
        return 0 if options.list else 1
    rows: list[tuple[str, Figure]] = []
    for benchmark in chosen:
        rows += [(benchmark.name, figure) for figure in run(benchmark)]
    print("\n" + table(rows))
    print(f"\n{os.cpu_count()} processors; load average at the end:", *(f"{load:.1f}" for load in os.getloadavg()))
    return 0 if all(figure.met is not False for _, figure in rows) else 1


def run(benchmark: Benchmark) -> list[Figure]:
    """Run it in a process of its own (peak memory, core affinity) and read its figures."""
    print(f"\n== {' '.join(benchmark.command)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures"
        started = time.perf_counter()
        command = [sys.executable, *benchmark.command[1:]]
        code = subprocess.run(command, cwd=ROOT, env={**os.environ, FILE: str(file)}).returncode
        figures = received(file)
    print(f"== {time.perf_counter() - started:.0f} s")
    return figures or [Figure("gave no figures", f"exit code {code}", met=False)]


def table(rows: list[tuple[str, Figure]]) -> str:
    """The figures as a Markdown table."""
    marks = {True: "yes", False: "NO", None: "–"}
    lines = ["| benchmark | figure | measured | target | met |", "|---|---|---|---|---|"]
    lines += [f"| {name} | {f.what} | {f.measured} | {f.target or '–'} | {marks[f.met]} |" for name, f in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
