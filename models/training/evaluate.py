"""Step 9: scores of a package, measured through the reader's own engine.

``python -m models.training.evaluate PACKAGE --evaluation DIR`` translates both parts of ``data/test`` and the sets
``X.zh.xz``/``X.en.xz`` of ``--evaluation`` (those named with ``--sets``, at most ``--limit`` lines each, evenly taken)
and prints BLEU and chrF with sacreBLEU's signatures, the share of sentences with figures whose figures are right by
``reader.checks.numbers.check``, and the share of held-out agency and place names that are right to the letter.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from models.training import folders
from models.training.pairs import read_lines, read_pairs
from models.training.slots import places


class TestSet(NamedTuple):
    """One set: its name, Chinese lines, English lines."""

    name: str
    zh: list[str]
    en: list[str]


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one set. Shares are of 1; ``None`` where no sentence qualifies."""

    name: str
    segments: int
    bleu: float
    chrf: float
    figures_right: float | None
    places_right: float | None
    segments_per_second: float


def load_sets(folder: Path | None, names: Sequence[str], limit: int) -> list[TestSet]:
    """Our own two parts, then the sets of *folder*."""
    sets = []
    for part in ("handwritten", "generated"):
        pairs = list(read_pairs(folders.TEST_SETS / f"{part}.tsv"))
        sets.append(TestSet(part, [p.zh for p in pairs], [p.en for p in pairs]))
    for name in names if folder else ():
        assert folder is not None
        zh, en = read_lines(folder / f"{name}.zh.xz"), read_lines(folder / f"{name}.en.xz")
        step = max(1, -(-len(zh) // limit))
        sets.append(TestSet(name, zh[::step], en[::step]))
    return sets


def translate(package: Path, work: folders.Work, lines: Sequence[str], longest: int | None = None) -> list[str]:
    """*lines* through the reader's engine, as ``reader text`` would; *longest*: the manifest's ``max_input_tokens``."""
    from reader.text.normalise import for_engine
    from reader.translate.engine import Engine
    from reader.translate.packages import PackageStore

    work.root.mkdir(parents=True, exist_ok=True)
    store = PackageStore(work.root / "installed", work.root / "bundled")
    output = [""] * len(lines)
    imported = store.import_file(package)
    if longest is not None:
        imported = dataclasses.replace(imported, max_input_tokens=longest)
    with Engine(imported, workers=2) as engine:
        for index, result in engine.translate(for_engine(line, to_simplified=True).text for line in lines):
            output[index] = result.text
    return output


def figures_right(zh: Sequence[str], output: Sequence[str]) -> float | None:
    """Share of the sentences with figures in which the reader's number check finds nothing; output without a word,
    of which that check says nothing, is wrong."""
    from reader.checks.contract import Context
    from reader.checks.numbers.check import Numbers
    from reader.checks.scripts import has_content
    from reader.model import Segment, Translation
    from reader.text.numerals import parse_zh

    check, right, total = Numbers(), 0, 0
    for n, (source, target) in enumerate(zip(zh, output, strict=True), 1):
        if not parse_zh(source):
            continue
        total += 1
        segment = Segment(f"s{n}", "d", "b", n, 0, len(source), source, "zh-Hans")
        translation = Translation(f"t{n}", source, target, "", "", "", "", "", {}, "")
        right += has_content(target) and not check(segment, translation, Context(target))
    return right / total if total else None


def places_right(zh: Sequence[str], reference: Sequence[str], output: Sequence[str]) -> float | None:
    """Share of the place names standing in source and reference that stand in the output too (its first word)."""
    right = total = 0
    names = [(d.zh, d.en.split(" ")[0]) for level in (0, 1, 2) for d in places.of_level(level) if len(d.zh) > 2]
    for source, wanted, given in zip(zh, reference, output, strict=True):
        for name, stem in names:
            if name in source and stem in wanted:
                total += 1
                right += stem in given
    return right / total if total else None


def score(test: TestSet, output: list[str], seconds: float) -> tuple[Scores, str]:
    """Scores and the signatures they hold under."""
    from sacrebleu.metrics import BLEU, CHRF

    bleu, chrf = BLEU(), CHRF()
    scores = Scores(
        test.name,
        len(output),
        round(bleu.corpus_score(output, [test.en]).score, 2),
        round(chrf.corpus_score(output, [test.en]).score, 2),
        figures_right(test.zh, output),
        places_right(test.zh, test.en, output),
        round(len(output) / seconds, 1),
    )
    return scores, f"{bleu.get_signature()} · {chrf.get_signature()}"


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folders.add_work_argument(parser)
    parser.add_argument("package", type=Path)
    parser.add_argument("--evaluation", type=Path, help="folder of further sets")
    parser.add_argument("--sets", nargs="*", default=["moj_tw_law_gov", "newstest2019_zhen", "wmt21_zhen"])
    parser.add_argument("--limit", type=int, default=2_000, help="the most lines taken from a further set")
    parser.add_argument("--max-input-tokens", type=int, help="split longer input, as the manifest would ask for")
    parser.add_argument(
        "--output", type=Path, help="write sources, references and outputs here, one JSON object a line"
    )
    options = parser.parse_args(arguments)
    kept = []
    for test in load_sets(options.evaluation, options.sets, options.limit):
        start = time.monotonic()
        output = translate(options.package, options.work, test.zh, options.max_input_tokens)
        scores, signature = score(test, output, time.monotonic() - start)
        sys.stdout.write(json.dumps(asdict(scores)) + f"  {signature}\n")
        sys.stdout.flush()
        kept += [
            {"set": test.name, "zh": zh, "reference": en, "output": out}
            for zh, en, out in zip(test.zh, test.en, output, strict=True)
        ]
    if options.output:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in kept)
        options.output.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
