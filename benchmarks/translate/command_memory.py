"""Peak memory of ``reader translate`` on a case of 100,000 sentences, measured on the command's own process.

    python -m benchmarks.translate.command_memory [--count 100000] [--workers 2] [--package LABEL]

The sentences are short and all different, so that the run takes minutes: what is measured is what grows with a
case (its queue, memory, assignments, search index, log) and what the package needs. ``/usr/bin/time`` is not
needed: the peak is the kernel's own figure for the process (``ru_maxrss``).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure, hand_over

TARGET = 1.5e9
KINDS = ("公告", "通知", "决定", "合同", "项目", "案件", "申请", "会议", "报告", "名单")


def main() -> None:
    """Print the figure; exit 1 when it misses the target or a sentence was left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--package")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case, texts = Path(folder) / "case", Path(folder) / "texts"
        write(texts, options.count)
        reader("init", str(case), "--title", "Benchmark", "--actor", "Benchmark")
        reader("ingest", str(case), str(texts))
        more = ["--package", options.package] if options.package else []
        started = time.perf_counter()
        peak = reader("translate", str(case), "--workers", str(options.workers), *more)
        seconds = time.perf_counter() - started
    rate = options.count / seconds
    what = f"peak memory of `reader translate` on {options.count:,} sentences"
    hand_over(Figure(what, f"{peak / 1e6:.0f} MB ({rate:.0f} sentences/s)", "< 1500 MB", peak < TARGET))
    sys.exit(0 if peak < TARGET else 1)


def write(folder: Path, count: int) -> None:
    """*count* different sentences in files of a thousand."""
    folder.mkdir()
    for first in range(0, count, 1000):
        lines = (f"第{n}号{KINDS[n % len(KINDS)]}。" for n in range(first, min(first + 1000, count)))
        (folder / f"{first:07}.txt").write_text("\n\n".join(lines), "utf-8")


def reader(*arguments: str) -> int:
    """Run a command of ours to its end; its peak memory in bytes. Raises CalledProcessError."""
    process = subprocess.Popen([sys.executable, "-m", "reader", *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, ["reader", arguments[0]])
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
