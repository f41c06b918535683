"""HTML into a case on one core: megabytes a second, step by step, beside a known library.

    python -m benchmarks.ingest.html [FOLDER] [--pages 40]

FOLDER holds .html files of your own; without it, pages are made up: an article, a menu, scripts and a long list of
links, as portals serve them. ``trafilatura`` is measured when it is installed (it is no dependency). Rates are of
processor time, own and parsing process together: other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure, hand_over
from reader import config
from reader.formats import contract as formats
from reader.formats import dispatch
from reader.services.compose import compose, mentions_of
from reader.services.wiring import create_case, open_services

SENTENCE = "第{n}号公告：{n}日起在{n}号窗口办理，共计{n}万元，逾期不得受理。"
RUNS = 3


def page(number: int) -> str:
    """One made-up portal page of about 100 kB, a fifth of it text."""
    links = "".join(f'<li><a href="/n/{number}/{i}">相关新闻第{i}条标题</a></li>' for i in range(150))
    body = "".join(f"<p>{SENTENCE.format(n=number * 97 + i)}</p>" for i in range(150))
    script = f"<script>var data = {list(range(9000))};</script><style>{'.a{color:red}' * 800}</style>"
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>公告{number}</title>{script}</head>'
        f"<body><nav><ul>{links}</ul></nav><article><h1>公告{number}</h1>{body}</article></body></html>"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, default=40)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # one core, the parsing process included
    os.environ["READER_WORKERS"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        measure(options.folder or made_up(Path(folder) / "pages", options.pages), Path(folder))


def made_up(folder: Path, count: int) -> Path:
    """A folder with *count* pages."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.html").write_text(page(number), "utf-8")
    return folder


def measure(source: Path, work: Path) -> None:
    """Each step by itself, then the whole way into a case kept in *work*."""
    files = sorted(path for path in source.rglob("*.htm*") if path.is_file())
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    extract(files[0], work)  # loads the parser

    seconds, read = least(lambda: [extract(path, work) for path in files])
    cutting, documents = least(lambda: [composed(events) for events in read])
    finding, _ = least(lambda: [mentions_of(document.segments) for document in documents if document])
    create_case(work / "case", title="Benchmark", actor_name="Benchmark")
    with open_services(work / "case", config.load()) as services:
        clock, started = time.perf_counter(), processor_seconds()
        services.ingest.run(files)
        whole, clock = processor_seconds() - started, time.perf_counter() - clock
        sentences = services.status.status()["segments"]["total"]

    rate = megabytes / seconds
    hand_over(
        Figure(f"HTML extraction ({len(files)} pages, {megabytes:.1f} MB)", f"{rate:.1f} MB/s", ">= 5 MB/s", rate >= 5),
        Figure("sentences and languages", f"{megabytes / cutting:.1f} MB/s ({sentences / cutting:,.0f} sentences/s)"),
        Figure("identifiers", f"{megabytes / finding:.1f} MB/s"),
        Figure(
            "the whole way into the case, parsing process started and all",
            f"{megabytes / whole:.1f} MB/s ({sentences / whole:,.0f} sentences/s; clock {megabytes / clock:.1f} MB/s)",
            ">= 5 MB/s",
            megabytes / whole >= 5,
        ),
    )
    try:
        import trafilatura
    except ImportError:
        return
    texts = [path.read_text("utf-8", "replace") for path in files]
    theirs, _ = least(lambda: [trafilatura.extract(text) for text in texts])
    hand_over(Figure("HTML extraction against trafilatura.extract", f"{theirs / seconds:.1f}x as fast"))


def extract(path: Path, staging: Path) -> list[formats.Event]:
    """What the parsing process does with one file, in this process."""
    return list(dispatch.read(formats.Payload(path, path.name), staging))


def composed(events: list[formats.Event]):
    """The document with its sentences, or nothing for a page without text."""
    head = next((event for event in events if isinstance(event, formats.Head)), None)
    drafts = [event for event in events if isinstance(event, formats.BlockDraft)]
    return compose(head, drafts, source_id="", fallback_title="") if head and drafts else None


def least(work: Callable[[], list]) -> tuple[float, list]:
    """Processor seconds of the best of some runs, and the result."""
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        result = work()
        times.append(time.process_time() - started)
    return min(times), result


def processor_seconds() -> float:
    """Of this process and of the parsing processes that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
