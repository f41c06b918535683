"""Segments per second against ``argostranslate.translate``: same package, texts and cores.

    python -m benchmarks.translate.vs_argos                               the documents of the demo case
    python -m benchmarks.translate.vs_argos TEXT... [--reference FILE]      one document per file, a paragraph a line
    python -m benchmarks.translate.vs_argos --lines FILE [--reference FILE] one sentence per line, ten lines a document
    python -m benchmarks.translate.vs_argos --case FOLDER                   the documents of a case

Argos Translate is called as its users call it: ``translation.translate(document)``, document by document,
with its default settings (all cores on one text). Its sentence splitter needs a download; it is replaced by
ours, so both sides translate the same sentences and neither pays for splitting. Files may be ``.xz``. With
``--reference`` (a line per input line) chrF is shown for both, if sacrebleu is installed.
"""

from __future__ import annotations

import argparse
import lzma
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, hand_over
from reader import config
from reader.demo import documents_dir
from reader.services.wiring import create_case, open_services
from reader.text.segment import segment
from reader.translate.batching import BATCH
from reader.translate.engine import Engine
from reader.translate.memory import InMemory
from reader.translate.package import Package
from reader.translate.packages import PackageStore
from reader.translate.translator import Translator
from reader.vocabulary import BlockKind

Document = list[list[str]]
"""Paragraphs of sentences."""
FIRST = "会议"
"""What both sides translate once before the clock starts: the model is loaded then."""


@dataclass(frozen=True)
class Run:
    """Seconds and processor seconds of the repeated runs, and the English of every paragraph."""

    seconds: list[float]
    cpu: list[float]
    paragraphs: list[str]


def main() -> None:
    options = arguments()
    documents = read(options)
    sentences = sum(len(p) for d in documents for p in d)
    settings = config.load()
    package = (
        PackageStore(settings.packages_dir, settings.bundled_models_dir).choose("zh-Hans", options.package).package
    )
    workers = options.workers
    print(
        f"{package.label}, {len(documents)} documents, {sentences} sentences, {workers} workers, {options.runs} runs\n"
    )
    steps: dict[str, Callable[[], Callable[[list[Document]], list[str]]]] = {
        "argostranslate.translate": lambda: argos(package),
        "ours: one at a time": lambda: ours(package, 1, 1, memory=False),
        "+ equal-length batches": lambda: ours(package, 1, BATCH, memory=False),
        f"+ {workers} workers": lambda: ours(package, workers, BATCH, memory=False),
        "+ memory (repeats once)": lambda: ours(package, workers, BATCH, memory=True),
    }
    translators = {name: make() for name, make in steps.items()}
    runs = {name: Run([], [], []) for name in steps}
    for _ in range(options.runs):  # round robin: what else the machine does hits all alike
        for name, translate in translators.items():
            started, cpu = time.perf_counter(), time.process_time()
            paragraphs = translate(documents)
            runs[name].seconds.append(time.perf_counter() - started)
            runs[name].cpu.append(time.process_time() - cpu)
            runs[name].paragraphs[:] = paragraphs
    report(runs, sentences, reference(options))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path, metavar="TEXT")
    parser.add_argument("--lines", type=Path)
    parser.add_argument("--case", type=Path)
    parser.add_argument("--reference", type=Path)
    parser.add_argument("--limit", type=int, default=400, help="with --lines: at most so many")
    parser.add_argument("--package")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--runs", type=int, default=3)
    return parser.parse_args()


def read(options: argparse.Namespace) -> list[Document]:
    if options.case:
        return case_documents(options.case)
    if options.lines:
        lines = lines_of(options.lines)[: options.limit]
        return [[[line] for line in lines[i : i + 10]] for i in range(0, len(lines), 10)]
    if not options.texts:
        return demo_documents()
    return [[sentences(line) for line in lines_of(path)] for path in options.texts]


def lines_of(path: Path) -> list[str]:
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
    return [line for raw in text.split("\n") if (line := raw.strip())]


def sentences(paragraph: str) -> list[str]:
    return [paragraph[a:b] for a, b in segment(paragraph, BlockKind.PARAGRAPH)]


def demo_documents() -> list[Document]:
    with tempfile.TemporaryDirectory() as folder:
        create_case(Path(folder) / "case")
        with open_services(Path(folder) / "case", config.load()) as services:
            services.ingest.run([documents_dir()])
        return case_documents(Path(folder) / "case")


