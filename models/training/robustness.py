"""Step 11: 1,000 fragments as real pages hold them, and what goes wrong with them.

``python -m models.training.robustness PACKAGE`` counts, kind by kind, outputs that are empty, loop, are far too long
for their source or have nothing to do with it (``unrelated.py`` says how that is told, models/README.md how well), and
prints some of each. ``--output FILE`` keeps them all, so that a person can judge.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from models.training import folders, templates
from models.training.cleaning import han_count, word_count
from models.training.pairs import read_pairs
from models.training.slots.chance import Chance
from models.training.slots.table import SLOTS

SHOWN = 3
COUNTED = ("all", "empty", "loop", "long", "unrelated", "not judged")
_EMOJI = ["😡", "😂", "👌", "🙏", "👇", "❗", "🔥", "😭"]
_NOISE = str.maketrans(
    {"日": "曰", "已": "己", "人": "入", "未": "末", "土": "士", "0": "O", "1": "l", "，": ".", "。": "·"}
)


class Fragment(NamedTuple):
    """A text and what kind of fragment it is."""

    kind: str
    zh: str


def fragments(count: int = 1_000, seed: int = 5) -> list[Fragment]:
    """*count* fragments in eight kinds, always the same for the same seed."""
    chance = Chance(seed, evaluation=True)
    lines = [pair.zh for pair in read_pairs(folders.TEST_SETS / "handwritten.tsv")]
    terms = [template.zh for template in templates.phrases()["term"] + templates.phrases()["label"]]
    kinds: dict[str, Callable[[], str]] = {
        "clause": lambda: _clause(chance.choice(lines), chance),
        "word": lambda: chance.choice(terms),
        "number": lambda: SLOTS[chance.choice(["n", "money", "pct", "date", "docno", "tel"])](chance).zh,
        "cell": lambda: SLOTS[chance.choice(["agency", "company", "person", "address", "division"])](chance).zh,
        "latin": lambda: SLOTS[chance.choice(["project", "code"])](chance).zh + chance.choice(["号", "（原件）", "型"]),
        "mixed": lambda: f"{chance.choice(terms)} PDF {chance.randint(1, 99)} / {chance.choice(terms)} v2.0",
        "emoji": lambda: (
            _clause(chance.choice(lines), chance) + "".join(chance.choices(_EMOJI, k=chance.randint(1, 4)))
        ),
        "noise": lambda: _noisy(chance.choice(lines), chance),
    }
    names = list(kinds)
    return [Fragment(names[n % len(names)], kinds[names[n % len(names)]]()) for n in range(count)]


def _clause(line: str, chance: random.Random) -> str:
    start = chance.randrange(max(1, len(line) - 3))
    return line[start : start + chance.randint(2, 14)]


def _noisy(line: str, chance: random.Random) -> str:
    kept = [c for c in line.translate(_NOISE) if chance.random() > 0.04]
    return "".join(c + (" " if chance.random() < 0.06 else "") for c in kept)


def too_long(zh: str, en: str) -> bool:
    """Whether *en* has many more words than *zh* can stand for."""
    return word_count(en) > 2.5 * (han_count(zh) + word_count(zh)) + 6


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    from models.training.unrelated import Relation, relation
    from reader.text.normalise import for_engine
    from reader.translate.engine import Engine
    from reader.translate.packages import PackageStore

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folders.add_work_argument(parser)
    parser.add_argument("package", type=Path)
    parser.add_argument("--seed", type=int, default=5, help="other fragments of the same kinds")
    parser.add_argument("--output", type=Path, help="write kind, source, output and judgement here, tab-separated")
    options = parser.parse_args(arguments)
    store = PackageStore(options.work.root / "installed", options.work.root / "bundled")
    made = fragments(seed=options.seed)
    faults: dict[str, dict[str, int]] = {f.kind: dict.fromkeys(COUNTED, 0) for f in made}
    rows: list[str] = []
    with Engine(store.import_file(options.package), workers=2) as engine:
        for index, result in engine.translate(for_engine(f.zh, to_simplified=True).text for f in made):
            fragment, row = made[index], faults[made[index].kind]
            row["all"] += 1
            row["empty"] += not result.text.strip()
            row["loop"] += "loop" in result.flags
            row["long"] += too_long(fragment.zh, result.text)
            judged = relation(fragment.zh, result.text)
            row["unrelated"] += judged is Relation.UNRELATED
            row["not judged"] += judged is Relation.NOT_JUDGED
            rows.append(f"{fragment.kind}\t{fragment.zh}\t{result.text}\t{judged}")
            if row["all"] <= SHOWN:
                sys.stdout.write(rows[-1] + "\n")
    if options.output:
        options.output.write_text("\n".join(sorted(rows)) + "\n", encoding="utf-8")
    whole = {name: sum(row[name] for row in faults.values()) for name in COUNTED}
    sys.stdout.write(json.dumps({**faults, "together": whole}, indent=1) + "\n")


if __name__ == "__main__":
    main()
