"""The check "terms": how often it speaks on human references, and how many seeded wrong renderings it finds.

    python -m benchmarks.checks.terms [EVAL_DIR]

EVAL_DIR holds pairs of files NAME.zh.xz and NAME.en.xz, one sentence a line. Our own sentences in
models/training/data/handwritten are always used. A seeded error puts a rendering to avoid in the place of a right one.
"""

from __future__ import annotations

import argparse
import lzma
import time
from collections.abc import Iterator
from pathlib import Path

from reader.checks.contract import Context
from reader.checks.terms import Terms
from reader.model import Finding, Segment, Severity, Translation
from reader.text.terms.bundled import bundled
from reader.text.terms.matching import matcher
from reader.text.terms.renderings import English

OWN = Path(__file__).resolve().parents[2] / "models/training/data/handwritten"
CHECK = Terms()


def own_pairs() -> list[tuple[str, str]]:
    """Our sentences, with the English we wrote for them."""
    lines = (line for file in sorted(OWN.glob("*.tsv")) for line in file.read_text("utf-8").splitlines())
    return [(cells[0], cells[1]) for cells in (line.split("\t") for line in lines) if len(cells) > 1]


def eval_pairs(folder: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each test set by name."""
    for source in sorted(folder.glob("*.zh.xz")):
        target = source.with_name(source.name.replace(".zh.xz", ".en.xz"))
        if target.is_file():
            chinese, english = (lzma.decompress(f.read_bytes()).decode("utf-8").splitlines() for f in (source, target))
            yield source.name.removesuffix(".zh.xz"), list(zip(chinese, english, strict=True))


def findings(source: str, target: str) -> list[Finding]:
    """What the check says of one pair, with the bundled glossary."""
    segment = Segment("s", "d", "b", 1, 0, len(source), source, "zh-Hans")
    translation = Translation("t", source, target, "", "", "", "", "", {}, "")
    return CHECK(segment, translation, Context(target))


def report(name: str, pairs: list[tuple[str, str]]) -> None:
    """One line of shares and speed."""
    begun = time.perf_counter()
    found = [findings(*pair) for pair in pairs]
    speed = len(pairs) / (time.perf_counter() - begun)
    major = sum(any(f.severity is Severity.MAJOR for f in row) for row in found)
    minor = sum(any(f.severity is Severity.MINOR for f in row) for row in found)
    print(
        f"{name:24} {len(pairs):6} pairs  major {major / len(pairs):.2%}  minor {minor / len(pairs):.2%}  {speed:.0f}/s"
    )


def seeded(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Term, Chinese, and English in which a right rendering was replaced by one to avoid; one for each rendering."""
    find = matcher(bundled()).find
    for source, target in pairs:
        for match in find(source):
            concept, english = match.concept, English(target)
            places = [s for r in concept.renderings for s in english.find(r)]
            alone = sum(m.concept is concept for m in find(source)) == 1
            if places and alone and not match.in_word:
                start, end = min(s for s, _ in places), max(e for _, e in places)
                if all(start <= s and e <= end for s, e in places):
                    for wrong in concept.avoid:
                        yield concept.id, source, target[:start] + wrong + target[end:]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval_dir", type=Path, nargs="?")
    arguments = parser.parse_args()
    findings("劝返", "x")  # loads the dictionary
    own = own_pairs()
    report("our own sentences", own)
    for name, pairs in eval_pairs(arguments.eval_dir) if arguments.eval_dir else ():
        report(name, pairs)
    errors = list(seeded(own))
    hits = sum(
        any(f.severity is Severity.MAJOR and f.evidence["term"] == term for f in findings(source, target))
        for term, source, target in errors
    )
    print(f"seeded wrong renderings: {len(errors)}, found as major: {hits / len(errors):.1%}")


if __name__ == "__main__":
    main()
