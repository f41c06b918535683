"""False alarms, recall on seeded errors and speed of the name check.

    python benchmarks/checks/names.py EVAL_DIR [--show N] [--sets a,b] [--seed 1]

EVAL_DIR holds line-aligned pairs ``NAME.zh.xz`` / ``NAME.en.xz``. A third of the pairs, by a hash of the Chinese, is
kept blind: nobody looks at it while tuning, and ``--show`` never prints it. For both parts the program prints

* the share of unaltered human references with a major or critical finding of the name check;
* the share of seeded errors found at that severity: one name of the English replaced by another of its sort, misspelt
  (Tianjin → Zianjin) or dropped, everywhere it stands, on pairs without a finding before.

Names to damage are chosen twice: among those the check itself recognises in the Chinese, and *independently of it*:
proper nouns of CC-CEDICT (places, or names that sound like it) whose English stands in the reference, and capitalised
pinyin words that characters of the sentence are read as. The second figure says what a reader may expect of names in
general.
"""

from __future__ import annotations

import sys

if sys.path[0].endswith("checks"):
    del sys.path[0]  # this folder: its numbers.py would hide the standard library's

import argparse
import hashlib
import lzma
import random
import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from reader.checks.contract import Context
from reader.checks.names.check import Names
from reader.checks.names.matching import rendered
from reader.checks.names.people import rendered as person_rendered
from reader.model import Finding, Segment, Translation
from reader.text import dictionary
from reader.text.english_names import read as read_english
from reader.text.named import names
from reader.text.person_names import surnames
from reader.text.romanise import fold_name, is_telling, spelled_in, syllables
from reader.text.romanise_foreign import likeness

SETS = (
    "newstest2017_zhen", "newstest2019_zhen", "newstest2020_zhen", "wmt21_zhen", "flores200_dev", "tico19_all",
    "moj_tw_law_gov", "ted21_zhen",
)  # fmt: skip
CHECK = Names()
PLACE = re.compile(r"\b(?:city|province|county|country|capital|district|region|state|island|river|republic|town)\b")
LEADING = re.compile(r"[A-Z][\w'’.-]+(?: [A-Z][\w'’-]+)*")


@dataclass(frozen=True)
class Target:
    """A name to damage: the English forms to look for, and its sort (``place``, ``person``, ``other``)."""

    forms: tuple[str, ...]
    sort: str


def read(folder: Path, name: str) -> list[tuple[str, str]]:
    """The pairs of one set."""
    sides = [lzma.decompress((folder / f"{name}.{lang}.xz").read_bytes()).decode() for lang in ("zh", "en")]
    return list(zip(*(side.rstrip("\n").split("\n") for side in sides), strict=True))


def blind(zh: str) -> bool:
    """Whether the pair with this Chinese is kept blind."""
    return hashlib.sha256(zh.encode()).digest()[0] % 3 == 0


def findings(zh: str, en: str) -> list[Finding]:
    """Major and critical findings of the name check."""
    segment = Segment("S", "D", "B", 1, 0, len(zh), zh, "zh")
    translation = Translation("T", zh, en, "x", "1", "x", "1", "", {}, "")
    return [f for f in CHECK(segment, translation, Context(en)) if f.severity.is_serious]


def recognised(zh: str, en: str) -> list[Target]:
    """Names the check recognises in the Chinese and finds in the English."""
    found, english, targets = names(zh), read_english(en), []
    for hit in found.hits:
        if rendered(hit, english):
            sort = {"person": "person", "body": "other"}.get(hit.kind, "place")
            targets.append(Target(tuple(n for n in hit.english if english.find(n)), sort))
    for person in found.people:
        if not person.parts and person_rendered(person, english):
            whole = _spelled_person(person.surname, person.given, en)
            if whole:
                targets.append(Target((whole,), "person"))
    return [target for target in targets if target.forms]


def _spelled_person(surname: str, given: str, en: str) -> str:
    """The full name as the English has it, surname first or last."""
    family = surnames().get(surname, ("",))[0]
    for m in re.finditer(rf"\b{family}\s+([A-Z][\w'’-]+)|\b([A-Z][\w'’-]+)\s+{family}\b", en):
        if spelled_in(fold_name(m[1] or m[2]), given, least=1):
            return m.group()
    return ""


def independent(zh: str, en: str) -> list[Target]:
    """Names found without the check's own recognisers."""
    targets = []
    for word in dictionary.words(zh, dictionary.load()):
        text = zh[slice(*word.span)]
        if len(text) < 2 or not word.entries or not all(e.pinyin[:1].isupper() for e in word.entries):
            continue
        for entry in word.entries:
            m = LEADING.match(entry.senses[0]) if entry.senses else None
            if not m or len(m.group()) < 4 or not re.search(rf"\b{re.escape(m.group())}\b", en):
                continue
            place = PLACE.search(" ".join(entry.senses)) is not None
            if place or likeness(text, fold_name(m.group())) >= 0.6:
                targets.append(Target((m.group(),), "place" if place else "person"))
                break
    for m in re.finditer(r"\b[A-Z][a-z'’]+(?:-[a-z]+)?\b", en):
        if is_telling(fold_name(m.group())) and spelled_in(fold_name(m.group()), zh):
            targets.append(Target((m.group(),), "person"))
    return targets


