"""Step 2: expand the templates into training pairs, and write the generated evaluation set once.

``python -m models.training.synthesise --pairs 600000`` writes ``WORK/pairs/generated.tsv``, all pairs distinct, and
``WORK/pairs/handwritten.tsv`` from ``data/handwritten``. ``--evaluation`` writes ``data/test/generated.tsv`` instead,
from the templates, names and agencies that training never uses. Pairs that touch an evaluation set are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from models.training import folders, templates
from models.training.cleaning import normal
from models.training.decontaminate import EvaluationText, gather
from models.training.pairs import Pair, read_pairs, write_pairs
from models.training.slots.chance import Chance

SHARE = 4_000
"""The most pairs one template gives: templates with little to vary would only repeat themselves."""
FRUITLESS = 400
"""A template that gives nothing new in so many draws is used up."""


def generate(count: int, seed: int, evaluation: EvaluationText | None) -> Iterator[Pair]:
    """*count* distinct training pairs (fewer when the templates are used up), template by template in turn."""
    chance = Chance(seed)
    active = [template for template in templates.templates() if not template.held_out]
    given: Counter[templates.Template] = Counter()
    seen: set[str] = set()
    while active and len(seen) < count:
        for template in list(active):
            pair = _new(template, chance, seen, evaluation)
            given[template] += 1
            if pair is None or given[template] >= SHARE or not template.slots():
                active.remove(template)
            if pair is not None and len(seen) < count:
                seen.add(pair.zh)
                yield pair


def _new(
    template: templates.Template, chance: Chance, seen: set[str], evaluation: EvaluationText | None
) -> Pair | None:
    for _ in range(FRUITLESS if template.slots() else 1):
        zh, en = templates.expand(template, chance)
        pair = Pair(normal(zh), normal(templates.clean_english(en)))
        if pair.zh not in seen and not (evaluation and evaluation.touches(pair)):
            return pair
    return None


def evaluation_pairs(count: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """(Chinese, English, register) from held-out templates, in turn; texts are not normalised."""
    chance = Chance(seed, evaluation=True)
    kept = [template for template in templates.templates() if template.held_out]
    seen: set[str] = set()
    for number in range(20 * count):
        template = kept[number % len(kept)]
        zh, en = templates.expand(template, chance)
        if zh not in seen and len(seen) < count:
            seen.add(zh)
            yield zh, templates.clean_english(en), template.register


def handwritten(folder: Path, evaluation: EvaluationText) -> list[Pair]:
    """The hand-written training pairs, normalised, without evaluation text."""
    pairs = [Pair(normal(p.zh), normal(p.en)) for file in sorted(folder.glob("*.tsv")) for p in read_pairs(file)]
    return [pair for pair in pairs if not evaluation.touches(pair)]


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folders.add_work_argument(parser)
    parser.add_argument("--pairs", type=int, default=600_000)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--evaluation", action="store_true", help="write data/test/generated.tsv (480 pairs) instead")
    options = parser.parse_args(arguments)
    if options.evaluation:
        lines = ["\t".join(row) + "\n" for row in evaluation_pairs(480, options.seed)]
        (folders.TEST_SETS / "generated.tsv").write_text("".join(lines), encoding="utf-8")
        sys.stdout.write(f"data/test/generated.tsv: {len(lines)} pairs\n")
        return
    evaluation = gather([folders.TEST_SETS])
    made = write_pairs(options.work.pairs / "generated.tsv", generate(options.pairs, options.seed, evaluation))
    written = write_pairs(options.work.pairs / "handwritten.tsv", handwritten(folders.HANDWRITTEN, evaluation))
    sys.stdout.write(f"generated: {made} pairs, hand-written: {written} pairs\n")


if __name__ == "__main__":
    main()