def case_documents(folder: Path) -> list[Document]:
    from reader.store import case

    store = case.open(folder)
    with store.read() as session:
        documents = []
        for document in session.documents.all():
            blocks: dict[str, list[str]] = {}
            for row in session.documents.segments(document.id):
                if row.is_chinese:
                    blocks.setdefault(row.block_id, []).append(row.text.replace("\n", ""))
            documents.append(list(blocks.values()))
    store.close()
    return documents


def ours(package: Package, workers: int, batch: int, *, memory: bool) -> Callable[[list[Document]], list[str]]:
    engine = Engine(package, workers=workers, batch=batch)
    next(engine.translate([FIRST]))

    def translate(documents: list[Document]) -> list[str]:
        flat = [s for d in documents for p in d for s in p]
        if memory:
            found = {n: t.text for n, t in Translator(engine, InMemory()).translate(flat)}
        else:
            found = {n: o.text for n, o in engine.translate(flat)}
        numbers = iter(range(len(flat)))
        return [" ".join(found[next(numbers)] for _ in p) for d in documents for p in d]

    return translate


def argos(package: Package, wrapped: Callable[[Any], Any] | None = None) -> Callable[[list[Document]], list[str]]:
    """Argos with *package* installed. *wrapped* may put something around its translator."""
    home = Path(tempfile.mkdtemp(prefix="argos-"))
    os.environ.update(XDG_DATA_HOME=str(home), XDG_CONFIG_HOME=str(home), XDG_CACHE_HOME=str(home))
    packages = home / "argos-translate" / "packages"
    packages.mkdir(parents=True)
    (packages / package.path.name).symlink_to(package.path, target_is_directory=True)
    import argostranslate.translate as peer
    import ctranslate2

    known: dict[str, list[str]] = {}

    class SameSentences:
        def __init__(self, argos_package: object) -> None:
            pass

        def split_sentences(self, text: str) -> list[str]:
            return known[text]

    peer.MiniSBDSentencizer = SameSentences
    translation = peer.get_translation_from_codes(package.from_code, package.to_code)
    known[FIRST] = [FIRST]
    if wrapped is not None:
        inner = translation.underlying
        inner.translator = wrapped(ctranslate2.Translator(str(inner.pkg.package_path / "model")))
    translation.translate(FIRST)

    def translate(documents: list[Document]) -> list[str]:
        translation.cache = {}  # it holds the document before; a repeated run must not profit
        paragraphs = []
        for document in documents:
            known.update({"".join(p): p for p in document})
            paragraphs += translation.translate("\n".join("".join(p) for p in document)).split("\n")
        return paragraphs

    return translate


def reference(options: argparse.Namespace) -> list[str]:
    return lines_of(options.reference)[: options.limit] if options.reference else []


def report(runs: dict[str, Run], sentences: int, references: list[str]) -> None:
    """A table; processor time is shown because it says what other load on the machine did to the clock."""
    base = statistics.median(runs["argostranslate.translate"].seconds)
    print(f"{'':26} sentences/s  ratio  (least-most)  cpu ms/sentence{'   chrF' if references else ''}")
    for name, run in runs.items():
        median = statistics.median(run.seconds)
        peers = runs["argostranslate.translate"].seconds
        ratios = [peer / own for peer, own in zip(peers, run.seconds, strict=True)]
        quality = f"  {chrf(run.paragraphs, references):5.1f}" if references else ""
        print(
            f"{name:26} {sentences / median:11.1f} {base / median:6.2f}  ({min(ratios):.2f}-{max(ratios):.2f})"
            f"  {statistics.median(run.cpu) / sentences * 1000:16.1f}{quality}"
        )
    same = runs["ours: one at a time"].paragraphs
    print("\nour outputs identical in all four set-ups:", all(r.paragraphs == same for r in list(runs.values())[1:]))
    print("load average:", *(f"{load:.1f}" for load in os.getloadavg()))
    best = list(runs.values())[-1]
    peers = runs["argostranslate.translate"]
    ratio = base / statistics.median(best.seconds)
    saved = statistics.median(peers.cpu) / statistics.median(best.cpu)
    hand_over(
        Figure(
            "sentences a second against argostranslate.translate",
            f"{ratio:.2f}x ({sentences / statistics.median(best.seconds):.1f} against {sentences / base:.1f})",
            ">= 4x",
            ratio >= 4,
        ),
        Figure("processor time against argostranslate.translate", f"{saved:.2f}x less"),
    )


def chrf(hypotheses: list[str], references: list[str]) -> float:
    try:
        import sacrebleu
    except ImportError:
        return float("nan")
    assert len(hypotheses) == len(references), "a reference line for each paragraph is needed"
    return float(sacrebleu.corpus_chrf(hypotheses, [references]).score)


if __name__ == "__main__":
    main()