def replace(en: str, target: Target, by: str) -> str:
    """*en* with every form of the target, endings included, replaced."""
    forms = "|".join(re.escape(form) for form in sorted(target.forms, key=len, reverse=True))
    if not by:
        damaged = re.sub(
            rf"(?:\b(?:in|of|from|at|to|the|on|by|for|and) )?\b(?:{forms})(?:[a-z]{{1,4}}\b|\b)(?:['’]s)?", "", en
        )
        return re.sub(r"\s{2,}", " ", damaged).strip()
    return re.sub(rf"\b(?:{forms})(?:[a-z]{{1,4}}\b|\b)", by, en)


def misspelt(name: str, rng: random.Random) -> str:
    """A slip in the longest word of *name*: another initial, another vowel, a letter lost, doubled or two swapped."""
    word = max(re.findall(r"\w+", name), key=len)
    i = rng.randrange(1, len(word) - 1)
    ways = [
        rng.choice([c for c in "BDFGKLMNPRSTVZ" if c != word[0].upper()]) + word[1:],
        word[:i] + rng.choice([v for v in "aeiou" if v != word[i]]) + word[i + 1 :],
        word[:i] + word[i + 1 :],
        word[: i + 1] + word[i:],
        word[:i] + word[i + 1] + word[i] + word[i + 2 :],
    ]
    return name.replace(word, rng.choice([way for way in ways if way != word]))


def seeded(en: str, target: Target, pool: dict[str, list[str]], rng: random.Random) -> dict[str, str]:
    """The English with one error of each kind."""
    form = max(target.forms, key=len)
    others = [name for name in pool[target.sort] if fold_name(name)[:4] != fold_name(form)[:4] and name not in en]
    made = {"dropped": replace(en, target, "")}
    if others:
        made["swapped"] = replace(en, target, rng.choice(others))
    if len(fold_name(form)) > 4 and len(max(re.findall(r"\w+", form), key=len)) > 4:
        made["misspelt"] = replace(en, target, misspelt(form, rng))
    return {kind: text for kind, text in made.items() if text != en and re.search(r"[A-Za-z]{2}", text)}


def measure(title: str, pairs: list[tuple[str, str]], rng: random.Random, show: int) -> None:
    """Print the figures of one part."""
    alarms = {n: found for n, (zh, en) in enumerate(pairs) if (found := findings(zh, en))}
    print(f"{title}: {len(pairs)} references, {len(alarms)} flagged = {100 * len(alarms) / len(pairs):.2f} %")
    for n in rng.sample(sorted(alarms), min(show, len(alarms))):
        print(f"  {pairs[n][0]}\n  {pairs[n][1]}")
        for finding in alarms[n]:
            print(f"    -> {finding.severity}: {finding.explanation}")
    for label, choose in (("recognised names", recognised), ("independent names", independent)):
        chosen = {n: choose(*pair) for n, pair in enumerate(pairs) if n not in alarms}
        pool: dict[str, list[str]] = {"place": [], "person": [], "other": []}
        for targets in chosen.values():
            for target in targets:
                pool[target.sort].append(max(target.forms, key=len))
        made: Counter[tuple[str, str]] = Counter()
        hit: Counter[tuple[str, str]] = Counter()
        missed = []
        for n, targets in chosen.items():
            if not targets:
                continue
            target = rng.choice(targets)
            for kind, text in seeded(pairs[n][1], target, pool, rng).items():
                made[kind, target.sort] += 1
                if findings(pairs[n][0], text):
                    hit[kind, target.sort] += 1
                else:
                    missed.append((kind, target, n, text))
        for kind in ("swapped", "misspelt", "dropped"):
            total = sum(v for key, v in made.items() if key[0] == kind)
            right = sum(v for key, v in hit.items() if key[0] == kind)
            detail = ", ".join(f"{s} {hit[kind, s]}/{made[kind, s]}" for s in pool if made[kind, s])
            print(f"  {label}, {kind}: {right} of {total} = {100 * right / max(1, total):.1f} % ({detail})")
        print(f"  {label}, all: {100 * sum(hit.values()) / max(1, sum(made.values())):.1f} % of {sum(made.values())}")
        for kind, target, n, text in rng.sample(missed, min(show, len(missed))):
            print(f"    MISSED {kind} {target.forms}: {pairs[n][0]}\n       {text}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--show", type=int, default=0, help="print this many alarms and misses of the open part")
    parser.add_argument("--open-only", action="store_true", help="leave the blind part out")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    pairs = [pair for name in arguments.sets.split(",") for pair in read(arguments.eval_dir, name)]
    syllables("warm")
    measure("open", [p for p in pairs if not blind(p[0])], random.Random(arguments.seed), arguments.show)
    if not arguments.open_only:
        measure("blind", [p for p in pairs if blind(p[0])], random.Random(arguments.seed), 0)
    started = time.process_time()
    for zh, en in pairs:
        findings(zh, en)
    print(f"speed: {1000 * (time.process_time() - started) / len(pairs):.2f} ms a pair on one core")


if __name__ == "__main__":
    main()
