"""Peak memory of translating 100,000 distinct segments, streamed, with a bounded memory.

    python -m benchmarks.translate.memory_100k [--count 100000] [--workers 2] [--package NAME]

Without ``--package`` a package with tiny random weights stands in for a real one: what is measured is what
grows with the number of segments (windows, buckets, results, alignments), not the size of a model. The model
itself adds its own size once (docs/performance.md).
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.figures import Figure, hand_over
from reader import config
from reader.translate.engine import Engine
from reader.translate.memory import InMemory
from reader.translate.package import Package
from reader.translate.packages import PackageStore
from reader.translate.parameters import Parameters
from reader.translate.translator import Translator

BUILDERS = Path(__file__).resolve().parents[2] / "tests" / "translate"
WORDS = [
    "县公安局",
    "抓获",
    "嫌疑人",
    "申请人",
    "应当",
    "提出",
    "预算",
    "设备",
    "采购",
    "会议",
    "举行",
    "警察",
    "在",
    "的",
    "，",
]


def main() -> None:
    options = arguments()
    before = psutil.Process().memory_info().rss
    with tempfile.TemporaryDirectory() as folder:
        package = named(options.package) if options.package else tiny(Path(folder))
        # random weights never stop by themselves: a short output limit and no retries keep the run short
        parameters = None if options.package else Parameters(retries=(), output_ratio=1, output_slack=4)
        started = time.perf_counter()
        with Engine(package, parameters=parameters, workers=options.workers) as engine:
            characters = done = 0
            for _, translation in Translator(engine, InMemory()).translate(segments(options.count)):
                done += 1
                characters += len(translation.source)
        seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(f"{done} segments, {characters} characters, {done / seconds:.0f} segments/s")
    measured = f"{peak / 1e6:.0f} MB ({before / 1e6:.0f} MB before, {done / seconds:.0f} segments/s)"
    hand_over(Figure(f"peak memory of translating {done:,} segments", measured, "< 1500 MB", peak < 1.5e9))
    sys.exit(0 if peak < 1.5e9 and done == options.count else 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--package")
    return parser.parse_args()


def segments(count: int) -> Iterator[str]:
    """Distinct sentences of 4 to 40 words."""
    source = random.Random(1)
    for number in range(count):
        yield "".join(source.choices(WORDS, k=source.randint(4, 40))) + f"第{number}号。"


def named(name: str) -> Package:
    settings = config.load()
    return PackageStore(settings.packages_dir, settings.bundled_models_dir).choose("zh-Hans", name).package


def tiny(folder: Path) -> Package:
    sys.path.insert(0, str(BUILDERS))
    import tiny_package

    return PackageStore(folder / "installed", folder / "none").import_file(tiny_package.build(folder / "archive"))


if __name__ == "__main__":
    main()
