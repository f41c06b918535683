"""Is all Chinese text of real files there? Our blocks against an independent extraction, file by file.

    python -m benchmarks.ingest.fidelity FOLDER [--list]

Every file with extractable text below FOLDER is read as the program reads evidence (containers with their children),
and once more by something that shares no code with that: pdfminer.six and pypdf for PDF, the bare XML of Office
packages, all text nodes for HTML, the standard library's ``email`` for mail and MHTML, warcio for archives. *Recall* is
the share of the other's Han characters (as a multiset, after compatibility folding) that our blocks hold, for PDF the
lesser of two; *order* the share of its lines (runs of four Han characters and more) that ours hold in the same
succession, for PDF the greater of two, as the libraries agree less with each other than with us. The target is 99 %
recall for each file. Files whose text is only in pictures are named and left out. ``--list`` shows what is missing and
what only we have (titles of links, descriptions of pictures, text recognised in pictures).
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, hand_over
from benchmarks.ingest import second_opinion
from reader.formats import contract as formats
from reader.formats import dispatch

TARGET = 0.99
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_DEPTH = 3


def main() -> int:
    """Print a row a file; exit code 1 when one misses the target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true", help="show the differing characters")
    options = parser.parse_args()
    missed, count = [], 0
    print(f"{'file':52} {'theirs':>7} {'ours':>7} {'recall':>8} {'order':>7}")
    for path in sorted(p for p in options.folder.rglob("*") if p.is_file()):
        theirs = second_opinion.texts(path)
        if theirs is None:
            continue
        opinions = [theirs, *filter(None, [second_opinion.third(path)])]
        wanted, name = han("\n".join(theirs)), path.relative_to(options.folder).as_posix()
        if not wanted:
            print(f"{name:52} no extractable Chinese text")
            continue
        ours = blocks_of(path)
        found = han("\n".join(ours))
        missing, extra = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
        recall = min(held(opinion, found) for opinion in opinions)
        count += 1
        missed += [name] if recall < TARGET else []
        order = max(in_order(lines(opinion), found) for opinion in opinions)
        print(
            f"{name:52} {len(wanted):7,} {len(found):7,} {recall:8.2%} {order:7.1%}", "" if recall >= TARGET else "LOW"
        )
        if options.list and (missing or extra):
            print("   missing:", said(missing), "\n   only ours:", said(extra))
            print("   lines not found:", *[line for line in lines(theirs) if line not in found][:8], sep="\n      ")
    met = not missed
    hand_over(Figure(f"files whose Chinese is there to 99 % ({count} files)", f"{count - len(missed)}", "all", met))
    return 0 if met else 1


def held(theirs: list[str], found: str) -> float:
    """Share of the Han characters in *theirs* that *found* holds."""
    wanted = han("\n".join(theirs))
    return 1 - (Counter(wanted) - Counter(found)).total() / max(1, len(wanted))


def blocks_of(path: Path) -> list[str]:
    """Texts of all blocks, furniture included, and of the documents inside a container."""
    with tempfile.TemporaryDirectory() as folder:
        return list(_read(formats.Payload(path, path.name), Path(folder), 0))


def _read(payload: formats.Payload, folder: Path, depth: int) -> Iterator[str]:
    folder = folder / f"{depth}-{len(list(folder.iterdir()))}"
    folder.mkdir()
    for event in dispatch.read(payload, folder):
        if isinstance(event, formats.BlockDraft):
            yield event.text
        elif isinstance(event, formats.Child) and depth < _DEPTH and not (event.media_type or "").startswith("image/"):
            child = formats.Payload(event.path, event.name, media_type=event.media_type, charset=event.charset)
            yield from _read(child, folder, depth + 1)


def han(text: str) -> str:
    """The Han characters of *text*; compatibility forms and Kangxi radicals as what they stand for."""
    return "".join(_HAN.findall(unicodedata.normalize("NFKC", text)))


def lines(texts: Iterable[str]) -> list[str]:
    """Runs of at least four Han characters, one a line of the other extraction."""
    return [run for text in texts for line in text.splitlines() if len(run := han(line)) >= 4]


def in_order(wanted: list[str], found: str) -> float:
    """Share of the lines *wanted* that *found* holds one behind the other (Hunt and Szymanski's common subsequence)."""
    ends: list[int] = []
    for line in wanted:
        for at in reversed(list(_places(line, found))):  # from behind, so that a line is used once
            rank = bisect_left(ends, at)
            ends[rank : rank + 1] = [at]
    return len(ends) / len(wanted) if wanted else 1.0


def _places(line: str, found: str) -> Iterator[int]:
    at = found.find(line)
    while at >= 0:
        yield at
        at = found.find(line, at + 1)


def said(characters: Counter[str]) -> str:
    """The most frequent of the characters, with their counts."""
    return " ".join(f"{char}{count}" for char, count in characters.most_common(25)) or "–"


if __name__ == "__main__":
    sys.exit(main())
